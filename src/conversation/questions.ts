import type { Id, Message } from "../host/events.js";
import { readChoice, readChoiceOrOther, readNamedChoice } from "./menu.js";
import type { Choosing, ChoosingCompany, ChoosingOption, ConversationState, Gathering } from "./state.js";

type Question = Choosing | ChoosingCompany | ChoosingOption;

/** What asks a question again. */
export type AskAgain = "askAgain" | "askCompanyAgain" | "askOptionAgain";

/** What became of a text that was read as an answer: it is one; it is none; it is none, as the one before it. */
export interface Heard {
  state: Gathering;
  as: "answer" | "unclear" | "unclearAgain";
  again: AskAgain;
}

/**
 * Reads a message as the answer to the first question that waits for one, by what was chosen or else by its text;
 * undefined when none does.
 */
export function hear(state: Gathering, message: Pick<Message, "id" | "text" | "choice">): Heard | undefined {
  const { id, choice } = message;
  const text = choice ?? message.text;
  const { choosing, choosingCompany, choosingOption } = state;
  if (isOpen(choosing)) {
    const { question, as } = answered(choosing, ticketIn(text, choosing));
    return { state: { ...state, choosing: question }, as, again: "askAgain" };
  }
  if (isOpen(choosingCompany)) {
    const { question, as } = answered(choosingCompany, companyIn(text, choosingCompany));
    return { state: { ...state, choosingCompany: question }, as, again: "askCompanyAgain" };
  }
  if (!isOpen(choosingOption) || choosingOption.before?.includes(String(id))) return undefined;
  const { question, as } = answered(choosingOption, optionIn(text, choosingOption));
  const answeredBy = as === "answer" ? [...(question.answeredBy ?? []), String(id)] : question.answeredBy;
  return { state: { ...state, choosingOption: { ...question, answeredBy } }, as, again: "askOptionAgain" };
}

/** Whether the customer is waited for. */
export function waitsForAnswer(state: ConversationState): boolean {
  return state.phase === "gathering" && questionsOf(state).some(isOpen);
}

/** Whether the customer was asked, answered or not. */
export function wasAsked(state: Gathering): boolean {
  return questionsOf(state).some((question) => question !== undefined);
}

/** Whether a message has answered a question already. */
export function hasAnswered(state: ConversationState, { id }: { id: Id }): boolean {
  return state.phase === "gathering" && state.choosingOption?.answeredBy?.includes(String(id)) === true;
}

/** The state in which no answer is waited for any more; the same one where none is. */
export function waitingNoMore(state: ConversationState): ConversationState {
  if (state.phase !== "gathering" || !waitsForAnswer(state)) return state;
  const { choosing, choosingCompany, choosingOption } = state;
  return {
    ...state,
    ...(isOpen(choosing) && { choosing: { ...choosing, answer: "unclear" } }),
    ...(isOpen(choosingCompany) && { choosingCompany: { ...choosingCompany, answer: "unclear" } }),
    ...(isOpen(choosingOption) && { choosingOption: { ...choosingOption, answer: "unclear" } }),
  };
}

function questionsOf({ choosing, choosingCompany, choosingOption }: Gathering): (Question | undefined)[] {
  return [choosing, choosingCompany, choosingOption];
}

/** Whether the customer was asked and has not answered. */
function isOpen<Q extends Question>(question: Q | undefined): question is Q {
  return question !== undefined && question.answer === undefined;
}

/** Which of their tickets it is about. */
function ticketIn(text: string, { ticketIds }: Choosing): Choosing["answer"] {
  const choice = readChoice(text, ticketIds.length + 1);
  const named = ticketIds.find((id) => /^\D*(\d+)\D*$/.exec(text)?.[1] === String(id));
  return choice === undefined ? named : (ticketIds[choice - 1] ?? "another");
}

/** Which company it is for. */
function companyIn(text: string, { companies }: ChoosingCompany): ChoosingCompany["answer"] {
  const names = companies.map(({ name }) => name);
  const choice = readNamedChoice(text, names);
  return choice === undefined ? undefined : companies[choice - 1]?.requesterId;
}

/** What it is, or where. */
function optionIn(text: string, { options }: ChoosingOption): ChoosingOption["answer"] {
  const names = options.map(({ name }) => name);
  const choice = readChoiceOrOther(text, names);
  return choice === undefined ? undefined : (options[choice - 1]?.id ?? "other");
}

/** What is no clear answer is asked for once more. */
function answered<Q extends Question>(question: Q, answer: Q["answer"]): { question: Q; as: Heard["as"] } {
  if (answer !== undefined) return { question: { ...question, answer }, as: "answer" };
  if (question.unclear > 0) return { question: { ...question, answer: "unclear" }, as: "unclearAgain" };
  return { question: { ...question, unclear: question.unclear + 1 }, as: "unclear" };
}
