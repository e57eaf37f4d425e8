/** One condition of a search: GLPI's search option number, how, and what. */
export interface Criterion {
  link?: "AND" | "OR";
  field: number;
  searchtype: "contains" | "equals" | "morethan";
  value: string | number;
}

export interface SearchOptions {
  criteria: readonly Criterion[];
  /** Numbers of the search options to show. */
  columns: readonly number[];
  /** GLPI 10 sorts by name unless told, GLPI 11 by id. */
  sort: number;
  order: "ASC" | "DESC";
  /** At most so many rows; without it GLPI gives the user's own list limit (20). */
  limit: number;
  /** Behind so many. Default 0; beyond all there are GLPI refuses. */
  from?: number | undefined;
}

/** The query of `GET search/:itemtype`. */
export function searchQuery({ criteria, columns, sort, order, limit, from = 0 }: SearchOptions): URLSearchParams {
  const query = new URLSearchParams();
  criteria.forEach((criterion, index) => {
    for (const [key, value] of Object.entries(criterion)) query.set(`criteria[${index}][${key}]`, String(value));
  });
  columns.forEach((column, index) => {
    query.set(`forcedisplay[${index}]`, String(column));
  });
  query.set("sort", String(sort));
  query.set("order", order);
  query.set("range", `${from}-${from + limit - 1}`);
  return query;
}
