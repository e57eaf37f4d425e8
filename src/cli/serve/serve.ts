import { parseIntegration } from "../../config/parse-integration.js";
import type { Id } from "../../host/events.js";
import { GlpiIntegration } from "../../integration/glpi-integration.js";
import type { Logger } from "../../integration/log.js";
import { WhazingHost } from "../../whazing/whazing-host.js";
import { RouteServer } from "./http-server.js";
import { hearLatency } from "./latency.js";
import { Metrics } from "./metrics.js";
import type { OpenStore } from "./open-store.js";
import { routesOf } from "./routes.js";
import type { Settings } from "./settings.js";

/** Docker kills after 10 s. */
const CLOSE_MS = 8_000;

/** Something that is served until it is stopped. */
export interface Served {
  address: string;
  paths: readonly string[];
  /** Tries again all that was given up; resolves to how much. */
  replay(): Promise<number>;
  /** Takes nothing more, ends what is under way, and closes everything. */
  stop(): Promise<void>;
}

/** Serves Whazing and GLPI. Rejects as Node's `listen()` does; then the store is closed. */
export async function serve(settings: Settings, open: OpenStore, logger: Logger): Promise<Served> {
  const { channels, queues, integrations, whazing } = settings;
  const host = new WhazingHost({
    channels: channels.map(({ webhookToken: _webhookToken, ...channel }) => channel),
    queues,
    loadIntegration: (id: Id, tenantId: Id) =>
      integrations.find((each) => isSame(each.id, id) && isSame(each.tenantId, tenantId))?.raw ?? null,
    ...whazing,
    logger,
  });
  const integration = new GlpiIntegration({ host, store: open.store, logger });
  const metrics = new Metrics();
  metrics.hear(integration);
  const urls = new Set(integrations.map(({ raw }) => parseIntegration(raw).url));
  const deaf = hearLatency([...urls], (url, seconds) => metrics.answered(url, seconds));
  const { routes, paths } = routesOf(settings, { integration, host, metrics, logger });
  const server = new RouteServer(routes);
  const stop = async () => {
    server.stopTaking();
    await integration.close({ timeoutMs: CLOSE_MS });
    server.end();
    deaf();
    await open.end();
  };
  const replay = () => integration.replayAll({ allTenants: true });
  try {
    return { address: await server.listen(settings.listen), paths, replay, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function isSame(one: Id, other: Id): boolean {
  return String(one) === String(other);
}
