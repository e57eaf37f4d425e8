import type { z } from "zod";
import type { Conversation, ConversationEvent, ConversationFact, MessageEvent } from "../host/events.js";
import type { Heard } from "./heard.js";
import type { Told } from "./payload.js";
import { integrationOf, type queuesSchema, tenantOf, type tenantsSchema } from "./places.js";
import type { WhazingHost } from "./whazing-host.js";

/** What is told: a `GlpiIntegration`, whose host has `integrationOfQueue`. */
export interface WhazingListener {
  onMessage(event: MessageEvent): Promise<unknown>;
  onConversation(event: ConversationFact): Promise<unknown>;
  onClose(event: ConversationEvent): Promise<unknown>;
}

interface Places {
  tenants: z.output<typeof tenantsSchema>;
  queues: z.output<typeof queuesSchema>;
  heard: Heard;
  host: Pick<WhazingHost, "findMessage"> | undefined;
}

/** Tells the integration what Whazing's webhooks told. */
export class Teller {
  readonly #integration: WhazingListener;
  readonly #places: Places;

  constructor(integration: WhazingListener, places: Places) {
    this.#integration = integration;
    this.#places = places;
  }

  /** Resolves, when the store has it, to what was done with it. Rejects with `GlpiIntegrationError`. */
  async tell(told: Told): Promise<string> {
    if (told.is === "other") return "nothing to do";
    const tenantId = tenantOf(this.#places.tenants, told.channelId);
    if (tenantId === undefined) return "a channel of nobody's";
    const conversation = told.conversationFor(tenantId);
    switch (told.is) {
      case "message":
        return this.#message(conversation, told);
      case "transfer":
        return this.#transfer(conversation, told.body);
      case "beginning":
        this.#places.heard.began(conversation);
        return "nothing to do";
      case "close":
        this.#places.heard.closed(conversation);
        await this.#integration.onClose({ conversation });
        return "closed";
    }
  }

  async #message(conversation: Conversation, told: Extract<Told, { is: "message" }>): Promise<string> {
    const { heard } = this.#places;
    if (told.message.fromMe) return this.#ours(conversation, told);
    // WhatsApp may tell that something was edited, and not what it says now.
    if (told.message.edited && told.message.text === "" && told.message.media === undefined)
      return "an edit of nothing";
    const message = heard.message(conversation, told.message, told.body);
    const integration = this.#integrationOf(conversation);
    if (integration === undefined && heard.isOfBefore(conversation, message)) return "written before it came here";
    await this.#integration.onMessage({ conversation, integrationId: integration?.id, message });
    if (integration === undefined || !heard.hasLeftSince(conversation, message)) return "heard";
    await this.#integration.onConversation({ conversation, integrationId: null });
    return "written before it left";
  }

  async #ours(conversation: Conversation, { message, body }: Extract<Told, { is: "message" }>): Promise<string> {
    const taken = this.#places.heard.ours(conversation, message, body);
    if (taken !== undefined) await this.#integration.onMessage({ conversation, message: taken });
    return "our own";
  }

  async #transfer(conversation: Conversation, body: string): Promise<string> {
    const { heard } = this.#places;
    if (heard.isOver(conversation, body)) return "closed since";
    heard.transferred(conversation, body);
    const integration = this.#integrationOf(conversation);
    heard.moved(conversation, integration !== undefined);
    if (integration === undefined) {
      await this.#integration.onConversation({ conversation, integrationId: null });
      return "left";
    }
    // Where a transfer does not start it, the integration asks its host, which says so.
    const integrationId = integration.startOnTransfer ? integration.id : undefined;
    const last = integration.startOnTransfer ? await this.#lastMessage(conversation, body) : { lastMessage: undefined };
    await this.#integration.onConversation({ conversation, integrationId, ...last });
    return "came";
  }

  /** A process that did not hear of it asks Whazing who wrote it. */
  async #lastMessage(conversation: Conversation, body: string) {
    const { heard, host } = this.#places;
    const isAsked = host !== undefined && body.trim() !== "" && !heard.knows(conversation, body);
    return heard.lastMessage(conversation, body, isAsked ? await host.findMessage(conversation, body) : undefined);
  }

  #integrationOf({ queue, tenantId }: Conversation) {
    return integrationOf(this.#places.queues, queue?.id, tenantId);
  }
}
