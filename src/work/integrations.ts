import { LRUCache } from "lru-cache";
import type { Integration } from "../config/integration.js";
import { type ParseOptions, parseIntegration } from "../config/parse-integration.js";
import { GlpiIntegrationError, isGlpiIntegrationError, plainCause } from "../glpi/errors.js";
import type { Id } from "../host/events.js";
import type { Host } from "../host/host.js";
import { inHostTime } from "../host/host-time.js";
import { cacheClock } from "../store/cache-clock.js";

const MAX_INTEGRATIONS = 10_000;
/** So long a change in the host's form can go unnoticed. */
const TTL_MS = 60_000;

/** The host's integrations, validated and kept for a minute; one load at a time for each. */
export class Integrations {
  readonly #cache: LRUCache<string, Integration>;

  constructor(host: Host, addresses: ParseOptions["addresses"]) {
    this.#cache = new LRUCache<string, Integration>({
      max: MAX_INTEGRATIONS,
      ttl: TTL_MS,
      ...cacheClock,
      // One that is put out while it is being loaded is given to who asked for it all the same.
      ignoreFetchAbort: true,
      fetchMethod: async (key) => {
        const [tenantId, integrationId] = JSON.parse(key) as [Id, Id];
        return load(host, integrationId, tenantId, addresses);
      },
    });
  }

  /** Rejects with `CONFIGURATION_INVALID` or `HOST_FAILED`. */
  async load(integrationId: Id, tenantId: Id): Promise<Integration> {
    const integration = await this.#cache.fetch(JSON.stringify([tenantId, integrationId]));
    if (integration === undefined) throw new GlpiIntegrationError("HOST_FAILED", `No integration ${integrationId}.`);
    return integration;
  }
}

async function load(
  host: Host,
  integrationId: Id,
  tenantId: Id,
  addresses: ParseOptions["addresses"],
): Promise<Integration> {
  let raw: unknown;
  try {
    raw = await inHostTime(() => host.loadIntegration(integrationId, tenantId));
  } catch (failure) {
    const message = `The host's loadIntegration failed for integration ${integrationId} of tenant ${tenantId}: see cause.`;
    throw new GlpiIntegrationError("HOST_FAILED", message, { cause: plainCause(failure) });
  }
  try {
    return parseIntegration(raw, { addresses });
  } catch (error) {
    if (!isGlpiIntegrationError(error)) throw error;
    throw new GlpiIntegrationError(error.code, `Integration ${integrationId} of tenant ${tenantId}: ${error.message}`, {
      cause: error,
    });
  }
}
