import type { Id, Message } from "../host/events.js";

/**
 * Where a conversation is: `away` from every GLPI queue, or in one whose integration creates tickets (`gathering`) or
 * tells about them (`consulting`).
 */
export type ConversationState =
  | { readonly phase: "away" }
  | { readonly phase: "gathering"; readonly integrationId: Id }
  /** `askedBy`: the message with which the list was last asked for. */
  | { readonly phase: "consulting"; readonly integrationId: Id; readonly askedBy?: string | undefined };

/** What the integration of the queue is for. */
type Purpose = "create" | "consult";

/** Messages of our side, and of groups that are not gathered, never get here. */
export type FlowEvent =
  | { type: "transfer"; purpose: Purpose; integrationId: Id; lastMessage?: Message | undefined }
  | { type: "message"; purpose: Purpose; integrationId: Id; message: Message }
  | { type: "messageEdited"; message: Message }
  | { type: "messageDeleted"; messageId: Id }
  | { type: "leave" };

export type FlowAction =
  /** Ask the customer to describe what it is about. */
  | { do: "ask" }
  /** Add to the waiting batch, if the id was not counted before. */
  | { do: "add"; integrationId: Id; message: Message }
  | { do: "edit"; message: Message }
  | { do: "remove"; messageId: Id }
  /** What waits becomes a ticket at once. */
  | { do: "flush" }
  | { do: "consult"; integrationId: Id };

export interface Step {
  state: ConversationState;
  actions: FlowAction[];
}

export const away: ConversationState = { phase: "away" };

/** What to do about an event. Pure; neither the store nor the host is asked. */
export function flow(state: ConversationState, event: FlowEvent): Step {
  switch (event.type) {
    case "transfer":
      return event.purpose === "create" ? transferToCreate(state, event) : transferToConsult(state, event);
    case "message":
      return event.purpose === "create" ? message(state, event) : messageToConsult(state, event);
    case "messageEdited":
      return { state, actions: [{ do: "edit", message: event.message }] };
    case "messageDeleted":
      return { state, actions: [{ do: "remove", messageId: event.messageId }] };
    case "leave":
      // Whatever is known of the conversation: a state can be forgotten, and what waits still becomes a ticket now.
      return { state: away, actions: [{ do: "flush" }] };
  }
}

type Transfer = Extract<FlowEvent, { type: "transfer" }>;
type Written = Extract<FlowEvent, { type: "message" }>;

function transferToCreate(state: ConversationState, { integrationId, lastMessage }: Transfer): Step {
  const next: ConversationState = { phase: "gathering", integrationId };
  // A transfer that is told again while it runs asks for nothing again.
  const again = isIn(state, next);
  const actions = again ? [] : leaving(state);
  if (lastMessage !== undefined) actions.push({ do: "add", integrationId, message: lastMessage });
  else if (!again) actions.push({ do: "ask" });
  return { state: next, actions };
}

/** A host may tell of messages without having told of a transfer: it did so before a restart, or never does. */
function message(state: ConversationState, { integrationId, message }: Written): Step {
  const next: ConversationState = { phase: "gathering", integrationId };
  const actions = isIn(state, next) ? [] : leaving(state);
  actions.push({ do: "add", integrationId, message });
  return { state: next, actions };
}

/** Each transfer asks for the list, but not one that a webhook tells again. */
function transferToConsult(state: ConversationState, { integrationId, lastMessage }: Transfer): Step {
  const askedBy = lastMessage && String(lastMessage.id);
  const next: ConversationState = { phase: "consulting", integrationId, askedBy };
  const again = state.phase === "consulting" && isIn(state, next) && askedBy !== undefined && askedBy === state.askedBy;
  if (again) return { state, actions: [] };
  return { state: next, actions: [...leaving(state), { do: "consult", integrationId }] };
}

function messageToConsult(state: ConversationState, { integrationId }: Written): Step {
  const next: ConversationState = { phase: "consulting", integrationId };
  if (isIn(state, next)) return { state, actions: [] };
  return { state: next, actions: [...leaving(state), { do: "consult", integrationId }] };
}

/** Nothing that a customer wrote is dropped: what waits becomes a ticket now. */
function leaving(state: ConversationState): FlowAction[] {
  return state.phase === "gathering" ? [{ do: "flush" }] : [];
}

function isIn(state: ConversationState, next: ConversationState): boolean {
  if (state.phase === "away" || next.phase === "away") return false;
  return state.phase === next.phase && String(state.integrationId) === String(next.integrationId);
}
