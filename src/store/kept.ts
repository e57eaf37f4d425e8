import type { AskAgain } from "../conversation/questions.js";
import type { ConversationState } from "../conversation/state.js";
import type { MatchedBy } from "../events.js";
import type { TicketStatus } from "../glpi/tickets.js";
import type { Conversation, Id } from "../host/events.js";
import type { OutgoingMessage } from "../host/host.js";

/** That a ticket belongs to a conversation and a contact. */
export interface TicketLink {
  /** The GLPI that the ticket is in. */
  url: string;
  /** The API account that saw it there, as `accountOf` names it; undefined in what an earlier version kept. */
  account?: string;
  ticketId: number;
  tenantId: Id;
  conversationId: Id;
  contactId: Id;
  /** Undefined for one that `createTicket()` made. */
  integrationId: Id | undefined;
  /** GLPI user id. */
  requesterId: number;
  entityId: number;
  title: string;
  /** Milliseconds since 1970, by the clock of who made it. */
  openedAt: number;
  /** As it was last seen. */
  status: TicketStatus;
  /** When the customer was last told that something was added, in milliseconds since 1970. */
  toldAt?: number;
  /** As it was when the ticket was linked: the customer hears of all that happens to it. Undefined where none was to. */
  conversation?: Conversation;
  /** The late changes of which the technician has a note: their marks, the newest last. */
  noted?: readonly string[];
}

/** What a process that works says for one that does not. */
export type ToSay = "ask" | AskAgain | "consult";

/** What the host could not do when it was asked to. Plain JSON. */
export type Outgoing =
  | { do: "say"; message: Pick<OutgoingMessage, "text" | "buttons" | "list"> }
  | ({ do: "transfer"; queueId: Id } & OnlyIf)
  | ({ do: "close" } & OnlyIf);

/** What an earlier version kept. */
interface OnlyIf {
  /** Only while the customer, who was asked, has not answered. Set no more: silence keeps it in its own alarm. */
  silent?: true;
}

/** Something is due for a conversation at a time: the customer was asked, and may not answer; or is to be told. */
export interface Alarm {
  /** Of what is `outgoing` the id is one of its own, so that it is kept beside the conversation's alarm. */
  conversation: Conversation;
  integrationId: Id;
  /** `description`: one is waited for. `outgoing`: the host is to do now what it could not. */
  about: "description" | ToSay | "outgoing";
  /** From when on the description is waited for, or the host has failed, in milliseconds since 1970. */
  since?: number;
  /** Of what waits for a description: what is still to be done of it, for the customer was told. */
  outgoing?: Outgoing;
  /** Whose the outgoing is. */
  conversationId?: Id;
  /** How often it was tried and failed. */
  failures?: number;
}

/**
 * What becomes of a conversation's alarm together with something else: a new one is due in `inMs`, or there is none.
 * `unlessLinked`: where the conversation has a ticket, none is set, and it is in this state.
 */
export type AlarmChange = { set: Alarm; inMs: number; unlessLinked?: ConversationState | undefined } | "cancel";

/** An alarm that is due and that this process takes care of. */
export interface TakenAlarm extends Alarm {
  /** Names this taking of the alarm; another one has another. */
  readonly lease: string;
}

/** Whom a contact was found to be in GLPI. */
export interface KnownRequester {
  /** GLPI user id. */
  id: number;
  /** Where this person's tickets go; undefined as long as nobody had to know. */
  entityId: number | undefined;
  foundBy: "phone" | "phoneWithoutAreaCode" | "registrationNumber" | "email" | "login" | "created";
  /**
   * Chosen among several people of one company, or of several as far as is known: good enough to open a ticket for, not
   * to show any.
   */
  ambiguous?: "person" | "company";
  /** GLPI was seen to keep this person as the requester of a ticket in this entity. */
  settled: boolean;
  /** When GLPI last said so, in milliseconds since 1970; undefined in what an earlier version kept. */
  confirmedAt?: number;
  /** What of the contact it is kept under. */
  names?: readonly string[];
  /** The API account that saw this person, as `accountOf` names it; undefined in what an earlier version kept. */
  account?: string;
  /** Contacts who are different people have this name: it is nobody's. */
  shared?: true;
}

/** Whom a ticket is for. */
export interface TicketRequester extends KnownRequester {
  entityId: number;
  matchedBy: MatchedBy;
}
