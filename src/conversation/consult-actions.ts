import type { Id, Message } from "../host/events.js";
import { type Answer, answerConsult } from "./consult-flow.js";
import type { Sent } from "./errand.js";
import type { Consulting } from "./state.js";

/** What is done about an answer: actions of the flow. */
type Action =
  | {
      do: "add";
      integrationId: Id;
      message: Sent;
      described: boolean;
      askIfKnown: "never";
      atOnce?: boolean | undefined;
    }
  | { do: "consult"; integrationId: Id }
  | { do: "expectNothing" };

/** What to do about a message of a conversation that looks up tickets. Pure. */
export function stepConsult(before: Consulting, answer: Answer): { state: Consulting; actions: Action[] } {
  const { state, keep, says } = answerConsult(before, answer);
  const { integrationId } = before;
  const actions: Action[] = [];
  if (keep !== undefined) {
    const { errand, isAnswer, described, atOnce } = keep;
    const message: Message & Sent = { ...answer.message, errand, ...(isAnswer && { isAnswer }) };
    actions.push({ do: "add", integrationId, message, described, askIfKnown: "never", ...(atOnce && { atOnce }) });
  }
  if (says) actions.push({ do: "consult", integrationId });
  else if (keep?.described) actions.push({ do: "expectNothing" });
  return { state, actions };
}
