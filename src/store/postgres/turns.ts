import pLimit from "p-limit";

/** Of a statement, once it has begun: a database that hangs is a database that fails. */
const STATEMENT_TIMEOUT_MS = 10_000;

/**
 * Statements one after another: one connection. Whoever waits for its turn waits as long as those before it are
 * answered. A statement that is not answered in time fails, and with it all that wait and come: its connection is still
 * in use, and there is no other, until its answer comes.
 */
export class Turns {
  readonly #limit = pLimit(1);
  readonly #waiting = new Set<() => void>();
  #hangs = false;

  /** Rejects with what the statement does, or that there was no answer. */
  run<T>(statement: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = () => reject(noAnswer());
      if (this.#hangs) {
        fail();
        return;
      }
      this.#waiting.add(fail);
      void this.#limit(async () => {
        // What nobody waits for any more is not sent.
        if (!this.#waiting.delete(fail)) return;
        const timer = setTimeout(() => this.#hang(fail), STATEMENT_TIMEOUT_MS).unref();
        await Promise.resolve().then(statement).then(resolve, reject);
        clearTimeout(timer);
        this.#hangs = false;
      });
    });
  }

  #hang(fail: () => void): void {
    this.#hangs = true;
    for (const each of [fail, ...this.#waiting]) each();
    this.#waiting.clear();
  }
}

/** What the work resolves to; rejects when it takes as long as a statement may. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(noAnswer()), STATEMENT_TIMEOUT_MS).unref();
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}

function noAnswer(): Error {
  return new Error(`no answer within ${STATEMENT_TIMEOUT_MS} ms`);
}
