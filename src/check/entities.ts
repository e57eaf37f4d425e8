import { searchQuery } from "../glpi/search.js";
import { cellTexts, searchAnswer } from "../glpi/wire.js";
import { type Finding, listIn } from "./finding.js";
import { readable } from "./full-session.js";
import { entitiesOf, type Scene } from "./scene.js";

/** Search options of a GLPI user, by number. */
const ID = 2;
const PHONES = [6, 10, 11];
/** The default entity, by its own name. */
const DEFAULT_ENTITY = 77;

/** So many people are looked at. */
const MOST_PEOPLE = 1_000;
/** So many names are read out. */
const MOST_NAMES = 8;

/** Which companies are in reach. */
export async function checkEntities(scene: Scene): Promise<Finding[]> {
  const { locale, say } = scene;
  const entities = await entitiesOf(scene);
  if (entities.length === 0) return [say("entities", "failed", "entitiesNone")];
  const names = listIn(locale, fewOf(entities.map(({ name }) => name)));
  return [say("entities", "ok", "entitiesOk", { count: entities.length, names })];
}

/**
 * Whether the people who may write are of companies in reach: GLPI shows them by their profiles' entities, and their
 * tickets are of their default one. The first 1,000 people are looked at.
 */
export async function checkCompanies(scene: Scene): Promise<Finding[]> {
  const { client, locale, say } = scene;
  const known = new Set((await entitiesOf(scene)).map(({ name }) => name.split(" > ").at(-1)?.trim()));
  const query = searchQuery({
    criteria: [],
    columns: [ID, ...PHONES, DEFAULT_ENTITY],
    sort: ID,
    order: "ASC",
    limit: MOST_PEOPLE,
  });
  const { data } = await client.get("search/User", searchAnswer, query);
  const people = data.filter((row) => PHONES.some((column) => cellTexts(row[column]).join("").trim() !== ""));
  if (people.length === 0) return [say("companies", "warning", "companiesNobody")];
  const names = people.flatMap((row) => cellTexts(row[DEFAULT_ENTITY]).map(readable));
  const out = [...new Set(names)].filter((name) => name !== "" && !known.has(name));
  if (out.length === 0) return [say("companies", "ok", "companiesOk", { count: people.length })];
  return [say("companies", "warning", "companiesOut", { names: listIn(locale, fewOf(out)) })];
}

function fewOf(names: readonly string[]): string[] {
  return names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), "…"] : [...names];
}
