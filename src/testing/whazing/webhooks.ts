import type { FetchForWebhooks } from "../send-webhook.js";
import type { WhazingDatabase } from "./database.js";
import type { WhazingConversationRow, WhazingMessageRow, WhazingWebhookRow } from "./rows.js";

/** Whazing sends about three seconds after the event. */
const DELAY_MS = 3_000;
const AGAIN_MS = 3 * 60_000;
const MOST_TRIES = 3;
/** It waits so long for an answer. */
const ANSWER_MS = 10_000;

export type WhazingEventType = "NewTicket" | "NewTicketUserCreate" | "TransferTicket" | "ClosedTicket";

/** Whazing's webhooks: what happens is queued with its body as it is then, and sent when the test says so. */
export class WhazingWebhooks {
  readonly queued: WhazingWebhookRow[] = [];
  readonly #database: WhazingDatabase;
  readonly #origin: () => string;

  constructor(database: WhazingDatabase, origin: () => string) {
    this.#database = database;
    this.#origin = origin;
  }

  message(message: WhazingMessageRow, more: { reactions?: readonly string[] } = {}): void {
    const conversation = this.#database.conversation(message.conversationId);
    const { messageId, body: messageBody, fromMe, mediaType, fileName, edited, isDeleted } = message;
    const { sendsBase64 } = this.#database.channel(conversation.channelId);
    const file = fileName === null ? undefined : this.#database.files.get(fileName);
    this.#queue(conversation.channelId, {
      messageId,
      messageBody,
      timestamp: Math.floor(message.at.getTime() / 1_000),
      status: "sended",
      fromMe,
      mediaType,
      mediaUrl: fileName === null ? null : `${this.#origin()}/public/${fileName}`,
      mediaBase64: file && sendsBase64 ? Buffer.from(file.bytes).toString("base64") : null,
      isDeleted,
      sendType: "chat",
      edited,
      reactions: more.reactions ?? [],
      dataJson: null,
      ...this.#about(conversation),
      contactmessage: message.authorId === null ? null : this.#contact(message.authorId),
      user: null,
    });
  }

  event(type: WhazingEventType, conversation: WhazingConversationRow): void {
    const last = this.#database.messagesOf(conversation.id).at(-1);
    const about = this.#about(conversation);
    const ticket = { ...about.ticket, userId: null, ...(type === "ClosedTicket" && { closingReasonId: null }) };
    this.#queue(conversation.channelId, { Type: type, messageBody: last?.body ?? "", ...about, ticket });
  }

  /** Sends what is due, the oldest first: each three times at most, three minutes apart, until it is answered 2xx. */
  async send(fetch: FetchForWebhooks): Promise<void> {
    const now = this.#database.now().getTime();
    const due = this.queued.filter(
      ({ tries, lastStatus, dueAt }) => tries < MOST_TRIES && !isTaken(lastStatus) && dueAt.getTime() <= now,
    );
    for (const row of due) {
      row.tries += 1;
      row.lastStatus = await this.post(row.channelId, row.body, fetch);
      row.dueAt = new Date(now + AGAIN_MS);
    }
  }

  /** The status of the answer; 0: there was none. */
  async post(channelId: number, body: string, fetch: FetchForWebhooks): Promise<number> {
    const { webhook } = this.#database.channel(channelId);
    if (webhook === undefined) return 0;
    const headers = { "content-type": "application/json", ...(webhook.token && { "x-n8n-api-key": webhook.token }) };
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), ANSWER_MS);
    try {
      return (await fetch(webhook.url, { method: "POST", headers, body, signal: abort.signal })).status;
    } catch {
      return 0;
    } finally {
      clearTimeout(timer);
    }
  }

  #queue(channelId: number, body: object): void {
    if (this.#database.channel(channelId).webhook === undefined) return;
    const dueAt = new Date(this.#database.now().getTime() + DELAY_MS);
    this.queued.push({ channelId, body: JSON.stringify(body), dueAt, tries: 0, lastStatus: undefined });
  }

  #about({ id, status, protocol, queueId, channelId, contactId }: WhazingConversationRow) {
    const { name } = this.#database.channel(channelId);
    const contact = this.#contact(contactId);
    return {
      ticket: { id, status, protocol, queueId, apiConfig: null, isGroup: contact.isGroup },
      contact,
      whatsapp: { id: channelId, name },
    };
  }

  #contact(contactId: number) {
    const { id, name, number, lid, isGroup } = this.#database.contact(contactId);
    const nothing = { profilePicUrl: null, email: "", kanbanId: null, followupId: null };
    return { id, name, phoneNumber: number, isGroup, pushname: name, lid, ...nothing };
  }
}

function isTaken(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
