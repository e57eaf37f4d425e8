import type { Access } from "../access.js";
import type { WireRow } from "../answer.js";
import type { Database } from "../database.js";
import type { NewLocation } from "../new-rows.js";
import type { TreeRow } from "../rows.js";

/** A row below another one. Throws a `RangeError` when there is no such parent. */
export function newTreeRow(
  database: Database,
  table: ReadonlyMap<number, TreeRow>,
  id: number,
  { name, parentId = 0, entityId = 0, isRecursive = false }: NewLocation,
): TreeRow {
  const parent = table.get(parentId);
  if (parentId !== 0 && parent === undefined) throw new RangeError(`There is none with the id ${parentId}`);
  const stored = database.store(name);
  const completeName = parent === undefined ? stored : `${parent.completeName} > ${stored}`;
  return { id, name: stored, completeName, parentId, level: (parent?.level ?? 0) + 1, entityId, isRecursive };
}

/** One of an entity: denied where that is out of reach, and it is not there for those below. */
export function oneInReach<Row extends Pick<TreeRow, "entityId" | "isRecursive">>(
  database: Database,
  { session }: Access,
  row: Row | undefined,
  wire: (row: Row) => WireRow,
): WireRow | "denied" | undefined {
  if (row === undefined) return undefined;
  const above = session.activeEntities.flatMap((entityId) => database.ancestors(entityId));
  const isThere = session.activeEntities.includes(row.entityId) || (row.isRecursive && above.includes(row.entityId));
  return isThere ? wire(row) : "denied";
}

/** Those of the session's entities, and the recursive ones from above them. */
export function inReach<Row extends TreeRow>(database: Database, { session }: Access, rows: Iterable<Row>): Row[] {
  const above = new Set(session.activeEntities.flatMap((entityId) => database.ancestors(entityId)));
  return [...rows].filter(
    ({ entityId, isRecursive }) => session.activeEntities.includes(entityId) || (isRecursive && above.has(entityId)),
  );
}
