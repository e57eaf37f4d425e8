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

/** Whose integration. */
interface Whose {
  integrationId: Id;
  tenantId: Id;
}

/** What the host gave; none where it gave `null`. */
interface Loaded {
  integration: Integration | undefined;
}

/** The host's integrations, validated and kept for a minute; one load at a time for each. */
export class Integrations {
  readonly #cache: LRUCache<string, Loaded, Whose>;

  constructor(host: Host, addresses: ParseOptions["addresses"]) {
    this.#cache = new LRUCache<string, Loaded, Whose>({
      max: MAX_INTEGRATIONS,
      ttl: TTL_MS,
      ...cacheClock,
      // One that is put out while it is being loaded is given to who asked for it all the same.
      ignoreFetchAbort: true,
      fetchMethod: (_key, _stale, { context }) => load(host, context, addresses),
    });
  }

  /** Undefined where there is none: it was switched off. Rejects with `CONFIGURATION_INVALID` or `HOST_FAILED`. */
  async find(integrationId: Id, tenantId: Id): Promise<Integration | undefined> {
    const loaded = await this.#cache.fetch(keyOf(integrationId, tenantId), { context: { integrationId, tenantId } });
    return loaded?.integration;
  }

  /** As `find`; rejects with `CONFIGURATION_INVALID` where there is none, too. */
  async load(integrationId: Id, tenantId: Id): Promise<Integration> {
    const integration = await this.find(integrationId, tenantId);
    if (integration === undefined) throw switchedOff(integrationId, tenantId);
    return integration;
  }

  /** The next one that is asked for is read from the host. */
  forget(integrationId: Id, tenantId: Id): void {
    this.#cache.delete(keyOf(integrationId, tenantId));
  }
}

const offs = new WeakSet<Error>();

/** There is none of this id, though there was a queue with it. */
export function switchedOff(integrationId: Id, tenantId: Id): GlpiIntegrationError {
  const error = new GlpiIntegrationError(
    "CONFIGURATION_INVALID",
    `The host's loadIntegration gave nothing for integration ${integrationId} of tenant ${tenantId}: it is switched off or deleted. Switch it on again, or take it out of its queue: what is written there becomes no ticket.`,
  );
  offs.add(error);
  return error;
}

/** Whether it is because the integration was switched off. */
export function isSwitchedOff(error: Error): boolean {
  return offs.has(error);
}

function keyOf(integrationId: Id, tenantId: Id): string {
  return JSON.stringify([String(tenantId), String(integrationId)]);
}

async function load(
  host: Host,
  { integrationId, tenantId }: Whose,
  addresses: ParseOptions["addresses"],
): Promise<Loaded> {
  let raw: unknown;
  try {
    raw = await inHostTime(() => host.loadIntegration(integrationId, tenantId));
  } catch (failure) {
    const message = `The host's loadIntegration failed for integration ${integrationId} of tenant ${tenantId}: see cause.`;
    throw new GlpiIntegrationError("HOST_FAILED", message, { cause: plainCause(failure) });
  }
  if (raw === null || raw === undefined) return { integration: undefined };
  try {
    return { integration: parseIntegration(raw, { addresses }) };
  } catch (error) {
    if (!isGlpiIntegrationError(error)) throw error;
    throw new GlpiIntegrationError(error.code, `Integration ${integrationId} of tenant ${tenantId}: ${error.message}`, {
      cause: error,
      issues: error.issues,
    });
  }
}
