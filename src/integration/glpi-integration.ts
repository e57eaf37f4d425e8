import type { LinkedTicket, LinkTicketRequest } from "../changes/link-ticket.js";
import type { Finding } from "../check/finding.js";
import type { CheckOptions } from "../check/options.js";
import type { CreatedTicket, GlpiIntegrationEvents, OpenTickets } from "../events.js";
import type {
  ConversationEvent,
  ConversationFact,
  Id,
  LeaveEvent,
  MessageDeletedEvent,
  MessageEditedEvent,
  MessageEvent,
  TransferEvent,
} from "../host/events.js";
import type { DeadLetter, ForgottenContact } from "../store/store.js";
import * as accept from "./accept.js";
import { assemble, type Parts } from "./assemble.js";
import { type GlpiChangedEvent, glpiChanged, linkTicketNow } from "./change-calls.js";
import { type Closed, closeInTime, closingTime } from "./closing.js";
import { type ForgetContactRequest, forgetContact } from "./contact-calls.js";
import * as dead from "./dead-letters.js";
import {
  type ConsultTicketsRequest,
  type CreateTicketRequest,
  checkNow,
  consultTicketsNow,
  createTicketNow,
} from "./direct-calls.js";
import { Emitters, type HostEmitter } from "./emitters.js";
import { guarded } from "./guarded.js";
import { type Health, healthOf } from "./health.js";
import type { GlpiIntegrationOptions } from "./options.js";
import { Overheard } from "./overheard.js";
import { type Overview, overviewOf } from "./overview.js";

/**
 * Gathers what customers write into GLPI tickets, and tells them about the tickets they have open.
 *
 * Every method that takes an event resolves when the event is accepted, that is kept by the store, and not when the
 * ticket exists. It rejects with `GlpiIntegrationError`: `EVENT_INVALID`, `STORE_FAILED`, `CLOSED`, or `HOST_FAILED` and
 * `CONFIGURATION_INVALID` where whose it is is not known; the host may then tell the event again. A rejection that nobody awaits ends no process. All that goes wrong later is told by
 * the events `ticketFailed` and `warning`.
 */
export class GlpiIntegration {
  readonly #parts: Parts;
  readonly #emitters = new Emitters();
  readonly #overheard: Overheard;
  #closing: Promise<Closed> | undefined;

  /** Throws `CONFIGURATION_INVALID`. Nothing is sent to GLPI before the first ticket. */
  constructor(options: GlpiIntegrationOptions) {
    this.#parts = assemble(options);
    this.#overheard = new Overheard(this, this.#parts.listeners.emit);
    if (this.#parts.context.work) {
      this.#parts.worker.start();
      this.#parts.changes?.start();
    }
  }

  on<E extends keyof GlpiIntegrationEvents>(event: E, listener: GlpiIntegrationEvents[E]): this {
    this.#parts.listeners.on(event, listener);
    return this;
  }

  off<E extends keyof GlpiIntegrationEvents>(event: E, listener: GlpiIntegrationEvents[E]): this {
    this.#parts.listeners.off(event, listener);
    return this;
  }

