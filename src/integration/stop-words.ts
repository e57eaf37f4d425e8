import type { Integration } from "../config/integration.js";
import type { Sent } from "../conversation/errand.js";
import { plainText } from "../conversation/menu.js";
import type { Conversation, Id, Message } from "../host/events.js";
import type { WatchedTicket } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";

/** No stop word is longer; those without a letter are numbers of menus. */
const mayBeOne = /^(?=.*\p{L}).{1,40}$/u;
/** Nor is one that was written with more around it. */
const LONGEST = 100;

/** Takes what customers write who want to hear of no changes any more, or of all again. */
export class StopWords {
  readonly #context: HandlerContext;

  constructor(context: HandlerContext) {
    this.#context = context;
  }

  /**
   * Whether a message in a queue of ours is the stop word of one of the contact's tickets, and kept as such: it goes into
   * none. In a queue that creates tickets it is that integration's word too.
   */
  async take(conversation: Conversation, message: Message, integration: Integration): Promise<boolean> {
    const { changes } = this.#context.store;
    if (changes === undefined || saidOnly(conversation, message) === undefined) return false;
    if (integration.type === "glpi-create-ticket" && !isStopWord(integration, message)) return false;
    return this.takeOf(
      conversation,
      message,
      await changes.findWatched(conversation.tenantId, conversation.contact.id),
    );
  }

  /** The same, wherever it was written, of somebody who hears of these tickets. */
  async takeOf(conversation: Conversation, message: Message, watched: readonly WatchedTicket[]): Promise<boolean> {
    const { store } = this.#context;
    if (store.changes?.writeStop === undefined || saidOnly(conversation, message) === undefined) return false;
    const integrationId = await this.#whose(conversation.tenantId, message, watched);
    if (integrationId === undefined) return false;
    const stop: Sent = { ...message, errand: { do: "stop" }, isAnswer: true };
    // What was written before is about something else.
    await store.flush(conversation);
    await store.add(conversation, stop, { integrationId, quietMs: 0, maxWaitMs: 0, described: true });
    return true;
  }

  /** The integration of one of the tickets that has this word. */
  async #whose(tenantId: Id, message: Message, watched: readonly WatchedTicket[]): Promise<Id | undefined> {
    const ids = new Map(watched.map(({ integrationId }) => [String(integrationId), integrationId]));
    for (const id of ids.values()) {
      const integration = await this.#context.integrations.find(id, tenantId).catch(() => undefined);
      if (integration !== undefined && isStopWord(integration, message)) return id;
    }
    return undefined;
  }
}

/** What it says, where it may be a stop word. */
function saidOnly({ isGroup }: Conversation, { text, media, edited }: Message): string | undefined {
  if (isGroup || edited || media !== undefined || text.length > LONGEST) return undefined;
  const said = plainText(text);
  return mayBeOne.test(said) ? said : undefined;
}

function isStopWord(integration: Integration, { text }: Message): boolean {
  if (integration.type !== "glpi-create-ticket" || integration.stopWord === undefined) return false;
  return plainText(integration.stopWord) === plainText(text);
}
