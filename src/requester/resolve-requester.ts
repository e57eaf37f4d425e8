import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import { entityOf } from "../glpi/requesters.js";
import type { KnownRequester, TicketRequester } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import { createRequester } from "./create-requester.js";
import { findRequester } from "./find-requester.js";
import { forget, remember } from "./known-requesters.js";
import type { TicketQuestion } from "./question.js";

/**
 * For whom a contact's ticket is, and in which entity: who is found, else who is created, else the configured
 * fallback. Rejects with `GlpiIntegrationError`.
 */
export async function resolveRequester(context: HandlerContext, question: TicketQuestion): Promise<TicketRequester> {
  const found = await findRequester(context, question);
  if (found !== undefined) {
    const { foundBy } = found.requester;
    const matchedBy = found.fromStore ? "store" : foundBy === "phoneWithoutAreaCode" ? "phone" : foundBy;
    try {
      return { ...(await withEntity(context, question, found.requester, found.isNew)), matchedBy };
    } catch (error) {
      const gone = found.fromStore && isGlpiIntegrationError(error) && error.code === "NOT_FOUND";
      if (!gone) throw error;
      await forget(context, question);
      return resolveRequester(context, question);
    }
  }
  const { integration } = question;
  if (!integration.createRequester) return fallback(context, question, nobodyFound());
  try {
    const created = await createRequester(context, question);
    const matchedBy = created.foundBy === "created" ? "created" : "login";
    return { ...(await withEntity(context, question, created, true)), matchedBy };
  } catch (error) {
    if (!isGlpiIntegrationError(error) || error.retryable) throw error;
    return fallback(context, question, error);
  }
}

async function withEntity(
  context: HandlerContext,
  question: TicketQuestion,
  known: KnownRequester,
  isNew: boolean,
): Promise<KnownRequester & { entityId: number }> {
  const { integration } = question;
  const entityId =
    known.entityId ?? (await entityOf(context.clients.for(integration), known.id)) ?? integration.fallbackEntityId ?? 0;
  if (isNew || known.entityId === undefined) await remember(context, question, { ...known, entityId });
  return { ...known, entityId };
}

/** Never remembered: who is nobody today may be somebody tomorrow, and must not be shown the fallback's tickets. */
async function fallback(
  context: HandlerContext,
  { integration, conversation }: TicketQuestion,
  reason: GlpiIntegrationError,
): Promise<TicketRequester> {
  const id = integration.fallbackRequesterId;
  if (id === undefined) throw reason;
  if (integration.createRequester) context.emit("warning", { error: reason, conversation });
  const entityId = (await entityOf(context.clients.for(integration), id)) ?? integration.fallbackEntityId ?? 0;
  return { id, entityId, foundBy: "login", settled: false, matchedBy: "fallback" };
}

function nobodyFound(): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "REQUESTER_NOT_FOUND",
    "Nobody in GLPI has this contact's telephone or e-mail: switch createRequester on, set fallbackRequesterId, or add the telephone to the person in GLPI.",
  );
}
