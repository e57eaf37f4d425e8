import type { CreateTicketIntegration, Integration } from "../config/integration.js";
import type { AskIfKnown, FlowAction } from "../conversation/flow.js";
import type { ConversationState } from "../conversation/state.js";
import type { Conversation, Id, Message } from "../host/events.js";
import { questionName, type TicketQuestion } from "../requester/question.js";
import { resolveRequester } from "../requester/resolve-requester.js";
import type { AlarmChange, QuietTimes, ToSay } from "../store/store.js";
import type { LateChange } from "../ticket/late-change.js";
import type { HandlerContext } from "../work/context.js";
import { keepFile } from "../work/keep-file.js";
import { awaited, MINUTE_MS } from "./handle-alarm.js";

/** How long a batch waits whose integration cannot be read now. */
const unreadable = { messageIntervalMs: 15_000, maxWaitMs: 120_000 };
/** How long at most what is added to a ticket that was looked up. */
const MOST_ADDING_MS = 120_000;

/** A host that does not know whether an event was accepted tells it again within this. */
const TOLD_AGAIN_MS = 15 * MINUTE_MS;

/** The conversation's state before an event, and after it. */
type States = readonly [before: ConversationState, after: ConversationState];

/**
 * What became of a message: `known` in one way or another; `edited`, in time, so that it describes something now; `asked`:
 * it was known, and the customer is asked for a description.
 */
export type Known = "known" | "edited" | "asked";
type Added = "added" | "linked" | Known | "otherwise";

/** What the acceptance of an event does not wait for. */
export interface Beside {
  /** Rejects when the store fails, where another process is to say it. */
  say(about: ToSay, conversation: Conversation, integrationId: Id): Promise<void>;
  /** A message that is in a ticket already was edited or deleted. */
  late(conversation: Conversation, change: LateChange): void;
}

/** Does what the flow says. */
export class FlowActions {
  readonly #context: HandlerContext;
  readonly #beside: Beside;

  constructor(context: HandlerContext, beside: Beside) {
    this.#context = context;
    this.#beside = beside;
  }

  /**
   * `integration`: that of the queue, if it could be read. Resolves to what turned out only now: that
   * a message was known, or whether the customer was asked for a description. Rejects when the store fails.
   */
  async perform(
    conversation: Conversation,
    action: FlowAction,
    integration: Integration | undefined,
  ): Promise<Known | "notAsked" | undefined> {
    const { store } = this.#context;
    switch (action.do) {
      case "add": {
        const added = await this.#add(conversation, action, integration);
        return added === "known" || added === "edited" || added === "asked" ? added : undefined;
      }
      case "ask":
        if (action.newcomer && (await store.findLink(conversation)) !== undefined) return "notAsked";
        await this.#beside.say("ask", conversation, action.integrationId);
        return undefined;
      case "edit":
        await this.#edit(conversation, action, integration);
        return undefined;
      case "remove":
        if (!(await store.remove(conversation, action.messageId))) {
          this.#beside.late(conversation, { what: "deleted", messageId: action.messageId });
        }
        return undefined;
      case "flush":
        await store.flush(conversation);
        return undefined;
      case "askAgain":
      case "askCompanyAgain":
      case "askOptionAgain":
        await this.#beside.say(action.do, conversation, action.integrationId);
        return undefined;
      case "wake":
        await store.wake(conversation);
        return undefined;
      case "expect":
        await this.#expect(conversation, action.integrationId, integration);
        return undefined;
      case "expectNothing":
        await store.cancelAlarm(conversation);
        return undefined;
      case "consult":
        await this.#beside.say("consult", conversation, action.integrationId);
        return undefined;
    }
  }

