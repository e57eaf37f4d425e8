import type { CreateTicketIntegration } from "../config/integration.js";
import { answerTo, mayAnswer, type ToldOf } from "../conversation/answer-to-change.js";
import type { DescriptionRules } from "../conversation/description.js";
import { waitsForAnswer } from "../conversation/questions.js";
import type { ConversationState } from "../conversation/state.js";
import { readOurChoice } from "../conversation/verdict.js";
import type { Conversation, Id, Message } from "../host/events.js";
import { contactKey } from "../store/keys.js";
import type { WatchedTicket } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import { keepFile } from "../work/keep-file.js";
import { Background } from "./background.js";
import type { StopWords } from "./stop-words.js";

const anyRules: DescriptionRules = { ignoredTexts: [], needsDescription: true };
/** Where nobody can say how long a quiet period is. */
const QUIET = { quietMs: 15_000, maxWaitMs: 120_000 };
/** How long after it was asked a number is a rating. */
const RATING_MS = 3 * 24 * 60 * 60_000;

/** Takes what customers answer to what they were told of a ticket, in whatever conversation they do. */
export class Answers {
  readonly #context: HandlerContext;
  readonly #background: Background;
  readonly #stopWords: StopWords;

  constructor(context: HandlerContext, stopWords: StopWords) {
    this.#stopWords = stopWords;
    this.#context = context;
    this.#background = new Background(context.emit);
  }

  /**
   * Whether the message answers what was told, and is kept as such. `seen` gives the conversation's state; undefined where
   * that is in no queue of ours, and what describes something there is an answer too. What is chosen from the bot's menu
   * comes with a transfer, and answers nothing of ours but by its id.
   */
  async take(
    type: "transfer" | "message" | "fact",
    conversation: Conversation,
    message: Message | undefined,
    seen: (() => Promise<ConversationState>) | undefined,
  ): Promise<boolean> {
    const { store } = this.#context;
    if (store.changes === undefined || message === undefined || message.edited || conversation.isGroup) return false;
    const isChoice = readOurChoice(message) !== undefined;
    const anywhere = seen === undefined;
    if (type === "fact" || (type === "transfer" && !isChoice)) return false;
    if (!anywhere && !mayAnswer(message, anyRules)) return false;
    if (!anywhere && !isChoice && isAsking(await seen())) return false;
    const watched = await store.changes.findWatched(conversation.tenantId, conversation.contact.id);
    if (anywhere && type === "message" && (await this.#stopWords.takeOf(conversation, message, watched))) return true;
    // The question that was asked last is the one that is answered.
    watched.sort((one, other) => (other.known.asked?.at ?? 0) - (one.known.asked?.at ?? 0));
    const told = watched.map((ticket) => toldOf(ticket, conversation, message, anywhere));
    const answer = answerTo(message, told, anyRules, anywhere);
    const about = answer && watched.find(({ ticketId }) => ticketId === answer.ticketId);
    if (answer === undefined || about === undefined) return false;
    const { integrationId } = about;
    const quiet = answer.isWhole ? { quietMs: 0, maxWaitMs: 0 } : await this.#quietOf(conversation, integrationId);
    const kept = await keepFile(this.#context, conversation, answer.message);
    // What was written before is about something else.
    await store.flush(conversation);
    await store.add(conversation, kept, { integrationId, ...quiet, described: true });
    return true;
  }

  /** The contact wrote something that becomes nothing here: what is held of their tickets is told all the same. */
  wrote(conversation: Conversation): void {
    const { changes } = this.#context.store;
    if (changes === undefined || conversation.isGroup) return;
    const key = contactKey(conversation.tenantId, conversation.contact.id);
    this.#background.start(`wrote ${key}`, () => changes.wrote(conversation), String(conversation.id));
  }

  /** Resolves when what goes on beside the store is done; never rejects. */
  async settled(): Promise<void> {
    await this.#background.settled();
  }

  async #quietOf({ tenantId }: Conversation, integrationId: Id): Promise<{ quietMs: number; maxWaitMs: number }> {
    const found = await this.#context.integrations.find(integrationId, tenantId).catch(() => undefined);
    const { messageIntervalMs: quietMs = QUIET.quietMs, maxWaitMs = QUIET.maxWaitMs } = (found ??
      {}) as Partial<CreateTicketIntegration>;
    return { quietMs, maxWaitMs };
  }
}

/** What is written there answers another question. */
function isAsking(state: ConversationState): boolean {
  return state.phase === "consulting" || waitsForAnswer(state);
}

/** In a queue of somebody else's, words answer whoever asks there; a button and a quotation say what they are about. */
function toldOf(
  { ticketId, known }: WatchedTicket,
  { id, queue }: Conversation,
  { repliesTo }: Message,
  anywhere: boolean,
): ToldOf {
  const { asked, sent = [] } = known;
  const isOver = asked?.what === "rating" && Date.now() - asked.at > RATING_MS;
  return {
    ticketId,
    asked: isOver ? undefined : asked?.what,
    isHere: String(asked?.conversationId) === String(id) && !(anywhere && queue !== undefined),
    isQuoted: repliesTo !== undefined && sent.includes(String(repliesTo)),
  };
}
