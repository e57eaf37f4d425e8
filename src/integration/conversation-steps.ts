import { LRUCache } from "lru-cache";
import type { CreateTicketIntegration, Integration } from "../config/integration.js";
import { type FlowAction, type FlowEvent, flow } from "../conversation/flow.js";
import { away, type ConversationState } from "../conversation/state.js";
import { GlpiIntegrationError, isGlpiIntegrationError, plainCause } from "../glpi/errors.js";
import type { Conversation } from "../host/events.js";
import { cacheClock } from "../store/cache-clock.js";
import { conversationKey } from "../store/keys.js";
import { handleLateChange } from "../ticket/late-change.js";
import type { HandlerContext } from "../work/context.js";
import { KeyedQueue } from "../work/keyed-queue.js";
import { Background } from "./background.js";
import { FlowActions, type Known } from "./flow-actions.js";
import { say } from "./handle-alarm.js";

const MAX_STATES = 10_000;
/** So long what another process did with a conversation can go unnoticed, where the store is not asked. */
const SEEN_MS = 60_000;
/** What may follow a message that is added at once. */
const afterAdd: ReadonlySet<FlowAction["do"]> = new Set(["expect", "expectNothing", "ask"]);

/** Takes each event of a conversation from one state into the next, and does what the flow says. */
export class ConversationSteps {
  readonly #context: HandlerContext;
  /** What is noted of a conversation's ticket, one after another. */
  readonly #notes = new KeyedQueue();
  /** As they were last seen: another process may have changed them. */
  readonly #states = new LRUCache<string, ConversationState>({ max: MAX_STATES, ttl: SEEN_MS, ...cacheClock });
  readonly #background: Background;
  readonly #actions: FlowActions;

