import Mustache from "mustache";

// Lists can be nested in themselves, so that a short template could otherwise render for ever.
const maxLookups = 2_000;
/** And could write for ever: in characters, those of a section in a section counted for each. */
const maxWritten = 200_000;
/** WhatsApp's own longest text. */
const LONGEST_TEXT = 65_536;

/** Looks names up among own properties only, and never answers or calls a function. */
class DataContext extends Mustache.Context {
  readonly #view: unknown;
  readonly #parent: DataContext | undefined;
  readonly #budget: { lookups: number; characters: number };

  constructor(view: unknown, parent?: DataContext) {
    super(view, parent);
    this.#view = view;
    this.#parent = parent;
    this.#budget = parent ? parent.#budget : { lookups: maxLookups, characters: maxWritten };
  }

  get isSpent(): boolean {
    return this.#budget.characters <= 0;
  }

  spend(text: string): string {
    this.#budget.characters -= text.length;
    return text;
  }

  override push(view: unknown): DataContext {
    return new DataContext(view, this);
  }

  override lookup(name: string): unknown {
    this.#budget.lookups -= 1;
    if (this.#budget.lookups < 0) return undefined;
    if (name === ".") return this.#view;
    const [head = "", ...rest] = name.split(".");
    let value = this.#find(head);
    for (const key of rest) value = ownValue(value, key);
    return typeof value === "function" ? undefined : value;
  }

  #find(key: string): unknown {
    for (let context: DataContext | undefined = this; context; context = context.#parent) {
      if (isObject(context.#view) && Object.hasOwn(context.#view, key)) return ownValue(context.#view, key);
    }
    return undefined;
  }
}

/** Writes plain text: nothing is escaped, and what is not text, a number or a switch is left out. */
class PlainTextWriter extends Mustache.Writer {
  constructor() {
    super();
    // The cache would keep every version of every tenant's templates.
    Object.assign(this, { templateCache: undefined });
  }

  override escapedValue(token: string[], context: Mustache.Context): string {
    const value: unknown = context.lookup(token[1] ?? "");
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
  }

  override renderTokens(...args: Parameters<Mustache.Writer["renderTokens"]>): string {
    const context = args[1] as DataContext;
    return context.isSpent ? "" : context.spend(super.renderTokens(...args));
  }

  override unescapedValue(token: string[], context: Mustache.Context): string {
    return this.escapedValue(token, context);
  }
}

const writer = new PlainTextWriter();

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** An own property that holds data; getters are functions too, and are not called. */
function ownValue(value: unknown, key: string): unknown {
  return isObject(value) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}

/**
 * Fills in a mustache template. The result is plain text for WhatsApp: nothing is escaped as HTML, and what a value
 * holds is never read as a template. Unknown variables are empty. `{{> partials}}` are empty too. Only own properties
 * of `view` are seen, and no function of it is called. After 2,000 names looked up (ten tickets in the default text
 * take about 60), or 200,000 characters, the rest is empty; what is longer than 65,536 characters is cut.
 *
 * A template that parses never throws here. One that does not, throws mustache's own error: `parseIntegration()` lets
 * none through.
 */
export function renderTemplate(template: string, view: Record<string, unknown>): string {
  const text = writer.render(template, new DataContext(view));
  // Between two characters: half of one nobody can send.
  return text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, "");
}
