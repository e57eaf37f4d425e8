import { type Document, isScalar, LineCounter, parseDocument, visit } from "yaml";

/** Where in a file: its keys and places. */
export type Path = readonly PropertyKey[];

/** A YAML or JSON text, with the line of everything in it. */
export class SettingsDocument {
  readonly #lines = new LineCounter();
  readonly #document: Document;

  constructor(text: string) {
    // Its own messages show the source, and that has tokens.
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
  }

  /** Why it cannot be read, each by the parser's code. */
  get errors(): { line: number; code: string }[] {
    return this.#document.errors.map(({ code, pos: [at] }) => ({ line: this.#lines.linePos(at).line, code }));
  }

  /** Puts the environment's values in place of `${NAME}`; returns the names that have none. `$${NAME}` stays as it is. */
  fillIn(environment: Readonly<NodeJS.ProcessEnv>): { line: number; name: string }[] {
    const missing: { line: number; name: string }[] = [];
    visit(this.#document, {
      Scalar: (key, node) => {
        if (key === "key" || typeof node.value !== "string") return;
        node.value = node.value.replace(/\$(\$\{)|\$\{([A-Za-z_]\w*)\}/g, (_all, kept: string, name: string) => {
          if (kept !== undefined) return kept;
          const value = environment[name];
          if (!value) missing.push({ line: this.#lines.linePos(node.range?.[0] ?? 0).line, name });
          return value ?? "";
        });
      },
    });
    return missing;
  }

  /** As plain values. Throws where aliases would make too much of it. */
  get value(): unknown {
    return this.#document.toJS();
  }

  /** Of what is there, or else of what it should be in. */
  lineOf(path: Path): number {
    for (let length = path.length; length > 0; length -= 1) {
      const at = this.#offsetOf(path.slice(0, length));
      if (at !== undefined) return this.#lines.linePos(at).line;
    }
    return 1;
  }

  #offsetOf(path: Path): number | undefined {
    const node = this.#document.getIn(path, true);
    if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return undefined;
    // `key:` with nothing behind it begins where the next line does.
    if (isScalar(node) && node.range[0] === node.range[1]) return Math.max(0, Number(node.range[0]) - 1);
    return Number(node.range[0]);
  }
}
