import { createHmac } from "node:crypto";
import type { QueuedWebhookRow, WebhookRow } from "./webhook-rows.js";

/** GLPI waits so long for an answer. */
const ANSWER_MS = 5_000;

interface Answered {
  readonly status: number;
  text(): Promise<string>;
}

/** What of a `fetch` is used: the global one, or a function that hands a `Request` to the handler that is tested. */
// biome-ignore lint/suspicious/noExplicitAny: each fetch has its own types of what it takes.
export type FetchForWebhooks = (input: any, init?: any) => Promise<Answered>;

/**
 * Sends a message as GLPI does, without a `Content-Type`. The answer's status; `undefined`: none came in time;
 * `"notTrusted"`: the server does not know the secret, and nothing was sent to it.
 */
export async function sendWebhook(
  message: QueuedWebhookRow,
  webhook: WebhookRow,
  fetch: FetchForWebhooks,
): Promise<number | "notTrusted" | undefined> {
  if (webhook.useChallenge && !(await isTrusted(webhook, fetch))) return "notTrusted";
  const headers = { ...message.headers, "user-agent": "GuzzleHttp/7" };
  const answer = await within(fetch, message.url, { method: "POST", headers, body: Buffer.from(message.body) });
  return answer?.status;
}

/** By the challenge: GLPI signs a word, and the server signs that. */
async function isTrusted({ url, secret }: WebhookRow, fetch: FetchForWebhooks): Promise<boolean> {
  const sign = (text: string) => createHmac("sha256", secret).update(text).digest("hex");
  const token = sign("validate_cra_challenge");
  // The address's own query is lost.
  const asked = new URL(url);
  asked.search = `?crc_token=${token}`;
  const answer = await within(fetch, asked.href, { method: "GET" });
  return answer?.status === 200 && (await answer.text()) === sign(token);
}

async function within(fetch: FetchForWebhooks, url: string, init: object) {
  const abort = new AbortController();
  let giveUp = () => abort.abort();
  const late = new Promise<undefined>((resolve) => {
    giveUp = () => {
      abort.abort();
      resolve(undefined);
    };
  });
  const timer = setTimeout(() => giveUp(), ANSWER_MS);
  try {
    return await Promise.race([fetch(url, { ...init, signal: abort.signal }), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
