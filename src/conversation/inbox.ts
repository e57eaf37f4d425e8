import type { Id, Message } from "../host/events.js";

/** What became of a message id that does not wait; `edited`: an edit came before it; `taken`: what a batch has of it. */
type Fate = "deleted" | { readonly taken: string } | { readonly edited: Message };

/** Whazing repeats a webhook for at most 9 minutes; older ids of a conversation need not be remembered beyond this. */
const MAX_FATES = 1_000;

/** What one conversation has written that is in no batch yet, and what became of the rest: each id counts once. */
export class Inbox {
  /** By id, in the order they came. */
  readonly #waiting = new Map<string, Message>();
  readonly #fates = new Map<string, Fate>();

  /** How many messages wait. */
  get size(): number {
    return this.#waiting.size;
  }

  waits(id: Id): boolean {
    return this.#waiting.has(String(id));
  }

  /** What waits of an id. */
  get(id: Id): Message | undefined {
    return this.#waiting.get(String(id));
  }

  /** Whether the id is new here. */
  isNew(id: Id): boolean {
    const fate = this.#fates.get(String(id));
    return !this.waits(id) && (fate === undefined || (typeof fate === "object" && "edited" in fate));
  }

  /**
   * Adds a message that was not counted before. One that comes again with more in it (a text over none, a file)
   * completes the one that waits; `fuller`: that is in a batch already.
   */
  add(message: Message): "added" | "known" | "fuller" {
    const key = String(message.id);
    const waits = this.#waiting.get(key);
    if (waits !== undefined) {
      this.#waiting.set(key, completed(waits, message));
      return "known";
    }
    const fate = this.#fates.get(key);
    if (isTaken(fate)) {
      const all = [...new Set([...fate.taken, ...partsOf(message)])].join("");
      if (all.length === fate.taken.length) return "known";
      this.#remember(key, { taken: all });
      return "fuller";
    }
    if (fate === "deleted") return "known";
    this.#fates.delete(key);
    this.#waiting.set(key, fate === undefined ? message : withEdit(message, fate.edited));
    return "added";
  }

  /**
   * Replaces what a waiting message says; it keeps its place and time. An edit that overtook its message waits for it.
   * False: the message is in a batch already.
   */
  edit(edit: Message): boolean {
    const key = String(edit.id);
    const fate = this.#fates.get(key);
    if (isTaken(fate) || fate === "deleted") return !isTaken(fate);
    const waits = this.#waiting.get(key);
    if (waits === undefined) this.#remember(key, { edited: edit });
    else this.#waiting.set(key, withEdit(waits, edit));
    return true;
  }

  /** Removes a waiting message. A deletion that overtook its message is remembered. False: it is in a batch already. */
  remove(id: Id): boolean {
    if (isTaken(this.#fates.get(String(id)))) return false;
    this.forget(id);
    return true;
  }

  /** Whatever became of it, it is deleted now. */
  forget(id: Id): void {
    this.#waiting.delete(String(id));
    this.#remember(String(id), "deleted");
  }

  /** What overtook its message says nothing when that comes. */
  dropEdits(): void {
    for (const [key, fate] of this.#fates) if (typeof fate === "object" && "edited" in fate) this.#fates.delete(key);
  }

  /** Takes all that waits, in order; only that it was counted is remembered. */
  take(): readonly Message[] {
    const messages = [...this.#waiting.values()];
    for (const message of messages) this.#remember(String(message.id), { taken: partsOf(message) });
    this.#waiting.clear();
    return inOrder(messages);
  }

  #remember(key: string, fate: Fate): void {
    this.#fates.delete(key);
    this.#fates.set(key, fate);
    const [oldest] = this.#fates.keys();
    if (this.#fates.size > MAX_FATES && oldest !== undefined) this.#fates.delete(oldest);
  }
}

/** What there is of a message, a letter for each: `t`, a text; `m`, a file. */
export function partsOf({ text, media }: Message): string {
  return `${text.trim() === "" ? "" : "t"}${media === undefined ? "" : "m"}`;
}

/** A message with what it has when it is told again: a text over none, a file over none. */
export function completed(kept: Message, { text, media }: Message): Message {
  return {
    ...kept,
    text: kept.text.trim() === "" ? text : kept.text,
    ...(kept.media === undefined && media && { media }),
  };
}

/** An edit without a text (of a picture's caption, say) leaves the text as it was. */
export function withEdit(message: Message, { text, media }: Message): Message {
  return { ...message, text: text || message.text, ...(media && { media: withSource(message.media, media) }) };
}

/** A caption that is edited leaves where the file is. */
function withSource(known: Message["media"], media: NonNullable<Message["media"]>): Message["media"] {
  const given = Object.entries(media).filter(([, value]) => value !== undefined);
  return { ...known, ...Object.fromEntries(given) };
}

function isTaken(fate: Fate | undefined): fate is Extract<Fate, { taken: string }> {
  return typeof fate === "object" && "taken" in fate;
}

/**
 * By the messages' own time; those of one instant as they came. In a second of which one message tells no part, so do
 * all of it: some hosts have whole seconds.
 */
function inOrder(messages: readonly Message[]): Message[] {
  const seconds = new Set(messages.map(({ sentAt }) => Number(sentAt)).filter((ms) => ms % 1_000 === 0));
  const place = ({ sentAt }: Message) => {
    const second = Math.floor(Number(sentAt) / 1_000) * 1_000;
    return seconds.has(second) ? second : Number(sentAt);
  };
  return [...messages].sort((one, other) => place(one) - place(other));
}
