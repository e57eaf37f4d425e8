import type { Batch } from "../conversation/batch.js";
import type { ConversationState } from "../conversation/flow.js";
import type { Conversation, Id, Message } from "../host/events.js";

/** How long a batch waits: it is due at min(last message + `quietMs`, first message + `maxWaitMs`). */
export interface Waiting {
  integrationId: Id;
  quietMs: number;
  maxWaitMs: number;
}

/** Whom a contact was found to be in GLPI. */
export interface KnownRequester {
  /** GLPI user id. */
  id: number;
  /** Where this person's tickets go; undefined as long as nobody had to know. */
  entityId: number | undefined;
  foundBy: "phone" | "phoneWithoutAreaCode" | "email" | "login" | "created";
  /** GLPI was seen to keep this person as the requester of a ticket in this entity. */
  settled: boolean;
}

/** Does not reject; what fails is the handler's to report. */
export type BatchHandler = (batch: Batch) => Promise<void>;

/**
 * All the state there is. A conversation is named by its tenant and its id together. Methods reject when the store
 * cannot keep or read; when `add` resolves, the message is kept.
 */
export interface Store {
  /**
   * From now on each batch that is due goes to `handle`: batches of one conversation one after another, those of
   * different conversations side by side. Returns at once; batches may have become due before.
   */
  start(handle: BatchHandler): void;

  /** `away` when nothing is known. */
  loadState(conversation: Conversation): Promise<ConversationState>;
  saveState(conversation: Conversation, state: ConversationState): Promise<void>;

  /**
   * Adds to the conversation's waiting batch, or opens one; resolves to false when the message's id was counted
   * before. The batch keeps the newest `conversation`.
   */
  add(conversation: Conversation, message: Message, waiting: Waiting): Promise<boolean>;
  /** Replaces the text of a waiting message, or of one still to come; resolves to false when it is in a batch already. */
  edit(conversation: Conversation, message: Message): Promise<boolean>;
  /** Removes a waiting message, or one still to come; resolves to false when it is in a batch already. */
  remove(conversation: Conversation, messageId: Id): Promise<boolean>;
  /** The waiting batch is due now; what comes later goes to the next one. */
  flush(conversation: Conversation): Promise<void>;

  /** `key` names the server, the tenant and the contact. */
  findRequester(key: string): Promise<KnownRequester | undefined>;
  saveRequester(key: string, requester: KnownRequester): Promise<void>;
  forgetRequester(key: string): Promise<void>;

  /**
   * Takes no more. What waits is handed over as far as `timeoutMs` allows; resolves to the batches that were not, with
   * all timers stopped.
   */
  close(timeoutMs: number): Promise<readonly Batch[]>;
}

/** Names a conversation over all tenants. */
export function conversationKey({ tenantId, id }: Conversation): string {
  return JSON.stringify([String(tenantId), String(id)]);
}
