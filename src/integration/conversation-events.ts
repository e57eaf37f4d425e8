import type { Integration } from "../config/schema.js";
import { handleConsult } from "../consult/handle-consult.js";
import { type FlowAction, type FlowEvent, flow } from "../conversation/flow.js";
import { GlpiIntegrationError, isGlpiIntegrationError, plainCause, toIntegrationError } from "../glpi/errors.js";
import type { Conversation, Id, Message } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import { conversationKey } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import { KeyedQueue } from "../work/keyed-queue.js";

/** How long a batch waits whose integration cannot be read now: it is not lost, and read again when it is due. */
const unreadable = { messageIntervalMs: 15_000, maxWaitMs: 120_000 };

/** What came with the event: a transfer into a queue, or a message in it. */
export interface Entry {
  conversation: Conversation;
  integrationId: Id;
  /** The customer's message; a transfer may come without one. */
  message?: Message | undefined;
}

/** Takes the host's events, one after another for each conversation, and does what the flow says. */
export class ConversationEvents {
  readonly #context: HandlerContext;
  readonly #queue = new KeyedQueue();
  /** What goes on after an event was accepted. */
  readonly #background = new Map<string, Promise<void>>();

  constructor(context: HandlerContext) {
    this.#context = context;
  }

  /** Resolves when what the customer wrote is kept by the store. */
  async enter(type: "transfer" | "message", { conversation, integrationId, message }: Entry): Promise<void> {
    const written = message?.fromMe ? undefined : message;
    if (type === "message" && written === undefined) return;
    await this.#inOrder(conversation, async () => {
      const integration = await this.#load(integrationId, conversation, written);
      if (conversation.isGroup && !(integration?.type === "glpi-create-ticket" && integration.includeGroups)) return;
      const purpose = integration?.type === "glpi-consult-tickets" ? "consult" : "create";
      const event: FlowEvent | undefined =
        type === "transfer"
          ? { type, purpose, integrationId, lastMessage: written }
          : written && { type, purpose, integrationId, message: written };
      if (event !== undefined) await this.#step(conversation, event, integration);
    });
  }

  /** An edit, a deletion, or the end of the conversation in this queue. */
  async change(conversation: Conversation, event: Exclude<FlowEvent, { purpose: unknown }>): Promise<void> {
    await this.#inOrder(conversation, () => this.#step(conversation, event, undefined));
  }

  /** Resolves when the events that are under way are accepted or refused; never rejects. */
  async accepted(): Promise<void> {
    await this.#queue.idle();
  }

  /** Resolves when what goes on beside the store is done too; never rejects. */
  async settled(): Promise<void> {
    await Promise.all(this.#background.values());
  }

  async #inOrder(conversation: Conversation, task: () => Promise<void>): Promise<void> {
    await this.#queue.run(conversationKey(conversation), task);
  }

  /**
   * An integration that cannot be read now may well create tickets: what was written is kept all the same. Where
   * nothing was, or a group wrote it, the host has to tell it again.
   */
  async #load(
    integrationId: Id,
    conversation: Conversation,
    written: Message | undefined,
  ): Promise<Integration | undefined> {
    try {
      return await this.#context.integrations.load(integrationId, conversation.tenantId);
    } catch (error) {
      if (written === undefined || conversation.isGroup) throw error;
      this.#context.emit("warning", { error: toIntegrationError(error), conversation });
      return undefined;
    }
  }

  async #step(conversation: Conversation, event: FlowEvent, integration: Integration | undefined): Promise<void> {
    const { store } = this.#context;
    try {
      const before = await store.loadState(conversation);
      const { state, actions } = flow(before, event);
      // What was written is kept first: a crash between the two costs a state, not a message.
      for (const action of actions) await this.#perform(conversation, action, integration);
      if (state !== before) await store.saveState(conversation, state);
    } catch (cause) {
      if (isGlpiIntegrationError(cause) && cause.code === "CLOSED") throw cause;
      throw new GlpiIntegrationError(
        "STORE_FAILED",
        `The store failed; the event "${event.type}" of conversation ${conversation.id} was not accepted: tell it again.`,
        { cause: plainCause(cause) },
      );
    }
  }

  async #perform(conversation: Conversation, action: FlowAction, integration: Integration | undefined): Promise<void> {
    const { store, emit } = this.#context;
    switch (action.do) {
      case "ask":
        return this.#goOn(`ask ${conversationKey(conversation)}`, () => this.#ask(conversation, integration));
      case "add": {
        const { messageIntervalMs: quietMs, maxWaitMs } =
          integration?.type === "glpi-create-ticket" ? integration : unreadable;
        await store.add(conversation, action.message, { integrationId: action.integrationId, quietMs, maxWaitMs });
        return;
      }
      case "edit":
        if (!(await store.edit(conversation, action.message))) emit("warning", tooLate(conversation, "edited"));
        return;
      case "remove":
        if (!(await store.remove(conversation, action.messageId))) emit("warning", tooLate(conversation, "deleted"));
        return;
      case "flush":
        return store.flush(conversation);
      case "consult":
        return this.#goOn(`consult ${conversationKey(conversation)}`, () =>
          handleConsult(this.#context, conversation, action.integrationId),
        );
    }
  }

  async #ask(conversation: Conversation, integration: Integration | undefined): Promise<void> {
    if (integration?.type !== "glpi-create-ticket") return;
    const text = customerText(integration.askDescriptionText, conversation, integration);
    await this.#context.host.say(conversation, text);
  }

  /** Starts what the acceptance of the event does not wait for; the same is not done twice at once. */
  #goOn(what: string, task: () => Promise<void>): void {
    if (this.#background.has(what)) return;
    const done = task()
      .catch((error: unknown) => this.#context.emit("warning", { error: toIntegrationError(error) }))
      .finally(() => this.#background.delete(what));
    this.#background.set(what, done);
  }
}

function tooLate(conversation: Conversation, what: "edited" | "deleted") {
  const error = new GlpiIntegrationError(
    "TOO_LATE",
    `A message of conversation ${conversation.id} was ${what} after it went into a ticket: the ticket still says what it said before.`,
  );
  return { error, conversation };
}
