import type { Integration } from "../config/integration.js";
import type { Emit } from "../events.js";
import { GlpiIntegrationError, plainCause } from "../glpi/errors.js";
import { type Choices, withChoices } from "../host/choices.js";
import type { Conversation, Id } from "../host/events.js";
import type { CustomerNotice, Host, OutgoingMedia, OutgoingMessage } from "../host/host.js";
import { inHostTime } from "../host/host-time.js";
import {
  countSaid,
  type NoticeOutcome,
  noticeMessages,
  readNotice,
  type SaidMessages,
  saidMessages,
} from "../host/notices.js";
import type { Chatter } from "./chatter.js";

/** What bounds how often a contact is spoken to: twice as many texts in an hour as tickets. */
interface Talkative {
  maxTicketsPerHour?: number;
}

/** What the customer is to hear, before it is made to fit. */
type Notice = Omit<CustomerNotice, "buttons" | "list" | "media">;

interface NoticeExtras extends Pick<Integration, "sendButtons"> {
  choices?: Choices | undefined;
  media?: readonly OutgoingMedia[] | undefined;
  /** What the host took of it when it was told before. */
  begun?: SaidMessages | undefined;
  /** The host failed before, and nobody is warned anew. */
  again: boolean;
}

/** What became of a notice, and of a text of several messages that was not told whole: how far it came. */
interface Contacted extends NoticeOutcome {
  /** Of those that were said now. */
  messageIds: readonly string[];
  begun: SaidMessages | undefined;
}

/** Calls the host's functions; what they throw, or that they do not return, becomes a `warning`. */
export class HostCalls {
  readonly #host: Host;
  readonly #emit: Emit;
  readonly #chatter: Chatter;

  constructor(host: Host, emit: Emit, chatter: Chatter) {
    this.#host = host;
    this.#chatter = chatter;
    this.#emit = emit;
  }

  /**
   * Resolves to whether the host took it, or there was nothing to say, or nothing more that may be said to this contact.
   * With `again` the host failed before, and nobody is warned anew.
   */
  async say(
    conversation: Conversation,
    text: string,
    { maxTicketsPerHour }: Talkative = {},
    { again = false } = {},
  ): Promise<boolean> {
    // A text of variables alone may have come out empty, which no channel delivers.
    if (text.trim() === "") return true;
    if (maxTicketsPerHour !== undefined && !this.#chatter.maySay(conversation, 2 * maxTicketsPerHour)) return true;
    const said = await this.#send(conversation, { text }, again);
    if (said && maxTicketsPerHour !== undefined) this.#chatter.said(conversation);
    return said;
  }

  /** As `say`, of a text that names choices: as buttons or a list too, where the operator wants that. */
  async offer(
    conversation: Conversation,
    text: string,
    choices: Choices | undefined,
    { sendButtons, maxTicketsPerHour }: Talkative & Pick<Integration, "sendButtons">,
  ): Promise<boolean> {
    const talkative = maxTicketsPerHour === undefined ? {} : { maxTicketsPerHour };
    const [first, ...others] = sendButtons && choices ? withChoices(text, choices) : [];
    if (first === undefined) return this.say(conversation, text, talkative);
    if (maxTicketsPerHour !== undefined && !this.#chatter.maySay(conversation, 2 * maxTicketsPerHour)) return true;
    let said = await this.#send(conversation, first);
    for (const other of said ? others : []) said = await this.#send(conversation, other);
    if (said && maxTicketsPerHour !== undefined) this.#chatter.said(conversation);
    return said;
  }

  /**
   * Tells a customer something of their ticket, by `contactCustomer` or else by `sendMessage`; choices as buttons or a
   * list too, where the operator wants that. Files go with the last message. What the host throws is `later`; what it took
   * before of the same text is not said again.
   */
  async contact(notice: Notice, { choices, media, sendButtons, begun, again }: NoticeExtras): Promise<Contacted> {
    const messages = noticeMessages(notice.text, sendButtons ? choices : undefined);
    const messageIds: string[] = [];
    let outcome: NoticeOutcome = { answer: "sent", messageId: undefined };
    let said = countSaid(messages, begun);
    for (; said < messages.length; said += 1) {
      const message = messages[said] ?? { text: "" };
      const isLast = said === messages.length - 1;
      const whole = isLast && media?.length ? { ...message, media } : message;
      outcome = await this.#notify({ ...notice, ...whole }, whole, again);
      if (outcome.answer !== "sent") break;
      if (outcome.messageId !== undefined) messageIds.push(outcome.messageId);
    }
    return { ...outcome, messageIds, begun: saidMessages(messages, said) };
  }

  async #notify(notice: CustomerNotice, message: OutgoingMessage, again: boolean): Promise<NoticeOutcome> {
    const { conversation } = notice;
    const contact = this.#host.contactCustomer?.bind(this.#host);
    let given: unknown;
    const call = async () => {
      given = await (contact ? contact(notice) : this.#host.sendMessage(conversation, message));
    };
    const taken = await this.#try(contact ? "contactCustomer" : "sendMessage", conversation, call, again);
    return taken ? readNotice(given) : { answer: "later", messageId: undefined };
  }

  /** What the host gives of files. */
  get media(): Pick<Host, "openMedia"> {
    return this.#host;
  }

  /** To another queue; to none that the conversation is in already. */
  async transfer(conversation: Conversation, queueId: Id): Promise<void> {
    if (String(queueId) === String(conversation.queue?.id)) return;
    await this.#try("transferToQueue", conversation, () => this.#host.transferToQueue(conversation, queueId));
  }

  /** Ends the conversation. A host that has no function for it is told so. */
  async close(conversation: Conversation): Promise<void> {
    await this.#try("closeConversation", conversation, () => {
      if (this.#host.closeConversation === undefined) throw new Error("the host has no closeConversation");
      return this.#host.closeConversation(conversation);
    });
  }

  /** Ends the conversation, where the host has a function for it. */
  async closeIfPossible(conversation: Conversation): Promise<void> {
    if (this.#host.closeConversation !== undefined) await this.close(conversation);
  }

  /** Whether there is one that the conversation is not in already. */
  hasErrorQueue({ queue }: Conversation, { errorQueueId }: Integration): boolean {
    return errorQueueId !== undefined && String(errorQueueId) !== String(queue?.id);
  }

  /** To the error queue, if there is one; never back into the queue that the conversation is in. */
  async transferToErrorQueue(conversation: Conversation, { errorQueueId }: Integration): Promise<void> {
    if (errorQueueId !== undefined) await this.transfer(conversation, errorQueueId);
  }

  #send(conversation: Conversation, message: OutgoingMessage, quietly = false): Promise<boolean> {
    return this.#try("sendMessage", conversation, () => this.#host.sendMessage(conversation, message), quietly);
  }

  async #try(name: keyof Host, conversation: Conversation, call: () => unknown, quietly = false): Promise<boolean> {
    try {
      await inHostTime(call);
      return true;
    } catch (failure) {
      if (quietly) return false;
      const message = `The host's ${name} failed for conversation ${conversation.id}: see cause.`;
      const error = new GlpiIntegrationError("HOST_FAILED", message, { cause: plainCause(failure) });
      this.#emit("warning", { error, conversation });
      return false;
    }
  }
}
