import { requestersOf } from "../glpi/changed-tickets.js";
import { isSameTitle } from "../glpi/tickets.js";
import type { ChangeStore, WatchedAccount } from "../store/changes.js";
import type { HandlerContext } from "../work/context.js";
import type { TellingIntegration } from "./elsewhere.js";
import { watchedBy } from "./telling.js";

/** So many are looked for in one walk, so many of them in a request. */
const MOST_LOOKED_FOR = 5_000;
const AT_A_TIME = 50;

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
  const left = await changes.openTickets(from, { tenantId, integrationId }, MOST_LOOKED_FOR);
  // What was found is moved at once: the walk may fail, or another process begin it again.
  for (let start = 0; start < left.length; start += AT_A_TIME) {
    const titles = new Map(left.slice(start, start + AT_A_TIME).map(({ ticketId, title }) => [ticketId, title]));
    const here = await breaker.run(() => requestersOf(client, [...titles.keys()]));
    const found = here.filter(({ ticketId, title }) => isSameTitle(title, titles.get(ticketId) ?? ""));
    const ids = found.map(({ ticketId }) => ticketId);
    if (ids.length > 0) await changes.moveTickets(from, watchedBy(integration), tenantId, ids);
  }
}
