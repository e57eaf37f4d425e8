import type { Message } from "../host/events.js";
import { type Command, isThanks, readCommand } from "./consult-menu.js";
import type { Errand } from "./errand.js";
import type { Consulting, Place } from "./state.js";

/** What an operator offers for words that belong to no ticket. */
export interface Offers {
  /** They can become a ticket. */
  ticket: boolean;
  /** There is a queue with people. */
  team: boolean;
}

/** A message of a conversation that looks up tickets. `described`: it tells something. */
export interface Answer {
  message: Message;
  described: boolean;
  offers: Offers;
}

/** What a message comes to. */
export interface Answered {
  state: Consulting;
  /** What is kept of the message: it is for this, and `atOnce` what was gathered goes on its way. */
  keep?: { errand: Errand; described: boolean; isAnswer?: boolean; atOnce?: boolean } | undefined;
  /** Something is to be said, which the state's place tells. */
  says: boolean;
}

/** So often in a row the choice is told again. */
const MOST_UNCLEAR = 2;
/** So many messages are known as answered. */
const MOST_ANSWERED = 10;

/** Whether an answer is waited for where something was said last. */
export function waitsForAnswer({ place = { at: "list" }, offered = [] }: Consulting): boolean {
  if (place.at === "list") return offered.length > 0;
  return place.at === "detail" || place.at === "writing" || place.at === "words";
}

/** Whether something may wait that was written while tickets were looked up. */
export function mayGather({ place }: Consulting): boolean {
  return place?.at === "writing" || place?.at === "words" || place?.at === "opened";
}

/** What a message means where the conversation is. Pure. */
export function answerConsult(before: Consulting, answer: Answer): Answered {
  const id = String(answer.message.id);
  if (id === before.askedBy || before.answered?.includes(id)) return { state: before, says: false };
  const { state, ...rest } = answerAt(before, answer);
  if (state === before && rest.keep === undefined && !rest.says) return { state, says: false };
  return { state: { ...state, answered: [...(before.answered ?? []), id].slice(-MOST_ANSWERED) }, ...rest };
}

function answerAt(state: Consulting, answer: Answer): Answered {
  const { place = { at: "list" } } = state;
  const command = readCommand(answer.message);
  switch (place.at) {
    case "list":
      return atMenu(state, place, command, answer, listTarget(state, command));
    case "detail":
      return atMenu(state, place, command, answer, detailTarget(place, command));
    case "writing":
      return atWriting(state, place, command, answer);
    case "opened":
      return atOpened(state, command, answer);
    case "words":
      return atWords(state, command, answer);
    case "team":
    case "ended":
      return afterEnd(state, command, answer);
  }
}

/** Where an answer leads; `approve` posts, and leads nowhere new. */
type Target = Place | { at: "approve"; ticketId: number } | { at: "more" };

function listTarget(state: Consulting, command: Command | undefined): Target | undefined {
  const { offered = [] } = state;
  if (command?.do === "number" && !command.isTicket && command.number <= offered.length) {
    return detailOf(offered[command.number - 1]);
  }
  return anywhere(state, command);
}

function detailTarget(place: Extract<Place, { at: "detail" }>, command: Command | undefined): Target | undefined {
  const { ticketId, status } = place;
  if (command?.do === "number" && !command.isTicket && command.number <= 3) {
    if (command.number === 1 && status !== "closed") return { at: "writing", ticketId, as: "add" };
    if (status !== "solved") return undefined;
    return command.number === 2 ? { at: "approve", ticketId } : { at: "writing", ticketId, as: "reopen" };
  }
  if (command?.do === "add" && status !== "closed")
    return { at: "writing", ticketId: command.ticketId ?? ticketId, as: "add" };
  if (command?.do === "approve" && (command.ticketId !== undefined || status === "solved")) {
    return { at: "approve", ticketId: command.ticketId ?? ticketId };
  }
  if (command?.do === "reopen" && (command.ticketId !== undefined || status === "solved")) {
    return { at: "writing", ticketId: command.ticketId ?? ticketId, as: "reopen" };
  }
  return anywhere({}, command);
}

/** What is an answer wherever it is given: the number of a ticket, a button of an earlier message, back, the end. */
function anywhere({ more }: Pick<Consulting, "more">, command: Command | undefined): Target | undefined {
  switch (command?.do) {
    case "number":
      return detailOf(command.number);
    case "add":
    case "reopen":
      return command.ticketId === undefined ? undefined : { at: "writing", ticketId: command.ticketId, as: command.do };
    case "approve":
      return command.ticketId === undefined ? undefined : { at: "approve", ticketId: command.ticketId };
    case "more":
      return more ? { at: "more" } : undefined;
    case "list":
    case "end":
      return { at: command.do === "end" ? "ended" : "list" };
    default:
      return undefined;
  }
}

function detailOf(ticketId: number | undefined): Target | undefined {
  return ticketId === undefined ? undefined : { at: "detail", ticketId };
}

