import type { Integration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { accountOf } from "../glpi/account.js";
import type { GlpiClient } from "../glpi/client.js";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import { findFollowUp } from "../glpi/follow-ups.js";
import { findTicket, isSameTitle, lookAtTicket } from "../glpi/tickets.js";
import type { BatchProgress, TicketLink } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";

/** What names a GLPI and the API account there. */
type Account = Pick<Integration, "url" | "appToken" | "userToken">;

/** The GLPI that something is of: its address, and the API account that saw it. */
export function serverOf(integration: Account): { url: string; account: string } {
  return { url: integration.url, account: accountOf(integration) };
}

/** Whether it is of the GLPI that the integration works with, as far as address and account tell. */
export function isOfSameServer({ url, account }: { url?: string; account?: string }, integration: Account): boolean {
  // What an earlier version kept has no account.
  return url === integration.url && (account === undefined || account === accountOf(integration));
}

/**
 * A link whose ticket is in the GLPI that the integration works with now: the same one, or one that has a ticket of this
 * number and title, and so is the same by another address or account.
 */
export async function linkHere(
  { store, clients }: HandlerContext,
  integration: Account,
  link: TicketLink,
): Promise<TicketLink | undefined> {
  if (isOfSameServer(link, integration)) return link;
  const look = await lookAtTicket(clients.for(integration), link.ticketId);
  if (look.is !== "here" || !isSameTitle(look.title, link.title)) return undefined;
  const here = serverOf(integration);
  const { url, account, tenantId, ticketId } = link;
  // What the customer knows of it goes along.
  if (account !== undefined) await store.changes?.moveTickets({ url, account }, here, tenantId, [ticketId]);
  const moved = { ...link, ...here };
  await store.saveLink(moved);
  return moved;
}

/**
 * The address or the account was changed while a batch was on its way. What was made, or may have been, is looked for by
 * its mark where the integration works now; another GLPI, where it is not, has neither its person nor its tickets.
 */
export async function moveToServer(
  { clients }: HandlerContext,
  integration: Account,
  { id: mark }: Batch,
  journal: Journal,
): Promise<void> {
  const { progress } = journal;
  if (progress.url === undefined || isOfSameServer(progress, integration)) return;
  const { url: _url, account: _account, requester: _requester, ticketId, about, followUpId, ...others } = progress;
  const client = clients.for(integration);
  const here = serverOf(integration);
  const found: Partial<BatchProgress> | undefined =
    ticketId !== undefined || journal.isOpen("ticket")
      ? await ticketOf(client, mark, journal.postedMsAgo)
      : about && (followUpId !== undefined || journal.isOpen("followUp"))
        ? await followUpOf(client, { ...about, ...here }, mark)
        : undefined;
  await journal.save(
    found === undefined ? { ...others, posting: false } : { ...progress, ...here, ...found, posting: false },
  );
}

async function ticketOf(
  client: GlpiClient,
  mark: string,
  postedMsAgo: number,
): Promise<Partial<BatchProgress> | undefined> {
  const ticketId = await findTicket(client, mark, postedMsAgo);
  return ticketId === undefined ? undefined : { ticketId };
}

async function followUpOf(
  client: GlpiClient,
  about: TicketLink,
  mark: string,
): Promise<Partial<BatchProgress> | undefined> {
  try {
    const followUpId = await findFollowUp(client, about.ticketId, mark);
    return followUpId === undefined ? undefined : { followUpId, about };
  } catch (error) {
    // Another GLPI may have no such ticket, or one that is nobody's business here.
    const none = isGlpiIntegrationError(error) && (error.code === "NOT_FOUND" || error.code === "RIGHT_MISSING");
    if (none) return undefined;
    throw error;
  }
}
