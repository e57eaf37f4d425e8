import { LRUCache } from "lru-cache";
import type { Integration } from "../config/integration.js";
import { type FlowAction, type FlowEvent, flow, type Step } from "../conversation/flow.js";
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
const afterAdd: ReadonlySet<FlowAction["do"]> = new Set(["expect", "expectNothing", "ask", "consult"]);
/** What a transfer may come to without one. */
const withoutMessage: ReadonlySet<FlowAction["do"]> = new Set(["ask", "consult"]);

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
        // What is asked again is no loss: the customer has read it once.
        if (about === "consult" || about === "ask" || !context.work) {
          await context.store.setAlarm({ conversation, integrationId, about }, 0);
          return;
        }
        const task = async () => void (await say(context, { conversation, integrationId, about }));
        this.#background.start(`${about} ${conversationKey(conversation)}`, task, String(integrationId));
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
   * Does what an event comes to by one statement, where the conversation's state is as it was last seen, or nothing is
   * known of it. Resolves to the state after it; undefined where nothing was done.
   */
  async #atOnce(
    conversation: Conversation,
    event: FlowEvent,
    integration: Integration | undefined,
    before: ConversationState,
  ): Promise<ConversationState | undefined> {
    const { state, actions } = flow(before, event);
    const [add, ...others] = actions;
    if (add?.do !== "add") return this.#moveAtOnce(conversation, before, { state, actions }, integration);
    if (others.some((each) => !afterAdd.has(each.do))) return undefined;
    const alarm = this.#actions.alarmOf(conversation, others, state, integration);
    const added = await this.#actions.addInState(conversation, add, integration, [before, state], alarm);
    if (added === "otherwise") return undefined;
    if (added === "added") return state;
    if (added === "linked") return notAsked(state);
    // It was answered when it was told first.
    if (added === "known" && before.phase === "consulting" && state.phase === "consulting") return before;
    // Another process may have been told the same: the state says so now.
    if (added === "known" && !isIn(before, state)) return undefined;
    if (added === "edited") await this.#answeredByEdit(conversation, before, integration);
    return this.#saved(conversation, before, afterKnown(before, state, added));
  }

  /** The same without a message: a transfer that asks, or for a list. */
  async #moveAtOnce(
    conversation: Conversation,
    before: ConversationState,
    { state, actions }: Step,
    integration: Integration | undefined,
  ): Promise<ConversationState | undefined> {
    const { store } = this.#context;
    if (store.moveInState === undefined || actions.some((each) => !withoutMessage.has(each.do))) return undefined;
    const alarm = this.#actions.alarmOf(conversation, actions, state, integration);
    const moved = await store.moveInState(conversation, [before, state], alarm);
    if (moved === "otherwise") return undefined;
    return moved === "linked" ? notAsked(state) : state;
  }

  /** Resolves to the state after the event; undefined where it has nothing to do with it. */
  async #step(
    conversation: Conversation,
    event: FlowEvent,
    integration: Integration | undefined,
  ): Promise<ConversationState | undefined> {
    const { store } = this.#context;
    if (event.type === "messageDeleted") {
      for (const action of flow(away, event).actions) await this.#actions.perform(conversation, action, integration);
      return undefined;
    }
    if (event.type === "leave" && event.integrationId === undefined && store.leave !== undefined) {
      await store.leave(conversation);
      return away;
    }
    const seen = this.#states.get(conversationKey(conversation)) ?? away;
    // What was said to somebody who looks up tickets, and so what they answer, the store alone knows.
    const isFresh =
      event.type === "message" ? event.purpose === "consult" : event.type === "transfer" && seen.phase === "consulting";
    const first = isFresh ? await this.load(conversation) : seen;
    const after = await this.#atOnce(conversation, event, integration, first);
    if (after !== undefined) return after;
    let before = event.type === "messageEdited" ? await this.seen(conversation) : await store.loadState(conversation);
    // What an edit may change is looked at as it is now.
    if (event.type === "messageEdited" && flow(before, event).state !== before) before = await this.load(conversation);
    let { state, actions } = flow(before, event);
    const wakes = actions.some(({ do: what }) => what === "wake");
    // What was written is kept first: a crash between the two costs a state, not a message.
    for (const action of actions.filter(({ do: what }) => what !== "wake")) {
      const result = await this.#actions.perform(conversation, action, integration);
      if (result === "known" && before.phase === "consulting" && state.phase === "consulting") return before;
      if (result === "known" || result === "edited" || result === "asked") {
        const isSame = isIn(before, state);
        state = afterKnown(before, state, result);
        if (result === "edited") await this.#answeredByEdit(conversation, before, integration);
        if (isSame || result === "asked") break;
      }
      if (result === "notAsked") state = notAsked(state);
    }
    const saved = await this.#saved(conversation, before, state);
    // Whoever is woken has to find the answer.
    if (wakes) await this.#actions.perform(conversation, { do: "wake" }, integration);
    return saved;
  }

  /** Who was asked for a description has given one by an edit, and is waited for no longer. */
  async #answeredByEdit(
    conversation: Conversation,
    before: ConversationState,
    integration: Integration | undefined,
  ): Promise<void> {
    if (before.phase !== "gathering" || !before.asked) return;
    await this.#actions.perform(conversation, { do: "expectNothing" }, integration);
  }

  async #saved(conversation: Conversation, before: ConversationState, state: ConversationState) {
    if (state !== before) await this.#context.store.saveState(conversation, state);
    return state;
  }

  /** Rejects with `STORE_FAILED` or `CLOSED`. */
  async take(conversation: Conversation, event: FlowEvent, integration: Integration | undefined): Promise<void> {
    const key = conversationKey(conversation);
    try {
      const state = await this.#step(conversation, event, integration);
      if (state !== undefined) this.#states.set(key, state);
    } catch (cause) {
      this.#states.delete(key);
      if (isGlpiIntegrationError(cause) && cause.code === "CLOSED") throw cause;
      throw notAccepted(event.type, conversation, cause);
    }
  }
}

/** Entering the queue, but asked for nothing. */
function notAsked(state: ConversationState): ConversationState {
  return state.phase === "gathering" ? { ...state, asked: false } : state;
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
