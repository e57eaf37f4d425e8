import type { Database } from "../database.js";
import type { PhpValue } from "../request.js";
import { encodeSpecialCharacters, readDate } from "../text.js";
import type { SearchOption } from "./options.js";
import { containsPattern, fold } from "./pattern.js";

/** A criterion, or a group of them in parentheses; `link` says how it joins what comes before it. */
export type Criterion = { readonly link: string } & (
  | { readonly field: number; readonly searchType: string; readonly value: string }
  | { readonly criteria: readonly Criterion[] }
);

/** Reads `criteria[…]`; `"malformed"` when one lacks its field, search type or value. */
export function readCriteria(raw: PhpValue | undefined): readonly Criterion[] | "malformed" {
  if (raw === undefined || typeof raw === "string") return [];
  const criteria: Criterion[] = [];
  for (const entry of Object.values(raw)) {
    if (typeof entry === "string") return "malformed";
    const link = typeof entry.link === "string" ? entry.link.toUpperCase() : "AND";
    if (entry.criteria !== undefined) {
      const nested = readCriteria(entry.criteria);
      if (nested === "malformed") return "malformed";
      criteria.push({ link, criteria: nested });
      continue;
    }
    const { field, searchtype, value } = entry;
    if (typeof field !== "string" || typeof searchtype !== "string" || typeof value !== "string") return "malformed";
    criteria.push({ link, field: Number(field), searchType: searchtype, value });
  }
  return criteria;
}

/** The fields that criteria name, in their order. */
export function criteriaFields(criteria: readonly Criterion[]): number[] {
  return criteria.flatMap((criterion) =>
    "criteria" in criterion ? criteriaFields(criterion.criteria) : [criterion.field],
  );
}

type Test<Row> = (row: Row) => boolean;

/**
 * One test for all criteria. GLPI joins them into one SQL condition without parentheses, so `AND` binds before `OR`; a
 * criterion with an empty value is left out, and one that nothing is left of finds everything.
 */
export function compileCriteria<Row>(
  criteria: readonly Criterion[],
  options: ReadonlyMap<number, SearchOption<Row>>,
  database: Database,
): Test<Row> {
  const alternatives: Test<Row>[][] = [];
  for (const criterion of criteria) {
    const test = compileOne(criterion, options, database);
    if (test === undefined) continue;
    const signed: Test<Row> = criterion.link.endsWith("NOT") ? (row) => !test(row) : test;
    const last = alternatives[alternatives.length - 1];
    if (last === undefined || criterion.link.startsWith("OR")) alternatives.push([signed]);
    else last.push(signed);
  }
  if (alternatives.length === 0) return () => true;
  return (row) => alternatives.some((tests) => tests.every((test) => test(row)));
}

function compileOne<Row>(
  criterion: Criterion,
  options: ReadonlyMap<number, SearchOption<Row>>,
  database: Database,
): Test<Row> | undefined {
  if ("criteria" in criterion) return compileCriteria(criterion.criteria, options, database);
  const option = options.get(criterion.field);
  if (option === undefined || criterion.value === "") return undefined;
  const { searchType, value } = criterion;
  const test = compileTest(searchType, option, value, database);
  return searchType.startsWith("not") ? (row) => !test(row) : test;
}

function compileTest<Row>(searchType: string, option: SearchOption<Row>, value: string, database: Database): Test<Row> {
  if (searchType === "morethan" || searchType === "lessthan") return compileDate(searchType, option, value, database);
  return searchType.endsWith("equals")
    ? compileEquals(option, value, database)
    : compileContains(option, value, database);
}

/** Strictly after or before, to the second. */
function compileDate<Row>(
  searchType: "morethan" | "lessthan",
  option: SearchOption<Row>,
  value: string,
  database: Database,
): Test<Row> {
  const limit = readDate(value, database.now());
  return (row) =>
    textsOf(option, row, database).some((date) => {
      if (date === null) return false;
      return searchType === "morethan" ? date > limit : date < limit;
    });
}

const wholeDatatypes = ["number", "bool", "specific"];

/** A number is compared whole even by `contains`. */
function compileContains<Row>(option: SearchOption<Row>, value: string, database: Database): Test<Row> {
  if (wholeDatatypes.includes(option.datatype)) return compileEquals(option, value, database);
  const matches = containsPattern(storedPattern(value, database));
  return (row) => textsOf(option, row, database).some(matches);
}

function compileEquals<Row>(option: SearchOption<Row>, value: string, database: Database): Test<Row> {
  if (option.field === "status") {
    const statuses = statusGroup(value, database);
    return (row) => option.ids?.(row).some((status) => statuses.includes(status)) ?? false;
  }
  const id = Number(value);
  if (option.ids !== undefined) return (row) => option.ids?.(row).includes(id) ?? false;
  const wanted = fold(storedPattern(value, database));
  return (row) => textsOf(option, row, database).some((text) => text !== null && fold(text) === wanted);
}

/** On 10 the database holds `&`, `<` and `>` encoded, and so is what is looked for. */
function storedPattern(value: string, { version }: Database): string {
  return version === 10 ? encodeSpecialCharacters(value) : value;
}

function textsOf<Row>(option: SearchOption<Row>, row: Row, database: Database): readonly (string | null)[] {
  if (option.texts !== undefined) return option.texts(row, database);
  const shown = option.show(row, database);
  return (Array.isArray(shown) ? shown : [shown]).map((value) => (value === null ? null : String(value)));
}

/** GLPI 11 adds 10, approval, to what is neither solved nor closed. */
function statusGroup(value: string, { version }: Database): readonly number[] {
  const open = version === 11 ? [1, 10, 2, 3, 4] : [1, 2, 3, 4];
  const groups: Readonly<Record<string, readonly number[]>> = {
    notold: open,
    notclosed: [...open, 5],
    old: [5, 6],
    all: [...open, 5, 6],
    process: [2, 3],
  };
  return groups[value] ?? [Number(value)];
}
