import type { ConsultTicketsIntegration, CreateTicketIntegration, Integration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { errandOf, type Sent, withoutAnswers } from "../conversation/errand.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { Id } from "../host/events.js";
import type { TakenBatch } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";

/** A batch, and the integration that sees to it. */
export type Whose =
  | { integration: CreateTicketIntegration; batch: Batch }
  /** What it is for is a ticket that was looked up, or none. */
  | { integration: ConsultTicketsIntegration; batch: Batch };

/**
 * The integration of a batch. Words that were written while tickets were looked up are that one's that opens tickets, if
 * there is one and nobody decided otherwise. Rejects with `GlpiIntegrationError`.
 */
export async function whoseBatch(context: HandlerContext, { batch, progress }: TakenBatch): Promise<Whose> {
  const integration = await load(context, batch, batch.integrationId, progress.fresh);
  if (integration?.type === "glpi-create-ticket") return { integration, batch };
  const errand = errandOf(batch.messages);
  // A message that came while the configuration could not be read is for nothing.
  if (integration === undefined || (errand === undefined && batch.messages.length > 0)) {
    throw otherType(batch.integrationId);
  }
  const { createIntegrationId } = integration;
  const opens = errand?.do === "open" || errand?.do === "ask" || errand?.do === "goOn";
  if (!opens || createIntegrationId === undefined) return { integration, batch };
  const creating = await load(context, batch, createIntegrationId, progress.fresh);
  if (creating?.type !== "glpi-create-ticket") throw otherType(createIntegrationId);
  const as: Sent["errand"] = errand.do === "goOn" ? errand : { do: "open" };
  const messages = withoutAnswers(batch.messages).map((message) => ({ ...message, errand: as }));
  return { integration: creating, batch: { ...batch, integrationId: createIntegrationId, messages } };
}

async function load(
  { integrations }: HandlerContext,
  { conversation: { tenantId } }: Batch,
  integrationId: Id | undefined,
  fresh: boolean | undefined,
): Promise<Integration | undefined> {
  if (integrationId === undefined) return undefined;
  // Whoever replays a dead letter has just mended something.
  if (fresh) integrations.forget(integrationId, tenantId);
  return integrations.load(integrationId, tenantId);
}

function otherType(integrationId: Id | undefined): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "CONFIGURATION_INVALID",
    `Integration ${integrationId} no longer creates tickets: change its type back and replay the dead letter.`,
  );
}
