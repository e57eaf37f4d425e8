import { setTimeout as pause } from "node:timers/promises";
import type { AddedFollowUp, CreatedTicket } from "../events.js";
import type { Entity } from "../glpi/entities.js";
import type { Contact, Conversation, Media, Message } from "../host/events.js";
import type { GlpiIntegration } from "../integration/glpi-integration.js";
import type { Connection } from "./connection.js";
import type { ExampleHost } from "./example-host.js";
import type { GlpiAdmin } from "./glpi-admin.js";
import { screen } from "./screen.js";
import type { Tally } from "./tally.js";

/** The ids of the example host's integrations. */
export const createTickets = 1;
export const consultTickets = 2;

/** What the stories are played with. */
export interface Stage {
  admin: GlpiAdmin;
  connection: Connection;
  host: ExampleHost;
  integration: GlpiIntegration;
  tally: Tally;
  companies: readonly [Entity, Entity];
  /** Ends the demo early. */
  signal: AbortSignal;
}

const typingMs = 600;
const lookMs = 200;
let conversations = 100;

/** One conversation of the example host, and the customer's side of it. */
export class Talk {
  readonly conversation: Conversation;
  /** The ticket that the conversation becomes. */
  readonly ticket: Promise<CreatedTicket>;
  readonly #stage: Stage;
  /** Rejects when a file does not get into the ticket. */
  readonly #fileFailed: Promise<never>;
  #messages = 0;

  constructor(stage: Stage, contact: Contact) {
    conversations += 1;
    this.#stage = stage;
    this.conversation = {
      id: conversations,
      tenantId: 1,
      protocol: `2026${conversations}`,
      channel: "WhatsApp",
      queue: { id: 5, name: "Suporte" },
      contact,
    };
    this.ticket = this.#outcome();
    // Nobody awaits it when the story fails earlier.
    this.ticket.catch(() => undefined);
    this.#fileFailed = this.#failure();
    this.#fileFailed.catch(() => undefined);
  }

  /** The customer writes to the bot, and the bot answers: before the transfer none of it reaches us. */
  async withBot(text: string, answer: string): Promise<void> {
    await this.#type(text);
    screen.message("Bot", answer, "us");
  }

  /** The customer writes something that reaches us with the transfer into our queue. */
  async transferred(integrationId: number, text?: string): Promise<void> {
    const lastMessage = text === undefined ? undefined : await this.#type(text);
    screen.event("(o bot transfere a conversa para a fila da integração)");
    await this.#stage.integration.onTransfer({ conversation: this.conversation, integrationId, lastMessage });
  }

  async writes(text: string, integrationId = createTickets): Promise<void> {
    await this.#told(await this.#type(text), integrationId);
  }

  async sends(media: Media): Promise<void> {
    await this.#told({ ...(await this.#type(`📎 ${media.fileName}`)), text: "", media });
  }

  /** When the ticket has so many files: what they are. */
  async files(ticketId: number, count: number) {
    const { admin, signal } = this.#stage;
    for (;;) {
      const files = await admin.filesOf(ticketId);
      if (files.length >= count) return files;
      await Promise.race([pause(lookMs, undefined, { signal }), this.#fileFailed]);
    }
  }

  async #told(message: Message, integrationId = createTickets): Promise<void> {
    const { conversation } = this;
    await this.#stage.integration.onMessage({ conversation, integrationId, message });
  }

  /** The next follow-up of this conversation. */
  followUp(): Promise<AddedFollowUp> {
    const { integration, signal } = this.#stage;
    return new Promise((resolve, reject) => {
      integration.on("followUpAdded", ({ batch, followUp }) => {
        if (batch.conversation.id === this.conversation.id) resolve(followUp);
      });
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  }

  async #type(text: string): Promise<Message> {
    await pause(typingMs, undefined, { signal: this.#stage.signal });
    const { contact, id } = this.conversation;
    screen.message(contact.name?.split(" ")[0] ?? "", text, "customer");
    this.#stage.tally.wrote(contact);
    this.#messages += 1;
    return { id: `${id}-${this.#messages}`, text, sentAt: new Date() };
  }

  #failure(): Promise<never> {
    return new Promise((_resolve, reject) => {
      this.#stage.integration.on("fileFailed", ({ conversation, error }) => {
        if (conversation.id === this.conversation.id) reject(error);
      });
    });
  }

  #outcome(): Promise<CreatedTicket> {
    const { integration, signal } = this.#stage;
    return new Promise((resolve, reject) => {
      integration.on("ticketCreated", ({ batch, ticket }) => {
        if (batch.conversation.id === this.conversation.id) resolve(ticket);
      });
      integration.on("ticketFailed", ({ batch, error }) => {
        if (batch.conversation.id === this.conversation.id) reject(error);
      });
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  }
}

/** Throws when what the demo shows is not so. */
export function check(holds: boolean, what: string): void {
  if (!holds)
    throw new Error(`Not so: ${what}. This is a defect of whazing-glpi: please report it with the output above.`);
}
