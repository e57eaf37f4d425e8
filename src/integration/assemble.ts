import { Breakers } from "../glpi/breaker.js";
import { GlpiClients } from "../glpi/clients.js";
import { storeFailed } from "../store/store-failed.js";
import { handleBatch } from "../ticket/handle-batch.js";
import { BatchWorker } from "../work/batch-worker.js";
import type { HandlerContext } from "../work/context.js";
import { HostCalls } from "../work/host-calls.js";
import { Integrations } from "../work/integrations.js";
import { DirectJournals } from "../work/journal.js";
import { ConversationEvents } from "./conversation-events.js";
import { Listeners } from "./listeners.js";
import { logEvents } from "./log.js";
import { type GlpiIntegrationOptions, parseOptions } from "./options.js";

/** What a `GlpiIntegration` is made of. */
export interface Parts {
  context: HandlerContext;
  listeners: Listeners;
  events: ConversationEvents;
  worker: BatchWorker;
  /** Of `createTicket()`. */
  journals: DirectJournals;
}

/** Makes the parts and ties them together; nothing runs yet. Throws `CONFIGURATION_INVALID`. */
export function assemble(options: GlpiIntegrationOptions): Parts {
  const { host, store, logger, requestTimeoutMs, maxRequestsInFlight, retry, fetch } = parseOptions(options);
  const listeners = new Listeners();
  if (logger !== undefined) logEvents(listeners, logger);
  const context: HandlerContext = {
    clients: new GlpiClients({ requestTimeoutMs, maxRequestsInFlight, fetch }),
    breakers: new Breakers(),
    host: new HostCalls(host, listeners.emit),
    integrations: new Integrations(host),
    store,
    emit: listeners.emit,
    requestTimeoutMs,
    retry,
  };
  const worker = new BatchWorker({
    store,
    handle: (taken) => handleBatch(context, taken),
    onStoreFailure: (cause) => listeners.emit("warning", { error: storeFailed(cause) }),
    perLane: 2 * maxRequestsInFlight,
  });
  return {
    context,
    listeners,
    events: new ConversationEvents(context),
    worker,
    journals: new DirectJournals(requestTimeoutMs),
  };
}
