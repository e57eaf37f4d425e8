import { read } from "../access.js";
import type { Resource } from "./resource.js";

const seePrivate = 8192;

/** Tasks of tickets: nobody has any here, but not everybody may ask. */
export const ticketTasks: Resource = {
  canRead: ({ access }) => access.has("task", read) || access.has("task", seePrivate),
  list: () => [],
};
