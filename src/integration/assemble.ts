import { ChangeWorker } from "../changes/change-worker.js";
import { tellChanges } from "../changes/tell.js";
import { watch } from "../changes/watch.js";
import { Breakers } from "../glpi/breaker.js";
import { GlpiClients } from "../glpi/clients.js";
import { toIntegrationError } from "../glpi/errors.js";
import type { FetchLike } from "../glpi/fetch-like.js";
import { publicFetch } from "../glpi/public-fetch.js";
import type { ChangeStore } from "../store/changes.js";
import { storeFailed } from "../store/store-failed.js";
import { handleBatch } from "../ticket/handle-batch.js";
import { AlarmWorker } from "../work/alarm-worker.js";
import { BatchWorker } from "../work/batch-worker.js";
import { Chatter } from "../work/chatter.js";
import type { HandlerContext } from "../work/context.js";
import { EarlyRequesters } from "../work/early-requesters.js";
import { FailureNotices } from "../work/failure-notices.js";
import { FilesAtHand } from "../work/files-at-hand.js";
import { GlpiLists } from "../work/glpi-lists.js";
import { HostCalls } from "../work/host-calls.js";
import { Integrations } from "../work/integrations.js";
import { DirectJournals } from "../work/journal.js";
import { OnceAtATime } from "../work/once-at-a-time.js";
import { outbox } from "../work/outbox.js";
import { Queues } from "../work/queues.js";
import { pauseMs } from "../work/retry.js";
import { StoreTrouble } from "../work/store-trouble.js";
import { claimStore } from "./claim-store.js";
import { ConversationEvents } from "./conversation-events.js";
import { handleAlarm } from "./handle-alarm.js";
import { Listeners } from "./listeners.js";
import { logEvents } from "./log.js";
import { type GlpiIntegrationOptions, parseOptions } from "./options.js";
import { WatchNotices } from "./watch-notices.js";

const HOUR_MS = 3_600_000;

/** What a `GlpiIntegration` is made of. */
export interface Parts {
  context: HandlerContext;
  listeners: Listeners;
  events: ConversationEvents;
  worker: BatchWorker;
  alarms: AlarmWorker;
  /** Undefined where the store keeps nothing of changes. */
  changes: ChangeWorker | undefined;
  /** The host's own, in place of the global one. */
  fetch: FetchLike | undefined;
}

/** Makes the parts and ties them together; nothing runs yet. Throws `CONFIGURATION_INVALID`. */
export function assemble(options: GlpiIntegrationOptions): Parts {
  const {
    host,
    store,
    logger,
    requestTimeoutMs,
    maxRequestsInFlight,
    maxAnswerBytes,
    addresses,
    retry,
    tellForHours,
    work,
    fetch,
  } = parseOptions(options);
  claimStore(store);
  const listeners = new Listeners();
  if (logger !== undefined) logEvents(listeners, logger);
  const chatter = new Chatter(listeners.emit);
  const clients = new GlpiClients({
    requestTimeoutMs,
    maxRequestsInFlight,
    maxAnswerBytes,
    onSetup: (error) => listeners.emit("warning", { error }),
    // A host's own fetch is its own matter.
    fetch: fetch ?? (addresses === "public" ? publicFetch : undefined),
  });
  const context: HandlerContext = {
    clients,
    breakers: new Breakers(),
    host: new HostCalls(host, listeners.emit, chatter, outbox({ store, emit: listeners.emit, retry })),
    chatter,
    consultations: new OnceAtATime(),
    earlyRequesters: new EarlyRequesters(),
    files: new FilesAtHand(maxRequestsInFlight),
    failureNotices: new FailureNotices(listeners.emit),
    glpiLists: new GlpiLists(clients),
    integrations: new Integrations(host, addresses),
    queues: new Queues(host),
    store,
    work,
    journals: new DirectJournals(requestTimeoutMs),
    emit: listeners.emit,
    addresses,
    requestTimeoutMs,
    retry,
    tellForMs: tellForHours * HOUR_MS,
  };
  const trouble = new StoreTrouble((error) => listeners.emit("warning", { error }));
  const alarms = new AlarmWorker({
    store,
    handle: (alarm) => handleAlarm(context, alarm),
    onFailure: (cause) => listeners.emit("warning", { error: toIntegrationError(cause) }),
    trouble,
  });
  const changes = store.changes && changeWorker(context, store.changes, trouble);
  const worker = new BatchWorker({
    store,
    handle: (taken) => handleBatch(context, taken),
    onStoreFailure: (cause) => listeners.emit("warning", { error: storeFailed(cause) }),
    trouble,
    perLane: 2 * maxRequestsInFlight,
    onDue: () => alarms.wake(),
  });
  return {
    context,
    listeners,
    events: new ConversationEvents(context),
    worker,
    alarms,
    changes,
    fetch,
  };
}

function changeWorker(context: HandlerContext, changes: ChangeStore, trouble: StoreTrouble): ChangeWorker {
  const notices = new WatchNotices(context.emit);
  return new ChangeWorker({
    changes,
    watch: async (taken) => {
      const inMs = await watch(context, changes, taken);
      notices.works(taken);
      return inMs;
    },
    tell: (taken, keep) => tellChanges(context, taken, keep),
    pauseMs: (failures) => pauseMs(context.retry, failures),
    onFailure: (cause, taken) => notices.failed(taken, cause),
    trouble,
  });
}
