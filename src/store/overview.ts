import type { Id } from "../host/events.js";

/** How many batches there are. */
export interface BatchCounts {
  /** Gathering, or due and not begun. */
  waiting: number;
  /** Nothing was described yet: they wait for the customer. */
  held: number;
  inProgress: number;
  /** Failed, and to be tried again. */
  failed: number;
  dead: number;
  /** Milliseconds since the first message of the oldest batch that is neither held, done nor dead; 0 when there is none. */
  oldestWaitMs: number;
}

/** What there is of one integration of a tenant. */
export interface IntegrationCounts extends BatchCounts {
  /** Undefined: of what `createTicket()` made. */
  integrationId: Id | undefined;
  /** Tickets that belong to a conversation, and are not closed as far as is known. */
  linked: number;
  /** Tickets of whose changes a customer hears, and that are not closed as far as they know. */
  watched: number;
}
