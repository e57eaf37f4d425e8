/** What a server says is cut at this, in characters, before it is put into a message. */
const LONGEST_TEXT = 500;
/** So often, and over so many characters, JSON is looked for behind PHP's messages: more means to keep us busy. */
const MOST_TRIES = 20;
const MOST_PARSED = 500_000;
/** So much of a page may come before the end of its title. */
const HEAD_OF_A_PAGE = 4_000;
/** Of a refusal so many entries of a list are read, and of a text so many characters, before any pattern is. */
const MOST_ENTRIES = 50;
const MOST_READ = 8 * LONGEST_TEXT;
/** Deeper ones GLPI has not. */
const DEEPEST_REFUSAL = 5;
const DEEPEST_JSON = 100;
/** In characters; smaller ones are parsed at once, however deep. */
const LARGE_JSON = 20_000;
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
  let tries = 0;
  // PHP ends its messages with a line, or an element of a page.
  for (const { index } of text.matchAll(/(?<=^|[>\r\n])[{[]/g)) {
    tries += 1;
    if (tries > MOST_TRIES || (tries > 1 && parsed > MOST_PARSED)) return undefined;
    parsed += text.length - index;
    const rest = tryJson(text.slice(index));
    if (rest !== undefined) return { ...rest, noisy: true };
  }
  const [, word] = /[>\n]\s*(true|false)\s*$/.exec(text.slice(-100)) ?? [];
  return word === undefined ? undefined : { body: word === "true", noisy: true };
}

function tryJson(text: string): { body: unknown } | undefined {
  if (isTooDeep(text)) return undefined;
  try {
    return { body: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Whether lists lie in lists as in no answer of GLPI's: such JSON takes a parser long. */
function isTooDeep(text: string): boolean {
  if (text.length < LARGE_JSON) return false;
  let depth = 0;
  let inText = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') inText = !inText;
    else if (inText && character === "\\") index += 1;
    else if (inText) continue;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > DEEPEST_JSON) return true;
  }
  return false;
}

/** The first words of a page's title. */
export function pageTitle(text: string): string | undefined {
  const [, title] = /<title[^>]*>([^<]*)/i.exec(text.slice(0, HEAD_OF_A_PAGE)) ?? [];
  return (title && cutText(title).replace(/\s+/g, " ").trim().slice(0, 80)) || undefined;
}

/** What a terminal or a log would take for its own, and what turns a text's direction. */
const unprintable = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** A text of the server's that may be put into a message, and is shown as one. */
export function cutText(text: string): string {
  return text.slice(0, LONGEST_TEXT).replace(unprintable, " ");
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

/** The beginning of the JSON of a refusal, each text in it, but for GLPI's own code, cleaned and cut. */
export function cleanRefusal(body: unknown, clean: (text: string) => string, deep = 1): unknown {
  // Cut before and after: of a secret that is cut in two no half may stay.
  if (typeof body === "string") return clean(body.slice(0, MOST_READ)).slice(0, MOST_READ / 2);
  if (deep > DEEPEST_REFUSAL) return undefined;
  if (Array.isArray(body)) {
    const isCode = (each: unknown, index: number) =>
      index === 0 && typeof each === "string" && /^ERROR[A-Z_]*$/.test(each);
    const some = body.slice(0, MOST_ENTRIES);
    return some.map((each, index) => (isCode(each, index) ? each : cleanRefusal(each, clean, deep + 1)));
  }
  if (typeof body !== "object" || body === null) return body;
  const some = Object.entries(body).slice(0, MOST_ENTRIES);
  return Object.fromEntries(some.map(([key, each]) => [cleanRefusal(key, clean), cleanRefusal(each, clean, deep + 1)]));
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
