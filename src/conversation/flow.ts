import type { Id, Message } from "../host/events.js";
import { stepConsult } from "./consult-actions.js";
import { mayGather, type Offers } from "./consult-flow.js";
import type { Sent } from "./errand.js";
import { type AskAgain, hasAnswered, hear, waitsForAnswer, wasAsked } from "./questions.js";
import { away, type ConversationState } from "./state.js";

/** What the integration of the queue is for. */
type Purpose = "create" | "consult";

/** Messages of our side, and of groups that are not gathered, never get here. `described`: the message tells something. */
export type FlowEvent =
  /** `fact`: where the conversation is, however often it is told, and not that it was moved there. */
  | {
      type: "transfer";
      purpose: Purpose;
      integrationId: Id;
      lastMessage?: Message | undefined;
      described: boolean;
      fact?: boolean | undefined;
    }
  /** `offers`: for words that belong to no ticket, where tickets are looked up. */
  | {
      type: "message";
      purpose: Purpose;
      integrationId: Id;
      message: Message;
      described: boolean;
      offers?: Offers | undefined;
    }
  | { type: "messageEdited"; message: Message; described: boolean }
  | { type: "messageDeleted"; messageId: Id }
  /** `integrationId`: of the queue that it left; it may be in another one's by now. */
  | { type: "leave"; integrationId?: Id | undefined };

export type FlowAction =
  /** Ask the customer to describe what it is about; `newcomer`: only if the conversation has no ticket yet. */
  | { do: "ask"; integrationId: Id; newcomer: boolean }
  /**
   * Add to the waiting batch, if the id was not counted before; if it was, `askIfKnown` asks for what is new. `atOnce`:
   * the batch is due then.
   */
  | {
      do: "add";
      integrationId: Id;
      message: Sent;
      described: boolean;
      askIfKnown: AskIfKnown;
      atOnce?: boolean | undefined;
    }
  | { do: "edit"; message: Message; described: boolean }
  | { do: "remove"; messageId: Id }
  /** What waits is due at once. */
  | { do: "flush" }
  /** Ask a question again: which of their tickets it is about, for which company it is, what it is or where. */
  | { do: AskAgain; integrationId: Id }
  /** The batch that waits for a choice goes on. */
  | { do: "wake" }
  /** The customer is waited for, from now on. */
  | { do: "expect"; integrationId: Id }
  /** The customer is waited for no longer. */
  | { do: "expectNothing" }
  | { do: "consult"; integrationId: Id };

/**
 * Whether the customer is asked for a description when the message is in a ticket already: of a new transfer; of one that
 * may only be told again, when that ticket is older.
 */
export type AskIfKnown = "never" | "newTransfer" | "maybeAgain";

export interface Step {
  state: ConversationState;
  actions: FlowAction[];
}

/** What to do about an event. Pure; neither the store nor the host is asked. */
export function flow(state: ConversationState, event: FlowEvent): Step {
  switch (event.type) {
    case "transfer":
      return event.purpose === "create" ? transferToCreate(state, event) : transferToConsult(state, event);
    case "message":
      return event.purpose === "create" ? messageToCreate(state, event) : messageToConsult(state, event);
    case "messageEdited":
      return edited(state, event);
    case "messageDeleted":
      return { state, actions: [{ do: "remove", messageId: event.messageId }] };
    case "leave":
      if (!leaves(state, event.integrationId)) return { state, actions: [] };
      // Whatever is known of the conversation: a state can be forgotten, and what waits is still due now.
      return { state: away, actions: [{ do: "flush" }, { do: "wake" }, { do: "expectNothing" }] };
  }
}

type Transfer = Extract<FlowEvent, { type: "transfer" }>;
type Written = Extract<FlowEvent, { type: "message" }>;
type Told = Pick<Written, "integrationId" | "message" | "described">;

function leaves(state: ConversationState, integrationId: Id | undefined): boolean {
  if (integrationId === undefined || state.phase === "away") return true;
  return String(state.integrationId) === String(integrationId);
}

/** The customer is asked at once for a description unless the last message is one. */
function transferToCreate(state: ConversationState, event: Transfer): Step {
  const { integrationId, lastMessage, described, fact } = event;
  // A transfer that is told again while it runs asks for nothing again.
  const again = isIn(state, { phase: "gathering", integrationId });
  if (again && (lastMessage === undefined || (fact && !described))) return { state, actions: [] };
  if (again && fact && lastMessage !== undefined && waitsForAnswer(state) && !hasAnswered(state, lastMessage)) {
    // It was not written as an answer.
    return { state, actions: [{ do: "add", integrationId, message: lastMessage, described, askIfKnown: "never" }] };
  }
  if (again && fact && lastMessage !== undefined)
    return goOn(state, { integrationId, message: lastMessage, described });
  if (again && lastMessage !== undefined) {
    const mayAsk = described && state.phase === "gathering" && !state.asked;
    return goOn(state, { integrationId, message: lastMessage, described }, mayAsk ? "maybeAgain" : "never");
  }
  const actions = leaving(state);
  if (lastMessage !== undefined) {
    const askIfKnown = described ? "newTransfer" : "never";
    actions.push({ do: "add", integrationId, message: lastMessage, described, askIfKnown });
  }
  if (!described) actions.push({ do: "ask", integrationId, newcomer: false });
  return { state: gathering(integrationId, !described), actions };
}

