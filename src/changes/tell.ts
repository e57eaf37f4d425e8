import type { CreateTicketIntegration } from "../config/integration.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import { formatGlpiTime } from "../glpi/glpi-time.js";
import { readTimeline, type Timeline } from "../glpi/timeline.js";
import { timesOf } from "../locales/glpi-times.js";
import type { Known, NextLook, TakenTicket } from "../store/changes.js";
import type { HandlerContext } from "../work/context.js";
import { pauseMs } from "../work/retry.js";
import { compose, type Telling } from "./compose.js";
import { isWindowOpen, lastWroteAt, nextReminder, remindOrRest } from "./remind.js";
import { whenStopped } from "./stopped.js";
import { tellsChanges, worksWith } from "./telling.js";
import { filesOfNews, mediaOf, namesOfNews } from "./what-comes-along.js";
import { isNews, type News, whatsNew } from "./whats-new.js";

const HOUR_MS = 3_600_000;
/** What comes within a minute after something was told is told together. */
const JOIN_MS = 60_000;
/** What is older was there before, whatever else is known: a watch that was switched off, or a store that forgot. */
const OLDEST_MS = 7 * 24 * HOUR_MS;
const MOST_SENT = 20;

/** What becomes of a ticket that was looked at. */
export interface Looked {
  known: Known;
  next: NextLook;
}

/**
 * Looks at a ticket that may have changed, and tells its customer what is new of it, once. `keep` saves what is known;
 * GLPI is asked for everything else, so that what was deleted meanwhile is not told. Rejects with `GlpiIntegrationError`,
 * and where the lease was lost.
 */
export async function tellChanges(
  context: HandlerContext,
  taken: TakenTicket,
  keep: (known: Known) => Promise<void>,
): Promise<Looked> {
  const { known } = taken;
  const integration = await tellingIntegration(context, taken);
  // It may be on again soon.
  if (integration === undefined) return { known, next: { inMs: HOUR_MS } };
  const timeline = await readIt(context, integration, taken);
  // In the trash, gone, out of reach, or another person's by now: nobody hears of it.
  if (timeline === undefined) return { known, next: "rest" };
  const client = context.clients.for(integration);
  const { zoneOffsetMs = 0, userId: apiUserId } = await client.session();
  const notBefore = known.announced ? "" : formatGlpiTime(Date.now() - OLDEST_MS, zoneOffsetMs);
  const news = whatsNew(timeline, known, { requesterId: taken.requesterId, apiUserId, notBefore }, integration);
  if (!isNews(news) && !(news.isOver && integration.ratingText !== "")) {
    return remindOrRest(context, integration, taken, timeline.status, news.known);
  }
  // A clock that was set back has told nothing in the time to come.
  const toldMsAgo = Date.now() - (known.toldAt ?? 0);
  if (toldMsAgo >= 0 && toldMsAgo < JOIN_MS) return { known, next: { inMs: JOIN_MS - toldMsAgo } };
  // It is known to them as if it had been told: who comes back hears what is new then.
  const next = await whenStopped(context, taken);
  if (next !== undefined) return { known: next === "rest" ? news.known : known, next };
  const telling = await composed(context, integration, taken, { news, plannedFor: timeline.plannedFor });
  if (telling === undefined) return { known: news.known, next: "rest" };
  return send(context, integration, taken, { telling, news, keep });
}

/** The integration, if it still tells of changes, and works with the GLPI that the ticket is in. */
async function tellingIntegration(
  { integrations }: HandlerContext,
  taken: TakenTicket,
): Promise<CreateTicketIntegration | undefined> {
  const integration = await integrations.find(taken.integrationId, taken.tenantId);
  return tellsChanges(integration) && worksWith(integration, taken) ? integration : undefined;
}

