import type { Batch } from "./conversation/batch.js";
import type { FileProblem } from "./files/file-problem.js";
import type { GlpiIntegrationError } from "./glpi/errors.js";
import type { TicketSummary } from "./glpi/tickets.js";
import type { Conversation, HostEvents, Id, Message } from "./host/events.js";
import type { CustomerNotice } from "./host/host.js";

/** How a requester was found. `fallback`: nobody was found and the configuration says not to create, or GLPI refused to. */
export type MatchedBy = "phone" | "registrationNumber" | "email" | "login" | "store" | "created" | "fallback";

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
  /** The ticket that this one follows, because that was closed or gone, or that the customer may have meant. */
  linkedTo?: number;
}

/** What a customer wrote after the ticket, in it. */
export interface AddedFollowUp {
  followUpId: number;
  ticketId: number;
  title: string;
  /** Where a technician sees the ticket. */
  url: string;
  requesterId: number;
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

/** One event of the host's emitter. */
export type OverheardEvent = {
  [E in keyof HostEvents]: { name: E; event: Parameters<HostEvents[E]>[0] };
}[keyof HostEvents];

/** What `GlpiIntegration` tells whoever listens. */
export type GlpiIntegrationEvents = {
  /** A batch became a ticket in GLPI. */
  ticketCreated: (event: { batch: Batch; ticket: CreatedTicket }) => void;
  /**
   * A batch was given up: here it is whole, so that nothing is lost. `ticketMayExist`: a POST went out, and whether
   * anything was made is not known; look in GLPI for the mark (`batch.id`).
   */
  ticketFailed: (event: { batch: Batch; error: GlpiIntegrationError; ticketMayExist: boolean }) => void;
  /** A batch became a follow-up of the conversation's ticket. */
  followUpAdded: (event: { batch: Batch; followUp: AddedFollowUp }) => void;
  /** A solved ticket goes on, because the customer wrote that it does. */
  ticketReopened: (event: { batch: Batch; followUp: AddedFollowUp }) => void;
  /**
   * The conversation ended, or a day went by, and nothing that was written describes a problem: here it is. So is what
   * was written while tickets were looked up and belongs to none, where no ticket was wanted of it.
   */
  nothingDescribed: (event: { conversation: Conversation; messages: readonly Message[] }) => void;
  /** A file that the customer sent is not in the ticket, and will not be: the technician and the customer are told. */
  fileFailed: (event: {
    conversation: Conversation;
    ticketId: number;
    messageId: Id;
    fileName: string;
    problem: FileProblem;
    error: GlpiIntegrationError;
  }) => void;
  /** The customer was told what is new of a ticket: an answer of the team, a solution, a status. */
  changeTold: (event: { conversation: Conversation; ticketId: number; reason: CustomerNotice["reason"] }) => void;
  ticketsConsulted: (event: OpenTickets & { conversation: Conversation }) => void;
  /** Nobody in GLPI was this contact, so a user was created. */
  requesterCreated: (event: { conversation: Conversation; requesterId: number; login: string }) => void;
  /** Several GLPI users are this contact; `chosen` was taken, and for a consultation nobody. */
  requesterAmbiguous: (event: {
    conversation: Conversation;
    candidates: readonly number[];
    chosen: number | undefined;
  }) => void;
  /**
   * Something went wrong that cost no message; `error.message` says what to do about it. `event`: what the host's emitter
   * told and could not be taken, whole; tell it again by the method of its name.
   */
  warning: (event: {
    error: GlpiIntegrationError;
    conversation?: Conversation | undefined;
    event?: OverheardEvent | undefined;
  }) => void;
};

export type Emit = <E extends keyof GlpiIntegrationEvents>(
  event: E,
  payload: Parameters<GlpiIntegrationEvents[E]>[0],
) => void;
