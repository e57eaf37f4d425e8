import { Integrations } from "../config/integrations.js";
import { parseIntegration } from "../config/parse-integration.js";
import type { Integration, IntegrationType } from "../config/schema.js";
import { consultTickets, type OpenTickets } from "../consult/consult-tickets.js";
import { toBatch } from "../conversation/batch.js";
import { Breakers, type ServerHealth } from "../glpi/breaker.js";
import { GlpiClients } from "../glpi/clients.js";
import { GlpiIntegrationError, plainCause, toIntegrationError } from "../glpi/errors.js";
import type {
  Conversation,
  ConversationEvent,
  HostEvents,
  Message,
  MessageDeletedEvent,
  MessageEditedEvent,
  MessageEvent,
  TransferEvent,
} from "../host/events.js";
import * as valid from "../host/validate.js";
import { validate } from "../host/validate.js";
import type { BatchCounts, DeadLetter, Store } from "../store/store.js";
import type { CreatedTicket } from "../ticket/create-ticket.js";
import { createOnce, handleBatch } from "../ticket/handle-batch.js";
import { BatchWorker } from "../work/batch-worker.js";
import type { GlpiIntegrationEvents, HandlerContext } from "../work/context.js";
import { HostCalls } from "../work/host-calls.js";
import { DirectJournals } from "../work/journal.js";
import { type Closed, closeInTime } from "./closing.js";
import { ConversationEvents } from "./conversation-events.js";
import { Listeners } from "./listeners.js";
import { logEvents } from "./log.js";
import { type GlpiIntegrationOptions, parseOptions } from "./options.js";

// A plain import of this type breaks consumers that resolve as ESM does.
type TypedEmitter<E extends import("typed-emitter").EventMap> = import("typed-emitter").default<E>;

/** For a host that shows how it goes. */
export interface Health extends BatchCounts {
  /** Each GLPI server and tenant that was asked for something. */
  servers: readonly ServerHealth[];
}

/**
 * Gathers what customers write into GLPI tickets, and tells them about the tickets they have open.
 *
 * Every method that takes an event resolves when the event is accepted, that is kept by the store, and not when the
 * ticket exists. It rejects with `GlpiIntegrationError`: `EVENT_INVALID`, `STORE_FAILED` or `CLOSED`; the host may
 * then tell the event again. A rejection that nobody awaits ends no process. All that goes wrong later is told by
 * the events `ticketFailed` and `warning`.
 */
export class GlpiIntegration {
  readonly #context: HandlerContext;
  readonly #events: ConversationEvents;
  readonly #listeners: Listeners;
  readonly #store: Store;
  readonly #worker: BatchWorker;
  readonly #direct: DirectJournals;
  readonly #detachers = new Set<() => void>();
  #closing: Promise<Closed> | undefined;

  /** Throws `CONFIGURATION_INVALID`. Nothing is sent to GLPI before the first ticket. */
  constructor(options: GlpiIntegrationOptions) {
    const { host, store, logger, requestTimeoutMs, maxRequestsInFlight, retry, fetch } = parseOptions(options);
    this.#store = store;
    this.#listeners = new Listeners();
    if (logger !== undefined) logEvents(this.#listeners, logger);
    this.#context = {
      clients: new GlpiClients({ requestTimeoutMs, maxRequestsInFlight, fetch }),
      breakers: new Breakers(),
      host: new HostCalls(host, this.#listeners.emit),
      integrations: new Integrations(host),
      store,
      emit: this.#listeners.emit,
      requestTimeoutMs,
      retry,
    };
    this.#events = new ConversationEvents(this.#context);
    this.#direct = new DirectJournals(requestTimeoutMs);
    this.#worker = new BatchWorker({
      store,
      handle: (taken) => handleBatch(this.#context, taken),
      onStoreFailure: (cause) => this.#listeners.emit("warning", { error: storeFailed(cause) }),
      perLane: 2 * maxRequestsInFlight,
    });
    this.#worker.start();
  }

  on<E extends keyof GlpiIntegrationEvents>(event: E, listener: GlpiIntegrationEvents[E]): this {
    this.#listeners.on(event, listener);
    return this;
  }

