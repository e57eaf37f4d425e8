/** What a server says is cut at this, in characters, before it is put into a message. */
const LONGEST_TEXT = 500;
/** So many characters are parsed in search of the JSON behind PHP's messages: who sends more means to keep us busy. */
const MOST_PARSED = 5_000_000;
/** Shorter ones would be found everywhere. */
const SHORTEST_SECRET = 6;

/** An answer whose body is larger than may be read. */
class AnswerTooLarge extends Error {
  override readonly name = "AnswerTooLarge";

  constructor(maxBytes: number) {
    super(`an answer of more than ${maxBytes} bytes`);
  }
}

/** Reads a body as text; rejects with `AnswerTooLarge` as soon as it is larger, decompressed. */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new AnswerTooLarge(maxBytes);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/**
 * The JSON in an answer that says it is JSON; `noisy` when PHP's messages stand before it, as a GLPI in debug mode or a
 * noisy plugin prints them. Undefined when there is none.
 */
export function parseJson(text: string): { body: unknown; noisy: boolean } | undefined {
  const whole = tryJson(text);
  if (whole !== undefined) return { ...whole, noisy: false };
  let parsed = 0;
  for (const { index } of text.matchAll(/[{[]/g)) {
    parsed += text.length - index;
    if (parsed > MOST_PARSED) return undefined;
    const rest = tryJson(text.slice(index));
    if (rest !== undefined) return { ...rest, noisy: true };
  }
  const [, word] = /[>\n]\s*(true|false)\s*$/.exec(text.slice(-100)) ?? [];
  return word === undefined ? undefined : { body: word === "true", noisy: true };
}

function tryJson(text: string): { body: unknown } | undefined {
  try {
    return { body: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The first words of a page's title. */
export function pageTitle(text: string): string | undefined {
  const [, title] = /<title[^>]*>([^<]*)/i.exec(text) ?? [];
  return title?.replace(/\s+/g, " ").trim().slice(0, 80) || undefined;
}

/** A text of the server's that may be put into a message. */
export function cutText(text: string): string {
  return text.slice(0, LONGEST_TEXT);
}

/**
 * Takes secrets out of what a server says, also where it wrote them URL- or base64-encoded: one that echoes the
 * request's headers in its errors would bring them into ours.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret), ...base64Forms(secret)])
    .reduce((clean, form) => clean.replaceAll(form, "***"), text);
}

/** Every text in the JSON of a refusal, but for GLPI's own code. */
export function cleanRefusal(body: unknown, clean: (text: string) => string): unknown {
  if (typeof body === "string") return clean(body);
  if (Array.isArray(body)) {
    const isCode = (each: unknown, index: number) =>
      index === 0 && typeof each === "string" && /^ERROR[A-Z_]*$/.test(each);
    return body.map((each, index) => (isCode(each, index) ? each : cleanRefusal(each, clean)));
  }
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, each]) => [clean(key), cleanRefusal(each, clean)]));
}

/** However the secret lies in what was encoded: without the characters that its neighbours share. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.from(`${" ".repeat(offset)}${secret}`)
      .toString("base64")
      .replace(/=+$/, "");
    const start = offset === 0 ? 0 : offset + 1;
    const whole = Math.floor(((offset + Buffer.byteLength(secret)) * 8) / 6);
    const form = encoded.slice(start, whole);
    return [form, form.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
