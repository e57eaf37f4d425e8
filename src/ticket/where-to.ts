import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { describes } from "../conversation/description.js";
import { errandOf } from "../conversation/errand.js";
import { lookAtTicket } from "../glpi/tickets.js";
import type { TicketLink } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { answeredTicket } from "./answered-ticket.js";
import { chosen } from "./choice.js";
import type { Destination } from "./destination.js";
import { isOfSameServer, linkHere } from "./same-server.js";

const HOUR_MS = 3_600_000;

/** Decides where a batch goes. What was posted already stays where it is, whatever has changed since. */
export async function whereTo(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
): Promise<Destination> {
  const { about, ticketId, followUpId } = journal.progress;
  if (ticketId !== undefined || journal.isOpen("ticket")) return { to: "newTicket", after: about, linked: true };
  if (about !== undefined && (followUpId !== undefined || journal.isOpen("followUp"))) {
    return { to: "followUp", link: about, status: about.status };
  }
  const answered = await answeredTicket(context, integration, batch);
  if (answered !== undefined) return answered;
  const described = describes(batch.messages, integration);
  // Who looked up their tickets and wants another one has said so.
  const isNew = errandOf(batch.messages)?.do === "open";
  const link = isNew ? undefined : await linkOf(context, integration, batch);
  if (link !== undefined) return afterTicket(context, integration, link, described);
  if (!described) return { to: "nothing" };
  return (
    (await lastOfTooMany(context, integration, batch)) ??
    (await chosen(context, integration, batch, journal)) ?? { to: "newTicket", linked: false }
  );
}

/** The conversation's ticket, if this integration made it, in the GLPI that it works with now. */
async function linkOf(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  { conversation, integrationId }: Batch,
): Promise<TicketLink | undefined> {
  const link = await context.store.findLink(conversation);
  if (link === undefined) return undefined;
  const ofAnother = link.integrationId !== undefined && String(link.integrationId) !== String(integrationId);
  return ofAnother ? undefined : linkHere(context, integration, link);
}

async function afterTicket(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  link: TicketLink,
  described: boolean,
): Promise<Destination> {
  const { afterTicket, courtesyFollowUps } = integration;
  if (afterTicket === "ignore") return { to: "nowhere" };
  if (afterTicket === "newTicket") return described ? { to: "newTicket", linked: false } : { to: "nowhere" };
  if (!described && !courtesyFollowUps) return { to: "nowhere" };
  const ticket = await lookAtTicket(context.clients.for(integration), link.ticketId);
  if (ticket.is === "here" && ticket.status !== "closed") return { to: "followUp", link, status: ticket.status };
  if (!described) return { to: "nowhere" };
  return { to: "newTicket", after: link, linked: ticket.is !== "gone" };
}

/** A contact with more tickets in an hour than a person has problems, or whose own bot answers ours: to the last one. */
async function lastOfTooMany(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  { conversation }: Batch,
): Promise<Destination | undefined> {
  const { tenantId, contact } = conversation;
  const links = await context.store.findLinksOfContact(tenantId, contact.id, Date.now() - HOUR_MS);
  const lately = links.filter((link) => isOfSameServer(link, integration));
  const [last] = lately;
  const tooMany = lately.length >= integration.maxTicketsPerHour || context.chatter.isSilenced(conversation);
  if (last === undefined || !tooMany) return undefined;
  const ticket = await lookAtTicket(context.clients.for(integration), last.ticketId);
  if (ticket.is !== "here" || ticket.status === "closed") return undefined;
  context.chatter.warnOnce(conversation, `${lately.length} tickets in an hour`);
  return { to: "followUp", link: last, status: ticket.status };
}