  off<E extends keyof GlpiIntegrationEvents>(event: E, listener: GlpiIntegrationEvents[E]): this {
    this.#listeners.off(event, listener);
    return this;
  }

  /**
   * Listens to the host's emitter until the returned function, or `close()`, is called. An event that cannot be
   * accepted becomes a `warning`.
   */
  attach(emitter: TypedEmitter<HostEvents>): () => void {
    const listeners: HostEvents = {
      transfer: (event) => this.#overheard(this.onTransfer(event)),
      message: (event) => this.#overheard(this.onMessage(event)),
      messageEdited: (event) => this.#overheard(this.onMessageEdited(event)),
      messageDeleted: (event) => this.#overheard(this.onMessageDeleted(event)),
      leave: (event) => this.#overheard(this.onLeave(event)),
      close: (event) => this.#overheard(this.onClose(event)),
    };
    if (this.#closing !== undefined) return () => undefined;
    const names = Object.keys(listeners) as (keyof HostEvents)[];
    for (const name of names) emitter.on(name, listeners[name]);
    const detach = () => {
      for (const name of names) emitter.off(name, listeners[name]);
      this.#detachers.delete(detach);
    };
    this.#detachers.add(detach);
    return detach;
  }

  /**
   * The conversation was transferred into the queue of an integration. Creating: `lastMessage` is the first of the
   * batch; without one the customer is asked for a description. Consulting: the list is sent.
   */
  onTransfer(event: TransferEvent): Promise<void> {
    return this.#guard(async () => {
      const { conversation, integrationId, lastMessage } = validate("onTransfer", valid.transferEvent, event);
      await this.#events.enter("transfer", { conversation, integrationId, message: lastMessage });
    });
  }

  /** A message in such a queue. One whose id was counted before changes nothing, nor does one with `fromMe`. */
  onMessage(event: MessageEvent): Promise<void> {
    return this.#guard(() => this.#events.enter("message", validate("onMessage", valid.messageEvent, event)));
  }

  /** Replaces what a message says that waits; once it is in a ticket, a `warning` says so. */
  onMessageEdited(event: MessageEditedEvent): Promise<void> {
    return this.#guard(async () => {
      const { conversation, message } = validate("onMessageEdited", valid.messageEditedEvent, event);
      if (!message.fromMe) await this.#events.change(conversation, { type: "messageEdited", message });
    });
  }

  /** Removes a message that waits; once it is in a ticket, a `warning` says so. */
  onMessageDeleted(event: MessageDeletedEvent): Promise<void> {
    return this.#guard(async () => {
      const { conversation, messageId } = validate("onMessageDeleted", valid.messageDeletedEvent, event);
      await this.#events.change(conversation, { type: "messageDeleted", messageId });
    });
  }

  /** The conversation was transferred to another queue: what waits becomes a ticket at once. */
  onLeave(event: ConversationEvent): Promise<void> {
    return this.#leave("onLeave", event);
  }

  /** The conversation was closed: what waits becomes a ticket at once. */
  onClose(event: ConversationEvent): Promise<void> {
    return this.#leave("onClose", event);
  }

  /**
   * Opens a ticket now, without waiting and without telling the customer. `integration` is a configuration, raw or
   * parsed. Rejects with `GlpiIntegrationError`. After `ANSWER_LOST` the ticket may exist: call again with the same
   * messages after `error.retryAfterMs`, and it is looked for first, as long as this process lives.
   */
  createTicket(request: {
    integration: unknown;
    conversation: Conversation;
    messages: readonly Message[];
  }): Promise<CreatedTicket> {
    return this.#guard(async () => {
      const { conversation, messages } = validate("createTicket", valid.createTicketRequest, request);
      const integration = ofType(parseIntegration(request.integration), "glpi-create-ticket");
      const batch = toBatch(conversation, undefined, messages);
      const ticket = await this.#direct.run(integration.url, batch.id, (journal) =>
        createOnce(this.#context, integration, batch, journal),
      );
      this.#listeners.emit("ticketCreated", { batch, ticket });
      return ticket;
    });
  }

  /** The open tickets of the conversation's contact; nobody is told. Rejects with `GlpiIntegrationError`. */
  consultTickets(request: { integration: unknown; conversation: Conversation }): Promise<OpenTickets> {
    return this.#guard(async () => {
      const { conversation } = validate("consultTickets", valid.conversationEvent, request);
      const integration = ofType(parseIntegration(request.integration), "glpi-consult-tickets");
      const breaker = this.#context.breakers.for(integration.url, conversation.tenantId);
      const open = await breaker.run(() => consultTickets(this.#context, integration, conversation));
      this.#listeners.emit("ticketsConsulted", { conversation, ...open });
      return open;
    });
  }

  /** How much waits, and how the GLPI servers do. Rejects with `STORE_FAILED`. */
  health(): Promise<Health> {
    return this.#guard(async () => ({
      ...(await this.#store.counts().catch(rethrow)),
      servers: this.#context.breakers.health,
    }));
  }

  /** The batches that were given up, the oldest first. Rejects with `STORE_FAILED`. */
  deadLetters(): Promise<DeadLetter[]> {
    return this.#guard(() => this.#store.deadLetters().catch(rethrow));
  }

  /**
   * Tries a dead letter again, by the id of its batch; resolves to false when there is none of that id. A ticket that
   * was made after all is found, and not made again.
   */
  replay(batchId: string): Promise<boolean> {
    return this.#guard(() => this.#store.replay(batchId).catch(rethrow));
  }

  /**
   * Deletes a dead letter, and with it what the customer wrote; resolves to false when there is none of that id.
   * Rejects with `STORE_FAILED`.
   */
  discard(batchId: string): Promise<boolean> {
    return this.#guard(() => this.#store.discard(batchId).catch(rethrow));
  }

  /**
   * Takes no more events and no more work, lets what is under way finish as far as `timeoutMs` (default 1,500) allows,
   * leaves the rest to the store, and ends GLPI's sessions. A store that is not durable has all that waits handed over
   * at once; what could not be is in the answer, and a `warning` for each batch names its messages. Always resolves in
   * time; a second call gives the answer of the first.
   */
  close(options?: { timeoutMs?: number }): Promise<Closed> {
    const timeoutMs = options?.timeoutMs ?? 1_500;
    for (const detach of this.#detachers) ignoreFailure(detach);
    this.#closing ??= closeInTime({ context: this.#context, events: this.#events, worker: this.#worker }, timeoutMs);
    return this.#closing;
  }

  #leave(method: string, event: ConversationEvent): Promise<void> {
    return this.#guard(async () => {
      const { conversation } = validate(method, valid.conversationEvent, event);
      await this.#events.change(conversation, { type: "leave" });
    });
  }

  /** What the task rejects with, as an error of ours; nobody has to await it. */
  #guard<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#open()
      .then(task)
      .catch((error: unknown) => {
        throw toIntegrationError(error);
      });
    result.catch(() => undefined);
    return result;
  }

  async #open(): Promise<void> {
    if (this.#closing !== undefined) throw new GlpiIntegrationError("CLOSED", "This GlpiIntegration was closed.");
  }

  #overheard(accepted: Promise<void>): void {
    accepted.catch((error: unknown) => this.#listeners.emit("warning", { error: toIntegrationError(error) }));
  }
}

function ofType<T extends IntegrationType>(integration: Integration, type: T): Extract<Integration, { type: T }> {
  if (integration.type === type) return integration as Extract<Integration, { type: T }>;
  throw new GlpiIntegrationError(
    "CONFIGURATION_INVALID",
    `integration.type must be "${type}", not "${integration.type}".`,
  );
}

/** A host's emitter that fails must not keep anything from closing. */
function ignoreFailure(task: () => void): void {
  try {
    task();
  } catch {
    // The listeners that are left find the integration closed.
  }
}

function storeFailed(cause: unknown): GlpiIntegrationError {
  return new GlpiIntegrationError("STORE_FAILED", "The store failed: see cause. What it keeps goes on when it works.", {
    cause: plainCause(cause),
  });
}

function rethrow(cause: unknown): never {
  throw storeFailed(cause);
}