  /**
   * Listens to the host's emitter until the returned function, or `close()`, is called. What the store cannot take is kept
   * in memory and tried again, for ten minutes; what cannot be accepted at all is in a `warning`, whole.
   */
  attach(emitter: HostEmitter): () => void {
    if (this.#closing !== undefined) return () => undefined;
    return this.#emitters.attach(emitter, (name, event) => this.#overheard.hear(name, event));
  }

  /**
   * The conversation was transferred into the queue of an integration. Creating: `lastMessage` is the first of the
   * batch; without one the customer is asked for a description. Consulting: the list is sent.
   */
  onTransfer(event: TransferEvent): Promise<void> {
    return this.#guard(() => accept.transferred(this.#parts, event));
  }

  /**
   * A message in such a queue. One whose id was counted before changes nothing, nor does one with `fromMe`, a call, a
   * reaction or a notice (`kind`). With `edited` or `isDeleted` it is taken as an edit or a deletion.
   */
  onMessage(event: MessageEvent): Promise<void> {
    return this.#guard(() => accept.written(this.#parts, event));
  }

  /** Replaces what a message says that waits; once it is in a ticket, a `warning` or a private follow-up says so. */
  onMessageEdited(event: MessageEditedEvent): Promise<void> {
    return this.#guard(() => accept.edited(this.#parts, event));
  }

  /** Removes a message that waits; once it is in a ticket, a `warning` or a private follow-up says so. */
  onMessageDeleted(event: MessageDeletedEvent): Promise<void> {
    return this.#guard(() => accept.deleted(this.#parts, event));
  }

  /** The conversation was transferred to another queue: what waits becomes a ticket at once, if it describes something. */
  onLeave(event: LeaveEvent): Promise<void> {
    return this.#guard(() => accept.left(this.#parts, event));
  }

  /** The conversation was closed: what waits becomes a ticket at once, if it describes something. */
  onClose(event: ConversationEvent): Promise<void> {
    return this.#guard(() => accept.closed(this.#parts, event));
  }

  /**
   * Where a conversation is now: in place of `onTransfer`, `onLeave` and `onClose`, for a host that hooks its model. Only
   * what is new of it does something, so it may be told at each change, twice, and late.
   */
  onConversation(event: ConversationFact): Promise<void> {
    return this.#guard(() => accept.isNow(this.#parts, event));
  }

  /**
   * Opens a ticket now, without waiting and without telling the customer. `integration` is a configuration, raw or
   * parsed. Rejects with `GlpiIntegrationError`. After `ANSWER_LOST` the ticket may exist: call again with the same
   * messages after `error.retryAfterMs`, and it is looked for first, as long as this process lives.
   */
  createTicket(request: CreateTicketRequest): Promise<CreatedTicket> {
    return this.#guard(() => createTicketNow(this.#parts, request));
  }

  /** The open tickets of the conversation's contact; nobody is told. Rejects with `GlpiIntegrationError`. */
  consultTickets(request: ConsultTicketsRequest): Promise<OpenTickets> {
    return this.#guard(() => consultTicketsNow(this.#parts, request));
  }

  /** As `checkIntegration()`, for a host's button, with this one's `fetch`, addresses and store. */
  check(raw: unknown, options: CheckOptions = {}): Promise<Finding[]> {
    return this.#guard(() => checkNow(this.#parts, raw, options));
  }

  /**
   * Something changed in GLPI, as its webhook or anything else tells: an account is asked now, at most once in two seconds.
   * Resolves when the store knows. Nothing is told where the integration does not `tellChanges`.
   */
  glpiChanged(event: GlpiChangedEvent): Promise<void> {
    return this.#guard(() => glpiChanged(this.#parts, event));
  }

  /**
   * A ticket that was opened elsewhere is this conversation's from now on: what the contact writes goes into it, and they
   * hear of what happens to it. Rejects with `NOT_FOUND` where it is not the contact's.
   */
  linkTicket(request: LinkTicketRequest): Promise<LinkedTicket> {
    return this.#guard(() => linkTicketNow(this.#parts, request));
  }

  /** How much waits, and how the GLPI servers do: of one tenant, or of all. Rejects with `STORE_FAILED`. */
  health({ tenantId }: { tenantId?: Id | undefined } = {}): Promise<Health> {
    return this.#guard(() => healthOf(this.#parts, tenantId));
  }

  /**
   * What waits, is in progress, failed and was given up in a tenant, and how many tickets are linked and watched, by
   * integration. Rejects with `EVENT_INVALID`, `STORE_FAILED`, and `CONFIGURATION_INVALID` where the store cannot say.
   */
  overview(of: { tenantId: Id }): Promise<Overview> {
    return this.#guard(() => overviewOf(this.#parts, of));
  }

  /**
   * The batches that were given up, the oldest first, 1,000 at most. Rejects with `CONFIGURATION_INVALID` where neither a
   * tenant is named nor `{ allTenants: true }`, and with `STORE_FAILED`.
   */
  deadLetters(of: dead.DeadLettersOf): Promise<DeadLetter[]>;
  /** @deprecated It gives those of all tenants: name one, or say `{ allTenants: true }`. */
  deadLetters(): Promise<DeadLetter[]>;
  deadLetters(of?: dead.DeadLettersOf): Promise<DeadLetter[]> {
    return this.#guard(() => dead.listDeadLetters(this.#parts.context.store, of));
  }

  /**
   * Tries a dead letter again, by the id of its batch; resolves to false when there is none of that id, or it is another
   * tenant's. Its configuration is read anew. A ticket that was made after all is found, and not made again.
   */
  replay(batchId: string, whose: dead.WhoseDeadLetters): Promise<boolean>;
  /** @deprecated It replays any tenant's: name one, or say `{ allTenants: true }`. */
  replay(batchId: string): Promise<boolean>;
  replay(batchId: string, whose?: dead.WhoseDeadLetters): Promise<boolean> {
    return this.#guard(() => dead.replayDeadLetter(this.#parts.context.store, batchId, whose));
  }

  /**
   * Tries all of a tenant's dead letters again, or those of one code, the oldest first, four a second: after a token was
   * changed. Resolves to how many.
   */
  replayAll(of: dead.ReplayOf): Promise<number> {
    return this.#guard(() => dead.replayDeadLetters(this.#parts.context.store, of));
  }

  /**
   * Deletes a dead letter, and with it what the customer wrote; resolves to false when there is none of that id, or it is
   * another tenant's. Rejects with `STORE_FAILED`.
   */
  discard(batchId: string, whose: dead.WhoseDeadLetters): Promise<boolean>;
  /** @deprecated It deletes any tenant's: name one, or say `{ allTenants: true }`. */
  discard(batchId: string): Promise<boolean>;
  discard(batchId: string, whose?: dead.WhoseDeadLetters): Promise<boolean> {
    return this.#guard(() => dead.discardDeadLetter(this.#parts.context.store, batchId, whose));
  }

  /**
   * Deletes what the store knows of a person in a tenant: who they are in GLPI, which tickets are theirs, what was held
   * for them, where their conversations are, what they wrote that is in no ticket yet, and its files; with `deadLetters`
   * what was given up too. Resolves to how much. A batch that is being worked on, or may be in GLPI already, goes its way
   * (`inProgress`): call again when it has. Nothing changes in GLPI; that a message id was counted stays, without whose it
   * is. Rejects with `EVENT_INVALID`, `STORE_FAILED`, and `CONFIGURATION_INVALID` where the store cannot.
   */
  forgetContact(request: ForgetContactRequest): Promise<ForgottenContact> {
    return this.#guard(() => forgetContact(this.#parts, request));
  }

  /**
   * Reads this integration from the host again, instead of what it gave within the last minute: for its save button. In
   * this process; others notice within a minute.
   */
  forgetIntegration(integrationId: Id, tenantId: Id): void {
    this.#parts.context.integrations.forget(integrationId, tenantId);
  }

  /**
   * Takes no more events and no more work, lets what is under way finish as far as `timeoutMs` (0 to 600,000, default
   * 1,500; beyond these the nearest, and what is no number is the default) allows, leaves the rest to the store, and
   * ends GLPI's sessions. A store that is not durable has all that waits handed over at once; what could not be is in the
   * answer, and a `warning` for each batch names its messages. Always resolves in time; a second call gives the answer of
   * the first.
   */
  close(options?: { timeoutMs?: number }): Promise<Closed> {
    this.#emitters.detachAll();
    this.#overheard.end();
    this.#closing ??= closeInTime(this.#parts, closingTime(options?.timeoutMs));
    return this.#closing;
  }

  readonly #guard = <T>(task: () => Promise<T>) => guarded(() => this.#closing !== undefined, task);
}
