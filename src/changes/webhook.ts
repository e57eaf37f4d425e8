import { LRUCache } from "lru-cache";
import { z } from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { Id } from "../host/events.js";
import { boundedBody } from "./bounded-body.js";
import { changedTicket, isRecord } from "./changed-ticket.js";
import { answerToChallenge, isSigned } from "./signature.js";

/** GLPI repeats what was not taken at its next runs, minutes later; what is older than this is no repetition. */
const DAY_MS = 24 * 60 * 60 * 1_000;
const MAX_HEARD = 10_000;

const idSchema = z.union([z.string().min(1), z.number()]);
const secretSchema = z.string().min(1);
const optionsSchema = z.strictObject({
  secret: z.union([secretSchema, z.array(secretSchema).min(1)]),
  tenantId: idSchema,
  integrationId: idSchema,
  maxBytes: z.number().int().min(1_024).max(67_108_864).default(1_048_576),
  now: z
    .custom<() => number>((value) => typeof value === "function", "must be a function")
    .default(() => () => Date.now()),
});

export interface GlpiWebhookOptions {
  /** The secret of the webhook in GLPI; several where each webhook has one of its own, or while one is changed. */
  secret: string | readonly string[];
  tenantId: Id;
  /** The integration whose GLPI this is. */
  integrationId: Id;
  /** A larger message is refused, in bytes: 1,024 to 67,108,864, default 1,048,576. */
  maxBytes?: number | undefined;
  /** Milliseconds since 1970; default `Date.now`. */
  now?: (() => number) | undefined;
}

/** The global `Request` and `Response`, where the host's types have them. */
// biome-ignore lint/suspicious/noExplicitAny: there is no type to give where there is no `Request`.
export type WebRequest = typeof globalThis extends { Request: { prototype: infer R } } ? R : any;
// biome-ignore lint/suspicious/noExplicitAny: the same of `Response`.
export type WebResponse = typeof globalThis extends { Response: { prototype: infer R } } ? R : any;

/** What is rung: a `GlpiIntegration`. */
export interface GlpiBell {
  glpiChanged(event: { tenantId: Id; integrationId: Id; ticketId?: number }): Promise<unknown>;
}

/**
 * Answers the webhooks of a GLPI 11, in the style of `fetch`: checks that GLPI signed the message, and has it looked at
 * once what changed. `nodeHandler` makes it one for Express. It is a bell and no more: GLPI sends a minute late and may
 * give up, and is looked at all the same. Nothing in a message is believed but the ticket's number, as a hint.
 *
 * | answer | when |
 * | --- | --- |
 * | 200 | rung, or heard before; or GLPI's challenge (`GET`) answered |
 * | 400 | no JSON object, or cut off |
 * | 401 | not signed with the secret, or more than a day ago |
 * | 405 | neither `POST` nor a challenge |
 * | 413 | larger than `maxBytes` |
 * | 503 | it could not be kept: GLPI sends it again |
 *
 * Throws `CONFIGURATION_INVALID` with a line for each option that is wrong.
 */
export function glpiWebhook(
  integration: GlpiBell,
  options: GlpiWebhookOptions,
): (request: WebRequest) => Promise<WebResponse> {
  const { secret, tenantId, integrationId, maxBytes, now } = parsed(options);
  const secrets = [secret].flat();
  const heard = new LRUCache<string, true>({ max: MAX_HEARD });

  async function hear(request: Request): Promise<Response> {
    const signature = request.headers.get("x-glpi-signature");
    const timestamp = request.headers.get("x-glpi-timestamp");
    if (signature === null || timestamp === null) return answer(401, "no signature of GLPI");
    const body = await boundedBody(request.body, maxBytes).catch(() => undefined);
    if (body === undefined) return answer(400, "the message was cut off, or read before");
    if (body === "tooLarge") return answer(413, `more than ${maxBytes} bytes`);
    if (!isSigned(secrets, body, timestamp, signature)) return answer(401, "not signed with the secret");
    if (!(Math.abs(now() - Number(timestamp) * 1_000) <= DAY_MS)) return answer(401, "signed more than a day ago");
    if (heard.has(signature)) return answer(200, "heard before");
    const payload = jsonOf(body);
    if (!isRecord(payload)) return answer(400, "no JSON object");
    const ticketId = changedTicket(payload);
    try {
      await integration.glpiChanged({ tenantId, integrationId, ...(ticketId === undefined ? {} : { ticketId }) });
    } catch {
      return answer(503, "not now: send it again");
    }
    heard.set(signature, true);
    return answer(200, "heard");
  }

  return async (request: Request) => {
    if (request.method === "POST") return hear(request);
    const token = request.method === "GET" ? new URL(request.url).searchParams.get("crc_token") : null;
    if (token === null) return answer(405, "POST only", { allow: "POST" });
    const said = answerToChallenge(secrets, token);
    return said === undefined ? answer(401, "not asked with the secret") : answer(200, said);
  };
}

function parsed(options: GlpiWebhookOptions) {
  const result = optionsSchema.safeParse(options);
  if (result.success) return result.data;
  throw new GlpiIntegrationError("CONFIGURATION_INVALID", `glpiWebhook: ${z.prettifyError(result.error)}`);
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return undefined;
  }
}

function answer(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers } });
}
