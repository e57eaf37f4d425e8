import { randomUUID } from "node:crypto";
import type { WhazingChannelRow, WhazingContactRow, WhazingConversationRow, WhazingMessageRow } from "./rows.js";

const DAY_MS = 24 * 3_600_000;
/** WhatsApp's: with choices a text is shorter. */
const LONGEST_TEXT = 4_096;
const LONGEST_TEXT_WITH_CHOICES = 1_024;
const LONGEST_TITLE = 20;
const LONGEST_ROW = 24;

type NewMessage = Pick<WhazingMessageRow, "conversationId" | "fromMe"> & Partial<WhazingMessageRow>;

/** What the simulated Whazing holds. */
export class WhazingDatabase {
  readonly channels: WhazingChannelRow[] = [];
  readonly contacts: WhazingContactRow[] = [];
  readonly conversations: WhazingConversationRow[] = [];
  readonly messages: WhazingMessageRow[] = [];
  /** Under `/public`, by name. */
  readonly files = new Map<string, { bytes: Uint8Array; type: string }>();
  readonly now: () => Date;
  #messages = 0;

  constructor(now: () => Date) {
    this.now = now;
  }

  channel(id: number): WhazingChannelRow {
    return found(this.channels, id, "channel");
  }

  contact(id: number): WhazingContactRow {
    return found(this.contacts, id, "contact");
  }

  conversation(id: number): WhazingConversationRow {
    return found(this.conversations, id, "conversation");
  }

  /** The contact's conversation on this channel that is not closed. */
  openConversation(channelId: number, contactId: number): WhazingConversationRow | undefined {
    return this.conversations.find(
      (each) => each.channelId === channelId && each.contactId === contactId && each.status !== "closed",
    );
  }

  addConversation(channelId: number, contactId: number): WhazingConversationRow {
    const id = 101 + this.conversations.length;
    const { queueId } = this.channel(channelId);
    const row: WhazingConversationRow = { id, channelId, contactId, protocol: `2026${id}`, status: "pending", queueId };
    this.conversations.push(row);
    return row;
  }

  addMessage(message: NewMessage): WhazingMessageRow {
    this.#messages += 1;
    const row: WhazingMessageRow = {
      messageId: `3EB0${String(this.#messages).padStart(6, "0")}`,
      body: "",
      mediaType: "chat",
      fileName: null,
      buttons: [],
      rows: [],
      template: null,
      externalKey: null,
      authorId: null,
      at: this.now(),
      edited: false,
      isDeleted: false,
      ...message,
      arrives: !message.fromMe || this.#arrives(message),
    };
    this.messages.push(row);
    return row;
  }

  /** Keeps a file under a name that nobody guesses. */
  addFile(name: string, bytes: Uint8Array, type: string): string {
    const fileName = `${randomUUID().slice(0, 8)}-${name}`;
    this.files.set(fileName, { bytes, type });
    return fileName;
  }

  messagesOf(conversationId: number): WhazingMessageRow[] {
    return this.messages.filter((message) => message.conversationId === conversationId);
  }

  /** What is too long WhatsApp takes and does not deliver; outside its window the official API delivers templates. */
  #arrives({ conversationId, body = "", buttons = [], rows = [], template }: NewMessage): boolean {
    const hasChoices = buttons.length + rows.length > 0;
    if (body.length > (hasChoices ? LONGEST_TEXT_WITH_CHOICES : LONGEST_TEXT)) return false;
    if (buttons.some((title) => title.length > LONGEST_TITLE) || rows.some((title) => title.length > LONGEST_ROW)) {
      return false;
    }
    const { channelId, contactId } = this.conversation(conversationId);
    if (this.channel(channelId).kind !== "official" || template) return true;
    const theirs = new Set(this.conversations.filter((each) => each.contactId === contactId).map(({ id }) => id));
    const last = this.messages.findLast((each) => !each.fromMe && theirs.has(each.conversationId));
    return last !== undefined && this.now().getTime() - last.at.getTime() < DAY_MS;
  }
}

function found<T extends { id: number }>(rows: readonly T[], id: number, what: string): T {
  const row = rows.find((each) => each.id === id);
  if (row === undefined) throw new RangeError(`The simulated Whazing has no ${what} ${id}`);
  return row;
}
