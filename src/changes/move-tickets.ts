import { isSameTitle, lookAtTicket } from "../glpi/tickets.js";
import type { ChangeStore, WatchedAccount } from "../store/changes.js";
import type { HandlerContext } from "../work/context.js";
import type { TellingIntegration } from "./elsewhere.js";
import { watchedBy } from "./telling.js";

/** So many are looked for at a time. */
const MOST_MOVED = 50;

/**
 * The address or the tokens of an integration were changed: its open tickets that are in the GLPI where it works now, by
 * number and title, are watched there. In another GLPI a ticket of the same number is somebody else's. Rejects with
 * `GlpiIntegrationError`.
 */
export async function moveTickets(
  context: HandlerContext,
  changes: ChangeStore,
  from: WatchedAccount,
  { tenantId, integrationId, integration }: TellingIntegration,
): Promise<void> {
  const client = context.clients.for(integration);
  const breaker = context.breakers.for(integration.url, tenantId);
  const left = await changes.openTickets(from, { tenantId, integrationId }, MOST_MOVED);
  const found: number[] = [];
  for (const { ticketId, title } of left) {
    const look = await breaker.run(() => lookAtTicket(client, ticketId));
    if (look.is === "here" && isSameTitle(look.title, title)) found.push(ticketId);
  }
  if (found.length > 0) await changes.moveTickets(from, watchedBy(integration), tenantId, found);
}
