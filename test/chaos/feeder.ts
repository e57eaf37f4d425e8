import { setTimeout as pause } from "node:timers/promises";
import type { Message } from "../../src/host/events.js";
import type { Crew } from "./crew.js";
import type { Ledger, Talk, Written } from "./ledger.js";
import { pictureName } from "./picture.js";
import type { Random } from "./random.js";

/** The one integration of every tenant; the same number at each, as in other hosts. */
const INTEGRATION_ID = 1;

/** Customers pause less than the quiet period between the messages of one burst. */
const SHORTEST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 400;
/** Some webhooks come again although they were acknowledged, late. */
const REPEATED = 0.1;
const LONGEST_REPETITION_MS = 15_000;

/** Whazing's menu sends its choice before the transfer. */
const CHOICE_FIRST = 0.5;
const THANKS = 0.5;
/** The ticket is solved before the customer writes on. */
const SOLVED = 0.5;

export interface FeederOptions {
  ledger: Ledger;
  crew: Crew;
  random: Random;
  /** How long a customer waits for the number before they write no second burst. */
  patienceMs: number;
  /** Every message to every worker at once. */
  toAll?: boolean | undefined;
  /** Of the messages, those that a picture comes with; 0 to 1. */
  pictures: number;
}

/** Writes what customers write. */
export class Feeder {
  readonly #options: FeederOptions;
  readonly #repetitions = new Set<Promise<void>>();
  /** Bursts that were written. */
  bursts = 0;
  #said = 0;

  constructor(options: FeederOptions) {
    this.#options = options;
  }

  /**
   * A burst for each size: the transfer with its first message, the others after short pauses or all at once; the next
   * burst when the number of the first ticket was told.
   */
  async converse(talk: Talk, sizes: readonly number[]): Promise<void> {
    const { ledger, random, patienceMs } = this.#options;
    for (const [index, size] of sizes.entries()) {
      if (index > 0) {
        if (!(await ledger.firstNumber(talk, patienceMs))) return;
        await this.#interlude(talk);
      } else if (random.chance(CHOICE_FIRST)) {
        await this.#say(talk, "2", true);
      }
      this.bursts += 1;
      const atOnce = random.chance(0.2);
      const sent: Promise<void>[] = [];
      for (let count = 0; count < size; count += 1) {
        sent.push(this.#write(talk));
        if (atOnce) continue;
        await sent.at(-1);
        await pause(random.between(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS));
      }
      await Promise.all(sent);
    }
  }

  /** So many bursts, each so long after the one before; the customer waits for nothing. */
  async writeOn(talk: Talk, bursts: number, everyMs: number): Promise<void> {
    for (let burst = 0; burst < bursts; burst += 1) {
      if (burst > 0) await pause(everyMs);
      this.bursts += 1;
      await Promise.all([this.#write(talk), this.#write(talk)]);
    }
  }

  /** The menu's choice, and never a word more. */
  async fallSilent(talk: Talk): Promise<void> {
    await this.#say(talk, "2", true);
    talk.silent = true;
  }

  /** Between the number and what comes to the customer's mind later: thanks, and perhaps a solution. */
  async #interlude(talk: Talk): Promise<void> {
    const { random } = this.#options;
    if (random.chance(THANKS)) await this.#say(talk, "obrigado!");
    await pause(random.between(100, 3_000));
    const [number] = talk.told;
    if (number !== undefined && random.chance(SOLVED))
      talk.person.tenant.glpi.technician.solve(number, "<p>Feito.</p>");
  }

  /** What describes nothing, and need be in no ticket. */
  async #say(talk: Talk, text: string, transfers = false): Promise<void> {
    const { crew } = this.#options;
    const { conversation } = talk;
    this.#said += 1;
    const message: Message = { id: `said ${this.#said}`, text, sentAt: Date.now() };
    const event = { conversation, integrationId: INTEGRATION_ID };
    if (transfers) await crew.deliver({ do: "transfer", event: { ...event, lastMessage: message } });
    else await crew.deliver({ do: "message", event: { ...event, message } });
  }

  /** Resolves when nothing comes again any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#repetitions);
  }

  async #write(talk: Talk): Promise<void> {
    const { crew, random, toAll, pictures } = this.#options;
    const { conversation, messages } = talk;
    const id = `t${conversation.tenantId}c${conversation.id}m${messages.length + 1}`;
    const hasPicture = pictures > 0 && random.chance(pictures);
    const media = { type: "image", mimeType: "image/png", fileName: pictureName(id) };
    const message: Message = {
      id,
      text: `Preciso de ajuda, ref ${id}.`,
      sentAt: Date.now(),
      ...(hasPicture ? { media } : {}),
    };
    const event = { conversation, integrationId: INTEGRATION_ID };
    const delivery =
      messages.length === 0
        ? { do: "transfer" as const, event: { ...event, lastMessage: message } }
        : { do: "message" as const, event: { ...event, message } };
    const written: Written = { id, firstSentAt: Date.now(), acceptedAt: undefined, hasPicture };
    messages.push(written);
    await (toAll ? crew.deliverToAll(delivery) : crew.deliver(delivery));
    written.acceptedAt = Date.now();
    if (random.chance(REPEATED)) this.#repeat(() => crew.deliver(delivery));
  }

  #repeat(deliver: () => Promise<void>): void {
    const late = pause(this.#options.random.between(0, LONGEST_REPETITION_MS)).then(deliver);
    // Fails only when the run ends early, which others tell.
    const repetition = late.catch(() => undefined).finally(() => this.#repetitions.delete(repetition));
    this.#repetitions.add(repetition);
  }
}
