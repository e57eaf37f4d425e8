import type { Conversation, Id, Message } from "../host/events.js";
import { conversationKey } from "./keys.js";
import { MOST_KEPT_BYTES } from "./store.js";

/** So many bytes a process keeps, of all conversations together. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The bytes of files of a `MemoryStore`, until their messages are done with. */
export class MemoryFiles {
  readonly #ofConversations = new Map<string, Map<string, Uint8Array>>();
  #bytes = 0;

  /** False: it keeps no more. */
  keep(conversation: Conversation, messageId: Id, bytes: Uint8Array): boolean {
    const key = conversationKey(conversation);
    const files = this.#ofConversations.get(key) ?? new Map<string, Uint8Array>();
    const before = files.get(String(messageId))?.length ?? 0;
    const held = [...files.values()].reduce((sum, file) => sum + file.length, 0);
    const more = bytes.length - before;
    if (held + more > MOST_KEPT_BYTES || this.#bytes + more > MOST_BYTES) return false;
    this.#bytes += more;
    this.#ofConversations.set(key, files.set(String(messageId), bytes));
    return true;
  }

  load(conversation: Conversation, messageId: Id): Uint8Array | undefined {
    return this.#ofConversations.get(conversationKey(conversation))?.get(String(messageId));
  }

  /** All files of the conversation but those of messages that are still to be put into a ticket; resolves to how many. */
  forget(conversation: Pick<Conversation, "tenantId" | "id">, isWanted: (messageId: string) => boolean): number {
    const files = this.#ofConversations.get(conversationKey(conversation));
    const gone = [...(files?.keys() ?? [])].filter((id) => !isWanted(id)).map((id) => ({ id }));
    this.drop(conversation, gone);
    return gone.length;
  }

  drop(conversation: Pick<Conversation, "tenantId" | "id">, messages: readonly Pick<Message, "id">[]): void {
    const key = conversationKey(conversation);
    const files = this.#ofConversations.get(key);
    if (files === undefined) return;
    for (const { id } of messages) {
      this.#bytes -= files.get(String(id))?.length ?? 0;
      files.delete(String(id));
    }
    if (files.size === 0) this.#ofConversations.delete(key);
  }
}
