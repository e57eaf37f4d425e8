import { z } from "zod";
import { type LinkedTicket, type LinkTicketRequest, linkTicket } from "../changes/link-ticket.js";
import { watchedBy } from "../changes/telling.js";
import type { CreateTicketIntegration } from "../config/integration.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { Id } from "../host/events.js";
import * as valid from "../host/validate.js";
import type { Parts } from "./assemble.js";

/** What `GlpiIntegration.glpiChanged()` is given. */
export interface GlpiChangedEvent {
  integrationId: Id;
  tenantId: Id;
  /** The ticket that changed, where that is known: it is looked at in any case. */
  ticketId?: number | undefined;
}

/** However often it is rung, an account is asked once in so long. */
const RING_PAUSE_MS = 2_000;

const highestId = 4_294_967_295;
const ticketId = z.coerce.number().int().min(1).max(highestId);
const changedEvent = z.object({ integrationId: valid.id, tenantId: valid.id, ticketId: ticketId.nullish() });
const linkRequest = z.object({ integrationId: valid.id, conversation: valid.conversation, ticketId });

/** Asks an account for changes now; resolves when the store knows. */
export async function glpiChanged({ context, changes }: Parts, event: GlpiChangedEvent): Promise<void> {
  const { integrationId, tenantId, ticketId } = valid.validate("glpiChanged", changedEvent, event);
  const integration = await creating(context, integrationId, tenantId);
  const account = watchedBy(integration);
  const kept = context.store.changes;
  if (kept === undefined || !integration.tellChanges) return;
  if (ticketId) await kept.noteChanges(account, [{ ticketId }], undefined);
  await kept.ringWatch(account, RING_PAUSE_MS);
  changes?.ring(RING_PAUSE_MS);
}

/** Links a ticket by hand. */
export async function linkTicketNow({ context }: Parts, request: LinkTicketRequest): Promise<LinkedTicket> {
  const { integrationId, conversation, ticketId } = valid.validate("linkTicket", linkRequest, request);
  const integration = await creating(context, integrationId, conversation.tenantId);
  return linkTicket(context, integration, { integrationId, conversation, ticketId });
}

async function creating(
  { integrations }: Parts["context"],
  integrationId: Id,
  tenantId: Id,
): Promise<CreateTicketIntegration> {
  const integration = await integrations.load(integrationId, tenantId);
  if (integration.type === "glpi-create-ticket") return integration;
  throw new GlpiIntegrationError(
    "CONFIGURATION_INVALID",
    `Integration ${integrationId} of tenant ${tenantId} is of type ${integration.type}: only one of type glpi-create-ticket tells of changes.`,
  );
}
