import { setTimeout as pause } from "node:timers/promises";
import type { Ledger, Talk } from "./ledger.js";
import type { Random } from "./random.js";

/** What a technician wrote, and for whom. */
export interface Answer {
  /** `a17`, and in its text. */
  name: string;
  talk: Talk;
  /** Nobody may read it. */
  isPrivate: boolean;
  /** It was deleted: the customer may have read it before, and need not. */
  isDeleted: boolean;
}

const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 12_000;
const PRIVATE = 0.2;
const DELETED = 0.1;
const SOLVED = 0.5;

/** People who answer, take notes, change their minds, solve and close, while processes and GLPI fail. */
export class Technicians {
  readonly answers: Answer[] = [];
  readonly #ledger: Ledger;
  readonly #random: Random;

  constructor(ledger: Ledger, random: Random) {
    this.#ledger = ledger;
    this.#random = random;
  }

  /** So many answers to the ticket of a conversation, when there is one; at last it may be solved, and is closed. */
  async workFor(talk: Talk, answers: number, patienceMs: number): Promise<void> {
    const random = this.#random.fork();
    if (!(await this.#ledger.firstNumber(talk, patienceMs))) return;
    const [ticketId] = talk.told;
    if (ticketId === undefined) return;
    const { technician } = talk.person.tenant.glpi;
    for (let count = 0; count < answers; count += 1) {
      await pause(random.between(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS));
      const isPrivate = random.chance(PRIVATE);
      const answer = this.#answer(talk, isPrivate);
      const { id } = technician.reply(ticketId, `<p>ref ${answer.name}.</p>`, { isPrivate });
      if (isPrivate || !random.chance(DELETED)) continue;
      await pause(random.between(0, SHORTEST_PAUSE_MS));
      technician.removeReply(id);
      answer.isDeleted = true;
    }
    if (!random.chance(SOLVED)) return;
    await pause(random.between(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS));
    const solution = this.#answer(talk, false);
    technician.solve(ticketId, `<p>ref ${solution.name}.</p>`);
    await pause(random.between(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS));
    technician.change(ticketId, { status: 6 });
  }

  #answer(talk: Talk, isPrivate: boolean): Answer {
    const answer = { name: `a${this.answers.length + 1}`, talk, isPrivate, isDeleted: false };
    this.answers.push(answer);
    return answer;
  }
}
