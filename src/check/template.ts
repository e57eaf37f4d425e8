import type { CreateTicketIntegration } from "../config/integration.js";
import type { GlpiClient } from "../glpi/client.js";
import { type Item, lookUp } from "../glpi/items.js";
import { mandatoryFieldsAnswer } from "../glpi/wire.js";
import { renderTemplate } from "../locales/render.js";
import { type Finding, listIn } from "./finding.js";
import { readable } from "./full-session.js";
import type { Scene } from "./scene.js";
import { checkWords } from "./words/index.js";

/** Of an entity: it has what the one above it has. */
const INHERITED = -2;
/** Deeper trees of entities nobody has. */
const MOST_LEVELS = 50;

/** What the API user may not read. */
class Unread extends Error {
  override readonly name = "Unread";
}

/**
 * The fields that the ticket's template makes mandatory and this integration does not fill in: GLPI does not ask the API
 * for them, but whoever saves the ticket next. The category's template comes first, then that of the entity.
 */
export async function checkTemplate({ client, integration, locale, say }: Scene): Promise<Finding[]> {
  if (integration.type !== "glpi-create-ticket") return [];
  try {
    const templateId = await templateOf(client, integration);
    if (templateId === undefined) return [say("template", "ok", "templateNone")];
    const template = await read(client, "TicketTemplate", templateId);
    const path = `TicketTemplate/${templateId}/TicketTemplateMandatoryField`;
    const query = new URLSearchParams({ range: "0-99", get_hateoas: "false" });
    const fields = await client.get(path, mandatoryFieldsAnswer, query);
    const filled = filledIn(integration);
    const numbers = [...new Set(fields.map(({ num }) => num))].filter((number) => !filled.has(number));
    if (numbers.length === 0) return [say("template", "ok", "templateNone")];
    const { ticketFields, otherField } = checkWords[locale];
    const names = numbers.map((number) => ticketFields.get(number) ?? renderTemplate(otherField, { number }));
    const values = { template: readable(template.name), fields: listIn(locale, names) };
    return [say("template", "warning", "templateMandatory", values)];
  } catch (error) {
    if (error instanceof Unread) return [say("template", "skipped", "templateUnread")];
    throw error;
  }
}

async function templateOf(client: GlpiClient, integration: CreateTicketIntegration): Promise<number | undefined> {
  const { categoryId, ticketType, fallbackEntityId, newRequesterEntityId } = integration;
  if (categoryId !== undefined) {
    const category = await read(client, "ITILCategory", categoryId);
    const own = ticketType === "incident" ? category.tickettemplates_id_incident : category.tickettemplates_id_demand;
    if (own) return own;
  }
  let entityId = fallbackEntityId ?? newRequesterEntityId;
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const entity = await read(client, "Entity", entityId);
    const { tickettemplates_id: own, tickettemplates_strategy: strategy, entities_id: above } = entity;
    if (strategy !== INHERITED) return own || undefined;
    if (entityId === 0 || above === undefined || above === null) return undefined;
    entityId = above;
  }
  return undefined;
}

/** Rejects with `Unread` where the API user may not, or it is not there: what is named wrongly is said elsewhere. */
async function read(client: GlpiClient, itemtype: string, id: number): Promise<Item> {
  const found = await lookUp(client, itemtype, id);
  if (found.is === "there") return found.item;
  throw new Unread(itemtype);
}

/** The search options of what a ticket of ours has, or GLPI gives it. */
function filledIn(integration: CreateTicketIntegration): ReadonlySet<number> {
  const { categoryId, askCategory, locationId, askLocation, assignedGroupId } = integration;
  const [title, priority, requester, urgency, impact, status, type, content, source] = [1, 3, 4, 10, 11, 12, 14, 21, 9];
  return new Set([
    ...[title, priority, requester, urgency, impact, status, type, content, source],
    ...(categoryId !== undefined || askCategory ? [7] : []),
    ...(locationId !== undefined || askLocation ? [83] : []),
    ...(assignedGroupId !== undefined ? [8] : []),
  ]);
}
