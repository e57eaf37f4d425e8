import { searchQuery } from "../glpi/search.js";
import { cellTexts, searchAnswer } from "../glpi/wire.js";
import { type Finding, listIn } from "./finding.js";
import { readable } from "./full-session.js";
import { entitiesOf, ROOT, reaches, type Scene } from "./scene.js";

/** Search options of a GLPI user, by number. */
const ID = 2;
const PHONES = [6, 10, 11];
/** The default entity, by its own name. */
const DEFAULT_ENTITY = 77;

/** The entities of the profiles, by their full names. */
const PROFILES_ENTITIES = 80;

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
 * tickets are of their default one; where that is the root, which an unset one reads as too, of the only one that their
 * profiles name. The first 1,000 people are looked at.
 */
export async function checkCompanies(scene: Scene): Promise<Finding[]> {
  const { client, locale, say } = scene;
  const entities = await entitiesOf(scene);
  const query = searchQuery({
    criteria: [],
    columns: [ID, ...PHONES, DEFAULT_ENTITY, PROFILES_ENTITIES],
    sort: ID,
    order: "ASC",
    limit: MOST_PEOPLE,
  });
  const { data, totalcount } = await client.get("search/User", searchAnswer, query);
  const most = totalcount > data.length && MOST_PEOPLE;
  const people = data.filter((row) => PHONES.some((column) => cellTexts(row[column]).join("").trim() !== ""));
  if (people.length === 0) return [say("companies", "warning", "companiesNobody", { most })];
  const fullNames = (row: Row) => cellTexts(row[PROFILES_ENTITIES]).map(readable);
  // The root's name begins all others; alone it may be translated.
  const roots = new Set([...entities.map(({ name }) => name), ...people.flatMap(fullNames)].map(firstPart));
  const known = new Set([...entities.map(({ name }) => lastPart(name)), ...(reaches(scene, ROOT) ? roots : [])]);
  const companiesOf = (row: Row): string[] => {
    const own = cellTexts(row[DEFAULT_ENTITY]).map(readable);
    if (!own.some((name) => roots.has(name))) return own;
    const named = [...new Set(fullNames(row))];
    return named.length > 1 ? own : named.map(lastPart);
  };
  const out = [...new Set(people.flatMap(companiesOf))].filter((name) => name !== "" && !known.has(name));
  if (out.length === 0) return [say("companies", "ok", "companiesOk", { count: people.length, most })];
  return [say("companies", "warning", "companiesOut", { names: listIn(locale, fewOf(out)) })];
}

type Row = Readonly<Record<string, unknown>>;

const firstPart = (name: string) => name.split(" > ")[0]?.trim() ?? "";
const lastPart = (name: string) => name.split(" > ").at(-1)?.trim() ?? "";

function fewOf(names: readonly string[]): string[] {
  return names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), "…"] : [...names];
}
