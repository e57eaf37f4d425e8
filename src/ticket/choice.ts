import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { errandOf } from "../conversation/errand.js";
import { lookAtTicket, type TicketLook } from "../glpi/tickets.js";
import type { Conversation, Id } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import { locales } from "../locales/locales.js";
import type { TicketLink } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { askCustomer } from "./ask-customer.js";
import type { Destination } from "./destination.js";
import { isOfSameServer } from "./same-server.js";

const HOUR_MS = 3_600_000;
/** More would be a list, and no question. */
const MOST_TICKETS = 3;

/**
 * Where a batch goes whose contact has a ticket of another conversation, young enough and not closed: what the customer
 * said of it, or that they have to be asked. Undefined when there is nothing to choose.
 */
export async function chosen(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  { conversation, integrationId, messages }: Batch,
  journal: Journal,
): Promise<Destination | undefined> {
  if (integration.hoursBetweenTickets === 0 || integrationId === undefined) return undefined;
  // Who looked up their tickets has seen them.
  if (errandOf(messages) !== undefined) return undefined;
  const { choice } = journal.progress;
  const open = choice ?? (await openOnes(context, integration, conversation, integrationId));
  const [newest] = open;
  if (newest === undefined) return undefined;
  if (choice === undefined) return { to: "choice", links: open };
  const state = await context.store.loadState(conversation);
  const answer = state.phase === "gathering" ? state.choosing?.answer : undefined;
  if (answer === "another") return { to: "newTicket", linked: false };
  const link = open.find(({ ticketId }) => ticketId === answer);
  const look: TicketLook | undefined = link && (await lookAtTicket(context.clients.for(integration), link.ticketId));
  if (link !== undefined && look?.is === "here" && look.status !== "closed") {
    return { to: "followUp", link, status: look.status };
  }
  // Closed meanwhile, or nobody knows: a new one that names the other.
  return { to: "newTicket", after: link ?? newest, linked: true };
}

async function openOnes(
  { store, clients }: HandlerContext,
  integration: CreateTicketIntegration,
  { id, tenantId, contact }: Conversation,
  integrationId: Id,
): Promise<TicketLink[]> {
  const since = Date.now() - integration.hoursBetweenTickets * HOUR_MS;
  const links = await store.findLinksOfContact(tenantId, contact.id, since);
  const candidates = links.filter(
    (link) =>
      isOfSameServer(link, integration) &&
      String(link.integrationId) === String(integrationId) &&
      String(link.conversationId) !== String(id),
  );
  const open: TicketLink[] = [];
  for (const link of candidates) {
    if (open.length === MOST_TICKETS) break;
    const look = await lookAtTicket(clients.for(integration), link.ticketId);
    if (look.is === "here" && look.status !== "closed") open.push({ ...link, title: look.title });
  }
  return open;
}

/** Asks; resolves to how long the answer is waited for. */
export async function askForChoice(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
  links: readonly TicketLink[],
): Promise<number> {
  const ticketIds = links.map(({ ticketId }) => ticketId);
  return askCustomer(context, integration, batch, journal, {
    noted: { choice: [...links] },
    asked: () => ({ choosing: { ticketIds, unclear: 0 } }),
    say: () => say(context, integration, batch.conversation, links),
  });
}

/** Asks again. */
export async function askWhich(
  context: HandlerContext,
  conversation: Conversation,
  integrationId: Id,
  ticketIds: readonly number[],
): Promise<void> {
  const integration = await context.integrations.load(integrationId, conversation.tenantId);
  if (integration.type !== "glpi-create-ticket") return;
  const links = await context.store.findLinksOfContact(conversation.tenantId, conversation.contact.id, 0);
  const offered = ticketIds.flatMap((id) => links.find(({ ticketId }) => ticketId === id) ?? []);
  await say(context, integration, conversation, offered);
}

async function say(
  { host }: HandlerContext,
  integration: CreateTicketIntegration,
  conversation: Conversation,
  links: readonly TicketLink[],
): Promise<boolean> {
  const tickets = links.map(({ ticketId, title }, index) => ({ position: index + 1, number: ticketId, title }));
  const text = customerText(integration.openTicketText, conversation, integration, {
    tickets,
    another: links.length + 1,
    several: links.length > 1,
  });
  const { another, button, prompt } = locales[integration.locale].choices;
  const options = tickets.map(({ position, number, title }) => ({
    id: String(position),
    title: `#${number} ${title}`,
    description: title,
  }));
  const choices = { options: [...options, { id: String(links.length + 1), title: another }], button, prompt };
  // A batch that was not asked about goes on without.
  return host.offer(conversation, text, choices, integration, { keep: false });
}