/** A host may tell of messages without having told of a transfer: it did so before a restart, or never does. */
function messageToCreate(state: ConversationState, { integrationId, message, described }: Written): Step {
  if (isIn(state, { phase: "gathering", integrationId })) return goOn(state, { integrationId, message, described });
  const actions = leaving(state);
  actions.push({ do: "add", integrationId, message, described, askIfKnown: "never" });
  if (!described) actions.push({ do: "ask", integrationId, newcomer: true });
  return { state: gathering(integrationId, !described), actions };
}

/** The batch goes on with an answer. What is no clear one is kept like any message, and asked for once more. */
function answer(state: ConversationState, event: Told): Step | undefined {
  const { integrationId, message, described } = event;
  if (state.phase !== "gathering") return undefined;
  if (hasAnswered(state, message)) return { state, actions: [] };
  const heard = hear(state, message);
  if (heard === undefined) return undefined;
  if (heard.as === "answer") return { state: heard.state, actions: [{ do: "wake" }] };
  const add: FlowAction = { do: "add", integrationId, message, described, askIfKnown: "never" };
  const next: FlowAction = heard.as === "unclear" ? { do: heard.again, integrationId } : { do: "wake" };
  return { state: heard.state, actions: [add, next] };
}

/** Entering the queue; `asked`: for a description. */
function gathering(integrationId: Id, asked: boolean): ConversationState {
  return { phase: "gathering", integrationId, ...(asked && { asked }) };
}

/** One more message: who was asked for a description and still gives none is waited for anew. */
function goOn(
  state: ConversationState,
  { integrationId, message, described }: Told,
  askIfKnown: AskIfKnown = "never",
): Step {
  if (state.phase !== "gathering") return { state, actions: [] };
  const answering = answer(state, { integrationId, message, described });
  if (answering !== undefined) return answering;
  const { asked } = state;
  const actions: FlowAction[] = [{ do: "add", integrationId, message, described, askIfKnown }];
  if (asked) actions.push(described ? { do: "expectNothing" } : { do: "expect", integrationId });
  return { state: asked && described ? { ...state, asked: undefined } : state, actions };
}

/** An edit can be what describes the problem at last. */
function edited(state: ConversationState, { message, described }: Extract<FlowEvent, { type: "messageEdited" }>): Step {
  const edit: FlowAction = { do: "edit", message, described };
  if (!described || state.phase !== "gathering" || !state.asked) return { state, actions: [edit] };
  return { state: { ...state, asked: undefined }, actions: [edit, { do: "expectNothing" }] };
}

/** Each transfer asks for the list, but not one that a webhook tells again. */
function transferToConsult(state: ConversationState, { integrationId, lastMessage, fact }: Transfer): Step {
  const askedBy = lastMessage && String(lastMessage.id);
  const next: ConversationState = { phase: "consulting", integrationId, askedBy };
  const same = state.phase === "consulting" && isIn(state, next) ? state : undefined;
  const known = askedBy !== undefined && (askedBy === same?.askedBy || same?.answered?.includes(askedBy));
  if (same !== undefined && (fact || known)) return { state, actions: [] };
  return { state: next, actions: [...leaving(state), { do: "consult", integrationId }] };
}

/** The first message in the queue asks for the list; what comes next answers it. */
function messageToConsult(state: ConversationState, event: Written): Step {
  const { integrationId, message, described, offers = { ticket: false, team: false } } = event;
  const next: ConversationState = { phase: "consulting", integrationId, answered: [String(message.id)] };
  if (state.phase !== "consulting" || !isIn(state, next)) {
    return { state: next, actions: [...leaving(state), { do: "consult", integrationId }] };
  }
  return stepConsult(state, { message, described, offers });
}

/** Nothing that a customer wrote is dropped: what waits is due now. */
function leaving(state: ConversationState): FlowAction[] {
  if (state.phase === "consulting") return mayGather(state) ? [{ do: "flush" }] : [];
  if (state.phase !== "gathering") return [];
  const waiting: FlowAction[] = [];
  if (wasAsked(state)) waiting.push({ do: "wake" });
  if (state.asked) waiting.push({ do: "expectNothing" });
  return [{ do: "flush" }, ...waiting];
}

function isIn(state: ConversationState, next: ConversationState): boolean {
  if (state.phase === "away" || next.phase === "away") return false;
  return state.phase === next.phase && String(state.integrationId) === String(next.integrationId);
}
