import { nodeHandler } from "../../changes/node-handler.js";
import { glpiWebhook, type WebRequest, type WebResponse } from "../../changes/webhook.js";
import type { GlpiIntegration } from "../../integration/glpi-integration.js";
import type { Health } from "../../integration/health.js";
import type { Logger } from "../../integration/log.js";
import { whazingWebhook } from "../../whazing/webhook.js";
import { answer, type Route } from "./http-server.js";
import type { Metrics } from "./metrics.js";
import type { Settings } from "./settings.js";

/** A store that takes longer is not ready. */
const READY_MS = 5_000;
const PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

/** The path of a channel's webhook in Whazing. */
function channelPath({ id }: Settings["channels"][number]): string {
  return id === undefined ? "/whazing" : `/whazing/${encodeURIComponent(id)}`;
}

/** The path of an integration's webhook in GLPI 11. */
function glpiPath({ id }: Settings["integrations"][number]): string {
  return `/glpi/${encodeURIComponent(id)}`;
}

/** Everything that is answered, by its path. */
export function routesOf(
  settings: Settings,
  { integration, metrics, logger }: { integration: GlpiIntegration; metrics: Metrics; logger: Logger },
): Map<string, Route> {
  const routes = new Map<string, Route>();
  const add = (path: string, handler: (request: WebRequest) => Promise<WebResponse>) => {
    const counted = async (request: WebRequest): Promise<WebResponse> => {
      const response: Response = await handler(request);
      metrics.webhook(path, response.status);
      return response;
    };
    routes.set(path, nodeHandler(counted));
  };
  for (const channel of settings.channels) {
    const { id, tenantId, webhookToken: token } = channel;
    const tenants = [{ id: tenantId, ...(id !== undefined && { channels: [id] }) }];
    const { queues } = settings;
    const { publicUrl = new URL(channel.url).origin } = settings.whazing;
    add(channelPath(channel), whazingWebhook(integration, { tenants, queues, token, publicUrl, logger }));
  }
  for (const served of settings.integrations) {
    const { id: integrationId, tenantId, webhookSecret: secret } = served;
    if (secret !== undefined) add(glpiPath(served), glpiWebhook(integration, { secret, tenantId, integrationId }));
  }
  routes.set("/health", async (_request, response) => answer(response, 200, "ok"));
  routes.set("/ready", async (_request, response) => {
    const isReady = (await healthOf(integration)) !== undefined;
    answer(response, isReady ? 200 : 503, isReady ? "ready" : "not now: the store does not answer");
  });
  routes.set("/metrics", async (_request, response) =>
    answer(response, 200, metrics.text(await healthOf(integration)), PROMETHEUS),
  );
  return routes;
}

/** Undefined where the store does not answer in time. */
async function healthOf(integration: GlpiIntegration): Promise<Health | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, READY_MS, undefined);
  });
  const health = integration.health().catch(() => undefined);
  return Promise.race([health, late]).finally(() => clearTimeout(timer));
}
