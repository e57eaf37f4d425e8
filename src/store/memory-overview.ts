import type { Id } from "../host/events.js";
import { isOfTenant } from "./dead-letter.js";
import type { MemoryBatches } from "./memory-batches.js";
import type { MemoryChanges } from "./memory-changes.js";
import type { Owned } from "./memory-entry.js";
import type { MemoryInbox } from "./memory-inbox.js";
import type { MemoryLinks } from "./memory-links.js";
import type { IntegrationCounts } from "./overview.js";
import type { BatchCounts } from "./store.js";

interface Parts {
  batches: MemoryBatches;
  inbox: MemoryInbox;
  links: MemoryLinks;
  changes: MemoryChanges;
}

/** How many batches of these there are in a `MemoryStore`. */
export function countBatches(
  { batches, inbox }: Pick<Parts, "batches" | "inbox">,
  isTheirs: (batch: Owned) => boolean,
): BatchCounts {
  const sealed = batches.counts(isTheirs);
  const open = inbox.counts(isTheirs);
  const oldestWaitMs = Math.max(sealed.oldestWaitMs, open.oldestWaitMs);
  return { ...sealed, waiting: sealed.waiting + open.waiting, held: open.held, oldestWaitMs };
}

/** What there is in a `MemoryStore` of each integration of a tenant, by id. */
export function overviewOf(parts: Parts, tenantId: Id): IntegrationCounts[] {
  const isTheirs = ({ conversation }: Owned) => isOfTenant(conversation, tenantId);
  const owned = [...parts.batches.owners(), ...parts.inbox.owners()].filter(isTheirs);
  const links = parts.links.open(tenantId);
  const watched = parts.changes.open(tenantId);
  const ids = [...owned, ...links, ...watched].map(({ integrationId }) => integrationId);
  const once = new Map(ids.map((id) => [nameOf(id), id]));
  return [...once]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, integrationId]) => {
      const isIts = (each: { integrationId: Id | undefined }) => nameOf(each.integrationId) === name;
      return {
        integrationId,
        ...countBatches(parts, (batch) => isTheirs(batch) && isIts(batch)),
        linked: links.filter(isIts).length,
        watched: watched.filter(isIts).length,
      };
    });
}

function nameOf(integrationId: Id | undefined): string {
  return integrationId === undefined ? "" : String(integrationId);
}
