import { Hono } from "hono";
import { glpiWebhook, type WebRequest, type WebResponse } from "../../changes/webhook.js";
import type { GlpiIntegration } from "../../integration/glpi-integration.js";
import type { Health } from "../../integration/health.js";
import type { Logger } from "../../integration/log.js";
import { whazingWebhook } from "../../whazing/webhook.js";
import type { WhazingHost } from "../../whazing/whazing-host.js";
import type { Metrics } from "./metrics.js";
import type { Settings } from "./settings.js";

type Webhook = (request: WebRequest) => Promise<WebResponse>;

/** A store that takes longer is not ready. */
const READY_MS = 5_000;

/** What is served, and what sees to it. */
interface Servants {
  integration: GlpiIntegration;
  host: WhazingHost;
  metrics: Metrics;
  logger: Logger;
}

/** Everything that is answered, and the paths of the webhooks. */
export function routesOf(settings: Settings, servants: Servants): { routes: Hono; paths: string[] } {
  const { integration, metrics } = servants;
  const routes = new Hono();
  const paths: string[] = [];
  const webhooks = (base: string, handlers: ReadonlyMap<string, Webhook>) => {
    const pathOf = (id: string) => (id === "" ? base : `${base}/${encodeURIComponent(id)}`);
    paths.push(...[...handlers.keys()].map(pathOf));
    routes.all(`${base}/:id?`, async (context) => {
      const id = context.req.param("id") ?? "";
      const handler = handlers.get(id);
      if (handler === undefined) return context.notFound();
      const response: Response = await handler(context.req.raw);
      metrics.webhook(pathOf(id), response.status);
      return response;
    });
  };
  webhooks("/whazing", whazingWebhooks(settings, servants));
  webhooks("/glpi", glpiWebhooks(settings, integration));
  routes.get("/health", (context) => context.text("ok"));
  routes.get("/ready", async (context) =>
    (await healthOf(integration)) === undefined
      ? context.text("not now: the store does not answer", 503)
      : context.text("ready"),
  );
  routes.get("/metrics", async (context) => {
    const { text, type } = await metrics.text(await healthOf(integration));
    return context.text(text, 200, { "content-type": type });
  });
  return { routes, paths };
}

/** The webhooks of Whazing's channels, by the channel; the only one may have no id. */
function whazingWebhooks(
  { channels, queues, whazing }: Settings,
  { integration, host, logger }: Servants,
): ReadonlyMap<string, Webhook> {
  return new Map(
    channels.map(({ id, tenantId, url, webhookToken: token }) => {
      const tenants = [{ id: tenantId, ...(id !== undefined && { channels: [id] }) }];
      const { publicUrl = new URL(url).origin } = whazing;
      return [String(id ?? ""), whazingWebhook(integration, { tenants, queues, token, host, publicUrl, logger })];
    }),
  );
}

/** The webhooks of GLPI 11, by the integration. */
function glpiWebhooks({ integrations }: Settings, integration: GlpiIntegration): ReadonlyMap<string, Webhook> {
  return new Map(
    integrations.flatMap(({ id: integrationId, tenantId, webhookSecret: secret }): [string, Webhook][] =>
      secret === undefined
        ? []
        : [[String(integrationId), glpiWebhook(integration, { secret, tenantId, integrationId })]],
    ),
  );
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
