import { Parser } from "htmlparser2";
import { decodeGlpiText } from "./rich-text.js";

/** No more of what GLPI holds is read: many times what a message takes. */
const MOST_READ = 200_000;
/** Lists in lists are set in no further than this. */
const DEEPEST_LIST = 5;

/** What is not text, or is no text of the technician's. */
const unread: ReadonlySet<string> = new Set(["script", "style", "head", "title", "template", "noscript", "iframe"]);
/** What stands on lines of its own. */
const blocks: ReadonlySet<string> = new Set([
  ...["p", "div", "section", "article", "header", "footer", "address", "figure", "figcaption", "details", "summary"],
  ...["h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd"],
  ...["table", "thead", "tbody", "tfoot", "tr", "hr", "form", "center"],
]);
/** What a line stands free before and after. */
const apart: ReadonlySet<string> = new Set(["p", "blockquote", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6"]);
/** Control characters, and those that turn a text's direction. */
const unwanted = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * What HTML of GLPI (a follow-up, a solution) says, as WhatsApp shows it: line breaks, lists with `•` or numbers, links
 * as `text (address)`. Whatever the HTML is, it takes one pass; the first 200,000 characters of it are read.
 */
export function htmlToText(html: string | null): string {
  const writer = new TextWriter();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      onclosetag: (name) => writer.close(name),
      ontext: (text) => writer.write(text),
    },
    { decodeEntities: true },
  );
  parser.write(decodeGlpiText((html ?? "").slice(0, MOST_READ)));
  parser.end();
  return writer.text;
}

/** Writes text with as few line breaks as its blocks need. */
class TextWriter {
  readonly #parts: string[] = [];
  /** Line breaks that are due before the next text. */
  #breaks = 0;
  #space = false;
  #isEmpty = true;
  #unread = 0;
  #preformatted = 0;
  /** The next number of each list that is open; undefined where it has none. */
  readonly #lists: (number | undefined)[] = [];
  readonly #links: { address: string | undefined; from: number }[] = [];
  /** Behind the bullet of an item: what begins a block within it stays there. */
  #atItem = false;

  get text(): string {
    return this.#parts.join("").trim();
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (unread.has(name)) this.#unread += 1;
    if (name === "br") this.#breakLine(this.#breaks + 1);
    if (name === "pre") this.#preformatted += 1;
    if (name === "a") this.#links.push({ address: addressOf(attributes.href), from: this.#parts.length });
    if (name === "td" || name === "th") this.#space = true;
    if (blocks.has(name)) this.#breakLine(this.#gap(name));
    if (name === "ul" || name === "ol") this.#lists.push(name === "ol" ? startOf(attributes.start) : undefined);
    if (name === "li") this.#beginItem();
  }

  close(name: string): void {
    if (unread.has(name)) this.#unread -= 1;
    if (name === "pre") this.#preformatted -= 1;
    if (name === "a") this.#endLink();
    if (name === "ul" || name === "ol") this.#lists.pop();
    if (blocks.has(name)) this.#breakLine(this.#gap(name));
  }

  write(raw: string): void {
    if (this.#unread > 0) return;
    if (this.#preformatted > 0) {
      for (const [index, line] of raw.split(/\r\n?|\n/).entries()) {
        if (index > 0) this.#breakLine(this.#breaks + 1);
        if (line !== "") this.#put(line);
      }
      return;
    }
    const text = raw.replace(/\s+/g, " ");
    if (text.startsWith(" ")) this.#space = true;
    const words = text.trim();
    if (words !== "") this.#put(words);
    if (words !== "" && text.endsWith(" ")) this.#space = true;
  }

  /** One after each other block would tear lists apart. */
  #gap(name: string): number {
    return apart.has(name) && this.#lists.length === 0 ? 2 : 1;
  }

  #breakLine(count: number): void {
    this.#breaks = Math.min(Math.max(this.#breaks, count), 2);
    this.#space = false;
  }

  #beginItem(): void {
    this.#atItem = false;
    const depth = Math.min(this.#lists.length, DEEPEST_LIST);
    const number = this.#lists.at(-1);
    if (number !== undefined) this.#lists[this.#lists.length - 1] = number + 1;
    this.#put(`${"  ".repeat(Math.max(0, depth - 1))}${number === undefined ? "•" : `${number}.`}`);
    this.#atItem = true;
  }

  #endLink(): void {
    const { address, from } = this.#links.pop() ?? {};
    if (address === undefined || from === undefined || this.#unread > 0) return;
    const label = this.#parts.slice(from).join("").trim();
    const plain = (text: string) => text.replace(/^(?:mailto:|tel:|https?:\/\/)/i, "").replace(/\/$/, "");
    if (plain(label) === plain(address)) return;
    this.#space = label !== "";
    this.#put(label === "" ? address : `(${address})`);
  }

  #put(text: string): void {
    const clean = text.replace(unwanted, " ");
    if (this.#atItem) this.#breaks = 0;
    if (!this.#isEmpty && this.#breaks > 0) this.#parts.push("\n".repeat(this.#breaks));
    else if (this.#atItem || (this.#space && !this.#isEmpty)) this.#parts.push(" ");
    this.#parts.push(clean);
    this.#breaks = 0;
    this.#space = false;
    this.#isEmpty = false;
    this.#atItem = false;
  }
}

/** An address that leads somewhere outside GLPI's own pages. */
function addressOf(href: string | undefined): string | undefined {
  const address = href?.trim() ?? "";
  return /^(?:https?:\/\/|mailto:|tel:)\S+$/i.test(address) ? address : undefined;
}

function startOf(start: string | undefined): number {
  return /^\d{1,6}$/.test(start ?? "") ? Number(start) : 1;
}
