/** A fetch that counts the requests. */
export class CountingFetch {
  count = 0;
  answered = 0;
  #heard: () => void = () => undefined;

  readonly fetch: typeof fetch = async (input, init) => {
    this.count += 1;
    const response = await fetch(input, init);
    this.answered += 1;
    if (/\/Document$/.test(String(input instanceof Request ? input.url : input))) this.#heard();
    return response;
  };

  /** Resolves when the next file was answered. */
  fileSent(): Promise<void> {
    return new Promise((resolve) => {
      this.#heard = resolve;
    });
  }
}

/** A way to make a ticket. */
export interface Scenario {
  name: string;
  /** What happened before; not measured. */
  prepare?(): Promise<void>;
  /** Resolves to the number of the ticket. */
  run(): Promise<number>;
}

export interface Measured {
  name: string;
  /** Of one run; the most of all rounds. */
  requests: number;
  medianMs: number;
}

/** Runs all scenarios in each round, one at a time, each round beginning with another. */
export async function measure(
  scenarios: readonly Scenario[],
  rounds: number,
  counter: CountingFetch,
  made: (ticketId: number) => void,
): Promise<Measured[]> {
  const runs = scenarios.map((scenario) => ({ scenario, times: [] as number[], requests: 0 }));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % runs.length;
    for (const run of [...runs.slice(first), ...runs.slice(0, first)]) {
      await run.scenario.prepare?.();
      const before = counter.count;
      const start = performance.now();
      const ticketId = await run.scenario.run();
      run.times.push(performance.now() - start);
      run.requests = Math.max(run.requests, counter.count - before);
      made(ticketId);
    }
  }
  return runs.map(({ scenario: { name }, requests, times }) => ({ name, requests, medianMs: median(times) }));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
