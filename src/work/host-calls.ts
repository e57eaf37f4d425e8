import type { Integration } from "../config/schema.js";
import { GlpiIntegrationError, plainCause } from "../glpi/errors.js";
import type { Conversation } from "../host/events.js";
import type { Host } from "../host/host.js";
import type { Emit } from "./context.js";

/** A host that has not answered by then has failed: nothing of ours waits for it any longer. */
const HOST_TIMEOUT_MS = 30_000;

/** Calls the host's functions; what they throw, or that they do not return, becomes a `warning`. */
export class HostCalls {
  readonly #host: Host;
  readonly #emit: Emit;

  constructor(host: Host, emit: Emit) {
    this.#host = host;
    this.#emit = emit;
  }

  /** Resolves to whether the host took it. */
  async say(conversation: Conversation, text: string): Promise<boolean> {
    // A text of variables alone may have come out empty, which no channel delivers.
    if (text.trim() === "") return true;
    return this.#try("sendMessage", conversation, () => this.#host.sendMessage(conversation, { text }));
  }

  /** To the error queue, if there is one; never back into the queue that the conversation is in. */
  async transferToErrorQueue(conversation: Conversation, { errorQueueId }: Integration): Promise<void> {
    if (errorQueueId === undefined || String(errorQueueId) === String(conversation.queue?.id)) return;
    await this.#try("transferToQueue", conversation, () => this.#host.transferToQueue(conversation, errorQueueId));
  }

  async #try(name: keyof Host, conversation: Conversation, call: () => unknown): Promise<boolean> {
    try {
      await inHostTime(call);
      return true;
    } catch (failure) {
      const message = `The host's ${name} failed for conversation ${conversation.id}: see cause.`;
      const error = new GlpiIntegrationError("HOST_FAILED", message, { cause: plainCause(failure) });
      this.#emit("warning", { error, conversation });
      return false;
    }
  }
}

/** What a function of the host gives; rejects when that takes too long. */
export async function inHostTime<T>(call: () => T): Promise<Awaited<T>> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    const error = new Error(`no answer within ${HOST_TIMEOUT_MS} ms`);
    timer = setTimeout(() => reject(error), HOST_TIMEOUT_MS).unref();
  });
  try {
    return await Promise.race([Promise.resolve().then(call), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
