import type { Answer, Json, WireRow } from "../answer.js";
import { failure, jsonAnswer } from "../answer.js";
import type { MessageKey } from "../messages.js";
import type { PhpValue } from "../request.js";
import type { Context } from "../resources/resource.js";
import { compileCriteria, criteriaFields, readCriteria } from "./criteria.js";
import { type SearchOption, searchOptions } from "./options.js";

/** A user's list limit; without a range, what a search shows. */
const listLimit = 20;

type Query = Readonly<Record<string, PhpValue>>;

/** `search/:itemtype`; `undefined` when there is no such item type. */
export function search(context: Context, itemtype: string, query: Query): Answer | undefined {
  const { database, access } = context;
  const inTrash = query.is_deleted === "1" || query.is_deleted === "true";
  if (itemtype === "User") {
    if (!access.has("user", 1)) throw denied(context);
    const users = [...database.users.values()].filter((user) => user.isDeleted === inTrash && access.seesUser(user));
    return run(context, itemtype, query, searchOptions.User(), users, [1], [34, 5, 6, 8]);
  }
  if (itemtype === "Ticket") {
    if (!access.has("ticket", 1) && !access.has("ticket", 1024)) throw denied(context);
    const tickets = [...database.tickets.values()].filter(
      (ticket) => ticket.isDeleted === inTrash && access.seesTicket(ticket),
    );
    const always = access.session.activeEntities.length > 1 ? [1, 80] : [1];
    const options = searchOptions.Ticket(database.version);
    return run(context, itemtype, query, options, tickets, always, [12, 19, 15, 4, 5, 7]);
  }
  if (itemtype === "Entity") {
    if (!access.has("entity", 1)) throw denied(context);
    const entities = [...database.entities.values()].filter((entity) => access.reaches(entity.id));
    return run(context, itemtype, query, searchOptions.Entity(), entities, [1], []);
  }
  if (itemtype === "Document") {
    if (!access.has("document", 1)) throw denied(context);
    const documents = [...database.documents.values()].filter((document) => access.reaches(document.entityId));
    return run(context, itemtype, query, searchOptions.Document(), documents, [1, 80], [3]);
  }
  if (itemtype === "Contact") return run(context, itemtype, query, searchOptions.Contact(), [], [1], []);
  return undefined;
}

/** `listSearchOptions/:itemtype`: what can be searched, by number. */
export function listSearchOptions({ database }: Context, itemtype: string): Answer | undefined {
  if (!isSearchable(itemtype)) return undefined;
  const options: readonly Omit<SearchOption<never>, "show" | "texts" | "ids">[] = searchOptions[itemtype](
    database.version,
  );
  const entries = options.map(({ id, name, table, field, datatype }): [string, WireRow] => [
    String(id),
    {
      name,
      table,
      field,
      datatype,
      nosearch: false,
      nodisplay: false,
      available_searchtypes:
        datatype === "dropdown" ? ["equals", "notequals", "contains"] : ["contains", "notcontains"],
      uid: `${itemtype}.${field}`,
    },
  ]);
  return jsonAnswer(200, { common: { name: "Characteristics" }, ...Object.fromEntries(entries) });
}

function isSearchable(itemtype: string): itemtype is keyof typeof searchOptions {
  return Object.hasOwn(searchOptions, itemtype);
}

function denied({ database }: Context): Error {
  return failure(database.version, 403, "ERROR_RIGHT_MISSING", "permissionDenied");
}

function run<Row>(
  context: Context,
  itemtype: string,
  query: Query,
  allOptions: readonly SearchOption<Row>[],
  rows: readonly Row[],
  always: readonly number[],
  byDefault: readonly number[],
): Answer {
  const { database } = context;
  const { version } = database;
  const fail = (code: string, key: MessageKey, detail?: string) => failure(version, 400, code, key, detail);
  const options = new Map(allOptions.map((option) => [option.id, option]));
  const criteria = readCriteria(query.criteria);
  if (criteria === "malformed") throw fail("ERROR", "criteriaMalformed");
  const searched = criteriaFields(criteria);
  if (searched.some((field) => !options.has(field))) throw fail("ERROR", "searchOptionUnknown");
  const range = readRange(query.range);
  if (range === undefined) throw fail("ERROR", "rangeMalformed");

  const found = rows.filter(compileCriteria(criteria, options, database));
  const order = readOrder(query.order);
  const sort = numbers(query.sort);
  // Without a sort, 10 goes by name and 11 by id.
  const sortOption = options.get(sort[0] ?? (version === 10 ? 1 : 2));
  if (sortOption !== undefined) sortRows(found, sortOption, order, context);
  const total = found.length;
  if (range.start > total) throw fail("ERROR_RANGE_EXCEED_TOTAL", "rangeExceeds", String(total));

  const forced = numbers(query.forcedisplay);
  const columns = new Set([...always, ...(forced.length > 0 ? forced : byDefault), ...searched, ...sort]);
  const shown = [...options.values()].filter((option) => columns.has(option.id));
  const page = found.slice(range.start, range.end + 1);
  const data = page.map((row) => Object.fromEntries(shown.map((option) => [option.id, option.show(row, database)])));
  const contentRange = `${range.start}-${Math.min(range.end, total - 1)}/${total}`;
  const body: Record<string, Json> = {
    totalcount: total,
    count: data.length,
    sort: sort.length > 0 ? sort : version === 10 ? ["1"] : [0],
    order: [order],
    ...(data.length > 0 ? { data } : {}),
    "content-range": contentRange,
  };
  return jsonAnswer(data.length < total ? 206 : 200, body, {
    "accept-range": `${itemtype} 1000`,
    ...(total > 0 ? { "content-range": contentRange } : {}),
  });
}

function readRange(raw: PhpValue | undefined): { start: number; end: number } | undefined {
  if (raw === undefined) return { start: 0, end: listLimit - 1 };
  const match = typeof raw === "string" ? /^(\d+)-(\d+)$/.exec(raw) : null;
  return match === null ? undefined : { start: Number(match[1]), end: Number(match[2]) };
}

/** `order=DESC` and `order[0]=DESC`. */
function readOrder(raw: PhpValue | undefined): "ASC" | "DESC" {
  const first = typeof raw === "object" ? Object.values(raw)[0] : raw;
  return typeof first === "string" && first.toUpperCase() === "DESC" ? "DESC" : "ASC";
}

/** `sort=19`, `sort[0]=19` and `forcedisplay[0]=2`. */
function numbers(raw: PhpValue | undefined): number[] {
  if (raw === undefined) return [];
  return (typeof raw === "string" ? [raw] : Object.values(raw)).map(Number).filter(Number.isInteger);
}

/** In place; rows that compare the same stay in the order of their ids. */
function sortRows<Row>(rows: Row[], option: SearchOption<Row>, order: "ASC" | "DESC", { database }: Context): void {
  const collator = new Intl.Collator("en", { sensitivity: "base" });
  const keys = new Map(rows.map((row) => [row, option.show(row, database)]));
  const sign = order === "ASC" ? 1 : -1;
  rows.sort((a, b) => {
    const left = keys.get(a) ?? "";
    const right = keys.get(b) ?? "";
    if (typeof left === "number" && typeof right === "number") return sign * (left - right);
    return sign * collator.compare(String(left), String(right));
  });
}
