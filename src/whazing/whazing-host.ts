import { z } from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { FetchLike } from "../glpi/fetch-like.js";
import type { Conversation, FileContent, Id, Media } from "../host/events.js";
import type { CustomerNotice, Host, NoticeAnswer, OutgoingMessage, QueueIntegration } from "../host/host.js";
import type { Logger } from "../integration/log.js";
import { hostDeadline } from "./api.js";
import { type Channel, Channels, channelsSchema, type WhazingChannel } from "./channels.js";
import { choicesOf } from "./choices.js";
import { ExternalKeys } from "./external-keys.js";
import { type FoundMessage, foundIn } from "./found-message.js";
import { downloadMedia, type PublicFiles } from "./media.js";
import { messageIdOf } from "./message-id.js";
import { integrationOf, queuesSchema, type WhazingQueue } from "./places.js";
import { numberOf, whazingId } from "./recipient.js";
import { isRefusal, wrongAddress } from "./refusals.js";
import { type UploadName, Uploads, uploadNames } from "./uploads.js";

/** Files that take longer go on, and the text comes with the next try. */
const MOST_FILES_MS = 15_000;

const optionsSchema = z.strictObject({
  channels: channelsSchema,
  queues: queuesSchema,
  loadIntegration: z.custom<Host["loadIntegration"]>((value) => typeof value === "function", "must be a function"),
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  mediaApiKey: z.string().min(1).optional(),
  requestTimeoutMs: z.number().int().min(500).max(20_000).default(8_000),
  logger: z.custom<Pick<Logger, "warn">>().optional(),
  fetch: z.custom<FetchLike>((value) => typeof value === "function", "must be a function").optional(),
  now: z
    .custom<() => number>((value) => typeof value === "function", "must be a function")
    .default(() => () => Date.now()),
});

export interface WhazingHostOptions {
  channels: readonly WhazingChannel[];
  /** The same as of `whazingWebhook`. */
  queues: readonly WhazingQueue[];
  /** As `Host.loadIntegration`: the configuration of an integration, raw; `null` where it is switched off. */
  loadIntegration: Host["loadIntegration"];
  /** Whazing's own address, if its files are not where the external APIs are: `https://api.whazing.example`. */
  publicUrl?: string | undefined;
  /** Whazing's `MEDIA_API_KEY`, where `MEDIA_PROTECTION_ENABLED` is on. */
  mediaApiKey?: string | undefined;
  /** One request to Whazing, in milliseconds: 500 to 20,000, default 8,000. It is tried three times within 25 s. */
  requestTimeoutMs?: number | undefined;
  /** Told which files and templates were not sent, and why. */
  logger?: Pick<Logger, "warn"> | undefined;
  /** In place of the global `fetch`: for a proxy, or for a test. */
  fetch?: FetchLike | undefined;
  /** Milliseconds since 1970; default `Date.now`. */
  now?: (() => number) | undefined;
}

/**
 * A stock Whazing as the host, by its external API. What Whazing cannot take now fails with `HOST_FAILED` and
 * `retryable`, and the integration tries it again for `tellForHours`. No error holds a token.
 *
 * ```ts
 * const host = new WhazingHost({ channels, queues, loadIntegration: (id) => integrations[id] });
 * const integration = new GlpiIntegration({ host, store });
 * ```
 *
 * The constructor sends nothing; it throws `CONFIGURATION_INVALID` with a line for each option that is wrong.
 */
export class WhazingHost implements Host {
  readonly loadIntegration: Host["loadIntegration"];
  readonly #channels: Channels;
  readonly #queues: z.output<typeof queuesSchema>;
  readonly #files: PublicFiles;
  readonly #keys: ExternalKeys;
  readonly #uploads: Uploads;
  readonly #logger: Pick<Logger, "warn"> | undefined;

  constructor(options: WhazingHostOptions) {
    const result = optionsSchema.safeParse(options);
    if (!result.success) {
      throw new GlpiIntegrationError("CONFIGURATION_INVALID", `new WhazingHost: ${z.prettifyError(result.error)}`);
    }
    const { channels, queues, loadIntegration, publicUrl, mediaApiKey, requestTimeoutMs, logger, fetch, now } =
      result.data;
    const addresses = [...channels.map(({ url }) => url), ...(publicUrl === undefined ? [] : [publicUrl])];
    this.loadIntegration = loadIntegration;
    this.#channels = new Channels(channels, { timeoutMs: requestTimeoutMs, fetch });
    this.#queues = queues;
    this.#files = { origins: new Set(addresses.map((url) => new URL(url).origin)), apiKey: mediaApiKey, fetch };
    this.#logger = logger;
    this.#keys = new ExternalKeys(now);
    this.#uploads = new Uploads(this.#keys, logger);
  }

  async sendMessage(conversation: Conversation, message: OutgoingMessage): Promise<{ messageId: Id } | undefined> {
    return this.#tell(this.#channels.of(conversation), conversation, message);
  }

