import { LRUCache } from "lru-cache";
import type { CreateTicketIntegration, Integration } from "../config/integration.js";
import { handleConsult } from "../consult/handle-consult.js";
import { type DescriptionRules, isDescription, isWritten } from "../conversation/description.js";
import { away, type ConversationState, type FlowEvent, flow } from "../conversation/flow.js";
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

  /**
   * Adds a message for which nobody has to be asked by one statement, where the conversation's state is as it was last
   * seen, or nothing is known of it. Resolves to the state after it; undefined where nothing was done.
   */
  async #addAtOnce(
    conversation: Conversation,
    event: FlowEvent,
    creating: CreateTicketIntegration | undefined,
  ): Promise<ConversationState | undefined> {
    const before = this.#states.get(conversationKey(conversation)) ?? away;
    const { state, actions } = flow(before, event);
    const [add, ...others] = actions;
    if (add?.do !== "add" || others.some((each) => each.do !== "expect" && each.do !== "expectNothing"))
      return undefined;
    const added = await this.#actions.addInState(conversation, add, creating, [before, state]);
    if (added === "otherwise") return undefined;
    if (added !== "added") return this.#saved(conversation, before, afterKnown(before, state, added));
    for (const action of others) await this.#actions.perform(conversation, action, creating);
    return state;
  }

  /** Resolves to the state after the event; undefined where it has nothing to do with it. */
  async #take(
    conversation: Conversation,
    event: FlowEvent,
    creating: CreateTicketIntegration | undefined,
  ): Promise<ConversationState | undefined> {
    const { store } = this.#context;
    if (event.type === "messageDeleted") {
      for (const action of flow(away, event).actions) await this.#actions.perform(conversation, action, creating);
      return undefined;
    }
    if (event.type === "leave" && store.leave !== undefined) {
      await store.leave(conversation);
      return away;
    }
    const added = await this.#addAtOnce(conversation, event, creating);
    if (added !== undefined) return added;
    const before = await store.loadState(conversation);
    let { state, actions } = flow(before, event);
    // What was written is kept first: a crash between the two costs a state, not a message.
    for (const action of actions) {
      const result = await this.#actions.perform(conversation, action, creating);
      if (action.do === "add" && result !== undefined) {
        state = afterKnown(before, state, result);
        if (state === before || result === "asked") break;
      }
      if (result === "notAsked" && state.phase === "gathering") state = { ...state, asked: false };
    }
    return this.#saved(conversation, before, state);
  }

  async #saved(conversation: Conversation, before: ConversationState, state: ConversationState) {
    if (state !== before) await this.#context.store.saveState(conversation, state);
    return state;
  }

  async #step(conversation: Conversation, event: FlowEvent, integration: Integration | undefined): Promise<void> {
    const key = conversationKey(conversation);
    const creating = integration?.type === "glpi-create-ticket" ? integration : undefined;
    try {
      const state = await this.#take(conversation, event, creating);
      if (state !== undefined) this.#states.set(key, state);
    } catch (cause) {
      this.#states.delete(key);
      if (isGlpiIntegrationError(cause) && cause.code === "CLOSED") throw cause;
      throw notAccepted(event.type, conversation, cause);
    }
  }
}

/** What was known answers no question; and whoever was asked because it was in a ticket is waited for. */
function afterKnown(before: ConversationState, state: ConversationState, added: string): ConversationState {
  if (state.phase !== "gathering") return state;
  const stays = before.phase === "gathering" && String(before.integrationId) === String(state.integrationId);
  if (added === "asked") return { ...state, asked: true };
  return stays ? before : state;
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
