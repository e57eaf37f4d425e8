import type { TicketStatus } from "../glpi/tickets.js";

/** What the customer of a ticket knows of it: told, or not to be told. Plain JSON; a new one is `{}`. */
export interface Known {
  /** Only what came later than this is new, in GLPI's own time. */
  from?: string;
  /** Follow-ups that are known; beside these all with lower ids than `followUpsFrom`. */
  followUps?: readonly number[];
  followUpsFrom?: number;
  /** The same of solutions. */
  solutions?: readonly number[];
  solutionsFrom?: number;
  /** As the customer knows it. */
  status?: TicketStatus;
  /** When the customer was told last, in milliseconds since 1970. */
  toldAt?: number;
  /** The host's ids of the messages that told it, the newest last, 20 at most. */
  sent?: readonly string[];
  /** The host has said, outside the window, that there is something to read. */
  announced?: boolean;
  /** The customer was reminded of what is waited for. */
  reminded?: boolean;
}
