import { setTimeout as pause } from "node:timers/promises";
import { Crew, type CrewOptions } from "./crew.js";
import { evidenceOf, evidenceOfAnswers } from "./evidence.js";
import { Feeder, type FeederOptions } from "./feeder.js";
import { type Figures, judge } from "./judge.js";
import { lostAnswers } from "./judge-answers.js";
import { Ledger } from "./ledger.js";
import { Random } from "./random.js";
import type { Answer } from "./technicians.js";
import { QUIET_MS, REQUEST_TIMEOUT_MS, Town, type TownOptions } from "./town.js";

/** After the last kill all that is left must be done within this. */
const DRAIN_MS = 180_000;
const LOOK_EVERY_MS = 500;

/** What every variant is given. */
export interface Stage {
  seed: number;
  bundle: string;
  /** Where schemas can be made; a `MemoryStore` in each worker when there is none. */
  databaseUrl: string | undefined;
}

/** One row of the table. */
export interface Row {
  variant: string;
  figures: Figures;
  /** As customers wrote them; `figures.bursts` are those that the integration could see. */
  burstsWritten: number;
  kills: number;
  recoveryMs: readonly number[];
  durationMs: number;
  /** What went wrong beyond the figures; none may. */
  problems: readonly string[];
}

type FeederAmount = Partial<Pick<FeederOptions, "toAll" | "pictures">>;

/** One run: a town, workers, and what was written. */
export class Scene {
  readonly random: Random;
  readonly town: Town;
  readonly ledger = new Ledger();
  readonly crews: Crew[] = [];
  /** What stopped or broke beside workers. */
  otherKills = 0;
  readonly problems: string[] = [];
  /** Batches that must be given up, and no others. */
  expectedDead = 0;
  /** What technicians wrote. */
  answers: readonly Answer[] = [];
  readonly #feeders: Feeder[] = [];
  readonly #variant: string;
  readonly #stage: Stage;
  readonly #startedAt = Date.now();

  private constructor(variant: string, stage: Stage, random: Random, town: Town) {
    this.#variant = variant;
    this.#stage = stage;
    this.random = random;
    this.town = town;
  }

  static async build(variant: string, stage: Stage, options: TownOptions): Promise<Scene> {
    const random = new Random(stage.seed);
    return new Scene(variant, stage, random, await Town.build(random.fork(), options));
  }

  /** Starts workers; each call's share a database schema of their own. */
  addCrew(size: number, onStep?: CrewOptions["onStep"], clockJumps?: boolean): Crew {
    const schema = this.schemaOf(this.crews.length);
    const url = this.#stage.databaseUrl;
    const crew = new Crew({
      bundle: this.#stage.bundle,
      settings: {
        database: url === undefined ? undefined : { url, schema },
        integrations: this.town.configurations,
        requestTimeoutMs: REQUEST_TIMEOUT_MS,
        gated: onStep !== undefined,
        clockJumps,
      },
      size,
      random: this.random.fork(),
      onSaid: (tenantId, conversationId, text) => this.ledger.said(tenantId, conversationId, text),
      onStep,
    });
    this.crews.push(crew);
    return crew;
  }

  /** Where the store of a crew is; the first one's is 0. */
  schemaOf(crew: number): string {
    return `chaos_${this.#variant.replaceAll("-", "_")}_${crew}`;
  }

  get databaseUrl(): string | undefined {
    return this.#stage.databaseUrl;
  }

  addFeeder(crew: Crew, patienceMs: number, { toAll = false, pictures = 0 }: FeederAmount = {}): Feeder {
    const random = this.random.fork();
    const feeder = new Feeder({ ledger: this.ledger, crew, random, patienceMs, toAll, pictures });
    this.#feeders.push(feeder);
    return feeder;
  }

  /** Waits until no store has anything left to do, ends the workers and judges. */
  async end(): Promise<Row> {
    await this.#drain();
    // What only a process knew of went with it.
    if (this.#stage.databaseUrl !== undefined) {
      await this.#waitFor(() => this.ledger.talks.every(({ silent, hushed }) => !silent || hushed > 0));
      await this.#waitFor(() => lostAnswers(this.ledger.talks, this.answers).length === 0);
    }
    for (const crew of this.crews) this.problems.push(...crew.crashes.map((why) => `a worker died by itself: ${why}`));
    await this.clear();
    const { talks } = this.ledger;
    const { glpis } = this.town;
    return {
      variant: this.#variant,
      figures: judge(talks, glpis, QUIET_MS, this.answers),
      burstsWritten: this.#feeders.reduce((sum, { bursts }) => sum + bursts, 0),
      kills: this.crews.reduce((sum, { kills }) => sum + kills, this.otherKills),
      recoveryMs: this.crews.flatMap(({ recovery }) => recovery.timesMs),
      durationMs: Date.now() - this.#startedAt,
      problems: [...this.problems, ...evidenceOf(talks, glpis), ...evidenceOfAnswers(talks, this.answers)],
    };
  }

  /** Ends all workers and servers; nothing that was begun goes on. */
  async clear(): Promise<void> {
    await Promise.all(this.crews.map((crew) => crew.end()));
    await this.town.stop();
  }

  /** How far it is, in one line. */
  get progress(): string {
    const talks = this.ledger.talks;
    const written = talks.flatMap(({ messages }) => messages);
    const accepted = written.filter(({ acceptedAt }) => acceptedAt !== undefined).length;
    const tickets = this.town.glpis.reduce((sum, { tickets }) => sum + tickets.length, 0);
    const kills = this.crews.reduce((sum, crew) => sum + crew.kills, this.otherKills);
    const seconds = Math.round((Date.now() - this.#startedAt) / 1_000);
    const unread = lostAnswers(talks, this.answers).length;
    const answers = this.answers.length === 0 ? "" : `, ${unread} of ${this.answers.length} answers unread`;
    return `${this.#variant} ${seconds} s: ${talks.length} conversations, ${accepted}/${written.length} messages accepted, ${tickets} tickets, ${kills} kills${answers}`;
  }

  /** What the workers warned of, most often first. */
  get warnings(): string[] {
    const all = this.crews.flatMap(({ warnings }) => [...warnings]);
    return all.sort(([, one], [, other]) => other - one).map(([text, count]) => `${count} × ${text}`);
  }

  async #drain(): Promise<void> {
    const deadline = Date.now() + DRAIN_MS;
    for (const crew of this.crews) {
      let idle = 0;
      while (idle < 2) {
        if (Date.now() > deadline) {
          this.problems.push(`after ${DRAIN_MS / 1_000} s work was left`);
          return;
        }
        await pause(LOOK_EVERY_MS);
        idle = (await this.#isIdle(crew)) ? idle + 1 : 0;
      }
    }
  }

  /** Waits until everybody has read what they are to read: that nobody answered, and what was answered. */
  async #waitFor(isTold: () => boolean): Promise<void> {
    const deadline = Date.now() + DRAIN_MS;
    while (!isTold() && Date.now() < deadline) await pause(LOOK_EVERY_MS);
  }

  async #isIdle(crew: Crew): Promise<boolean> {
    try {
      const healths = await Promise.all(crew.workers.map((worker) => worker.health()));
      const dead = healths.reduce((most, health) => Math.max(most, health.dead), 0);
      if (dead > this.expectedDead && !this.problems.some((problem) => problem.includes("dead letters"))) {
        this.problems.push(`${dead} dead letters`);
      }
      return (
        healths.length > 0 && healths.every(({ waiting, inProgress, failed }) => waiting + inProgress + failed === 0)
      );
    } catch {
      return false;
    }
  }
}