  constructor(context: HandlerContext) {
    this.#context = context;
    this.#background = new Background(context.emit);
    this.#actions = new FlowActions(context, {
      say: async (about, conversation, integrationId) => {
        // A list is kept until it was sent; a question is told again where the customer goes on without an answer.
        if (about === "consult" || !context.work)
          await context.store.setAlarm({ conversation, integrationId, about }, 0);
        else {
          const name = `${about} ${conversationKey(conversation)}`;
          this.#background.start(
            name,
            () => say(context, { conversation, integrationId, about }),
            String(integrationId),
          );
        }
      },
      late: (conversation, change) =>
        this.#background.start(`late ${conversationKey(conversation)} ${JSON.stringify(change)}`, () =>
          this.#notes.run(conversationKey(conversation), () => handleLateChange(context, conversation, change)),
        ),
    });
  }

  /** Resolves when what goes on beside the store is done; never rejects. */
  async settled(): Promise<void> {
    await this.#background.settled();
  }

  /** As it was seen within the last minute, here or in the store. Rejects with `STORE_FAILED`. */
  async seen(conversation: Conversation): Promise<ConversationState> {
    return this.#states.get(conversationKey(conversation)) ?? this.load(conversation);
  }

  /** As the store has it now. Rejects with `STORE_FAILED`. */
  async load(conversation: Conversation): Promise<ConversationState> {
    const state = await this.#context.store.loadState(conversation).catch((cause) => {
      throw notAccepted("transfer", conversation, cause);
    });
    this.#states.set(conversationKey(conversation), state);
    return state;
  }

  /**
   * Adds a message by one statement, where the conversation's state is as it was last seen, or nothing is known of it.
   * Resolves to the state after it; undefined where nothing was done.
   */
  async #addAtOnce(
    conversation: Conversation,
    event: FlowEvent,
    creating: CreateTicketIntegration | undefined,
  ): Promise<ConversationState | undefined> {
    const before = this.#states.get(conversationKey(conversation)) ?? away;
    const { state, actions } = flow(before, event);
    const [add, ...others] = actions;
    if (add?.do !== "add" || others.some((each) => !afterAdd.has(each.do))) return undefined;
    // Who is to be asked is asked before that is kept: a crash between the two asks twice, and not never.
    const asks = others.some((each) => each.do === "ask");
    const added = await this.#actions.addInState(conversation, add, creating, [before, asks ? before : state]);
    if (added === "otherwise") return undefined;
    let after = added === "added" ? state : afterKnown(before, state, added);
    if (added === "edited") await this.#answeredByEdit(conversation, before, creating);
    if (added !== "added" && (!asks || isIn(before, state))) return this.#saved(conversation, before, after);
    for (const action of others) {
      const result = await this.#actions.perform(conversation, action, creating);
      if (result === "notAsked" && after.phase === "gathering") after = { ...after, asked: false };
    }
    return added === "added" && !asks ? after : this.#saved(conversation, before, after);
  }

  /** Resolves to the state after the event; undefined where it has nothing to do with it. */
  async #step(
    conversation: Conversation,
    event: FlowEvent,
    creating: CreateTicketIntegration | undefined,
  ): Promise<ConversationState | undefined> {
    const { store } = this.#context;
    if (event.type === "messageDeleted") {
      for (const action of flow(away, event).actions) await this.#actions.perform(conversation, action, creating);
      return undefined;
    }
    if (event.type === "leave" && event.integrationId === undefined && store.leave !== undefined) {
      await store.leave(conversation);
      return away;
    }
    const added = await this.#addAtOnce(conversation, event, creating);
    if (added !== undefined) return added;
    // Who reads an edit has just loaded it.
    const before = event.type === "messageEdited" ? await this.seen(conversation) : await store.loadState(conversation);
    let { state, actions } = flow(before, event);
    // What was written is kept first: a crash between the two costs a state, not a message.
    for (const action of actions) {
      const result = await this.#actions.perform(conversation, action, creating);
      if (result === "known" || result === "edited" || result === "asked") {
        const isSame = isIn(before, state);
        state = afterKnown(before, state, result);
        if (result === "edited") await this.#answeredByEdit(conversation, before, creating);
        if (isSame || result === "asked") break;
      }
      if (result === "notAsked" && state.phase === "gathering") state = { ...state, asked: false };
    }
    return this.#saved(conversation, before, state);
  }

  /** Who was asked for a description has given one by an edit, and is waited for no longer. */
  async #answeredByEdit(
    conversation: Conversation,
    before: ConversationState,
    creating: CreateTicketIntegration | undefined,
  ): Promise<void> {
    if (before.phase !== "gathering" || !before.asked) return;
    await this.#actions.perform(conversation, { do: "expectNothing" }, creating);
  }

  async #saved(conversation: Conversation, before: ConversationState, state: ConversationState) {
    if (state !== before) await this.#context.store.saveState(conversation, state);
    return state;
  }

  /** Rejects with `STORE_FAILED` or `CLOSED`. */
  async take(conversation: Conversation, event: FlowEvent, integration: Integration | undefined): Promise<void> {
    const key = conversationKey(conversation);
    const creating = integration?.type === "glpi-create-ticket" ? integration : undefined;
    try {
      const state = await this.#step(conversation, event, creating);
      if (state !== undefined) this.#states.set(key, state);
    } catch (cause) {
      this.#states.delete(key);
      if (isGlpiIntegrationError(cause) && cause.code === "CLOSED") throw cause;
      throw notAccepted(event.type, conversation, cause);
    }
  }
}

/** What was known answers no question, but for an edit that describes it; who is asked is waited for. */
function afterKnown(before: ConversationState, state: ConversationState, known: Known): ConversationState {
  if (state.phase !== "gathering") return state;
  if (known === "asked") return { ...state, asked: true };
  if (before.phase !== "gathering" || !isIn(before, state)) return state;
  return known === "edited" && before.asked ? { ...before, asked: undefined } : before;
}

/** Whether the conversation is gathered for the same integration as before. */
function isIn(before: ConversationState, state: ConversationState): boolean {
  if (before.phase !== "gathering" || state.phase !== "gathering") return false;
  return String(before.integrationId) === String(state.integrationId);
}

function notAccepted(what: FlowEvent["type"], { id }: Conversation, cause: unknown): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "STORE_FAILED",
    `The store failed; the event "${what}" of conversation ${id} was not accepted: tell it again.`,
    { cause: plainCause(cause) },
  );
}
