import type { CreateTicketIntegration } from "../config/integration.js";
import type { TreeItem } from "../glpi/trees.js";
import type { HandlerContext } from "../work/context.js";

/** A list has ten rows; the last one is "other". */
const MOST_OPTIONS = 9;

/**
 * What a customer can choose for a ticket in an entity, by name, nine at most: categories of the ticket's type, or
 * locations, of the entity or from above it; those right below `parentId`, without it those with nothing above them that
 * can be chosen. Rejects with `GlpiIntegrationError`.
 */
export async function fittingOptions(
  { glpiLists }: HandlerContext,
  integration: CreateTicketIntegration,
  about: "category" | "location",
  entityId: number,
  parentId: number | undefined,
): Promise<TreeItem[]> {
  const ofType = integration.ticketType === "incident" ? "forIncidents" : "forRequests";
  const items = (await glpiLists.tree(integration, about)).filter((item) => item[ofType]);
  const isInherited = (item: TreeItem) => item.isRecursive && item.entityId !== entityId && item.entityId !== 0;
  // Whose category is the root's needs no look at the tree of entities.
  const above = items.some(isInherited) ? ancestorsOf(entityId, await glpiLists.entities(integration)) : none;
  const fitting = items.filter(
    (item) => item.entityId === entityId || (item.isRecursive && (item.entityId === 0 || above.has(item.entityId))),
  );
  const ids = new Set(fitting.map(({ id }) => id));
  return fitting
    .filter((item) => (parentId === undefined ? !ids.has(item.parentId) : item.parentId === parentId))
    .sort((one, other) => one.name.localeCompare(other.name, integration.locale) || one.id - other.id)
    .slice(0, MOST_OPTIONS);
}

const none: ReadonlySet<number> = new Set();

/** By their full names, below the root: what that is called GLPI 10 says in two ways. */
function ancestorsOf(entityId: number, entities: readonly { id: number; name: string }[]): ReadonlySet<number> {
  const own = entities.find(({ id }) => id === entityId);
  if (own === undefined) return none;
  const path = pathOf(own.name);
  const above = entities.filter(({ id, name }) => {
    const parts = pathOf(name);
    return id !== entityId && parts.length < path.length && parts.every((part, index) => part === path[index]);
  });
  return new Set(above.map(({ id }) => id));
}

function pathOf(name: string): string[] {
  return name.split(" > ").slice(1);
}
