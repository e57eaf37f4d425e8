import { createInterface, type Interface } from "node:readline";
import { Writable } from "node:stream";

/** The other end did not answer: end of input, or Ctrl+C. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** Asks at a terminal, or a pipe, a line each. */
export class Prompt {
  readonly #lines: Interface;
  readonly #output: NodeJS.WritableStream;
  readonly #given: string[] = [];
  #wanted: ((line: string | undefined) => void) | undefined;
  #ended = false;

  constructor(input: NodeJS.ReadableStream & { isTTY?: boolean }, output: NodeJS.WritableStream) {
    this.#output = output;
    const shown = new Writable({
      write: (chunk, _encoding, done) => {
        if (!this.#isUnseen) output.write(chunk);
        done();
      },
    });
    this.#lines = createInterface({ input, output: shown, terminal: input.isTTY ?? false, historySize: 0 });
    this.#lines.on("line", (line) => {
      if (this.#wanted === undefined) this.#given.push(line);
      else this.#take(line);
    });
    this.#lines.on("close", () => {
      this.#ended = true;
      this.#take(undefined);
    });
  }

  #isUnseen = false;

  /** The answer, without blanks around it; what is `unseen` is not written while it is typed. Rejects with `Interrupted`. */
  async ask(question: string, { unseen = false } = {}): Promise<string> {
    this.#output.write(`${question}: `);
    this.#isUnseen = unseen;
    try {
      const line = this.#given.shift() ?? (await this.#next());
      if (line === undefined) throw new Interrupted();
      return line.trim();
    } finally {
      this.#isUnseen = false;
      if (unseen) this.#output.write("\n");
    }
  }

  close(): void {
    this.#lines.close();
  }

  #next(): Promise<string | undefined> {
    if (this.#ended) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#wanted = resolve;
    });
  }

  #take(line: string | undefined): void {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    wanted?.(line);
  }
}
