import { randomUUID } from "node:crypto";
import type { Answer } from "../answer.js";
import { Faults } from "../faults.js";
import { multipartOf } from "../files/multipart.js";
import { meetFaults } from "../meet-faults.js";
import type { LoggedRequest } from "../request.js";
import type { FetchForWebhooks } from "../send-webhook.js";
import { type GlobalFetch, HttpServer, type IncomingRequest, inProcessFetch } from "../transport.js";
import { WhazingDatabase } from "./database.js";
import { ExternalApi } from "./external-api.js";
import type { NewWhazingChannel, NewWhazingContact, NewWhazingMessage, SimulatedWhazingChannel } from "./new-rows.js";
import type {
  WhazingChannelRow,
  WhazingContactRow,
  WhazingConversationRow,
  WhazingMessageRow,
  WhazingReading,
  WhazingWebhookRow,
} from "./rows.js";
import { requestOf, WhazingServer } from "./server.js";
import { WhazingWebhooks } from "./webhooks.js";

export interface WhazingSimulatorOptions {
  /** Its clock; the process's by default, asked each time. */
  now?: (() => Date) | undefined;
  /** Its `MEDIA_API_KEY`; without one `/public` is open. */
  mediaApiKey?: string | undefined;
}

/**
 * A Whazing that lives in the process, as far as its webhooks and its external API tell of it: channels, contacts,
 * conversations and what is written in them. Reached in process through `fetch`, or over HTTP after `listen()`. What
 * happens is queued as webhooks, and sent by `sendWebhooks()` when the clock says that it is due.
 *
 * ```ts
 * const whazing = new WhazingSimulator();
 * const channel = whazing.addChannel({ webhook: { url: "http://127.0.0.1:3000/whazing", token: "secret" } });
 * const beatriz = whazing.addContact({ name: "Beatriz", number: "5531987654322" });
 * const { conversationId } = whazing.writes(beatriz, { text: "2" });
 * whazing.transfers(conversationId, 5);
 * await whazing.sendWebhooks();
 * whazing.reads(beatriz);
 * ```
 */
export class WhazingSimulator {
  /** Reaches this Whazing without a network. */
  readonly fetch: GlobalFetch;
  /** What goes wrong between a client and Whazing: `status`, `delay`, `resetBefore`, `resetAfter` (a lost answer), … */
  readonly faults = new Faults();
  readonly #database: WhazingDatabase;
  readonly #webhooks: WhazingWebhooks;
  readonly #api: ExternalApi;
  readonly #server: WhazingServer;
  readonly #http: HttpServer;
  readonly #requests: LoggedRequest[] = [];

  constructor({ now, mediaApiKey }: WhazingSimulatorOptions = {}) {
    this.#database = new WhazingDatabase(now ?? (() => new Date()));
    this.#webhooks = new WhazingWebhooks(this.#database, () => this.url);
    this.#api = new ExternalApi(this.#database, this.#webhooks);
    this.#server = new WhazingServer(this.#database, this.#api, mediaApiKey);
    const handle = (incoming: IncomingRequest) => this.#handle(incoming);
    this.fetch = inProcessFetch(handle);
    this.#http = new HttpServer(handle, "");
  }

  /** Where it is reached: over HTTP between `listen()` and `stop()`, else in process. */
  get url(): string {
    return this.#http.url ?? "https://whazing.example.test";
  }

  /** Answers over HTTP too, on 127.0.0.1; port 0 takes one that is free. */
  listen(port = 0): Promise<string> {
    return this.#http.listen(port);
  }

  async stop(): Promise<void> {
    await this.#http.stop();
  }

  /** Whether it answers what comes again with an `externalKey` of before, and sends nothing again; false by default. */
  get knowsKeys(): boolean {
    return this.#api.knowsKeys;
  }

  set knowsKeys(knows: boolean) {
    this.#api.knowsKeys = knows;
  }

  addChannel({
    name,
    kind = "other",
    queueId,
    sendsBase64 = false,
    webhook,
  }: NewWhazingChannel = {}): SimulatedWhazingChannel {
    const id = this.#database.channels.length + 1;
    const names = { id, name: name ?? `WhatsApp ${id}`, token: `API_TOKEN_${id}`, uuid: randomUUID() };
    const row: WhazingChannelRow = { ...names, kind, queueId: queueId ?? null, sendsBase64, webhook };
    this.#database.channels.push(row);
    return Object.defineProperty(row, "url", {
      get: () => `${this.url}/v1/api/external/${row.uuid}`,
    }) as unknown as SimulatedWhazingChannel;
  }

  /** From now on its webhooks go there. */
  setWebhook(channelId: number, webhook: WhazingChannelRow["webhook"]): void {
    this.#database.channel(channelId).webhook = webhook;
  }

