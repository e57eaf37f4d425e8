import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { withoutAnswers } from "../conversation/errand.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import { addFollowUp } from "../glpi/follow-ups.js";
import { textToHtml } from "../glpi/rich-text.js";
import { rateTicket, surveyOf } from "../glpi/survey.js";
import { locales } from "../locales/locales.js";
import { renderTemplate } from "../locales/render.js";
import type { TicketLink } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";

/**
 * Writes how well a ticket was solved into GLPI's survey, or, where there is none or the API user may not answer it, into
 * a note that technicians alone read. What GLPI refuses is a warning. Rejects with `GlpiIntegrationError`.
 */
export async function rate(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
  { link, score }: { link: TicketLink; score: number },
): Promise<void> {
  if (journal.progress.rated) return;
  const client = context.clients.for(integration);
  const comment = withoutAnswers(batch.messages)
    .map(({ text }) => text.trim())
    .filter((text) => text !== "")
    .join("\n");
  const isInSurvey = await answerSurvey(context, integration, link.ticketId, score, comment);
  // Nobody can look for a private note: noted first, better none than two.
  await journal.save({ ...journal.progress, rated: true });
  if (isInSurvey) return;
  const { ratingNote } = locales[integration.locale].ticketContent;
  const content = textToHtml([renderTemplate(ratingNote, { score }), comment].join("\n").trim(), batch.id);
  try {
    await addFollowUp(client, { ticketId: link.ticketId, content, userId: link.requesterId, isPrivate: true });
  } catch (error) {
    const code = isGlpiIntegrationError(error) ? error.code : undefined;
    if (code === "ANSWER_LOST") return;
    if (code === "RIGHT_MISSING" || code === "REFUSED") {
      context.emit("warning", {
        error: notWritten(code, link.ticketId, score, error),
        conversation: batch.conversation,
      });
      return;
    }
    await journal.save({ ...journal.progress, rated: false });
    throw error;
  }
}

/** The customer has done what they were asked: that the team cannot read it is nothing to tell them. */
function notWritten(
  code: GlpiIntegrationError["code"],
  ticketId: number,
  score: number,
  cause: unknown,
): GlpiIntegrationError {
  return new GlpiIntegrationError(
    code,
    `Ticket ${ticketId} was rated ${score} of 5, and GLPI takes neither a survey's answer nor a note of it: give the API user's profile the right to update follow-ups (followup 4101), in Administration > Profiles.`,
    { cause },
  );
}

async function answerSurvey(
  { clients }: HandlerContext,
  integration: CreateTicketIntegration,
  ticketId: number,
  score: number,
  comment: string,
): Promise<boolean> {
  const client = clients.for(integration);
  if ((await surveyOf(client, ticketId)) === undefined) return false;
  try {
    await rateTicket(client, ticketId, score, comment);
    return true;
  } catch (error) {
    if (isGlpiIntegrationError(error) && (error.code === "RIGHT_MISSING" || error.code === "NOT_FOUND")) return false;
    throw error;
  }
}