async function readIt(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  { tenantId, ticketId, requesterId }: TakenTicket,
): Promise<Timeline | undefined> {
  const breaker = context.breakers.for(integration.url, tenantId);
  const plan = integration.tellStatuses.includes("planned");
  const timeline = await breaker.run(() =>
    readTimeline(context.clients.for(integration), ticketId, { solutions: true, people: true, plan }),
  );
  return timeline && !timeline.isDeleted && timeline.requesterIds.includes(requesterId) ? timeline : undefined;
}

async function composed(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  { conversation, ticketId, title }: TakenTicket,
  { news, plannedFor }: { news: News; plannedFor: string | undefined },
): Promise<Telling | undefined> {
  const client = context.clients.for(integration);
  const [nameOf, filesOf, shown] = await Promise.all([
    namesOfNews(client, news, integration.technicianName),
    filesOfNews(client, ticketId, news),
    timesOf(client, integration),
  ]);
  return compose(integration, news, {
    conversation,
    ticketId,
    title,
    nameOf,
    filesOf,
    dueAt: shown(news.known.dueAt ?? ""),
    plannedFor: shown(plannedFor ?? ""),
  });
}

interface Sending {
  telling: Telling;
  news: News;
  keep: (known: Known) => Promise<void>;
}

async function send(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  taken: TakenTicket,
  { telling, news, keep }: Sending,
): Promise<Looked> {
  const { conversation, ticketId, wroteMsAgo, known } = taken;
  const { asks } = telling;
  const windowOpen = isWindowOpen(integration, wroteMsAgo);
  const { answer, messageIds, begun } = await context.host.contact(
    {
      ...{ conversation, contact: conversation.contact, text: telling.text, reason: telling.reason },
      ...{ ticketNumber: ticketId, windowOpen, lastWroteAt: lastWroteAt(wroteMsAgo) },
    },
    {
      ...{ choices: telling.choices, sendButtons: integration.sendButtons },
      ...{ begun: known.begun, again: taken.failures > 0 },
      media: telling.files.map((file) => mediaOf(context.clients.for(integration), file)),
    },
  );
  const sent = [...(known.sent ?? []), ...messageIds].slice(-MOST_SENT);
  const said = { ...(sent.length > 0 && { sent }), ...(begun && { begun }) };
  switch (answer) {
    case "held": {
      // All of it is told when the contact writes, and the host has its hours anew.
      const { untoldSince: _untoldSince, ...others } = known;
      return { known: { ...others, ...said, announced: true }, next: "held" };
    }
    case "later": {
      const { untoldSince = Date.now() } = known;
      if (Date.now() - untoldSince < integration.tellForHours * HOUR_MS) {
        const next = { inMs: pauseMs(context.retry, taken.failures), failed: true };
        return { known: { ...known, ...said, untoldSince }, next };
      }
      break;
    }
    case "sent": {
      const { announced: _announced, reminded: _reminded, asked: _asked, ...others } = news.known;
      const after: Known = {
        ...others,
        toldAt: Date.now(),
        ...(sent.length > 0 && { sent }),
        ...(asks && { asked: { what: asks, conversationId: conversation.id, at: Date.now() } }),
      };
      await keep(after);
      context.emit("changeTold", { conversation, ticketId, reason: telling.reason });
      const next = nextReminder(integration, taken, after.status ?? "new", after);
      return { known: after, next: next === "now" ? "rest" : next };
    }
  }
  context.emit("warning", { error: notTold(taken, answer), conversation });
  return { known: news.known, next: "rest" };
}

function notTold({ ticketId, conversation }: TakenTicket, answer: "later" | "refused"): GlpiIntegrationError {
  const why =
    answer === "refused"
      ? "the host's contactCustomer refused it"
      : "the host could not, and it is tried no more (tellForHours)";
  return new GlpiIntegrationError(
    "HOST_FAILED",
    `Conversation ${conversation.id} was not told what is new of ticket ${ticketId}: ${why}. Tell the customer by hand.`,
  );
}
