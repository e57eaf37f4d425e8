import type { Conversation } from "../host/events.js";
import { formatDateTime } from "../locales/date-time.js";
import type { Locale } from "../locales/locale.js";
import { locales } from "../locales/locales.js";
import { messageVariables } from "../locales/message-variables.js";
import { sampleWords } from "./words/sample-words.js";

const timeZone = "America/Sao_Paulo";
const DAY_MS = 24 * 60 * 60 * 1_000;
const GLPI = "https://glpi.example/front/ticket.form.php?id=";

/** A value for each variable and list that a template of the form can have. */
export function sampleValues(locale: Locale, now: Date): Record<string, unknown> {
  const { statuses, fileProblems } = locales[locale];
  const { why, advice } = fileProblems.tooLarge;
  const { firstWords, titles, answer, solution, companies, categories, locations, fileName } = sampleWords[locale];
  const daysAgo = (days: number) => formatDateTime(new Date(now.getTime() - days * DAY_MS), timeZone);
  const pending = { status: statuses.pending, solved: false, openedAt: daysAgo(2), updatedAt: daysAgo(0) };
  const solved = { status: statuses.solved, solved: true, openedAt: daysAgo(9), updatedAt: daysAgo(1) };
  const tickets = [
    { position: 1, number: 1234, title: titles[0], ...pending, entity: companies[0], url: `${GLPI}1234` },
    { position: 2, number: 1187, title: titles[1], ...solved, entity: companies[0], url: `${GLPI}1187` },
  ];
  return {
    ...messageVariables({ conversation: sampleConversation(locale), now, timeZone, locale }),
    ...{ ticketNumber: "1234", ticketTitle: titles[0], ticketUrl: `${GLPI}1234`, canAdd: true, firstWords },
    ...{ technician: "Carlos", answer, solution, status: locales[locale].changes.statuses.pending },
    ...{ tickets, total: 2, shown: 2, more: 0, several: true, another: 3, other: 3, within: "" },
    companies: numbered(companies),
    categories: numbered(categories),
    locations: numbered(locations),
    files: [{ name: fileName, reason: `${why}; ${advice}` }],
  };
}

/** The ticket of which `ticketDetailText` tells: its variables have names that are a list's elsewhere. */
export function sampleTicket(values: Record<string, unknown>, locale: Locale): Record<string, unknown> {
  const [, solved] = values.tickets as Record<string, unknown>[];
  return { ...values, ...solved, category: sampleWords[locale].categories[1] };
}

function sampleConversation(locale: Locale): Conversation {
  return {
    id: 5021,
    tenantId: 1,
    protocol: "2026112605021",
    queue: { id: 1, name: sampleWords[locale].queue },
    contact: { id: 1, name: "Ana Souza", phoneNumber: "5531987654321", email: "ana@example.com" },
    fields: { user: "Carlos Lima", userEmail: "carlos@example.com" },
  };
}

function numbered(names: readonly string[]): { position: number; name: string }[] {
  return names.map((name, index) => ({ position: index + 1, name }));
}
