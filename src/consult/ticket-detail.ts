import type { ConsultTicketsIntegration } from "../config/integration.js";
import { lastAnswer, lastSolution } from "../glpi/last-words.js";
import { technicianName } from "../glpi/technician-name.js";
import { ticketUrl } from "../glpi/tickets.js";
import { cutAtWord } from "../host/cut-text.js";
import type { Conversation } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import { timesOf } from "../locales/glpi-times.js";
import { locales } from "../locales/locales.js";
import type { HandlerContext } from "../work/context.js";
import type { Owned } from "./own-ticket.js";

/** A text of a template that repeats the answer is made shorter so often. */
const MOST_CUTS = 4;

/** One ticket as its requester may see it, in `most` characters: what the team wrote is cut. `several`: companies. */
export async function ticketDetail(
  context: HandlerContext,
  integration: ConsultTicketsIntegration,
  conversation: Conversation,
  { ticket, requester }: Owned,
  { several, most }: { several: boolean; most: number },
): Promise<string> {
  const client = context.clients.for(integration);
  const isDone = ticket.status === "solved" || ticket.status === "closed";
  const solution = isDone ? await lastSolution(client, ticket.id) : "";
  const answer = solution === "" ? await lastAnswer(client, ticket.id, requester.id) : "";
  const technician = ticket.technicianId === undefined ? "" : (await technicianName(client, ticket.technicianId)).first;
  const shown = await timesOf(client, integration);
  const render = (longest: number) =>
    customerText(integration.ticketDetailText, conversation, integration, {
      number: ticket.id,
      title: ticket.title,
      status: locales[integration.locale].statuses[ticket.status],
      openedAt: shown(ticket.openedAt),
      updatedAt: shown(ticket.updatedAt),
      entity: several ? (ticket.entity.split(" > ").at(-1) ?? "") : "",
      category: ticket.category.split(" > ").at(-1) ?? "",
      technician: technician.split(/\s+/)[0] ?? "",
      solution: cutAtWord(solution, longest),
      answer: cutAtWord(answer, longest),
      url: ticketUrl(integration.url, ticket.id),
    }).trim();
  let longest = Math.min(most, Math.max(solution.length, answer.length));
  let text = render(longest);
  for (let cut = 0; cut < MOST_CUTS && text.length > most && longest > 0; cut += 1) {
    longest = Math.max(0, longest - (text.length - most));
    text = render(longest);
  }
  return cutAtWord(text, most);
}
