import { cutText } from "./answer-text.js";
import type { GlpiClient } from "./client.js";
import { decodeGlpiText } from "./rich-text.js";
import { searchQuery } from "./search.js";
import { cellTexts, entitiesAnswer, searchAnswer } from "./wire.js";

/** Search options of a GLPI entity, by number. */
const ID = 2;
const REGISTRATION_NUMBER = 70;

/** More entities than this with the same digits are not looked at. */
const MAX_CANDIDATES = 100;

/** An entity of GLPI: a company. */
export interface Entity {
  id: number;
  /** With those above it: `Root entity > ACME`. */
  name: string;
}

/** All entities of the API user's profiles. */
export async function myEntities(client: GlpiClient): Promise<Entity[]> {
  const query = new URLSearchParams({ is_recursive: "true" });
  const { myentities } = await client.get("getMyEntities", entitiesAnswer, query);
  return myentities.map(({ id, name }) => ({ id, name: cutText(decodeGlpiText(name)) }));
}

/**
 * Entities whose administrative number fits a pattern, the lowest id first, with that number as it was typed. Needs the
 * right to read entities.
 */
export async function searchEntities(
  client: GlpiClient,
  pattern: string,
): Promise<{ id: number; registrationNumber: string }[]> {
  const query = searchQuery({
    criteria: [{ field: REGISTRATION_NUMBER, searchtype: "contains", value: pattern }],
    columns: [ID, REGISTRATION_NUMBER],
    sort: ID,
    order: "ASC",
    limit: MAX_CANDIDATES,
  });
  const { data } = await client.get("search/Entity", searchAnswer, query);
  return data.map((row) => ({
    id: Number(row[ID]),
    registrationNumber: decodeGlpiText(cellTexts(row[REGISTRATION_NUMBER]).join()),
  }));
}
