import type { ConsultTicketsIntegration } from "../config/integration.js";
import { type Offers, wordChoices } from "../conversation/consult-flow.js";
import type { Consulting, Place } from "../conversation/state.js";
import type { OpenTickets } from "../events.js";
import type { TicketStatus } from "../glpi/tickets.js";
import { type Choices, LONGEST_TEXT } from "../host/choices.js";
import { cutAtWord } from "../host/cut-text.js";
import type { Conversation } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import type { LocaleWords } from "../locales/locale.js";
import { locales } from "../locales/locales.js";
import type { HandlerContext } from "../work/context.js";
import { detailChoices, leavingChoices, listChoices, wordsOptions } from "./consult-choices.js";
import { consultTickets } from "./consult-tickets.js";
import { ownTicket } from "./own-ticket.js";
import { ticketDetail } from "./ticket-detail.js";

/** What is said where the conversation is, and what changes with it. */
export interface Reply {
  /** Empty: nothing. */
  text: string;
  choices?: Choices | undefined;
  /** Of the state. */
  changes: Partial<Omit<Consulting, "phase" | "integrationId">>;
  /** What becomes of the conversation then. */
  next?: "team" | "end" | undefined;
  /** The list that is shown, if it is one. */
  listed?: OpenTickets | undefined;
}

/** Whoever looks up tickets, by which integration, and what it offers for words. */
export interface Asked {
  context: HandlerContext;
  integration: ConsultTicketsIntegration;
  conversation: Conversation;
  offers: Offers;
}

/** What is said to somebody who looks up their tickets, where they are now. Rejects with `GlpiIntegrationError`. */
export async function replyTo(asked: Asked, state: Consulting): Promise<Reply> {
  const { place = { at: "list" } } = state;
  switch (place.at) {
    case "list":
      return asksGlpi(state) ? list(asked, state) : listAgain(asked, state);
    case "detail":
      return asksGlpi(state) ? detail(asked, state, place) : detailAgain(asked, place);
    case "writing":
      return askToWrite(asked, state, place);
    case "words": {
      const text = wordsText(asked);
      const choices = wordsOptions(asked.integration, asked.offers);
      return { text: state.unclear ? join(say(asked, "unclear"), text) : text, choices, changes: {} };
    }
    case "opened":
      return { text: "", changes: {} };
    case "team":
      return { text: say(asked, "toTeam"), changes: {}, next: "team" };
    case "ended":
      return { text: say(asked, "ended"), changes: {}, next: "end" };
  }
}

/** Whether GLPI is asked for what is said. */
export function asksGlpi({ place = { at: "list" }, unclear, offered }: Consulting): boolean {
  if (place.at === "list") return !(unclear && offered);
  return place.at === "writing" || (place.at === "detail" && !unclear);
}

/** One of the fixed texts. */
export function say(
  { integration, conversation }: Pick<Asked, "integration" | "conversation">,
  text: keyof LocaleWords["consultation"],
  own: Readonly<Record<string, unknown>> = {},
): string {
  return customerText(locales[integration.locale].consultation[text], conversation, integration, own);
}

async function list(asked: Asked, state: Consulting): Promise<Reply> {
  const { context, integration, conversation } = asked;
  const page = await consultTickets(context, integration, conversation, state.from);
  const { tickets, from, more, total, text } = page;
  const changes = {
    place: { at: "list" } as const,
    offered: tickets.map(({ id }) => id),
    from,
    more: more > 0,
    several: new Set(tickets.map(({ entity }) => entity)).size > 1 || (from > 0 && state.several),
  };
  const listed = { tickets, total, text };
  if (tickets.length === 0) return { text, changes, listed };
  const choices = say(asked, "listChoices", { more: more > 0 });
  return {
    text: within(text, choices),
    choices: listChoices(integration, tickets, more > 0),
    changes,
    listed,
  };
}

function listAgain(asked: Asked, { more = false }: Consulting): Reply {
  const text = join(say(asked, "unclear"), say(asked, "listChoices", { more }));
  return { text, choices: listChoices(asked.integration, [], more), changes: {} };
}

type Detail = Extract<Place, { at: "detail" }>;

async function detail(asked: Asked, state: Consulting, { ticketId }: Detail): Promise<Reply> {
  const { context, integration, conversation } = asked;
  const owned = await ownTicket(context, integration, conversation, ticketId);
  if (owned === undefined) return notFound(asked, state, ticketId);
  const place: Detail = { at: "detail", ticketId, status: statusFor(owned.ticket.status) };
  const choices = choicesText(asked, place);
  const most = LONGEST_TEXT - choices.length - GAP.length;
  const text = await ticketDetail(context, integration, conversation, owned, { several: state.several ?? false, most });
  return { text: join(text, choices), choices: detailChoices(integration, place), changes: { place } };
}

function detailAgain(asked: Asked, place: Detail): Reply {
  const text = join(say(asked, "unclear"), choicesText(asked, place));
  return { text, choices: detailChoices(asked.integration, place), changes: {} };
}

/** Another's ticket and none at all are the same; what was offered stays. */
function notFound(asked: Asked, { more = false, offered }: Consulting, ticketId: number): Reply {
  const choices = offered?.length ? say(asked, "listChoices", { more }) : "";
  return {
    text: join(say(asked, "notFound", { number: ticketId }), choices),
    choices: listChoices(asked.integration, [], more),
    changes: { place: { at: "list" } },
  };
}

async function askToWrite(
  asked: Asked,
  state: Consulting,
  { ticketId, as }: Extract<Place, { at: "writing" }>,
): Promise<Reply> {
  const { context, integration, conversation } = asked;
  const owned = await ownTicket(context, integration, conversation, ticketId);
  if (owned === undefined) return notFound(asked, state, ticketId);
  const status = statusFor(owned.ticket.status);
  if (status === "closed" || (as === "reopen" && status !== "solved")) {
    const place: Detail = { at: "detail", ticketId, status };
    return {
      text: join(statusText(asked, ticketId, owned.ticket.status), choicesText(asked, place)),
      choices: detailChoices(integration, place),
      changes: { place },
    };
  }
  const text = say(asked, as === "reopen" ? "whyNotSolved" : "writeMore", { number: ticketId });
  return { text, choices: leavingChoices(integration), changes: {} };
}

/** How a ticket stands now. */
export function statusText(asked: Pick<Asked, "integration" | "conversation">, number: number, status: TicketStatus) {
  return say(asked, "statusIs", { number, status: locales[asked.integration.locale].statuses[status] });
}

/** What can be done with a ticket in this status. */
export function choicesText(asked: Pick<Asked, "integration" | "conversation">, { status }: Detail): string {
  return say(asked, "detailChoices", { canAdd: status !== "closed", solved: status === "solved" });
}

export function statusFor(status: TicketStatus): NonNullable<Detail["status"]> {
  return status === "solved" || status === "closed" ? status : "open";
}

function wordsText(asked: Asked): string {
  const { choices } = locales[asked.integration.locale];
  const options = wordChoices(asked.offers).map((what, index) => ({ position: index + 1, title: choices[what] }));
  return say(asked, "wordsChoices", { ticket: asked.offers.ticket, choices: options });
}

const GAP = "\n\n";

/** Two texts, one below the other. */
export function join(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join(GAP);
}

/** The text is cut, and what is below it never. */
function within(text: string, below: string): string {
  return join(cutAtWord(text, LONGEST_TEXT - below.length - GAP.length), below);
}