  addContact({ name, number, lid, isGroup = false }: NewWhazingContact): WhazingContactRow {
    const row = { id: 7 + this.#database.contacts.length, name, number: number ?? null, lid: lid ?? null, isGroup };
    this.#database.contacts.push(row);
    return row;
  }

  /** A customer writes, in their open conversation, or one that begins. */
  writes({ id: contactId }: Pick<WhazingContactRow, "id">, message: NewWhazingMessage): Readonly<WhazingMessageRow> {
    const { text, file, author, channelId = this.#database.channels[0]?.id ?? 0 } = message;
    let conversation = this.#database.openConversation(channelId, contactId);
    if (conversation === undefined) {
      conversation = this.#database.addConversation(channelId, contactId);
      this.#webhooks.event("NewTicket", conversation);
    }
    const fileName = file ? this.#database.addFile(file.name, file.bytes, file.type) : null;
    const ofFile = file && (/^(?:image|audio|video)/.exec(file.type)?.[0] ?? "document");
    const row = this.#database.addMessage({
      conversationId: conversation.id,
      fromMe: false,
      body: text ?? fileName ?? "",
      mediaType: message.mediaType ?? ofFile ?? "chat",
      fileName,
      authorId: author ?? null,
    });
    this.#webhooks.message(row);
    return row;
  }

  /** An edit; without a text, as WhatsApp may tell it. */
  edits(messageId: string, text = ""): void {
    this.#webhooks.message(Object.assign(this.#message(messageId), { body: text, edited: true }));
  }

  deletes(messageId: string): void {
    this.#webhooks.message(Object.assign(this.#message(messageId), { isDeleted: true }));
  }

  /** The message comes again, with the reaction. */
  reacts(messageId: string, emoji: string): void {
    this.#webhooks.message(this.#message(messageId), { reactions: [emoji] });
  }

  /** An agent writes. */
  agentWrites(conversationId: number, text: string): void {
    this.#webhooks.message(this.#database.addMessage({ conversationId, fromMe: true, body: text }));
  }

  /** The bot, or an agent, transfers the conversation into a queue. */
  transfers(conversationId: number, queueId: number): void {
    const conversation = this.#database.conversation(conversationId);
    conversation.queueId = queueId;
    this.#webhooks.event("TransferTicket", conversation);
  }

  closes(conversationId: number): void {
    const conversation = this.#database.conversation(conversationId);
    conversation.status = "closed";
    this.#webhooks.event("ClosedTicket", conversation);
  }

  /** An agent opens it again; no webhook tells of it. */
  opens(conversationId: number): void {
    this.#database.conversation(conversationId).status = "open";
  }

  /** Sends the webhooks that are due: over HTTP, or through a `fetch` of the test's. */
  async sendWebhooks(fetch: FetchForWebhooks = globalThis.fetch): Promise<void> {
    await this.#webhooks.send(fetch);
  }

  /** *Testar integração*: the status of the answer, 0 for none. */
  testWebhook(channelId: number, fetch: FetchForWebhooks = globalThis.fetch): Promise<number> {
    const timestamp = this.#database.now().toISOString();
    return this.#webhooks.post(
      channelId,
      JSON.stringify({ event: "test", origin: "webhook-config", timestamp }),
      fetch,
    );
  }

  /** Every webhook there was, in order, also those that were sent or given up. */
  get webhooks(): readonly Readonly<WhazingWebhookRow>[] {
    return this.#webhooks.queued;
  }

  /** What a contact read, in all conversations, in order; a file by the name that it was sent under. */
  reads({ id }: Pick<WhazingContactRow, "id">): WhazingReading[] {
    const theirs = new Set(this.conversations.filter(({ contactId }) => contactId === id).map((each) => each.id));
    return this.messages
      .filter(({ conversationId, fromMe, arrives }) => fromMe && arrives && theirs.has(conversationId))
      .map(({ body: text, buttons, rows, fileName, template }) => ({
        text,
        ...(buttons.length > 0 && { buttons }),
        ...(rows.length > 0 && { rows }),
        ...(fileName !== null && { fileName: fileName.replace(/^[^-]*-/, "") }),
        ...(template !== null && { template }),
      }));
  }

  /** A file under `/public`, sent or received. */
  file(fileName: string): Uint8Array | undefined {
    return [...this.#database.files].find(([name]) => name === fileName || name.endsWith(`-${fileName}`))?.[1].bytes;
  }

  get conversations(): readonly Readonly<WhazingConversationRow>[] {
    return this.#database.conversations;
  }

  get messages(): readonly Readonly<WhazingMessageRow>[] {
    return this.#database.messages;
  }

  /** Every request that arrived, in order, also those that met a fault. */
  get requests(): readonly Readonly<LoggedRequest>[] {
    return this.#requests;
  }

  clearRequests(): void {
    this.#requests.length = 0;
  }

  #message(messageId: string): WhazingMessageRow {
    const row = this.#database.messages.find((each) => each.messageId === messageId);
    if (row === undefined) throw new RangeError(`The simulated Whazing has no message ${messageId}`);
    return row;
  }

  async #handle(incoming: IncomingRequest): Promise<Answer | "reset"> {
    const multipart = multipartOf(incoming);
    const request = requestOf(incoming, multipart);
    const logged: LoggedRequest = { ...request, status: undefined, at: this.#database.now() };
    this.#requests.push(logged);
    const work = () => this.#server.answer(incoming, request, multipart);
    const effects = this.faults.meet(request);
    const answer = await meetFaults({ request, effects, latencyMs: 0, loseSession: () => undefined, work });
    if (answer !== "reset") logged.status = answer.status;
    return answer;
  }
}
