import type { Integration } from "../config/schema.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { Conversation } from "../host/events.js";
import type { Host } from "../host/host.js";
import type { Emit } from "./context.js";

/** Calls the host's functions; what they throw becomes a `warning`. */
export class HostCalls {
  readonly #host: Host;
  readonly #emit: Emit;

  constructor(host: Host, emit: Emit) {
    this.#host = host;
    this.#emit = emit;
  }

  async say(conversation: Conversation, text: string): Promise<void> {
    // An operator who empties a text wants nothing said.
    if (text.trim() === "") return;
    await this.#try("sendMessage", conversation, () => this.#host.sendMessage(conversation, { text }));
  }

  /** To the error queue, if there is one; never back into the queue that the conversation is in. */
  async transferToErrorQueue(conversation: Conversation, { errorQueueId }: Integration): Promise<void> {
    if (errorQueueId === undefined || String(errorQueueId) === String(conversation.queue?.id)) return;
    await this.#try("transferToQueue", conversation, () => this.#host.transferToQueue(conversation, errorQueueId));
  }

  async #try(name: keyof Host, conversation: Conversation, call: () => unknown): Promise<void> {
    try {
      await call();
    } catch (cause) {
      const message = `The host's ${name} failed for conversation ${conversation.id}: see cause.`;
      this.#emit("warning", { error: new GlpiIntegrationError("HOST_FAILED", message, { cause }), conversation });
    }
  }
}
