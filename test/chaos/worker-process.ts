import { type ChildProcess, fork } from "node:child_process";
import type { MessageEvent, TransferEvent } from "../../src/host/events.js";
import type { Health } from "../../src/index.js";
import type { Command, Report, WorkerSettings } from "./protocol.js";
import { Held } from "./recovery.js";

export interface WorkerListeners {
  /** Not for answers to calls. */
  onReport(worker: WorkerProcess, report: Exclude<Report, { tell: "answer" }>): void;
  onExit(worker: WorkerProcess, killed: boolean): void;
}

/** What is delivered to a worker: the argument of `onTransfer` or of `onMessage`. */
export type Delivery = { do: "transfer"; event: TransferEvent } | { do: "message"; event: MessageEvent };

interface Call {
  resolve(answer: Extract<Report, { tell: "answer" }>): void;
  reject(error: Error): void;
}

/** After this a call that got no answer counts as not accepted, as with a webhook's time limit. */
const CALL_TIMEOUT_MS = 5_000;

/** One worker, from its start to its death. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #calls = new Map<number, Call>();
  #lastCall = 0;
  #killed = false;
  #ready = false;
  /** What it wrote to stderr, as far as it matters. */
  stderr = "";
  /** The batches it works on. */
  readonly held = new Held();

  constructor(bundle: string, settings: WorkerSettings, listeners: WorkerListeners) {
    this.#child = fork(bundle, [], {
      // This process's own loader is not the worker's.
      execArgv: [],
      env: { ...process.env, CHAOS_WORKER: JSON.stringify(settings) },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr = (this.stderr + text).slice(-2_000);
    });
    this.#child.on("message", (report: Report) => {
      if (report.tell === "answer") {
        this.#calls.get(report.call)?.resolve(report);
        return;
      }
      if (report.tell === "ready") this.#ready = true;
      listeners.onReport(this, report);
    });
    // A command to a worker that is just being killed.
    this.#child.on("error", () => undefined);
    this.#child.once("close", () => {
      // What it reported before it died may not be read yet.
      if (this.#child.connected) this.#child.once("disconnect", () => this.#ended(listeners));
      else this.#ended(listeners);
    });
  }

  /** Takes events, as far as is known. */
  get ready(): boolean {
    return this.#ready && !this.#killed;
  }

  /** Resolves when the event was accepted and the acknowledgement is here; rejects when that is not known. */
  async deliver(delivery: Delivery): Promise<void> {
    const { error } = await this.#call((call) => ({ ...delivery, call }));
    if (error !== undefined) throw new Error(error);
  }

  async health(): Promise<Health> {
    const { error, health } = await this.#call((call) => ({ do: "health", call }));
    if (health === undefined) throw new Error(error ?? "No health in the answer.");
    return health;
  }

  /** Lets a gated worker take its next step. */
  goOn(gate: number): void {
    this.#send({ do: "goOn", gate });
  }

  #ended(listeners: WorkerListeners): void {
    this.#ready = false;
    for (const call of this.#calls.values()) call.reject(new Error("The worker is dead."));
    listeners.onExit(this, this.#killed);
  }

  /** SIGKILL: it notices nothing. */
  kill(): void {
    this.#killed = true;
    this.#child.kill("SIGKILL");
  }

  async #call(make: (call: number) => Command): Promise<Extract<Report, { tell: "answer" }>> {
    this.#lastCall += 1;
    const call = this.#lastCall;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        this.#calls.set(call, { resolve, reject });
        timer = setTimeout(() => reject(new Error("No answer in time.")), CALL_TIMEOUT_MS);
        this.#send(make(call));
      });
    } finally {
      clearTimeout(timer);
      this.#calls.delete(call);
    }
  }

  #send(command: Command): void {
    if (this.#child.connected) this.#child.send(command, () => undefined);
  }
}
