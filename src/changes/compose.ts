import type { CreateTicketIntegration } from "../config/integration.js";
import type { AnswerDocument } from "../glpi/answer-documents.js";
import { htmlToText } from "../glpi/html-text.js";
import { ticketUrl } from "../glpi/tickets.js";
import type { TimelineItem } from "../glpi/timeline.js";
import type { Choices } from "../host/choices.js";
import type { Conversation } from "../host/events.js";
import type { CustomerNotice } from "../host/host.js";
import { customerText } from "../locales/customer-text.js";
import { locales } from "../locales/locales.js";
import { ratingChoices, verdictChoices } from "./questions.js";
import type { News } from "./whats-new.js";

/** What the customer is to read of a ticket at once. */
export interface Telling {
  reason: CustomerNotice["reason"];
  text: string;
  choices?: Choices | undefined;
  files: readonly AnswerDocument[];
  /** What the customer is asked. */
  asks?: "verdict" | "rating" | undefined;
}

/** What the text tells beside what was written. */
export interface Told {
  conversation: Conversation;
  ticketId: number;
  title: string;
  /** As the operator wants them to be called; empty: not at all. */
  nameOf(userId: number): string;
  /** By when it is to be solved, as the customer reads it; empty where nobody said. */
  dueAt: string;
  /** When it is planned for, the same way. */
  plannedFor: string;
  filesOf(item: TimelineItem): readonly AnswerDocument[];
}

/**
 * All that is new of a ticket as one message, in the order in which it happened, and at its end what the customer is
 * asked, if anything. Undefined where there is nothing to say.
 */
export function compose(integration: CreateTicketIntegration, news: News, told: Told): Telling | undefined {
  const { answers, solution, statuses, closed, isOver } = news;
  const { conversation, ticketId, title } = told;
  const words = locales[integration.locale].changes;
  const about = { ticketNumber: ticketId, ticketTitle: title, ticketUrl: ticketUrl(integration.url, ticketId) };
  const say = (template: string, own: Readonly<Record<string, unknown>> = {}) =>
    customerText(template, conversation, integration, { ...about, ...own }).trim();

  const before = answers.filter(({ at }) => solution === undefined || at <= solution.at);
  const after = answers.filter((each) => !before.includes(each));
  const answersText = (items: readonly TimelineItem[]) =>
    items.length === 0 ? "" : say(integration.answerText, written(items, told));
  const solutionText = () => {
    if (solution === undefined) return "";
    const text = textOf(solution, told) || words.noText;
    return say(integration.solutionText, { technician: told.nameOf(solution.authorId), solution: text });
  };
  const statusTexts = statuses.map((status) => {
    const date = status === "planned" ? told.plannedFor : told.dueAt;
    return say(integration.statusText, { status: say(words.statuses[status], { date }) });
  });
  const asksVerdict = solution?.asks === true;
  const rating = isOver && integration.ratingText !== "" ? say(integration.ratingText) : "";
  const text = [
    ...[answersText(before), solutionText(), answersText(after), ...statusTexts],
    ...[closed ? say(integration.closedText) : "", asksVerdict ? words.askVerdict : "", rating],
  ]
    .filter((part) => part !== "")
    .join("\n\n");
  if (text === "") return undefined;
  const asks = asksVerdict ? "verdict" : rating === "" ? undefined : "rating";
  return {
    reason: reasonOf(news),
    text,
    choices: asks && (asks === "verdict" ? verdictChoices : ratingChoices)(integration.locale, ticketId),
    files: [...answers, ...(solution ? [solution] : [])].flatMap((item) => told.filesOf(item)),
    asks,
  };
}

function reasonOf({ answers, solution, statuses, closed }: News): CustomerNotice["reason"] {
  if (solution !== undefined) return "solution";
  if (answers.length > 0) return "answer";
  if (closed) return "closed";
  return statuses.length > 0 ? "status" : "rating";
}

/** Several answers as one; where several people wrote them, each says who. */
function written(items: readonly TimelineItem[], told: Told): { technician: string; answer: string } {
  const names = items.map(({ authorId }) => told.nameOf(authorId));
  const [first = "", ...others] = new Set(names);
  if (others.length === 0) return { technician: first, answer: items.map((item) => textOf(item, told)).join("\n\n") };
  const texts = items.map((item, index) => [names[index] && `*${names[index]}*`, textOf(item, told)]);
  return {
    technician: [first, ...others].filter((name) => name !== "").join(", "),
    answer: texts.map((parts) => parts.filter((part) => part !== "").join("\n")).join("\n\n"),
  };
}

/** What was written, and the names of the files that came with it. */
function textOf(item: TimelineItem, { filesOf }: Told): string {
  const files = filesOf(item).map(({ fileName }) => `📎 ${fileName}`);
  return [htmlToText(item.html, { bold: true }), ...files].filter((part) => part !== "").join("\n");
}
