import { type Answer, AnswerError, type Json, jsonAnswer } from "../answer.js";
import type { Multipart } from "../files/multipart.js";
import type { SimulatedRequest } from "../request.js";
import type { WhazingDatabase } from "./database.js";
import type { WhazingChannelRow, WhazingConversationRow, WhazingMessageRow } from "./rows.js";
import type { WhazingWebhooks } from "./webhooks.js";

type Fields = Readonly<Record<string, unknown>>;

/** The external API of a simulated Whazing: one for each channel. What the docs do not say is answered as simply as may be. */
export class ExternalApi {
  /** Whether what comes again with a key of before is answered, and not sent again. */
  knowsKeys = false;
  readonly #database: WhazingDatabase;
  readonly #webhooks: WhazingWebhooks;

  constructor(database: WhazingDatabase, webhooks: WhazingWebhooks) {
    this.#database = database;
    this.#webhooks = webhooks;
  }

  /** `path`: behind the channel's address. */
  answer(
    channel: WhazingChannelRow,
    path: string,
    request: SimulatedRequest,
    multipart: Multipart | undefined,
  ): Answer {
    if (request.headers.authorization !== `Bearer ${channel.token}`) throw refused(401, "Token inválido");
    const fields: Fields = multipart?.fields ?? fieldsOf(request.body);
    const [, verb = "", id] = path.split("/");
    if (request.method === "GET" && verb === "ticket") return this.#list(channel, Number(id));
    if (request.method !== "POST") throw refused(404, "Not Found");
    switch (verb) {
      case "":
        return this.#send(channel, fields, multipart);
      case "apioficial":
      case "apiplus":
        return this.#choices(channel, verb, fields);
      case "updatequeue":
        return this.#move(this.#conversation(channel, fields), fields.queueId);
      case "updateticketinfo":
        return this.#change(this.#conversation(channel, fields), fields);
      default:
        throw refused(404, "Not Found");
    }
  }

  #send(channel: WhazingChannelRow, fields: Fields, multipart: Multipart | undefined): Answer {
    const body = text(fields.body);
    const file = multipart?.files.find(({ field }) => field === "media");
    if (body === "" && file === undefined) throw refused(400, "body is required");
    const conversation = this.#conversation(channel, fields);
    const more = file && {
      fileName: this.#database.addFile(file.name, Uint8Array.from(file.bytes), file.type),
      mediaType: /^(?:image|audio|video)/.exec(file.type)?.[0] ?? "document",
    };
    return this.#say(conversation, fields, { body, ...more });
  }

  #choices(channel: WhazingChannelRow, verb: "apioficial" | "apiplus", fields: Fields): Answer {
    if (channel.kind !== (verb === "apioficial" ? "official" : "plus")) throw refused(400, "Canal não suportado");
    if (fields.number === undefined) throw refused(400, "number is required");
    const contents = fieldsOf(fields.contents);
    const conversation = this.#conversation(channel, fields);
    if (contents.type === "template") {
      return this.#say(conversation, fields, { body: text(contents.name), template: text(contents.name) });
    }
    const action = fieldsOf(contents.action);
    const titles = (rows: unknown) => list(rows).map((row) => text(fieldsOf(fieldsOf(row).reply ?? row).title));
    return this.#say(conversation, fields, {
      body: text(fieldsOf(contents.body).text),
      buttons: titles(action.buttons),
      rows: list(action.sections).flatMap((section) => titles(fieldsOf(section).rows)),
    });
  }

  #say({ id }: WhazingConversationRow, fields: Fields, message: Partial<WhazingMessageRow>): Answer {
    const externalKey = text(fields.externalKey) || null;
    const before = this.#database.messages.find((each) => externalKey !== null && each.externalKey === externalKey);
    if (this.knowsKeys && before !== undefined) return jsonAnswer(200, { messageId: before.messageId });
    const row = this.#database.addMessage({ conversationId: id, fromMe: true, externalKey, ...message });
    this.#webhooks.message(row);
    return jsonAnswer(200, { messageId: row.messageId });
  }

  #move(conversation: WhazingConversationRow, queueId: unknown): Answer {
    conversation.queueId = Number(queueId);
    conversation.status = "pending";
    this.#webhooks.event("TransferTicket", conversation);
    return jsonAnswer(200, { ticketId: conversation.id });
  }

  #change(conversation: WhazingConversationRow, { status }: Fields): Answer {
    if (status !== "open" && status !== "pending" && status !== "closed") throw refused(400, "status is invalid");
    const closes = status === "closed" && conversation.status !== "closed";
    conversation.status = status;
    if (closes) this.#webhooks.event("ClosedTicket", conversation);
    return jsonAnswer(200, { ticketId: conversation.id });
  }

  #list(channel: WhazingChannelRow, ticketId: number): Answer {
    const { id } = this.#conversation(channel, { ticketId });
    const messages = this.#database.messagesOf(id).map(({ messageId, body, fromMe, externalKey }): Json => {
      return { messageId, body, fromMe, externalKey };
    });
    return jsonAnswer(200, { messages });
  }

  #conversation(channel: WhazingChannelRow, { ticketId, number }: Fields): WhazingConversationRow {
    if (ticketId !== undefined) {
      const found = this.#database.conversations.find(({ id }) => id === Number(ticketId));
      if (found === undefined || found.channelId !== channel.id) throw refused(404, "ERR_NO_TICKET_FOUND");
      return found;
    }
    const contact = this.#database.contacts.find((each) => each.number !== null && each.number === number);
    if (contact === undefined) throw refused(400, "number is invalid");
    return (
      this.#database.openConversation(channel.id, contact.id) ?? this.#database.addConversation(channel.id, contact.id)
    );
  }
}

export function refused(status: number, error: string): AnswerError {
  return new AnswerError(jsonAnswer(status, { error }));
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
