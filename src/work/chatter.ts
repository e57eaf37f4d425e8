import { LRUCache } from "lru-cache";
import type { Emit } from "../events.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import { steadyNow } from "../glpi/steady-clock.js";
import type { Conversation } from "../host/events.js";
import { cacheClock } from "../store/cache-clock.js";

/** What one contact and we said to each other lately; all times are by `steadyNow()`. */
interface Talk {
  /** When we said something in the last hour. */
  saidAt: number[];
  /** What the contact answered to a text of ours within a minute, to how many in a row, and when the last of them was. */
  echo: string;
  echoes: number;
  echoedTo: number;
  silencedUntil: number;
  warnedAt: number | undefined;
}

const MAX_CONTACTS = 50_000;
const HOUR_MS = 3_600_000;
/** A machine answers at once. */
const ECHO_WITHIN_MS = 60_000;
/** The same answer to so many texts of ours in a row is an auto-reply. */
const ECHOES = 3;

/**
 * Keeps a contact whose own bot answers each of our texts from talking with us for ever. Kept by this process alone:
 * a loop that another process begins anew is noticed there too.
 */
export class Chatter {
  readonly #emit: Emit;
  readonly #talks = new LRUCache<string, Talk>({ max: MAX_CONTACTS, ttl: HOUR_MS, ...cacheClock });

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** Whether one more text may be said to the contact, of at most `perHour`. */
  maySay(conversation: Conversation, perHour: number): boolean {
    const talk = this.#of(conversation);
    const now = steadyNow();
    if (talk.silencedUntil > now) return false;
    talk.saidAt = talk.saidAt.filter((at) => at > now - HOUR_MS);
    if (talk.saidAt.length >= perHour) {
      talk.silencedUntil = now + HOUR_MS;
      this.#keep(conversation, talk);
      this.warnOnce(conversation, `${perHour} texts in an hour`);
      return false;
    }
    return true;
  }

  /** A text was said to the contact. */
  said(conversation: Conversation): void {
    const talk = this.#of(conversation);
    talk.saidAt.push(steadyNow());
    this.#keep(conversation, talk);
  }

  /**
   * What the contact wrote: the same answer to a third text of ours, each within a minute, is a machine's. Who writes
   * "oi" three times to one text is impatient.
   */
  heard(conversation: Conversation, text: string): void {
    const talk = this.#of(conversation);
    const now = steadyNow();
    const saidLast = talk.saidAt.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (text === "" || saidLast <= now - ECHO_WITHIN_MS || saidLast <= talk.echoedTo) return;
    talk.echoes = talk.echo === text ? talk.echoes + 1 : 1;
    talk.echo = text;
    talk.echoedTo = saidLast;
    if (talk.echoes >= ECHOES) {
      talk.silencedUntil = now + HOUR_MS;
      this.warnOnce(conversation, `the same answer ${ECHOES} times`);
    }
    this.#keep(conversation, talk);
  }

  isSilenced(conversation: Conversation): boolean {
    return this.#of(conversation).silencedUntil > steadyNow();
  }

  /** Says once an hour that a contact seems to be a machine. */
  warnOnce(conversation: Conversation, why: string): void {
    const talk = this.#of(conversation);
    const now = steadyNow();
    if (talk.warnedAt !== undefined && talk.warnedAt > now - HOUR_MS) return;
    talk.warnedAt = now;
    this.#keep(conversation, talk);
    const error = new GlpiIntegrationError(
      "AUTO_REPLY",
      `Contact ${conversation.contact.id} seems to answer by a machine (${why}): for an hour it is told nothing, and what it writes goes to its last ticket. If a person writes there, raise maxTicketsPerHour.`,
    );
    this.#emit("warning", { error, conversation });
  }

  #of(conversation: Conversation): Talk {
    const known = this.#talks.get(keyOf(conversation));
    return (
      known ?? {
        saidAt: [],
        echo: "",
        echoes: 0,
        echoedTo: Number.NEGATIVE_INFINITY,
        silencedUntil: 0,
        warnedAt: undefined,
      }
    );
  }

  #keep(conversation: Conversation, talk: Talk): void {
    this.#talks.set(keyOf(conversation), talk);
  }
}

function keyOf({ tenantId, contact }: Conversation): string {
  return JSON.stringify([String(tenantId), String(contact.id)]);
}
