import type { TicketStatus } from "../glpi/tickets.js";
import type { Id } from "../host/events.js";
import type { SaidMessages } from "../host/notices.js";

/** `verdict`: whether a solution helped; `rating`: from 1 to 5. */
interface Asked {
  what: "verdict" | "rating";
  conversationId: Id;
  at: number;
}

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
  /** By when the ticket is to be solved, as the customer knows it, in GLPI's own time. */
  dueAt?: string;
  /** When the customer was told last, in milliseconds since 1970. */
  toldAt?: number;
  /** The host's ids of the messages that told it, the newest last, 20 at most. */
  sent?: readonly string[];
  /** What the customer was asked last, in which conversation, and when, in milliseconds since 1970. */
  asked?: Asked;
  /** The host has said, outside the window, that there is something to read. */
  announced?: boolean;
  /** The customer was reminded of what is waited for. */
  reminded?: boolean;
  /** What is being told was said in part. */
  begun?: SaidMessages;
  /** Since when the host could not tell it, in milliseconds since 1970. */
  untoldSince?: number;
}
