import { Parser } from "htmlparser2";
import { decodeGlpiText } from "./rich-text.js";
import { BOLD, ITALIC, type Piece, STRUCK, withMarks } from "./whatsapp-marks.js";

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
/** How what is in an element is set. */
const markOf: ReadonlyMap<string, number> = new Map([
  ...["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"].map((name) => [name, BOLD] as const),
  ...["i", "em"].map((name) => [name, ITALIC] as const),
  ...["s", "del", "strike"].map((name) => [name, STRUCK] as const),
]);
const bits = [BOLD, ITALIC, STRUCK];
/** Control characters, and those that turn a text's direction. */
const unwanted = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * What HTML of GLPI (a follow-up, a solution) says, as WhatsApp shows it: line breaks, lists with `•` or numbers, links
 * as `text (address)`. Whatever the HTML is, it takes one pass; the first 200,000 characters of it are read. `bold`:
 * with WhatsApp's signs for what is bold, a heading, italic or struck out.
 */
export function htmlToText(html: string | null, { bold = false } = {}): string {
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
  return bold ? writer.markedText : writer.text;
}

/** Writes text with as few line breaks as its blocks need. */
class TextWriter {
  readonly #pieces: Piece[] = [];
  /** How many elements that set it bold, italic, struck are open. */
  readonly #open = new Map<number, number>();
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
    return this.#said(0).trim();
  }

  get markedText(): string {
    return withMarks(this.#pieces).trim();
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (unread.has(name)) this.#unread += 1;
    this.#count(name, 1);
    if (name === "br") this.#breakLine(this.#breaks + 1);
    if (name === "pre") this.#preformatted += 1;
    if (name === "a") this.#links.push({ address: addressOf(attributes.href), from: this.#pieces.length });
    if (name === "td" || name === "th") this.#space = true;
    if (blocks.has(name)) this.#breakLine(this.#gap(name));
    if (name === "ul" || name === "ol") this.#lists.push(name === "ol" ? startOf(attributes.start) : undefined);
    if (name === "li") this.#beginItem();
  }

  close(name: string): void {
    if (unread.has(name)) this.#unread -= 1;
    this.#count(name, -1);
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
    this.#put(`${"  ".repeat(Math.max(0, depth - 1))}${number === undefined ? "•" : `${number}.`}`, 0);
    this.#atItem = true;
  }

  #endLink(): void {
    const { address, from } = this.#links.pop() ?? {};
    if (address === undefined || from === undefined || this.#unread > 0) return;
    const label = this.#said(from).trim();
    const plain = (text: string) => text.replace(/^(?:mailto:|tel:|https?:\/\/)/i, "").replace(/\/$/, "");
    if (plain(label) === plain(address)) return;
    this.#space = label !== "";
    this.#put(label === "" ? address : `(${address})`, 0);
  }

  #said(from: number): string {
    return this.#pieces
      .slice(from)
      .map(({ text }) => text)
      .join("");
  }

  #count(name: string, by: number): void {
    const bit = markOf.get(name);
    if (bit !== undefined) this.#open.set(bit, (this.#open.get(bit) ?? 0) + by);
  }

  /** An address with a sign beside it would lead elsewhere. */
  #marksOf(text: string): number {
    if (text.includes("://")) return 0;
    return bits.reduce((marks, bit) => ((this.#open.get(bit) ?? 0) > 0 ? marks | bit : marks), 0);
  }

  #put(text: string, marks = this.#marksOf(text)): void {
    const clean = text.replace(unwanted, " ");
    if (this.#atItem) this.#breaks = 0;
    if (!this.#isEmpty && this.#breaks > 0) this.#pieces.push({ text: "\n".repeat(this.#breaks), marks: 0 });
    else if (this.#atItem || (this.#space && !this.#isEmpty)) {
      this.#pieces.push({ text: " ", marks: marks & (this.#pieces.at(-1)?.marks ?? 0) });
    }
    this.#pieces.push({ text: clean, marks });
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