function atMenu(
  state: Consulting,
  place: Place,
  command: Command | undefined,
  answer: Answer,
  target: Target | undefined,
): Answered {
  if (target !== undefined) return goTo(state, target);
  if (command === undefined && answer.described) return keepWords(state, answer);
  // Nothing was offered, or nothing is wanted.
  if ((place.at === "list" && !state.offered?.length) || isThanks(answer.message)) return { state, says: false };
  return unclear(state, answer.offers);
}

function goTo(state: Consulting, target: Target): Answered {
  if (target.at === "approve") {
    const { ticketId } = target;
    const errand = { do: "approve", ticketId } as const;
    const place = { at: "detail", ticketId, status: "closed" } as const;
    const keep = { errand, described: true, isAnswer: true, atOnce: true };
    return { state: { ...state, place, unclear: undefined }, keep, says: false };
  }
  const from = (state.from ?? 0) + (state.offered?.length ?? 0);
  const list = { place: { at: "list" }, unclear: undefined, offered: undefined } as const;
  if (target.at === "more") return { state: { ...state, ...list, from }, says: true };
  if (target.at === "list") return { state: { ...state, ...list, from: undefined }, says: true };
  return { state: { ...state, place: target, unclear: undefined }, says: true };
}

function atWriting(
  state: Consulting,
  { ticketId, as }: Extract<Place, { at: "writing" }>,
  command: Command | undefined,
  { message, described }: Answer,
): Answered {
  const isOther = (command?.do === "add" || command?.do === "reopen") && command.ticketId !== undefined;
  const leaves = command?.do === "list" || command?.do === "end" || command?.do === "approve" || isOther;
  const target = leaves ? anywhere({}, command) : undefined;
  if (target !== undefined) return leaving(goTo(state, target));
  // Whatever answers why it is not solved is a reason.
  const tells = described || (as === "reopen" && !isThanks(message));
  return { state, keep: { errand: { do: as, ticketId }, described: tells }, says: false };
}

function atOpened(state: Consulting, command: Command | undefined, { described }: Answer): Answered {
  const target = command?.do === "list" || command?.do === "end" ? anywhere({}, command) : undefined;
  if (target !== undefined) return leaving(goTo(state, target));
  return { state, keep: { errand: { do: "goOn" }, described }, says: false };
}

/** Whatever was gathered before goes on its way now. */
function leaving(to: Answered, errand: Errand = { do: "end" }): Answered {
  return { ...to, keep: to.keep ?? { errand, described: true, isAnswer: true, atOnce: true } };
}

/** They wait, without a timer, for what is to become of them. */
function keepWords(state: Consulting, { offers }: Answer): Answered {
  const keep = { errand: { do: "ask" } as const, described: false };
  if (offers.ticket || offers.team)
    return { state: { ...state, place: { at: "words" }, unclear: undefined }, keep, says: true };
  // Nothing waits under what is written next, for a ticket of theirs.
  return { ...unclear(state, offers), keep: { ...keep, described: true, atOnce: true } };
}

function atWords(state: Consulting, command: Command | undefined, { message, described, offers }: Answer): Answered {
  const decide = (errand: Errand, place: Place): Answered => ({
    state: { ...state, place, unclear: undefined },
    keep: { errand, described: true, isAnswer: true, atOnce: true },
    says: place.at !== "opened",
  });
  const choice = command?.do === "number" && !command.isTicket ? wordChoices(offers)[command.number - 1] : command?.do;
  if (choice === "open" && offers.ticket) return decide({ do: "open" }, { at: "opened" });
  if (choice === "team" && offers.team) return decide({ do: "leave" }, { at: "team" });
  if (command?.do === "list" || command?.do === "end") {
    return leaving(goTo(state, { at: command.do === "end" ? "ended" : "list" }), { do: "leave" });
  }
  // More of the same: the question was asked.
  const more = { errand: { do: "ask" } as const, described: false };
  if (command === undefined && described) return { state, keep: more, says: false };
  if (isThanks(message)) return { state, says: false };
  const again = unclear(state, offers);
  const at = again.state.place?.at;
  return at === "words" ? again : leaving(again, { do: at === "team" ? "leave" : "end" });
}

/** What words can become, by the numbers from 1. */
export function wordChoices({ ticket, team }: Offers): ("open" | "team")[] {
  return [...(ticket ? (["open"] as const) : []), ...(team ? (["team"] as const) : [])];
}

/** The choice again; at last the team, or the end. */
function unclear(state: Consulting, { team }: Offers): Answered {
  const count = (state.unclear ?? 0) + 1;
  if (count <= MOST_UNCLEAR) return { state: { ...state, unclear: count }, says: true };
  return { state: { ...state, place: { at: team ? "team" : "ended" }, unclear: undefined }, says: true };
}

/** Whoever writes again begins anew; what they describe is kept. */
function afterEnd(state: Consulting, command: Command | undefined, answer: Answer): Answered {
  if (command === undefined && answer.described) return keepWords(state, answer);
  if (isThanks(answer.message)) return { state, says: false };
  return goTo(state, anywhere({}, command) ?? { at: "list" });
}
