import { type Answer, failure, type Json, jsonAnswer, type WireRow } from "./answer.js";
import type { Database } from "./database.js";
import { present } from "./present.js";
import type { PhpValue } from "./request.js";
import { containsPattern } from "./search/pattern.js";

/** Without a range GLPI lists its list limit and one more. */
const defaultRange = "0-20";

/**
 * The answer to `GET /Ticket` or `GET /Ticket/7/ITILFollowup`: `range`, `sort` (a field's name), `order` and
 * `searchText[field]` are read; 206 when the range is shorter than the total.
 */
export function listAnswer(
  database: Database,
  itemtype: string,
  all: readonly WireRow[],
  query: Readonly<Record<string, PhpValue>>,
): Answer {
  const { version } = database;
  const rows = filter(all, query.searchText);
  const sort = typeof query.sort === "string" ? query.sort : "id";
  if (rows[0] !== undefined && !(sort in rows[0])) {
    throw failure(version, 400, "ERROR", "sortUnknown");
  }
  const sign = typeof query.order === "string" && query.order.toUpperCase() === "DESC" ? -1 : 1;
  rows.sort((a, b) => sign * compare(a[sort] ?? null, b[sort] ?? null) || sign * compare(a.id ?? null, b.id ?? null));

  const range = typeof query.range === "string" ? query.range : defaultRange;
  const match = /^(\d+)-(\d+)$/.exec(range);
  if (match === null) throw failure(version, 400, "ERROR", "rangeMalformed");
  const [start, end] = [Number(match[1]), Number(match[2])];
  const total = rows.length;
  if (start > total) {
    throw failure(version, 400, "ERROR_RANGE_EXCEED_TOTAL", "rangeExceeds", String(total));
  }
  const page = rows.slice(start, end + 1).map((row) => present(database, row, query));
  return jsonAnswer(page.length < total ? 206 : 200, page, {
    "accept-range": `${itemtype} 1000`,
    ...(total > 0 ? { "content-range": `${start}-${Math.min(end, total - 1)}/${total}` } : {}),
  });
}

function filter(rows: readonly WireRow[], searchText: PhpValue | undefined): WireRow[] {
  if (typeof searchText !== "object") return [...rows];
  const tests = Object.entries(searchText).map(([field, value]) => {
    const matches = containsPattern(typeof value === "string" ? value : "");
    return (row: WireRow) => matches(row[field] === null || row[field] === undefined ? null : String(row[field]));
  });
  return rows.filter((row) => tests.every((test) => test(row)));
}

function compare(a: Json, b: Json): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a ?? "").localeCompare(String(b ?? ""));
}
