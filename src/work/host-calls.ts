import type { Integration } from "../config/schema.js";
import type { Emit } from "../events.js";
import { GlpiIntegrationError, plainCause } from "../glpi/errors.js";
import type { Conversation } from "../host/events.js";
import type { Host } from "../host/host.js";
import { inHostTime } from "../host/host-time.js";

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
