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
import type { Outgoing } from "../store/kept.js";
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

/** What became of a call: done, not now but perhaps later, as the host says itself, or failed. */
export type Taken = "taken" | "later" | "failed";

/** Keeps what the host takes later; resolves to whether it is kept. */
export type KeepForLater = (conversation: Conversation, outgoing: Outgoing) => Promise<boolean>;

/** Calls the host's functions; what they throw, or that they do not return, becomes a `warning`. */
export class HostCalls {
  readonly #host: Host;
  readonly #emit: Emit;
  readonly #chatter: Chatter;
  readonly #keep: KeepForLater;

  constructor(host: Host, emit: Emit, chatter: Chatter, keep: KeepForLater = async () => false) {
    this.#host = host;
    this.#chatter = chatter;
    this.#emit = emit;
    this.#keep = keep;
  }

  /**
   * Resolves to whether the host took it, it is kept until the host can, there was nothing to say, or nothing more may be
   * said to this contact. With `again` the host failed before, and nobody is warned anew; `keep: false` where the caller
   * tries again itself, or what is said has no meaning later.
   */
  async say(
    conversation: Conversation,
    text: string,
    talkative: Talkative = {},
    { again = false, keep = true } = {},
  ): Promise<boolean> {
    const { taken, left } = await this.#deliver(conversation, [{ text }], talkative, again);
    return taken === "taken" || (keep && taken === "later" && this.#keepTexts(conversation, left));
  }

  /** As `say`, of a text that names choices: as buttons or a list too, where the operator wants that. */
  async offer(
    conversation: Conversation,
    text: string,
    choices: Choices | undefined,
    rules: Talkative & Pick<Integration, "sendButtons">,
    { keep = true } = {},
  ): Promise<boolean> {
    const { taken, left } = await this.#deliver(conversation, messagesOf(text, choices, rules), rules, false);
    return taken === "taken" || (keep && taken === "later" && this.#keepTexts(conversation, left));
  }

  /** As `offer`, and what the host cannot take now is left to the caller. */
  async attempt(
    conversation: Conversation,
    text: string,
    choices: Choices | undefined,
    rules: Talkative & Pick<Integration, "sendButtons">,
  ): Promise<Taken> {
    return (await this.#deliver(conversation, messagesOf(text, choices, rules), rules, false)).taken;
  }

  /** Does what the caller keeps where the host cannot now; with `again` it was tried before, and nobody is warned anew. */
  async handOver(conversation: Conversation, outgoing: Outgoing, { again = true } = {}): Promise<Taken> {
    switch (outgoing.do) {
      case "say":
        return this.#send(conversation, outgoing.message, again);
      case "transfer":
        return this.#transfer(conversation, outgoing.queueId, again);
      case "close":
        return this.#close(conversation, again);
    }
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
    const begunNow = outcome.answer === "sent" ? undefined : saidMessages(messages, said);
    return { ...outcome, messageIds, begun: begunNow };
  }

  async #notify(notice: CustomerNotice, message: OutgoingMessage, again: boolean): Promise<NoticeOutcome> {
    const { conversation } = notice;
    const contact = this.#host.contactCustomer?.bind(this.#host);
    let given: unknown;
    const call = async () => {
      given = await (contact ? contact(notice) : this.#host.sendMessage(conversation, message));
    };
    const taken = await this.#try(contact ? "contactCustomer" : "sendMessage", conversation, call, again);
    return taken === "taken" ? readNotice(given) : { answer: "later", messageId: undefined };
  }

  /** What the host gives of files. */
  get media(): Pick<Host, "openMedia"> {
    return this.#host;
  }

  /** To another queue; to none that the conversation is in already. */
  async transfer(conversation: Conversation, queueId: Id): Promise<void> {
    if (String(queueId) === String(conversation.queue?.id)) return;
    const taken = await this.#transfer(conversation, queueId);
    if (taken === "later") await this.#keep(conversation, { do: "transfer", queueId });
  }

  /** Ends the conversation. A host that has no function for it is told so. */
  async close(conversation: Conversation): Promise<void> {
    const taken = await this.#close(conversation);
    if (taken === "later") await this.#keep(conversation, { do: "close" });
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

  /** One after another, until one is not taken; `left` is that one and what is behind it. */
  async #deliver(
    conversation: Conversation,
    messages: readonly OutgoingMessage[],
    { maxTicketsPerHour }: Talkative,
    again: boolean,
  ): Promise<{ taken: Taken; left: readonly OutgoingMessage[] }> {
    const nothing = { taken: "taken", left: [] } as const;
    // A text of variables alone may have come out empty, which no channel delivers.
    if (messages.every(({ text }) => text.trim() === "")) return nothing;
    if (maxTicketsPerHour !== undefined && !this.#chatter.maySay(conversation, 2 * maxTicketsPerHour)) return nothing;
    for (const [index, message] of messages.entries()) {
      const taken = await this.#send(conversation, message, again);
      if (taken !== "taken") return { taken, left: messages.slice(index) };
    }
    if (maxTicketsPerHour !== undefined) this.#chatter.said(conversation);
    return nothing;
  }

  async #keepTexts(conversation: Conversation, messages: readonly OutgoingMessage[]): Promise<boolean> {
    for (const { text, buttons, list } of messages) {
      const message = { text, ...(buttons && { buttons }), ...(list && { list }) };
      if (!(await this.#keep(conversation, { do: "say", message }))) return false;
    }
    return true;
  }

  #send(conversation: Conversation, message: OutgoingMessage, quietly = false): Promise<Taken> {
    return this.#try("sendMessage", conversation, () => this.#host.sendMessage(conversation, message), quietly);
  }

  #transfer(conversation: Conversation, queueId: Id, quietly = false): Promise<Taken> {
    const call = () => this.#host.transferToQueue(conversation, queueId);
    return this.#try("transferToQueue", conversation, call, quietly);
  }

  #close(conversation: Conversation, quietly = false): Promise<Taken> {
    const call = () => {
      if (this.#host.closeConversation === undefined) throw new Error("the host has no closeConversation");
      return this.#host.closeConversation(conversation);
    };
    return this.#try("closeConversation", conversation, call, quietly);
  }

  async #try(name: keyof Host, conversation: Conversation, call: () => unknown, quietly = false): Promise<Taken> {
    try {
      await inHostTime(call);
      return "taken";
    } catch (failure) {
      if (!quietly) this.#emit("warning", { error: hostFailed(name, conversation, failure), conversation });
      return saysLater(failure) ? "later" : "failed";
    }
  }
}

/** As WhatsApp takes them. */
function messagesOf(
  text: string,
  choices: Choices | undefined,
  { sendButtons }: Pick<Integration, "sendButtons">,
): OutgoingMessage[] {
  return sendButtons && choices ? withChoices(text, choices) : [{ text }];
}

/** Whether the host says itself that nothing was done, and that waiting helps. */
function saysLater(failure: unknown): boolean {
  return failure instanceof Error && "retryable" in failure && failure.retryable === true;
}

function hostFailed(name: keyof Host, { id }: Conversation, failure: unknown): GlpiIntegrationError {
  const message = `The host's ${name} failed for conversation ${id}: see cause.`;
  return new GlpiIntegrationError("HOST_FAILED", message, { cause: plainCause(failure) });
}
