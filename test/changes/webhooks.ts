import { createHmac } from "node:crypto";
import { recordings } from "../testing/recorded.js";

/** The secret of the recorded webhooks up to 309; that of the others was not kept. */
export const secret = "segredo-de-exemplo-0123456789abcdef0123";

interface Recorded {
  readonly number: string;
  readonly name: string;
  /** The very bytes that GLPI sent. */
  readonly raw: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a GLPI 11 sent, and how. */
export const recordedWebhooks: readonly Recorded[] = recordings("11.0.6", { from: 304, to: 312 }).map(
  ({ number, recording: { name, request } }) => ({
    number,
    name,
    raw: request.raw ?? phpJson(request.body),
    headers: request.headers,
  }),
);

/** JSON as PHP writes it: four spaces, `\/`, and no character beyond ASCII. */
function phpJson(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value, null, 4)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, escaped);
}

export function signed(raw: string, timestamp: string, by = secret): Record<string, string> {
  const signature = createHmac("sha256", by).update(raw).update(timestamp).digest("hex");
  return { "x-glpi-signature": signature, "x-glpi-timestamp": timestamp };
}
