import { EventEmitter, once } from "node:events";
import type { Conversation, Id } from "../host/events.js";
import type { Host, OutgoingMessage } from "../host/host.js";
import { screen } from "./screen.js";

/** A host that prints what it is to do; Whazing's backend sends it through its channels. */
export class ExampleHost implements Host {
  readonly #integrations: Readonly<Record<Id, unknown>>;
  readonly #sent: { to: Id; text: string }[] = [];
  readonly #sending = new EventEmitter();

  /** The stored configurations, by their ids. */
  constructor(integrations: Readonly<Record<Id, unknown>>) {
    this.#integrations = integrations;
  }

  sendMessage(conversation: Conversation, { text }: OutgoingMessage): void {
    this.#sent.push({ to: conversation.id, text });
    screen.message("Suporte", text, "us");
    this.#sending.emit(String(conversation.id), text);
  }

  transferToQueue(_conversation: Conversation, queueId: Id): void {
    screen.event(`(conversa transferida para a fila ${queueId})`);
  }

  loadIntegration(integrationId: Id): unknown {
    return this.#integrations[integrationId];
  }

  /** What the customer of a conversation was sent. */
  sentTo({ id }: Conversation): string[] {
    return this.#sent.filter(({ to }) => to === id).map(({ text }) => text);
  }

  /** The next text that the customer of a conversation is sent. */
  async nextTo({ id }: Conversation, signal: AbortSignal): Promise<string> {
    const [text] = await once(this.#sending, String(id), { signal });
    return text;
  }
}
