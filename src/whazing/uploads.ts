import { LRUCache } from "lru-cache";
import pLimit from "p-limit";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import type { Conversation } from "../host/events.js";
import type { OutgoingMedia } from "../host/host.js";
import type { Logger } from "../integration/log.js";
import { cacheClock } from "../store/cache-clock.js";
import type { WhazingApi } from "./api.js";
import type { ExternalKeys } from "./external-keys.js";

const MB = 1024 * 1024;
/** What WhatsApp delivers, in bytes; of anything larger it says nothing. */
const MOST_BYTES: Readonly<Record<OutgoingMedia["type"], number>> = {
  image: 5 * MB,
  audio: 16 * MB,
  video: 16 * MB,
  document: 100 * MB,
};
/** They are held in memory. */
const AT_A_TIME = 2;
const MOST_REMEMBERED = 1_000;
/** So often one file may hold up its text: with the pauses of `retry` half an hour. */
const MOST_TRIES = 12;
const DAY_MS = 24 * 3_600_000;

/** A file of something that is said. */
interface Sending {
  api: WhazingApi;
  conversation: Conversation;
  media: OutgoingMedia;
  ticketId: unknown;
  name: UploadName;
}

/** What names a file, however often its text is tried, and whatever that says by then. */
export type UploadName = readonly unknown[];

/** The names of the files of something that is said; `ticketNumber`: of the ticket that it is about. */
export function uploadNames(
  { tenantId, id }: Conversation,
  media: readonly OutgoingMedia[],
  ticketNumber: number | undefined,
): UploadName[] {
  const own = media.map(({ documentId, fileName }) => JSON.stringify([documentId ?? null, fileName]));
  return own.map((each, index) => {
    const before = own.slice(0, index).filter((other) => other === each).length;
    return ["file", tenantId, id, ticketNumber ?? null, each, before];
  });
}

/** Sends files to Whazing, each once: one that is under way, or was sent, is not sent again with the next try. */
export class Uploads {
  readonly #keys: ExternalKeys;
  readonly #logger: Pick<Logger, "warn"> | undefined;
  readonly #limit = pLimit(AT_A_TIME);
  readonly #sent = new LRUCache<string, Promise<void>>({ max: MOST_REMEMBERED, ttl: DAY_MS, ...cacheClock });

  readonly #failures = new LRUCache<string, number>({ max: MOST_REMEMBERED, ttl: DAY_MS, ...cacheClock });

  constructor(keys: ExternalKeys, logger: Pick<Logger, "warn"> | undefined) {
    this.#keys = keys;
    this.#logger = logger;
  }

  /** Resolves when Whazing has it, or never will. Rejects where waiting helps. */
  send(sending: Sending): Promise<void> {
    const key = JSON.stringify(sending.name);
    const before = this.#sent.get(key);
    if (before !== undefined) return before;
    const sent = this.#limit(() => this.#send(sending)).catch((failure: unknown) => {
      const failures = (this.#failures.get(key) ?? 0) + 1;
      this.#failures.set(key, failures);
      if (failures >= MOST_TRIES) return this.#notSent(sending.conversation, sending.media, "tried too often");
      this.#sent.delete(key);
      throw failure;
    });
    this.#sent.set(key, sent);
    return sent;
  }

  /** The next time it is another file. */
  forget(name: UploadName): void {
    this.#sent.delete(JSON.stringify(name));
    this.#failures.delete(JSON.stringify(name));
  }

  async #send({ api, conversation, media, ticketId, name }: Sending): Promise<void> {
    const bytes = await this.#bytesOf(conversation, media);
    if (bytes === undefined) return;
    const saying = this.#keys.of(...name);
    const form = () => {
      const fields = new FormData();
      fields.append("ticketId", String(ticketId));
      // As Whazing's own files without a caption have it.
      fields.append("body", media.fileName);
      fields.append("externalKey", saying.key);
      fields.append("media", new Blob(bytes as Uint8Array<ArrayBuffer>[], { type: media.mimeType }), media.fileName);
      return fields;
    };
    const size = bytes.reduce((sum, each) => sum + each.length, 0);
    try {
      await api.say("", { form, bytes: size }, { saying, conversationId: conversation.id });
    } catch (failure) {
      if (!isGlpiIntegrationError(failure) || failure.retryable) throw failure;
      this.#notSent(conversation, media, failure.message);
    }
    this.#keys.done(...name);
  }

  /** Undefined where there is nothing to send: its name is in the text. */
  async #bytesOf(conversation: Conversation, media: OutgoingMedia): Promise<Uint8Array[] | undefined> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of await media.open()) {
        size += chunk.length;
        if (size > MOST_BYTES[media.type]) {
          this.#notSent(
            conversation,
            media,
            `more than ${MOST_BYTES[media.type] / MB} MB, which WhatsApp does not deliver`,
          );
          return undefined;
        }
        chunks.push(chunk);
      }
      return chunks;
    } catch (failure) {
      if (isGlpiIntegrationError(failure) && failure.retryable) throw failure;
      this.#notSent(conversation, media, "GLPI does not give it");
      return undefined;
    }
  }

  #notSent({ id }: Conversation, { type }: OutgoingMedia, why: string): void {
    this.#logger?.warn(`A file (${type}) was not sent to conversation ${id}: ${why}`, { conversationId: id });
  }
}
