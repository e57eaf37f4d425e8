import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { boundedBody } from "../changes/bounded-body.js";
import type { WebRequest, WebResponse } from "../changes/webhook.js";
import { GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import type { Logger } from "../integration/log.js";
import { Heard } from "./heard.js";
import { readPayload } from "./payload.js";
import { queuesSchema, tenantsSchema, type WhazingQueue, type WhazingTenant } from "./places.js";
import { Teller, type WhazingListener } from "./teller.js";
import type { WhazingHost } from "./whazing-host.js";

const tokenSchema = z.string().min(1);
const optionsSchema = z.strictObject({
  tenants: tenantsSchema,
  queues: queuesSchema,
  token: z.union([tokenSchema, z.array(tokenSchema).min(1)]),
  host: z.custom<Pick<WhazingHost, "findMessage">>(isHost, "must be a WhazingHost").optional(),
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  maxBytes: z.number().int().min(1_024).max(268_435_456).default(50_331_648),
  logger: z.custom<Pick<Logger, "warn">>().optional(),
  now: z
    .custom<() => number>((value) => typeof value === "function", "must be a function")
    .default(() => () => Date.now()),
});

export interface WhazingWebhookOptions {
  /** Whose channels there are: a webhook names its channel, and no tenant. */
  tenants: readonly WhazingTenant[];
  /** Which integration each queue has; the others have none. */
  queues: readonly WhazingQueue[];
  /** What Whazing sends as `X-N8N-API-KEY`; several where each webhook has one of its own, or while one is changed. */
  token: string | readonly string[];
  /**
   * Asked who wrote the last message before a transfer, where this process did not hear of that: it is another one, or has
   * just begun. Without it those words are taken for the customer's.
   */
  host?: Pick<WhazingHost, "findMessage"> | undefined;
  /** Whazing's own address, where a webhook names a file by its path alone: `https://api.whazing.example`. */
  publicUrl?: string | undefined;
  /** A larger body is refused, in bytes: 1,024 to 268,435,456, default 50,331,648. It may hold a file in base64. */
  maxBytes?: number | undefined;
  /** Told why a webhook was refused, never what is in it. */
  logger?: Pick<Logger, "warn"> | undefined;
  /** Milliseconds since 1970; default `Date.now`. */
  now?: (() => number) | undefined;
}

/**
 * Answers the webhooks of a stock Whazing, in the style of `fetch`; `nodeHandler` makes it one for Express or for Node's
 * own server. Both forms: a message, and what happened to a conversation. Whazing sends what was not answered 2xx twice
 * more, three minutes apart.
 *
 * | answer | when |
 * | --- | --- |
 * | 200 | the store has it, or it is nothing for us: a test, a channel of nobody's, our own messages, a kind not known |
 * | 400 | no JSON object, cut off, or a message or an event without what is needed |
 * | 401 | not the token |
 * | 405 | not `POST` |
 * | 413 | larger than `maxBytes` |
 * | 503 | it could not be kept |
 *
 * ```ts
 * app.use("/whazing", nodeHandler(whazingWebhook(integration, { tenants: [{ id: 1 }], queues, token })));
 * ```
 *
 * Throws `CONFIGURATION_INVALID` with a line for each option that is wrong.
 */
export function whazingWebhook(
  integration: WhazingListener,
  options: WhazingWebhookOptions,
): (request: WebRequest) => Promise<WebResponse> {
  const { token, host, publicUrl, maxBytes, logger, now, tenants, queues } = parsed(options);
  const tokens = [token].flat();
  const teller = new Teller(integration, { tenants, queues, heard: new Heard(now), host });

  async function hear(request: Request): Promise<Response> {
    if (!isKnown(tokens, request.headers.get("x-n8n-api-key") ?? "")) return refused(401, "not the token");
    const body = await boundedBody(request.body, maxBytes).catch(() => undefined);
    if (body === undefined) return refused(400, "the body was cut off, or read before");
    if (body === "tooLarge") return refused(413, `more than ${maxBytes} bytes`);
    const given = jsonOf(body);
    if (given === undefined) return refused(400, "no JSON object");
    try {
      return answer(200, await teller.tell(readPayload(given, publicUrl)));
    } catch (failure) {
      const { code, message } = toIntegrationError(failure);
      return code === "EVENT_INVALID" ? refused(400, message) : refused(503, `not now: ${code}`);
    }
  }

  function refused(status: number, why: string): Response {
    logger?.warn(`A webhook of Whazing's was refused: ${why}`, { status });
    return answer(status, why);
  }

  return async (request: Request) =>
    request.method === "POST" ? hear(request) : answer(405, "POST only", { allow: "POST" });
}

function isHost(value: unknown): boolean {
  return typeof value === "object" && value !== null && "findMessage" in value;
}

function parsed(options: WhazingWebhookOptions) {
  const result = optionsSchema.safeParse(options);
  if (result.success) return result.data;
  throw new GlpiIntegrationError("CONFIGURATION_INVALID", `whazingWebhook: ${z.prettifyError(result.error)}`);
}

/** In a time that tells nothing of where they differ, nor of how long the token is. */
function isKnown(tokens: readonly string[], given: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const one = digest(given);
  return tokens.filter((token) => timingSafeEqual(digest(token), one)).length > 0;
}

function jsonOf(body: Uint8Array): object | undefined {
  try {
    const given: unknown = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.length).toString("utf8"));
    return typeof given === "object" && given !== null && !Array.isArray(given) ? given : undefined;
  } catch {
    return undefined;
  }
}

function answer(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers } });
}
