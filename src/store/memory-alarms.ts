import { randomUUID } from "node:crypto";
import type { Conversation } from "../host/events.js";
import { conversationKey } from "./keys.js";
import type { Alarm, TakenAlarm } from "./store.js";

interface Entry {
  readonly alarm: Alarm;
  /** Until it is due, or until its lease ends. */
  timer: NodeJS.Timeout;
  lease: string | undefined;
}

/** The alarms of a `MemoryStore`; their timers do not keep the process alive. */
export class MemoryAlarms {
  readonly #entries = new Map<string, Entry>();
  /** In the order in which they became due. */
  readonly #due = new Set<string>();
  /** What is outgoing of each conversation: the ids it has of its own. */
  readonly #outgoing = new Map<string, Set<string>>();
  #listener: () => void = () => undefined;
  #isLastChance = false;

  onDue(listener: () => void): void {
    this.#listener = listener;
    if (this.#due.size > 0) listener();
  }

  set(alarm: Alarm, inMs: number): void {
    const key = conversationKey(alarm.conversation);
    const before = this.#entries.get(key)?.alarm.about ?? "description";
    if (alarm.about === "description" && before !== "description") return;
    this.cancel(alarm.conversation);
    this.#entries.set(key, { alarm, timer: this.#after(key, inMs), lease: undefined });
    const whose = whoseOutgoing(alarm);
    if (whose === undefined) return;
    const others = this.#outgoing.get(whose) ?? new Set();
    this.#outgoing.set(whose, others.add(String(alarm.conversation.id)));
  }

  cancel(conversation: Conversation): void {
    const key = conversationKey(conversation);
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    clearTimeout(entry.timer);
    this.#entries.delete(key);
    this.#due.delete(key);
    const whose = whoseOutgoing(entry.alarm);
    const others = whose === undefined ? undefined : this.#outgoing.get(whose);
    others?.delete(String(conversation.id));
    if (whose !== undefined && others?.size === 0) this.#outgoing.delete(whose);
  }

  isBehind(taken: TakenAlarm): boolean {
    // What would be put off now would never be said.
    if (this.#isLastChance) return false;
    const own = String(taken.conversation.id);
    return [...(this.#outgoing.get(whoseOutgoing(taken) ?? "") ?? [])].some((id) => id < own);
  }

  postpone(taken: TakenAlarm, alarm: Alarm, inMs: number): boolean {
    if (!this.finish(taken)) return false;
    this.set(alarm, inMs);
    return true;
  }

  /** Resolves to the conversations in which something was due. */
  forget(isTheirs: (conversation: Conversation) => boolean): Conversation[] {
    const theirs = [...this.#entries.values()].map(({ alarm }) => alarm.conversation).filter(isTheirs);
    for (const conversation of theirs) this.cancel(conversation);
    return theirs;
  }

  take(limit: number, leaseMs: number): TakenAlarm[] {
    return [...this.#due].slice(0, limit).flatMap((key) => {
      this.#due.delete(key);
      const entry = this.#entries.get(key);
      if (entry === undefined) return [];
      entry.lease = randomUUID();
      entry.timer = this.#after(key, leaseMs);
      return [{ ...entry.alarm, lease: entry.lease }];
    });
  }

  finish({ conversation, lease }: TakenAlarm): boolean {
    const held = this.#entries.get(conversationKey(conversation))?.lease === lease;
    if (held) this.cancel(conversation);
    return held;
  }

  /** What is to be said is due now: the last chance to say it. */
  hasten(): void {
    this.#isLastChance = true;
    for (const [key, { alarm, timer, lease }] of this.#entries) {
      if (alarm.about === "description" || lease !== undefined) continue;
      clearTimeout(timer);
      this.#due.add(key);
    }
    if (this.#due.size > 0) this.#listener();
  }

  close(): void {
    for (const { timer } of this.#entries.values()) clearTimeout(timer);
  }

  #after(key: string, ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#due.add(key);
      this.#listener();
    }, ms).unref();
  }
}

/** The conversation that something outgoing is for; undefined of what is due in its conversation. */
function whoseOutgoing({ about, conversation, conversationId }: Alarm): string | undefined {
  if (about !== "outgoing" || conversationId === undefined) return undefined;
  return conversationKey({ ...conversation, id: conversationId });
}
