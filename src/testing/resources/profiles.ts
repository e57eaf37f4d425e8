import { read } from "../access.js";
import type { Resource } from "./resource.js";

/** Not recorded; GLPI has more columns. */
export const profiles: Resource = {
  canRead: ({ access }) => access.has("profile", read),
  list: () => [],
  get({ database }, id) {
    const row = database.profiles.get(id);
    return row && { id: row.id, name: row.name, interface: "central" };
  },
};
