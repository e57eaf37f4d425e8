import type { Conversation, Id } from "../../src/host/events.js";
import type { Person } from "./town.js";

/** A message that was written. Times are milliseconds since 1970. */
export interface Written {
  /** `t1c2m3`, and in its text. */
  id: string;
  /** When it was handed to a worker for the first time. */
  firstSentAt: number;
  /** When a worker said that it is kept; undefined until then. */
  acceptedAt: number | undefined;
  /** A picture came with it: `pictureOf()`. */
  hasPicture?: boolean | undefined;
}

/** A conversation, what was written in it and what it was told. */
export interface Talk {
  person: Person;
  conversation: Conversation;
  messages: Written[];
  /** Numbers of tickets, each as often as it was told. */
  told: number[];
  /** The customer was asked, and never answers. */
  silent: boolean;
  /** How often the customer read that nobody answered. */
  hushed: number;
  /** All that the customer read, in order. */
  read: string[];
}

/** What customers read who do not answer. */
export const HUSH = "Sem resposta";

/** All that the feeder did and the customers read. */
export class Ledger {
  readonly #talks = new Map<string, Talk>();
  readonly #waiting = new Map<Talk, Set<() => void>>();
  /** Called with each conversation that begins. */
  onOpen: (talk: Talk) => void = () => undefined;

  get talks(): Talk[] {
    return [...this.#talks.values()];
  }

  open(person: Person, id: number): Talk {
    const { contact, tenant } = person;
    const conversation = { id, tenantId: tenant.id, channel: "WhatsApp", queue: { id: 5, name: "Suporte" }, contact };
    const talk: Talk = { person, conversation, messages: [], told: [], silent: false, hushed: 0, read: [] };
    this.#talks.set(key(tenant.id, id), talk);
    this.onOpen(talk);
    return talk;
  }

  /** A text to the customer; those with the number of a ticket count, and that nobody answered. */
  said(tenantId: Id, conversationId: Id, text: string): void {
    const talk = this.#talks.get(key(tenantId, conversationId));
    talk?.read.push(text);
    if (talk !== undefined && text === HUSH) talk.hushed += 1;
    const number = /^Chamado (\d+)$/.exec(text)?.[1];
    if (talk === undefined || number === undefined) return;
    talk.told.push(Number(number));
    for (const goOn of this.#waiting.get(talk) ?? []) goOn();
    this.#waiting.delete(talk);
  }

  /** Resolves to whether the customer was told a number, at the latest after `patienceMs`. */
  async firstNumber(talk: Talk, patienceMs: number): Promise<boolean> {
    if (talk.told.length > 0) return true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      const waiting = this.#waiting.get(talk) ?? new Set();
      this.#waiting.set(talk, waiting);
      waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    return talk.told.length > 0;
  }
}

function key(tenantId: Id, conversationId: Id): string {
  return `${tenantId}/${conversationId}`;
}
