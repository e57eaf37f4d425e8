import type { Batch } from "./conversation/batch.js";
import type { GlpiIntegrationError } from "./glpi/errors.js";
import type { TicketSummary } from "./glpi/tickets.js";
import type { Conversation } from "./host/events.js";

/** How a requester was found. `fallback`: nobody was found and the configuration says not to create, or GLPI refused to. */
export type MatchedBy = "phone" | "email" | "login" | "store" | "created" | "fallback";

/** A ticket in GLPI, and for whom it was opened. */
export interface CreatedTicket {
  ticketId: number;
  title: string;
  /** Where a technician sees it. */
  url: string;
  entityId: number;
  requester: {
    /** GLPI user id. */
    id: number;
    /** `fallback`: nobody was found and the configuration says not to create, or GLPI refused to. */
    matchedBy: MatchedBy;
  };
}

/** The tickets a contact has open. */
export interface OpenTickets {
  /** Newest change first, ten at most (`maxTickets`). */
  tickets: readonly TicketSummary[];
  /** How many there are in all. */
  total: number;
  /** What to tell the customer. */
  text: string;
}

/** What `GlpiIntegration` tells whoever listens. */
export type GlpiIntegrationEvents = {
  /** A batch became a ticket in GLPI. */
  ticketCreated: (event: { batch: Batch; ticket: CreatedTicket }) => void;
  /** A batch did not become a ticket: here it is whole, so that nothing is lost. */
  ticketFailed: (event: { batch: Batch; error: GlpiIntegrationError }) => void;
  ticketsConsulted: (event: OpenTickets & { conversation: Conversation }) => void;
  /** Nobody in GLPI was this contact, so a user was created. */
  requesterCreated: (event: { conversation: Conversation; requesterId: number; login: string }) => void;
  /** Several GLPI users are this contact; `chosen` was taken. */
  requesterAmbiguous: (event: { conversation: Conversation; candidates: readonly number[]; chosen: number }) => void;
  /** Something went wrong that cost no message; `error.message` says what to do about it. */
  warning: (event: { error: GlpiIntegrationError; conversation?: Conversation }) => void;
};

export type Emit = <E extends keyof GlpiIntegrationEvents>(
  event: E,
  payload: Parameters<GlpiIntegrationEvents[E]>[0],
) => void;
