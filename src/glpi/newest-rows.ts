import type { z } from "zod";
import type { GlpiClient } from "./client.js";
import { isGlpiIntegrationError } from "./errors.js";
import { rowsAnswer } from "./wire.js";

/**
 * The newest rows of a list that belongs to one item (`Ticket/7/ITILFollowup`), newest first; what cannot be read is
 * left out, and without the right to the list there is none.
 */
export async function newestRows<T extends z.ZodType>(
  client: GlpiClient,
  path: string,
  most: number,
  schema: T,
): Promise<z.output<T>[]> {
  const query = new URLSearchParams({ sort: "id", order: "DESC", range: `0-${most - 1}`, get_hateoas: "false" });
  try {
    const rows = await client.get(path, rowsAnswer, query);
    return rows.flatMap((row) => schema.safeParse(row).data ?? []);
  } catch (error) {
    // Whether the API user may read them is the operator's choice.
    if (isGlpiIntegrationError(error) && error.code === "RIGHT_MISSING") return [];
    throw error;
  }
}
