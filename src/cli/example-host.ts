import type { Conversation, Id } from "../host/events.js";
import type { Host, OutgoingMessage } from "../host/host.js";
import { screen } from "./screen.js";

/** A host that prints what it is to do; Whazing's backend sends it through its channels. */
export class ExampleHost implements Host {
  readonly #integrations: Readonly<Record<Id, unknown>>;
  readonly #sent: { to: Id; text: string }[] = [];

  /** The stored configurations, by their ids. */
  constructor(integrations: Readonly<Record<Id, unknown>>) {
    this.#integrations = integrations;
  }

  sendMessage(conversation: Conversation, { text }: OutgoingMessage): void {
    this.#sent.push({ to: conversation.id, text });
    screen.message("Suporte", text, "us");
  }

  transferToQueue(_conversation: Conversation, queueId: Id): void {
    screen.event(`(moved to queue ${queueId})`);
  }

  loadIntegration(integrationId: Id): unknown {
    return this.#integrations[integrationId];
  }

  /** What the customer of a conversation was sent. */
  sentTo({ id }: Conversation): string[] {
    return this.#sent.filter(({ to }) => to === id).map(({ text }) => text);
  }
}
