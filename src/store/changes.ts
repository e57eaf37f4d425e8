import type { TicketStatus } from "../glpi/tickets.js";
import type { Conversation, Id } from "../host/events.js";
import type { Known } from "./known.js";

export type { Known } from "./known.js";

/** A GLPI, and the API account that looks into it, as `accountOf` names it. */
export interface WatchedAccount {
  url: string;
  account: string;
}

/** How far an account's changes were seen. Plain JSON. */
export interface WatchCursor {
  /** When the first look was, in GLPI's own time: what is older was there before. */
  startedAt: string;
  /** The newest change that was seen, as GLPI writes it: `2026-11-26 10:15:00`. */
  changedAt: string;
  /** The changes of the last moments before that one, and how many looks saw each: ticket, time, looks. */
  seen: readonly (readonly [ticketId: number, changedAt: string, looks: number])[];
  /** How far GLPI's clock was ahead of UTC then, in milliseconds; undefined where GLPI did not tell. */
  zoneOffsetMs?: number | undefined;
}

/** An account that this process asks for changes, and nobody else as long as its lease holds. */
export interface TakenWatch extends WatchedAccount {
  /** Undefined: it was never asked, or not for long. */
  readonly cursor: WatchCursor | undefined;
  /** Who has an open link of it, each once. */
  readonly integrations: readonly { readonly tenantId: Id; readonly integrationId: Id }[];
  /** Names this taking; another one has another. */
  readonly lease: string;
}

/** A ticket whose customer hears of its changes: one for each account, tenant and ticket. */
export interface WatchedTicket extends WatchedAccount {
  ticketId: number;
  tenantId: Id;
  integrationId: Id;
  /** GLPI user id: nobody else is told. */
  requesterId: number;
  title: string;
  /** The contact's last conversation that is known; of a link that an earlier version kept, its ids alone. */
  conversation: Conversation;
  known: Known;
}

/** A ticket that this process takes care of, and nobody else as long as its lease holds. */
export interface TakenTicket extends WatchedTicket {
  readonly lease: string;
  /** How often telling was tried and failed. */
  readonly failures: number;
  /** Milliseconds since it failed first, by the store's clock; 0 when it never did. */
  readonly failingForMs: number;
  /** Milliseconds since the contact wrote last, in whatever conversation, by the store's clock; undefined when it is not known. */
  readonly wroteMsAgo: number | undefined;
}

/**
 * What becomes of a ticket that was looked at: it rests until something changes; is due again in `inMs`, `failed` counts
 * as a failure (else the count begins anew); or is held until the contact writes. One that changed meanwhile is due at
 * once in any case but `held`.
 */
export type NextLook = "rest" | "held" | { inMs: number; failed?: boolean };

/** What is kept of changes in GLPI. Methods reject when the store cannot keep or read. */
export interface ChangeStore {
  /**
   * Takes accounts that are due to be asked, and that have a link of an integration whose ticket is not closed; one that
   * was never asked is due at once. One of which nobody hears for `leaseMs` is due again.
   */
  takeWatches(limit: number, leaseMs: number): Promise<TakenWatch[]>;
  /** The lease holds for `leaseMs` from now on; resolves to false when somebody else has it. */
  saveWatch(taken: TakenWatch, cursor: WatchCursor, leaseMs: number): Promise<boolean>;
  /** It is due again in `inMs`, or sooner where it was rung for meanwhile; without a cursor as if it had never been asked. */
  finishWatch(taken: TakenWatch, cursor: WatchCursor | undefined, inMs: number): Promise<boolean>;
  /** The account is due now, but not within `pauseMs` after it was finished last. */
  ringWatch(account: WatchedAccount, pauseMs: number): Promise<void>;

  /**
   * These tickets changed: those that have a link of an integration are due now, with the status that GLPI has, which
   * their links have from now on too. One that is new here is told of what came after `startedAt`, or, where its link
   * says that it is watched (`TicketLink.conversation`), of all; without `startedAt` only these. `"all"`: every one that has such a link and is not closed.
   * Resolves to the tickets that have a link.
   */
  noteChanges(
    account: WatchedAccount,
    changes: readonly { ticketId: number; status?: TicketStatus | undefined }[] | "all",
    startedAt: string | undefined,
  ): Promise<number[]>;
  /**
   * Watches a ticket from now on, due now; one that is watched already is left as it is, by whichever account it is
   * watched for this contact. Resolves to whether it was new.
   */
  watchTicket(ticket: WatchedTicket): Promise<boolean>;
  /** The links of these GLPI users: of each in each tenant the newest. */
  findPeople(account: WatchedAccount, requesterIds: readonly number[]): Promise<Omit<WatchedTicket, "known">[]>;
  /** The open tickets of an integration's links that the account sees; so many at most. */
  openTickets(
    account: WatchedAccount,
    whose: { tenantId: Id; integrationId: Id },
    limit: number,
  ): Promise<{ ticketId: number; title: string }[]>;
  /** The address or the account was changed, and these tickets are there too: their links, and what is known, go along. */
  moveTickets(from: WatchedAccount, to: WatchedAccount, tenantId: Id, ticketIds: readonly number[]): Promise<void>;
  /** Takes tickets that are due, the longest due first. */
  takeTickets(limit: number, leaseMs: number): Promise<TakenTicket[]>;
  /** Keeps what is known; the lease holds for `leaseMs` from now on. Rejects with `LeaseLost`. */
  saveTicket(taken: TakenTicket, known: Known, leaseMs: number): Promise<void>;
  /** Keeps what is known, and what comes next. Rejects with `LeaseLost`. */
  finishTicket(taken: TakenTicket, known: Known, next: NextLook): Promise<void>;
  /** The contact's tickets, the one of which something was learned last first; 20 at most. */
  findWatched(tenantId: Id, contactId: Id): Promise<WatchedTicket[]>;
  /**
   * The contact wrote, in this conversation: it is their last one, and what is held of their tickets is due now. `add`,
   * `addInState` and `moveInState` do the same, without a statement more.
   */
  wrote(conversation: Conversation): Promise<void>;
  /**
   * The contact wrote the stop word, at `saidAt` (milliseconds since 1970, by the message): they hear of no changes from
   * then on, or, where they did not hear, of all again. One that is not newer than the last changes nothing. A store may
   * do without: nobody can stop.
   */
  writeStop?(tenantId: Id, contactId: Id, saidAt: number): Promise<void>;
  /** Whether the contact hears of no changes: they wrote so, and no ticket of theirs was opened since. */
  isStopped?(tenantId: Id, contactId: Id): Promise<boolean>;
}
