import type { z } from "zod";
import type { GlpiClient } from "./client.js";
import { isGlpiIntegrationError } from "./errors.js";
import { itemAnswer } from "./wire.js";

/** One item as GLPI tells it; what it does not tell of itself is undefined. */
export type Item = z.output<typeof itemAnswer>;

/**
 * `hidden`: there is one, which the API user may not read: GLPI says that an item is not there before it says whose it is.
 */
export type LookedUp = { is: "there"; item: Item } | { is: "hidden" } | { is: "gone" };

/** Looks one item up. Rejects with `GlpiIntegrationError` where GLPI does not say. */
export async function lookUp(client: GlpiClient, itemtype: string, id: number): Promise<LookedUp> {
  try {
    return { is: "there", item: await client.get(`${itemtype}/${id}`, itemAnswer) };
  } catch (error) {
    if (!isGlpiIntegrationError(error)) throw error;
    if (error.code === "NOT_FOUND") return { is: "gone" };
    if (error.code === "RIGHT_MISSING") return { is: "hidden" };
    throw error;
  }
}
