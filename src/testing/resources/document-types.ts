import { read } from "../access.js";
import type { Resource } from "./resource.js";

/** What files documents may be. */
export const documentTypes: Resource = {
  canRead: ({ access }) => access.has("typedoc", read),
  list: ({ settings }) =>
    [...settings.documentTypes].map((ext, index) => ({
      id: index + 1,
      name: ext.toUpperCase(),
      ext,
      icon: `${ext}-dist.png`,
      mime: null,
      is_uploadable: 1,
      date_mod: null,
      comment: null,
      date_creation: null,
    })),
};
