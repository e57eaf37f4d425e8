import type { CreateTicketIntegration } from "../config/integration.js";
import { operatorWords } from "../config/words/index.js";
import type { Entity } from "../glpi/entities.js";
import { type Item, lookUp } from "../glpi/items.js";
import { type Finding, listIn } from "./finding.js";
import { readable } from "./full-session.js";
import { entitiesOf, isAbove, reaches, type Scene } from "./scene.js";
import { settle } from "./settle.js";
import type { Cause, ItemKind } from "./words/check-words.js";
import { checkWords } from "./words/index.js";

/** A field that names something in GLPI. */
type ItemField = {
  [K in keyof CreateTicketIntegration]-?: K extends `${string}Id` ? K : never;
}[keyof CreateTicketIntegration];

/** Something that the configuration names, and why it may not do. */
interface Named {
  /** The finding's. */
  id: string;
  field: ItemField;
  kind: ItemKind;
  itemId: number | undefined;
  /** Why it does not do, whoever it is for. */
  unfit?: (item: Item) => Cause | undefined;
  /** Whether it has to be there for every entity in reach. */
  everywhere?: true;
  /** What it is when it does not do: GLPI keeps whatever number it is told. Default `warning`. */
  state?: "warning" | "failed";
}

/** So many names are read out. */
const MOST_NAMES = 5;

/** Each thing that the configuration names by its id: whether it is there, and can be used where it is needed. */
export async function checkItems(scene: Scene): Promise<Finding[]> {
  const { integration } = scene;
  if (integration.type !== "glpi-create-ticket") return [];
  const findings = await Promise.all(
    namedBy(integration).map((named) => settle(scene, named.id, () => check(scene, named))),
  );
  const { createRequester, fallbackRequesterId } = integration;
  const isNobody = !createRequester && fallbackRequesterId === undefined;
  return [...findings.flat(), ...(isNobody ? [scene.say("requester", "warning", "requesterNobody")] : [])];
}

function namedBy(integration: CreateTicketIntegration): Named[] {
  const { createRequester, ticketType } = integration;
  const ifCreated = (itemId: number) => (createRequester ? itemId : undefined);
  return [
    {
      id: "category",
      field: "categoryId",
      kind: "ITILCategory",
      itemId: integration.categoryId,
      unfit: ({ is_incident, is_request }) => {
        if (ticketType === "incident") return is_incident === 0 ? "notForIncidents" : undefined;
        return is_request === 0 ? "notForRequests" : undefined;
      },
      everywhere: true,
    },
    { id: "location", field: "locationId", kind: "Location", itemId: integration.locationId, everywhere: true },
    {
      id: "group",
      field: "assignedGroupId",
      kind: "Group",
      itemId: integration.assignedGroupId,
      unfit: ({ is_assign }) => (is_assign === 0 ? "notAssignable" : undefined),
      everywhere: true,
    },
    {
      id: "requestSource",
      field: "requestSourceId",
      kind: "RequestType",
      itemId: integration.requestSourceId,
      unfit: ({ is_active, is_ticketheader }) => {
        if (is_active === 0) return "notActive";
        return is_ticketheader === 0 ? "notForTickets" : undefined;
      },
    },
    {
      id: "newRequesterProfile",
      field: "newRequesterProfileId",
      kind: "Profile",
      itemId: ifCreated(integration.newRequesterProfileId),
      state: "failed",
    },
    {
      id: "newRequesterEntity",
      field: "newRequesterEntityId",
      kind: "Entity",
      itemId: ifCreated(integration.newRequesterEntityId),
      state: "failed",
    },
    {
      id: "fallbackEntity",
      field: "fallbackEntityId",
      kind: "Entity",
      itemId: integration.fallbackEntityId,
      state: "failed",
    },
    {
      id: "fallbackRequester",
      field: "fallbackRequesterId",
      kind: "User",
      itemId: integration.fallbackRequesterId,
      unfit: ({ is_active, is_deleted }) => {
        if (is_deleted === 1) return "deleted";
        return is_active === 0 ? "notActive" : undefined;
      },
      state: "failed",
    },
  ];
}

async function check(scene: Scene, named: Named): Promise<Finding[]> {
  const { id, field, kind, itemId, unfit, everywhere, state = "warning" } = named;
  if (itemId === undefined) return [];
  const { client, locale, say } = scene;
  const { name: item, menu } = checkWords[locale].items[kind];
  const { label } = operatorWords[locale].form.fields[field];
  const values = { label, item, menu, id: itemId };
  if (kind === "Entity") return [await entity(scene, id, itemId, values)];

  const found = await lookUp(client, kind, itemId);
  if (found.is === "gone") return [say(id, "failed", "itemGone", values)];
  if (found.is !== "there") {
    if (!mayRead(scene, kind)) return [say(id, "skipped", "itemUnread", values)];
    return [say(id, state, kind === "User" ? "userHidden" : "itemHidden", values)];
  }
  const withName = { ...values, name: readable(found.item.completename || found.item.name) };
  const why = unfit?.(found.item);
  if (why !== undefined) {
    return [say(id, state, "itemUnfit", { ...withName, why: checkWords[locale].said[why].text })];
  }
  const missing = everywhere ? missingIn(found.item, await entitiesOf(scene)) : [];
  if (missing.length === 0) return [say(id, "ok", "itemOk", withName)];
  return [say(id, "warning", "itemElsewhere", { ...withName, entities: listIn(locale, fewOf(missing)) })];
}

/** Entities tell in the session which are in reach; the rest may be there or not. */
async function entity(
  scene: Scene,
  id: string,
  entityId: number,
  values: Readonly<Record<string, unknown>>,
): Promise<Finding> {
  const { client, locale, say } = scene;
  const entities = await entitiesOf(scene);
  if (reaches(scene, entityId)) {
    const name = entities.find((each) => each.id === entityId)?.name;
    return say(id, "ok", "itemOk", { ...values, name });
  }
  const { is } = await lookUp(client, "Entity", entityId);
  if (is === "gone") return say(id, "failed", "itemGone", values);
  const reached = listIn(locale, fewOf(entities.map((each) => `${each.id} (${each.name})`)));
  return say(id, "failed", "entityHidden", { ...values, reached });
}

/** The rights that reading them takes. */
const readRights = new Map<ItemKind, string>([
  ["ITILCategory", "itilcategory"],
  ["Location", "location"],
  ["Group", "group"],
  ["RequestType", "dropdown"],
  ["Profile", "profile"],
  ["User", "user"],
]);

function mayRead({ full }: Scene, kind: ItemKind): boolean {
  const bits = full.rights.get(readRights.get(kind) ?? "") ?? 0;
  return (bits & 1) !== 0;
}

/** The entities in which the item is not there, by their own names. One whose own entity is above all of these is in all. */
function missingIn({ entities_id: home, is_recursive }: Item, entities: readonly Entity[]): string[] {
  if (home === undefined || home === null) return [];
  const own = entities.find(({ id }) => id === home);
  if (own === undefined && is_recursive === 1) return [];
  const isThere = (each: Entity) => each.id === home || (is_recursive === 1 && own !== undefined && isAbove(own, each));
  return entities.filter((each) => !isThere(each)).map(({ name }) => name.split(" > ").at(-1) ?? name);
}

function fewOf(names: readonly string[]): string[] {
  return names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), "…"] : [...names];
}
