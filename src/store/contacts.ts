import type { Id } from "../host/events.js";

/** A contact, and what who they are in GLPI is kept under: see `requesterKey`. */
export interface NamedContact {
  tenantId: Id;
  contactId: Id;
  names: readonly string[];
}

/** What was deleted of a contact. */
export interface ForgottenContact {
  /** That a ticket is theirs. */
  links: number;
  /** Tickets of whose changes they heard, with what was held until they write. */
  watched: number;
  /** Who they are in GLPI: one for each telephone, lid and id that it was known by. */
  requesters: number;
  /** Where conversations of theirs were, and what was due in them. */
  conversations: number;
  alarms: number;
  /** Batches that had not begun to become a ticket, with what was written in them. */
  batches: number;
  deadLetters: number;
  files: number;
  /** Not deleted: batches that are being worked on, or may be in GLPI already. They go their way. */
  inProgress: number;
}

export const nothingForgotten: ForgottenContact = {
  ...{ links: 0, watched: 0, requesters: 0, conversations: 0, alarms: 0 },
  ...{ batches: 0, deadLetters: 0, files: 0, inProgress: 0 },
};
