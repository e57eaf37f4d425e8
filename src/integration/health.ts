import type { ServerHealth } from "../glpi/breaker.js";
import type { Id } from "../host/events.js";
import { isOfTenant } from "../store/dead-letter.js";
import type { BatchCounts } from "../store/store.js";
import { storeFailed } from "../store/store-failed.js";
import type { Parts } from "./assemble.js";

/** For a host that shows how it goes. */
export interface Health extends BatchCounts {
  /** Each GLPI server and tenant that was asked for something. */
  servers: readonly ServerHealth[];
}

/** Of one tenant, or of all. Rejects with `STORE_FAILED`. */
export async function healthOf({ context }: Parts, tenantId: Id | undefined): Promise<Health> {
  const counts = await context.store.counts(tenantId).catch((cause) => {
    throw storeFailed(cause);
  });
  return { ...counts, servers: context.breakers.health.filter((server) => isOfTenant(server, tenantId)) };
}
