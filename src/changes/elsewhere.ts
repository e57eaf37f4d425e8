import type { CreateTicketIntegration } from "../config/integration.js";
import { type ChangedTicket, requestersOf } from "../glpi/changed-tickets.js";
import type { GlpiClient } from "../glpi/client.js";
import type { Id } from "../host/events.js";
import type { ChangeStore, WatchCursor, WatchedAccount } from "../store/changes.js";

/** An integration whose customers hear of changes, and whose it is. */
export interface TellingIntegration {
  tenantId: Id;
  integrationId: Id;
  integration: CreateTicketIntegration;
}

/** Tickets that changed, that no conversation has, and who would hear of them. */
interface Elsewhere {
  account: WatchedAccount;
  rows: readonly ChangedTicket[];
  telling: readonly TellingIntegration[];
  cursor: WatchCursor;
}

/**
 * Watches from now on what changed of the tickets that were opened elsewhere, by e-mail or in GLPI, for people whom one of
 * our tickets is for. What there was before this look is known, silently.
 */
export async function watchElsewhere(
  changes: ChangeStore,
  client: GlpiClient,
  { account, rows, telling, cursor }: Elsewhere,
): Promise<void> {
  const tickets = await requestersOf(
    client,
    rows.map(({ ticketId }) => ticketId),
  );
  // Tickets of nobody in particular are everybody's: who has one of them is not to hear of the others.
  const nobody = new Set(telling.map(({ integration }) => integration.fallbackRequesterId));
  const people = [...new Set(tickets.flatMap(({ requesterIds }) => requesterIds))].filter((id) => !nobody.has(id));
  const known = await changes.findPeople(account, people);
  const wants = new Set(telling.map(keyOf));
  for (const { ticketId, title, requesterIds } of tickets) {
    const person = known.find((each) => requesterIds.includes(each.requesterId) && wants.has(keyOf(each)));
    // What is one person's is not for the group that they once wrote in.
    if (person === undefined || person.conversation.isGroup) continue;
    const { tenantId, integrationId, requesterId, conversation } = person;
    const from = cursor.changedAt;
    await changes.watchTicket({
      ...{
        url: account.url,
        account: account.account,
        ticketId,
        tenantId,
        integrationId,
        requesterId,
        title,
        conversation,
      },
      known: { from },
    });
  }
}

function keyOf({ tenantId, integrationId }: Pick<TellingIntegration, "tenantId" | "integrationId">): string {
  return JSON.stringify([String(tenantId), String(integrationId)]);
}
