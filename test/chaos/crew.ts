import { setTimeout as pause } from "node:timers/promises";
import type { Id } from "../../src/host/events.js";
import type { Step, WorkerSettings } from "./protocol.js";
import type { Random } from "./random.js";
import { Recovery } from "./recovery.js";
import { type Delivery, WorkerProcess } from "./worker-process.js";

export interface CrewOptions {
  bundle: string;
  settings: WorkerSettings;
  size: number;
  random: Random;
  onSaid(tenantId: Id, conversationId: Id, text: string): void;
  /** A gated worker waits before the step until `worker.goOn(gate)`. */
  onStep?: ((worker: WorkerProcess, step: Step, gate: number) => void) | undefined;
}

/** Between two deliveries of what was not acknowledged. */
const REPEAT_AFTER_MS = 100;
/** After so many that died by themselves none is started any more. */
const MAX_CRASHES = 5;

/** The workers of one run. One that dies is started again at once. */
export class Crew {
  readonly recovery = new Recovery();
  /** SIGKILLs that met a worker that ran. */
  kills = 0;
  /** Why a worker died that nobody killed. */
  readonly crashes: string[] = [];
  /** What the workers warned of, and how often. */
  readonly warnings = new Map<string, number>();
  readonly #options: CrewOptions;
  readonly #workers = new Set<WorkerProcess>();
  /** Of the dead whose last reports are not read yet, those whose batches others go on with; since when they are dead. */
  readonly #killedAt = new Map<WorkerProcess, number>();
  #ended: (() => void) | undefined;

  constructor(options: CrewOptions) {
    this.#options = options;
    for (let index = 0; index < options.size; index += 1) this.#start();
  }

  get workers(): WorkerProcess[] {
    return [...this.#workers].filter(({ ready }) => ready);
  }

  /**
   * Delivers to a worker, and again, to whichever lives, until it is accepted. As a host's webhooks do: one that was
   * accepted and whose acknowledgement was lost comes again. Rejects when no worker is left.
   */
  async deliver(delivery: Delivery): Promise<void> {
    for (;;) {
      try {
        await this.#any().deliver(delivery);
        return;
      } catch (error) {
        if (this.#ended !== undefined) throw error;
        if (this.#workers.size === 0) throw new Error(`No worker is left: ${this.crashes.at(-1)}`);
        await pause(REPEAT_AFTER_MS);
      }
    }
  }

  /** To every worker at the same moment; resolves when one accepted it. */
  async deliverToAll(delivery: Delivery): Promise<void> {
    await Promise.any(this.workers.map((worker) => worker.deliver(delivery))).catch(() => this.deliver(delivery));
  }

  /** `isUncounted`: its batches wait for more than its lease, for another process to start. */
  kill(worker: WorkerProcess, isUncounted = false): void {
    this.kills += 1;
    worker.kill();
    if (isUncounted) this.recovery.interrupted();
    else this.#killedAt.set(worker, Date.now());
  }

  /** Kills all for good, and resolves when they are dead. */
  async end(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#ended = resolve;
      for (const worker of this.#workers) worker.kill();
      if (this.#workers.size === 0) resolve();
    });
  }

  #any(): WorkerProcess {
    return this.#options.random.pick(this.workers);
  }

  #start(): void {
    const { bundle, settings, onSaid, onStep } = this.#options;
    const worker = new WorkerProcess(bundle, settings, {
      onReport: (from, report) => {
        if (report.tell === "said") onSaid(report.tenantId, report.conversationId, report.text);
        if (report.tell === "warning") this.#warned(report.text);
        if (report.tell !== "step") return;
        this.#note(from, report.step);
        if (report.gate !== undefined) onStep?.(from, report.step, report.gate);
      },
      onExit: (dead, killed) => {
        this.#workers.delete(dead);
        this.#orphan(dead);
        if (!killed && this.#ended === undefined) this.crashes.push(dead.stderr || "without a word");
        if (this.#ended === undefined && this.crashes.length < MAX_CRASHES) this.#start();
        else if (this.#workers.size === 0) this.#ended?.();
      },
    });
    this.#workers.add(worker);
  }

  #orphan(dead: WorkerProcess): void {
    const killedAt = this.#killedAt.get(dead);
    if (killedAt === undefined) return;
    this.#killedAt.delete(dead);
    for (const batchId of dead.held.withoutPost) this.recovery.orphaned(batchId, killedAt);
  }

  #note(worker: WorkerProcess, step: Step): void {
    worker.held.note(step);
    if (step.name === "taken" && step.batchId !== undefined) this.recovery.taken(step.batchId);
  }

  #warned(text: string): void {
    // Numbers differ from one warning to the next of the same kind.
    const kind = text.replace(/wz-\w+/g, "wz-…").replace(/\d+/g, "…");
    this.warnings.set(kind, (this.warnings.get(kind) ?? 0) + 1);
  }
}
