import type { Integrations } from "../config/integrations.js";
import type { OpenTickets } from "../consult/consult-tickets.js";
import type { Batch } from "../conversation/batch.js";
import type { Breakers } from "../glpi/breaker.js";
import type { GlpiClients } from "../glpi/clients.js";
import type { GlpiIntegrationError } from "../glpi/errors.js";
import type { Conversation } from "../host/events.js";
import type { Store } from "../store/store.js";
import type { CreatedTicket } from "../ticket/create-ticket.js";
import type { HostCalls } from "./host-calls.js";
import type { RetrySchedule } from "./retry.js";

/** What `GlpiIntegration` tells whoever listens. */
export type GlpiIntegrationEvents = {
  /** A batch became a ticket in GLPI. */
  ticketCreated: (event: { batch: Batch; ticket: CreatedTicket }) => void;
  /** A batch did not become a ticket: here it is whole, so that nothing is lost. */
  ticketFailed: (event: { batch: Batch; error: GlpiIntegrationError }) => void;
  ticketsConsulted: (event: OpenTickets & { conversation: Conversation }) => void;
  /** Nobody in GLPI was this contact, so a user was created. */
  requesterCreated: (event: { conversation: Conversation; requesterId: number; login: string }) => void;
  /** Several GLPI users are this contact; `chosen` was taken. */
  requesterAmbiguous: (event: { conversation: Conversation; candidates: readonly number[]; chosen: number }) => void;
  /** Something went wrong that cost no message; `error.message` says what to do about it. */
  warning: (event: { error: GlpiIntegrationError; conversation?: Conversation }) => void;
};

export type Emit = <E extends keyof GlpiIntegrationEvents>(
  event: E,
  payload: Parameters<GlpiIntegrationEvents[E]>[0],
) => void;

/** What the handlers work with. */
export interface HandlerContext {
  clients: GlpiClients;
  breakers: Breakers;
  host: HostCalls;
  integrations: Integrations;
  store: Store;
  emit: Emit;
  requestTimeoutMs: number;
  retry: RetrySchedule;
}
