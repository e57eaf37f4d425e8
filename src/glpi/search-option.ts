import type { GlpiClient } from "./client.js";
import { searchOptionsAnswer } from "./wire.js";

/** The number of the search option of a field, remembered; undefined when this GLPI has none. */
export async function searchOption(client: GlpiClient, itemtype: string, field: string): Promise<number | undefined> {
  const path = `listSearchOptions/${itemtype}`;
  const options = await client.remembered.of(path, () => client.get(path, searchOptionsAnswer));
  const found = Object.entries(options).find(([number, option]) => /^\d+$/.test(number) && option.field === field);
  return found && Number(found[0]);
}
