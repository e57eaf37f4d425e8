import type { Integration } from "../config/integration.js";
import { offersOf } from "../consult/handle-consult.js";
import { type DescriptionRules, isDescription, isWritten } from "../conversation/description.js";
import type { FlowEvent } from "../conversation/flow.js";
import { cutLongText } from "../conversation/long-text.js";
import { GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import type { Conversation, Id, Message } from "../host/events.js";
import type { QueueIntegration } from "../host/host.js";
import { locales } from "../locales/locales.js";
import { conversationKey } from "../store/keys.js";
import type { HandlerContext } from "../work/context.js";
import { switchedOff } from "../work/integrations.js";
import { KeyedQueue } from "../work/keyed-queue.js";
import { Answers } from "./answers.js";
import { ConversationSteps } from "./conversation-steps.js";
import { NewestFacts } from "./newest-facts.js";
import { StopWords } from "./stop-words.js";
import { WarnedOnce } from "./warned-once.js";
import { isNobodys, writtenByCustomer } from "./who-wrote.js";

/** How an integration that cannot be read now takes what is written: nothing is lost, and it is read again when due. */
const unreadable: DescriptionRules = { ignoredTexts: [], needsDescription: true };

/** A transfer into a queue, or a message in it. */
export interface Entry {
  conversation: Conversation;
  /** Undefined: the host is asked whose the queue is. */
  integrationId?: Id | undefined;
  /** The customer's message; a transfer may come without one. */
  message?: Message | undefined;
}

/** Where a conversation is now. */
interface Fact {
  conversation: Conversation;
  /** Null: in no queue of ours. Undefined: the host is asked. */
  integrationId?: Id | null | undefined;
  closed: boolean;
  lastMessage?: Message | undefined;
  lastMessageOnEntry: boolean;
  /** Since 1970, in milliseconds. */
  asOf?: number | undefined;
}

/** Takes the host's events, one after another for each conversation, and does what the flow says. */
export class ConversationEvents {
  readonly #context: HandlerContext;
  readonly #queue = new KeyedQueue();
  readonly #facts = new NewestFacts();
  readonly #warnedOnce: WarnedOnce;
  readonly #steps: ConversationSteps;
  readonly #answers: Answers;
  readonly #stopWords: StopWords;

  constructor(context: HandlerContext) {
    this.#context = context;
    this.#warnedOnce = new WarnedOnce(context.emit);
    this.#steps = new ConversationSteps(context);
    this.#stopWords = new StopWords(context);
    this.#answers = new Answers(context, this.#stopWords);
  }

  /** Resolves when what the customer wrote is kept by the store. */
  async enter(type: "transfer" | "message", { conversation, integrationId, message }: Entry): Promise<void> {
    const written = writtenByCustomer(message);
    if (type === "message" && written === undefined) return;
    await this.#inOrder(conversation, async () => {
      const queue = integrationId === undefined ? await this.#queueOf(conversation) : { id: integrationId };
      if (queue !== undefined) return this.#begin(type, conversation, queue.id, written);
      if (await this.#answers.take(type, conversation, written, undefined)) return;
      const { phase } = await this.#steps.seen(conversation);
      if (phase !== "away") await this.#leave(conversation);
      if (written !== undefined) this.#answers.wrote(conversation);
      await this.#editElsewhere(conversation, written);
    });
  }

  /** The conversation is in this queue, or in none of ours, whatever was told before. */
  async be({ conversation, integrationId, closed, lastMessage, lastMessageOnEntry, asOf }: Fact): Promise<void> {
    await this.#inOrder(conversation, async () => {
      if (this.#facts.isOutdated(conversation, asOf)) return;
      const queue = await this.#queueOfFact(conversation, integrationId, closed);
      if (queue === undefined) return this.#leave(conversation);
      const begins = queue.startOnTransfer || (await this.#isIn(conversation, queue.id));
      if (!begins) return this.#leave(conversation);
      const counts = !lastMessageOnEntry || !(await this.#isIn(conversation, queue.id));
      const written = counts ? writtenByCustomer(lastMessage) : undefined;
      // That it was edited once was told when it was.
      await this.#begin("fact", conversation, queue.id, written && { ...written, edited: undefined });
    });
  }

  async #begin(
    type: "transfer" | "message" | "fact",
    conversation: Conversation,
    integrationId: Id,
    whole: Message | undefined,
  ): Promise<void> {
    const integration = await this.#load(integrationId, conversation, whole);
    if (integration === "switchedOff") {
      if (!(await this.#isIn(conversation, integrationId))) await this.#leave(conversation);
      return this.#editElsewhere(conversation, whole);
    }
    const message = whole && cutLong(whole, integration);
    this.#warnOfNumbers(conversation);
    if (conversation.isGroup && !(integration?.type === "glpi-create-ticket" && integration.includeGroups)) return;
    const isStop = type === "message" && message !== undefined && integration !== undefined;
    if (isStop && (await this.#stopWords.take(conversation, message, integration))) return;
    const consults =
      integration === undefined
        ? await this.#isConsulting(conversation, integrationId)
        : integration.type === "glpi-consult-tickets";
    if (!consults && (await this.#answers.take(type, conversation, message, () => this.#steps.seen(conversation))))
      return;
    const described = message !== undefined && isDescription(message, rulesOf(integration));
    const about = { purpose: consults ? "consult" : "create", integrationId, described } as const;
    if (consults && message !== undefined && !this.#context.store.moveInState) this.#answers.wrote(conversation);
    if (type !== "message") {
      const event = { type: "transfer", ...about, lastMessage: message, fact: type === "fact" } as const;
      await this.#steps.take(conversation, event, integration);
    } else if (message !== undefined) {
      const offers = offersOf(this.#context, integration, conversation);
      await this.#steps.take(conversation, { type, ...about, message, offers }, integration);
    }
  }

  /** A message says something else now. */
  async edit(conversation: Conversation, message: Message): Promise<void> {
    await this.#inOrder(conversation, () => this.#edit(conversation, message));
  }

  async #edit(conversation: Conversation, whole: Message): Promise<void> {
    const state = await this.#steps.seen(conversation);
    const loaded = state.phase === "gathering" ? await this.#load(state.integrationId, conversation, whole) : undefined;
    const integration = loaded === "switchedOff" ? undefined : loaded;
    const message = cutLong(whole, integration);
    // What is to become of words was asked: an edit decides nothing.
    const isAsked = state.phase === "consulting" && state.place?.at === "words";
    const described = !isAsked && isWritten(message) && isDescription(message, rulesOf(integration));
    await this.#steps.take(conversation, { type: "messageEdited", message, described }, integration);
  }

  /** What was written in a queue of ours can be edited in another one. */
  async #editElsewhere(conversation: Conversation, message: Message | undefined): Promise<void> {
    if (message?.edited) await this.#edit(conversation, message);
  }

  /** A deletion, or the end of the conversation in this queue. */
  async change(conversation: Conversation, event: Extract<FlowEvent, { type: "messageDeleted" | "leave" }>) {
    await this.#inOrder(conversation, () => this.#steps.take(conversation, event, undefined));
  }

  /** Resolves when the events under way are accepted or refused; never rejects. */
  async accepted(): Promise<void> {
    await this.#queue.idle();
  }

  /** Resolves when what goes on beside the store is done too; never rejects. */
  async settled(): Promise<void> {
    await Promise.all([this.#steps.settled(), this.#answers.settled()]);
  }

  async #inOrder(conversation: Conversation, task: () => Promise<void>): Promise<void> {
    if (!isNobodys(conversation)) await this.#queue.run(conversationKey(conversation), task);
  }

  /** A host that forgets the number would have each known customer made anew. */
  #warnOfNumbers(conversation: Conversation): void {
    const { tenantId, channel = "WhatsApp", contact, isGroup } = conversation;
    if (isGroup || !/whats/i.test(channel) || contact.phoneNumber || contact.lid) return;
    this.#warnedOnce.warn(`number ${tenantId}`, () => ({ error: withoutNumber(conversation), conversation }));
  }

  /** While the host cannot say whose the queue is, a conversation is in the one that it was in. */
  async #queueOf(conversation: Conversation): Promise<QueueIntegration | undefined> {
    return this.#context.queues.integrationOf(conversation).catch(async (error: unknown) => {
      const state = await this.#steps.seen(conversation);
      if (state.phase === "away" || toIntegrationError(error).code !== "HOST_FAILED") throw error;
      this.#context.emit("warning", { error: toIntegrationError(error), conversation });
      return { id: state.integrationId };
    });
  }

  async #queueOfFact(
    conversation: Conversation,
    integrationId: Id | null | undefined,
    closed: boolean,
  ): Promise<QueueIntegration | undefined> {
    if (closed || integrationId === null) return undefined;
    return integrationId === undefined ? this.#queueOf(conversation) : { id: integrationId, startOnTransfer: true };
  }

  async #isIn(conversation: Conversation, integrationId: Id): Promise<boolean> {
    const state = await this.#steps.load(conversation);
    return state.phase !== "away" && String(state.integrationId) === String(integrationId);
  }

  /** One that cannot be read now is still what it was. */
  async #isConsulting(conversation: Conversation, integrationId: Id): Promise<boolean> {
    const state = await this.#steps.seen(conversation);
    return state.phase === "consulting" && String(state.integrationId) === String(integrationId);
  }

  async #leave(conversation: Conversation): Promise<void> {
    await this.#steps.take(conversation, { type: "leave" }, undefined);
  }

  /**
   * An integration that cannot be read now may well create tickets: what was written is kept all the same. Where
   * nothing was, or a group wrote it, the host has to tell it again. One that is switched off gathers nothing.
   */
  async #load(
    integrationId: Id,
    conversation: Conversation,
    written: Message | undefined,
  ): Promise<Integration | "switchedOff" | undefined> {
    const { tenantId } = conversation;
    const subject = JSON.stringify([String(tenantId), String(integrationId)]);
    try {
      const integration = await this.#context.integrations.find(integrationId, tenantId);
      if (integration !== undefined) this.#warnedOnce.mended(subject);
      else this.#warnedOnce.warn(subject, () => ({ error: switchedOff(integrationId, tenantId), conversation }));
      return integration ?? "switchedOff";
    } catch (error) {
      if (written === undefined || conversation.isGroup) throw error;
      this.#context.emit("warning", { error: toIntegrationError(error), conversation });
      return undefined;
    }
  }
}

function cutLong(message: Message, integration: Integration | undefined): Message {
  const { textCut } = locales[integration?.locale ?? "pt-BR"].ticketContent;
  return { ...message, text: cutLongText(message.text, textCut) };
}

function rulesOf(integration: Integration | undefined): DescriptionRules {
  return integration?.type === "glpi-create-ticket" ? integration : unreadable;
}

function withoutNumber({ tenantId, contact }: Conversation): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "EVENT_INVALID",
    `Contact ${contact.id} of tenant ${tenantId} came by WhatsApp without phoneNumber and lid: nobody in GLPI is found by telephone. Give contact.phoneNumber (conversationOf() of whazing-glpi/whazing does). It is said once for a tenant.`,
  );
}
