import { LRUCache } from "lru-cache";
import type { CreateTicketIntegration, Integration } from "../config/schema.js";
import { handleConsult } from "../consult/handle-consult.js";
import { type DescriptionRules, isDescription, isWritten } from "../conversation/description.js";
import { type ConversationState, type FlowEvent, flow } from "../conversation/flow.js";
import { cutLongText } from "../conversation/long-text.js";
import { GlpiIntegrationError, isGlpiIntegrationError, plainCause, toIntegrationError } from "../glpi/errors.js";
import type { Conversation, Id, Message } from "../host/events.js";
import { locales } from "../locales/locales.js";
import { cacheClock } from "../store/cache-clock.js";
import { conversationKey } from "../store/keys.js";
import { handleLateChange } from "../ticket/late-change.js";
import type { HandlerContext } from "../work/context.js";
import { KeyedQueue } from "../work/keyed-queue.js";
import { Background } from "./background.js";
import { FlowActions } from "./flow-actions.js";

const MAX_STATES = 10_000;

/** How an integration that cannot be read now takes what is written: nothing is lost, and it is read again when due. */
const unreadable: DescriptionRules = { ignoredTexts: [], needsDescription: true };

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
  /** What is noted of a conversation's ticket, one after another. */
  readonly #notes = new KeyedQueue();
  /** As they were last seen: another process may have changed them. */
  readonly #states = new LRUCache<string, ConversationState>({ max: MAX_STATES, ...cacheClock });
  readonly #background: Background;
  readonly #actions: FlowActions;

  constructor(context: HandlerContext) {
    this.#context = context;
    this.#background = new Background(context.emit);
    this.#actions = new FlowActions(context, {
      consult: (conversation, integrationId) =>
        this.#background.start(
          `consult ${conversationKey(conversation)}`,
          () => handleConsult(context, conversation, integrationId),
          String(integrationId),
        ),
      say: (conversation, what, task) => this.#background.start(`${what} ${conversationKey(conversation)}`, task),
      late: (conversation, change) =>
        this.#background.start(`late ${conversationKey(conversation)} ${JSON.stringify(change)}`, () =>
          this.#notes.run(conversationKey(conversation), () => handleLateChange(context, conversation, change)),
        ),
    });
  }

  /** Resolves when what the customer wrote is kept by the store. */
  async enter(type: "transfer" | "message", { conversation, integrationId, message }: Entry): Promise<void> {
    if (isNobodys(conversation)) return;
    const whole = message !== undefined && !message.fromMe && isWritten(message) ? message : undefined;
    if (type === "message" && whole === undefined) return;
    await this.#inOrder(conversation, async () => {
      const integration = await this.#load(integrationId, conversation, whole);
      const written = whole && cutLong(whole, integration);
      if (conversation.isGroup && !(integration?.type === "glpi-create-ticket" && integration.includeGroups)) return;
      const purpose = integration?.type === "glpi-consult-tickets" ? "consult" : "create";
      const described = written !== undefined && isDescription(written, rulesOf(integration));
      const event: FlowEvent | undefined =
        type === "transfer"
          ? { type, purpose, integrationId, lastMessage: written, described }
          : written && { type, purpose, integrationId, message: written, described };
      if (event !== undefined) await this.#step(conversation, event, integration);
    });
  }

  /** A message says something else now. */
  async edit(conversation: Conversation, whole: Message): Promise<void> {
    await this.#inOrder(conversation, async () => {
      const state = await this.#stateOf(conversation);
      const integration =
        state.phase === "gathering" ? await this.#load(state.integrationId, conversation, whole) : undefined;
      const message = cutLong(whole, integration);
      const described = isWritten(message) && isDescription(message, rulesOf(integration));
      await this.#step(conversation, { type: "messageEdited", message, described }, integration);
    });
  }

  /** A deletion, or the end of the conversation in this queue. */
  async change(conversation: Conversation, event: Extract<FlowEvent, { type: "messageDeleted" | "leave" }>) {
    await this.#inOrder(conversation, () => this.#step(conversation, event, undefined));
  }

  /** Resolves when the events that are under way are accepted or refused; never rejects. */
  async accepted(): Promise<void> {
    await this.#queue.idle();
  }

  /** Resolves when what goes on beside the store is done too; never rejects. */
  async settled(): Promise<void> {
    await this.#background.settled();
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

  async #stateOf(conversation: Conversation): Promise<ConversationState> {
    return this.#context.store.loadState(conversation).catch((cause) => {
      throw notAccepted("messageEdited", conversation, cause);
    });
  }

  /** One more message of a burst changes no state: where that is as it was last seen, it is added by one statement. */
  async #addAtOnce(
    conversation: Conversation,
    event: FlowEvent,
    creating: CreateTicketIntegration | undefined,
  ): Promise<boolean> {
    const seen = this.#states.get(conversationKey(conversation));
    if (seen === undefined || event.type !== "message") return false;
    const { state, actions } = flow(seen, event);
    const [action, ...others] = actions;
    if (state !== seen || action?.do !== "add" || others.length > 0) return false;
    return this.#actions.addInState(conversation, action, creating, seen);
  }

  async #step(conversation: Conversation, event: FlowEvent, integration: Integration | undefined): Promise<void> {
    const { store } = this.#context;
    const creating: CreateTicketIntegration | undefined =
      integration?.type === "glpi-create-ticket" ? integration : undefined;
    const key = conversationKey(conversation);
    try {
      if (await this.#addAtOnce(conversation, event, creating)) return;
      const before = await store.loadState(conversation);
      let { state, actions } = flow(before, event);
      // What was written is kept first: a crash between the two costs a state, not a message.
      for (const action of actions) {
        const asked = await this.#actions.perform(conversation, action, creating);
        if (asked !== undefined && state.phase === "gathering") state = { ...state, asked };
      }
      if (state !== before) await store.saveState(conversation, state);
      this.#states.set(key, state);
    } catch (cause) {
      this.#states.delete(key);
      if (isGlpiIntegrationError(cause) && cause.code === "CLOSED") throw cause;
      throw notAccepted(event.type, conversation, cause);
    }
  }
}

/** WhatsApp's status and channels: nobody who writes there waits for an answer. */
function isNobodys({ id, contact }: Conversation): boolean {
  const ids = [id, contact.id, contact.phoneNumber, contact.lid].map(String);
  return ids.some((each) => /@(?:broadcast|newsletter)$/.test(each));
}

function cutLong(message: Message, integration: Integration | undefined): Message {
  const { textCut } = locales[integration?.locale ?? "pt-BR"].ticketContent;
  return { ...message, text: cutLongText(message.text, textCut) };
}

function rulesOf(integration: Integration | undefined): DescriptionRules {
  return integration?.type === "glpi-create-ticket" ? integration : unreadable;
}

function notAccepted(what: FlowEvent["type"], { id }: Conversation, cause: unknown): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "STORE_FAILED",
    `The store failed; the event "${what}" of conversation ${id} was not accepted: tell it again.`,
    { cause: plainCause(cause) },
  );
}
