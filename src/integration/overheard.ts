import type { Emit, OverheardEvent } from "../events.js";
import { GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import { steadyNow } from "../glpi/steady-clock.js";
import type {
  ConversationEvent,
  ConversationFact,
  HostEvents,
  LeaveEvent,
  MessageDeletedEvent,
  MessageEditedEvent,
  MessageEvent,
  TransferEvent,
} from "../host/events.js";
import * as valid from "../host/validate.js";
import { conversationKey } from "../store/keys.js";

const MOST_WAITING = 10_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** So long an event is tried again that could not be kept. */
const KEPT_FOR_MS = 10 * 60_000;

/** Who takes the events; each rejects when it was not accepted. */
interface Taker {
  onTransfer(event: TransferEvent): Promise<void>;
  onMessage(event: MessageEvent): Promise<void>;
  onMessageEdited(event: MessageEditedEvent): Promise<void>;
  onMessageDeleted(event: MessageDeletedEvent): Promise<void>;
  onLeave(event: LeaveEvent): Promise<void>;
  onClose(event: ConversationEvent): Promise<void>;
  onConversation(event: ConversationFact): Promise<void>;
}

/** How each event is read, and who takes it. */
const events = {
  transfer: [valid.transferEvent, "onTransfer"],
  message: [valid.messageEvent, "onMessage"],
  messageEdited: [valid.messageEditedEvent, "onMessageEdited"],
  messageDeleted: [valid.messageDeletedEvent, "onMessageDeleted"],
  leave: [valid.leaveEvent, "onLeave"],
  close: [valid.conversationEvent, "onClose"],
  conversation: [valid.conversationFact, "onConversation"],
} as const satisfies Record<keyof HostEvents, readonly [unknown, keyof Taker]>;

/** The first one is under way, or waits for its next try: then `wake` ends its pause. */
interface Line {
  events: OverheardEvent[];
  wake?: (() => void) | undefined;
}

/**
 * Takes what a host's emitter tells, to which nobody can say that it was not accepted. What the store could not take is
 * kept here and tried again, for ten minutes, in the order of its conversation; what cannot be taken at all is in a
 * `warning`, whole.
 */
export class Overheard {
  readonly #taker: Taker;
  readonly #emit: Emit;
  /** Of each conversation, what is not accepted yet. */
  readonly #waiting = new Map<string, Line>();
  #count = 0;
  #ending = false;

  constructor(taker: Taker, emit: Emit) {
    this.#taker = taker;
    this.#emit = emit;
  }

  hear<E extends keyof HostEvents>(name: E, event: Parameters<HostEvents[E]>[0]): void {
    const heard = { name, event } as OverheardEvent;
    try {
      // Read before the host goes on: it may use the object again.
      heard.event = valid.validate(`the event "${name}"`, events[name][0], event) as typeof heard.event;
    } catch (error) {
      this.#refuse(heard, error);
      return;
    }
    if (this.#count >= MOST_WAITING) {
      this.#refuse(heard, tooMany());
      return;
    }
    this.#count += 1;
    const key = conversationKey(heard.event.conversation);
    const line = this.#waiting.get(key);
    if (line !== undefined) line.events.push(heard);
    else void this.#work(key, { events: [heard] });
  }

  /** Tries all that waits once more, now, in its order; what is not accepted then is in a `warning`. */
  end(): void {
    this.#ending = true;
    for (const line of this.#waiting.values()) {
      const notUnderWay = line.events.splice(line.wake === undefined ? 1 : 0);
      for (const heard of notUnderWay) this.#take(heard).catch((error: unknown) => this.#refuse(heard, error));
      line.wake?.();
    }
  }

  async #work(key: string, line: Line): Promise<void> {
    this.#waiting.set(key, line);
    for (let [heard] = line.events; heard !== undefined; [heard] = line.events) {
      const first = heard;
      await this.#untilTaken(first, line).catch((error: unknown) => this.#refuse(first, error));
      line.events.shift();
      this.#count -= 1;
    }
    this.#waiting.delete(key);
  }

  async #untilTaken(heard: OverheardEvent, line: Line): Promise<void> {
    const begun = steadyNow();
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        await this.#take(heard);
        return;
      } catch (error) {
        const isOver = this.#ending || steadyNow() - begun + pauseMs > KEPT_FOR_MS;
        if (isOver || !toIntegrationError(error).retryable) throw error;
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs).unref();
        line.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      // The end has tried it for the last time.
      if (this.#ending) return;
      line.wake = undefined;
    }
  }

  #take(heard: OverheardEvent): Promise<void> {
    const [, method] = events[heard.name];
    return (this.#taker[method] as (event: OverheardEvent["event"]) => Promise<void>).call(this.#taker, heard.event);
  }

  #refuse(heard: OverheardEvent, error: unknown): void {
    const { conversation } = heard.event ?? {};
    this.#emit("warning", { error: toIntegrationError(error), conversation, event: heard });
  }
}

function tooMany(): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "STORE_FAILED",
    `${MOST_WAITING} events wait for a store that fails: no more are kept. Tell the event of this warning again when it works.`,
  );
}