  /**
   * Outside the window of WhatsApp's official API: the channel's template, if it has one, and the rest when the customer
   * writes. What Whazing refuses is `refused`.
   */
  async contactCustomer(
    notice: CustomerNotice,
  ): Promise<NoticeAnswer | { answer?: NoticeAnswer; messageId?: Id } | undefined> {
    const { conversation, windowOpen } = notice;
    const channel = this.#channels.of(conversation);
    if (channel.kind !== "official" || windowOpen) {
      return this.#tell(channel, conversation, notice).catch((failure: unknown) => {
        if (isRefusal(failure)) return "refused" as const;
        throw failure;
      });
    }
    const number = numberOf(conversation);
    if (channel.template !== undefined && number !== undefined) {
      const contents = { type: "template", name: channel.template };
      const what = ["template", notice.ticketNumber];
      await this.#say(channel, conversation, {
        path: "apioficial",
        json: { number, contents },
        what,
        until: hostDeadline(),
      }).catch((failure: unknown) => {
        // The news must not be lost with it.
        if (!isRefusal(failure)) throw failure;
        const { template } = channel;
        this.#logger?.warn(`Whazing did not take the template ${template}: ${failure.message}`, { template });
      });
    }
    return "held";
  }

  async transferToQueue(conversation: Conversation, queueId: Id): Promise<void> {
    const { api } = this.#channels.of(conversation);
    await api.do("updatequeue", { ticketId: whazingId(conversation.id), queueId: whazingId(queueId) });
  }

  async closeConversation(conversation: Conversation): Promise<void> {
    const { api } = this.#channels.of(conversation);
    await api.do("updateticketinfo", { ticketId: whazingId(conversation.id), status: "closed" });
  }

  integrationOfQueue(queueId: Id, tenantId: Id): QueueIntegration | null {
    return integrationOf(this.#queues, queueId, tenantId) ?? null;
  }

  /**
   * The conversation's message with this text, as Whazing lists it; undefined where there is none, or both sides wrote it,
   * or Whazing does not say within five seconds. Never rejects.
   */
  async findMessage(conversation: Conversation, text: string): Promise<FoundMessage | undefined> {
    const listed = async () => this.#channels.of(conversation).api.list(conversation.id);
    return foundIn(await listed().catch(() => undefined), text);
  }

  /** From Whazing's `/public`, with `mediaApiKey`; other servers are not asked. */
  async openMedia(_conversation: Conversation, media: Media): Promise<FileContent | null> {
    return downloadMedia(media, this.#files);
  }

  /** The files first: the text is what is tried again, and the choices are last. */
  async #tell(
    channel: Channel,
    conversation: Conversation,
    message: OutgoingMessage & Partial<Pick<CustomerNotice, "ticketNumber">>,
  ): Promise<{ messageId: Id } | undefined> {
    const { media = [] } = message;
    const until = hostDeadline();
    const names = uploadNames(conversation, media, message.ticketNumber);
    await this.#sendFiles(channel, conversation, media, names);
    const said = this.#sendText(channel, conversation, message, until);
    const isOver = await said.then(() => true, isRefusal);
    if (isOver) for (const name of names) this.#uploads.forget(name);
    return said;
  }

  async #sendFiles(
    { api }: Channel,
    conversation: Conversation,
    media: NonNullable<OutgoingMessage["media"]>,
    names: readonly UploadName[],
  ): Promise<void> {
    if (media.length === 0) return;
    const ticketId = whazingId(conversation.id);
    const sent = media.map((each, index) =>
      this.#uploads.send({ api, conversation, media: each, ticketId, name: names[index] ?? [] }),
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const error = new GlpiIntegrationError("HOST_FAILED", "The files take longer: the text comes with the next try.");
      timer = setTimeout(() => reject(error), MOST_FILES_MS).unref();
    });
    try {
      await Promise.race([Promise.all(sent), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #sendText(
    channel: Channel,
    conversation: Conversation,
    { text, buttons, list }: OutgoingMessage,
    until: number,
  ): Promise<{ messageId: Id } | undefined> {
    const number = numberOf(conversation);
    const contents = choicesOf(text, buttons, list);
    if (contents !== undefined && number !== undefined && channel.kind !== "other") {
      const path = channel.kind === "official" ? "apioficial" : "apiplus";
      try {
        return await this.#say(channel, conversation, { path, json: { number, contents }, what: [contents], until });
      } catch (failure) {
        // The text names the same choices.
        if (!isRefusal(failure)) throw failure;
      }
    }
    const say = (whom: object) =>
      this.#say(channel, conversation, { path: "", json: { body: text, ...whom }, what: [text, whom], until });
    try {
      return await say({ ticketId: whazingId(conversation.id) });
    } catch (failure) {
      // Whazing has deleted the conversation.
      if (!isRefusal(failure) || failure.status !== 404 || number === undefined) throw failure;
      return say({ number }).catch((again: unknown) => {
        throw isRefusal(again) && again.status === 404 ? wrongAddress(again) : again;
      });
    }
  }

  async #say(
    { api }: Channel,
    conversation: Conversation,
    { path, json, what, until }: { path: string; json: object; what: readonly unknown[]; until: number },
  ): Promise<{ messageId: Id } | undefined> {
    const named = [conversation.tenantId, conversation.id, path, ...what];
    const saying = this.#keys.of(...named);
    try {
      const body = { json: { ...json, externalKey: saying.key } };
      const answer = await api.say(path, body, { saying, conversationId: conversation.id, until });
      this.#keys.done(...named);
      return messageIdOf(answer);
    } catch (failure) {
      if (isRefusal(failure)) this.#keys.done(...named);
      throw failure;
    }
  }
}
