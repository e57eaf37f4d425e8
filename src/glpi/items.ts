import { z } from "zod";
import type { GlpiClient } from "./client.js";
import { isGlpiIntegrationError } from "./errors.js";
import { id, number, text } from "./wire.js";

const flag = number.nullish().catch(undefined);

/** `GET Group/:id`, `GET ITILCategory/:id`, …: what an item says of itself, as far as its type has it. */
const itemAnswer = z.looseObject({
  id,
  name: text.catch(""),
  completename: text.catch(""),
  entities_id: id.nullish().catch(undefined),
  is_recursive: flag,
  is_active: flag,
  is_deleted: flag,
  is_incident: flag,
  is_request: flag,
  is_assign: flag,
  is_ticketheader: flag,
  /** Of a category: the ticket templates of its incidents and requests. */
  tickettemplates_id_incident: flag,
  tickettemplates_id_demand: flag,
  /** Of an entity: its ticket template; with the strategy -2 it has that of the entity above. */
  tickettemplates_id: flag,
  tickettemplates_strategy: z.number().nullish().catch(undefined),
});

/** One item as GLPI tells it; what it does not tell of itself is undefined. */
export type Item = z.output<typeof itemAnswer>;

/**
 * `hidden`: there is one, which the API user may not read: GLPI says that an item is not there before it says whose it is.
 */
export type LookedUp = { is: "there"; item: Item } | { is: "hidden" } | { is: "gone" };

/** Looks one item up. Rejects with `GlpiIntegrationError` where GLPI does not say. */
export async function lookUp(client: GlpiClient, itemtype: string, itemId: number): Promise<LookedUp> {
  try {
    return { is: "there", item: await client.get(`${itemtype}/${itemId}`, itemAnswer) };
  } catch (error) {
    if (!isGlpiIntegrationError(error)) throw error;
    if (error.code === "NOT_FOUND") return { is: "gone" };
    if (error.code === "RIGHT_MISSING") return { is: "hidden" };
    throw error;
  }
}