  /**
   * Adds what the flow says of a conversation that is believed to be in the first state, and puts it into the second.
   * Resolves to "otherwise", and nothing was done, when it is in another, or the store cannot say so at once.
   */
  async addInState(
    conversation: Conversation,
    action: Extract<FlowAction, { do: "add" }>,
    integration: Integration | undefined,
    states: States,
    alarm: AlarmChange | undefined,
  ): Promise<Added> {
    if (this.#context.store.addInState === undefined) return "otherwise";
    return this.#add(conversation, action, integration, { states, alarm });
  }

  /** What these come to for the conversation's alarm: a question, that an answer is waited for, or no more. */
  alarmOf(
    conversation: Conversation,
    actions: readonly FlowAction[],
    state: ConversationState,
    integration: Integration | undefined,
  ): AlarmChange | undefined {
    const [action] = actions;
    if (action?.do === "expectNothing") return "cancel";
    if (action?.do === "consult") {
      return { set: { conversation, integrationId: action.integrationId, about: "consult" }, inMs: 0 };
    }
    if (action?.do !== "ask" && action?.do !== "expect") return undefined;
    const { integrationId } = action;
    if (action.do === "ask") {
      const unlessLinked = action.newcomer && state.phase === "gathering" ? { ...state, asked: false } : undefined;
      return { set: { conversation, integrationId, about: "ask" }, inMs: 0, unlessLinked };
    }
    return awaited(conversation, integrationId, integration);
  }

  async #add(
    conversation: Conversation,
    { integrationId, message, described, askIfKnown, atOnce }: Extract<FlowAction, { do: "add" }>,
    integration: Integration | undefined,
    at?: { states: States; alarm: AlarmChange | undefined },
  ): Promise<Added> {
    const { store } = this.#context;
    const creating = integration?.type === "glpi-create-ticket" ? integration : undefined;
    // Whoever wants courtesies in the ticket wants them soon.
    const counts =
      described || (creating?.courtesyFollowUps === true && (await store.findLink(conversation)) !== undefined);
    const { edited, isDeleted: _isDeleted, ...whole } = message;
    const kept = await keepFile(this.#context, conversation, whole);
    const times = atOnce ? { quietMs: 0, maxWaitMs: 0 } : quietTimes(integration);
    const waiting = { ...times, integrationId, described: counts };
    const added =
      at === undefined
        ? await store.add(conversation, kept, waiting)
        : await store.addInState?.(conversation, kept, waiting, at.states, at.alarm);
    if (added === "otherwise") return added;
    if (added === true || added === "linked") {
      // People thank again and again; a machine's answer is a sentence.
      if (described) this.#context.chatter.heard(conversation, message.text);
      if (described && creating !== undefined) this.#lookEarly(conversation, creating, message);
      return added === true ? "added" : "linked";
    }
    if (added === "fuller" && !edited) this.#beside.late(conversation, completion(message));
    const isEdited = edited && (await this.#edit(conversation, { do: "edit", message: kept, described }, integration));
    if (isEdited && described) return "edited";
    if (askIfKnown === "never" || !(await this.#isInTicket(conversation, askIfKnown))) return "known";
    await this.#beside.say("ask", conversation, integrationId);
    return "asked";
  }

  /** Looks for the person of a ticket to come while the customer still writes, once for a conversation. */
  #lookEarly(conversation: Conversation, integration: CreateTicketIntegration, message: Message): void {
    const { store, earlyRequesters, breakers } = this.#context;
    if (!this.#context.work || !earlyRequesters.isWanted(conversation)) return;
    const contact = message.author ?? conversation.contact;
    const whom = integration.askWhenAmbiguous && !conversation.isGroup ? "ask" : undefined;
    const question: TicketQuestion = { integration, conversation, contact, whom };
    const breaker = breakers.for(integration.url, conversation.tenantId);
    earlyRequesters.begin(conversation, questionName(question), async () => {
      if (integration.afterTicket !== "newTicket" && (await store.findLink(conversation)) !== undefined)
        return undefined;
      return breaker.run(() => resolveRequester(this.#context, question));
    });
  }

  /** Whether what was written before is in a ticket, and this is no transfer that the host may only tell again. */
  async #isInTicket(conversation: Conversation, transfer: Exclude<AskIfKnown, "never">): Promise<boolean> {
    const link = await this.#context.store.findLink(conversation);
    return link !== undefined && (transfer === "newTransfer" || Date.now() - link.openedAt >= TOLD_AGAIN_MS);
  }

  async #edit(
    conversation: Conversation,
    { message, described }: Extract<FlowAction, { do: "edit" }>,
    integration: Integration | undefined,
  ): Promise<boolean> {
    const times = described ? quietTimes(integration) : undefined;
    const kept = await keepFile(this.#context, conversation, message);
    const isInTime = await this.#context.store.edit(conversation, kept, times);
    if (!isInTime) this.#beside.late(conversation, { what: "edited", messageId: message.id, text: message.text });
    return isInTime;
  }

  async #expect(conversation: Conversation, integrationId: Id, integration: Integration | undefined): Promise<void> {
    const alarm = awaited(conversation, integrationId, integration);
    if (alarm !== undefined) await this.#context.store.setAlarm(alarm.set, alarm.inMs);
  }
}

/** What a message that is in its ticket already turned out to be. */
function completion({ id, text, media }: Message): LateChange {
  return { what: "edited", messageId: id, text, ...(media && { media }) };
}

function quietTimes(integration: Integration | undefined): QuietTimes {
  const { messageIntervalMs: quietMs } = integration ?? unreadable;
  if (integration?.type === "glpi-consult-tickets") return { quietMs, maxWaitMs: Math.max(MOST_ADDING_MS, quietMs) };
  return { quietMs, maxWaitMs: (integration ?? unreadable).maxWaitMs };
}
