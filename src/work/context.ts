import type { Emit } from "../events.js";
import type { Breakers } from "../glpi/breaker.js";
import type { GlpiClients } from "../glpi/clients.js";
import type { Store } from "../store/store.js";
import type { Chatter } from "./chatter.js";
import type { EarlyRequesters } from "./early-requesters.js";
import type { FailureNotices } from "./failure-notices.js";
import type { FilesAtHand } from "./files-at-hand.js";
import type { GlpiLists } from "./glpi-lists.js";
import type { HostCalls } from "./host-calls.js";
import type { Integrations } from "./integrations.js";
import type { DirectJournals } from "./journal.js";
import type { OnceAtATime } from "./once-at-a-time.js";
import type { Queues } from "./queues.js";
import type { RetrySchedule } from "./retry.js";

/** What the handlers work with. */
export interface HandlerContext {
  clients: GlpiClients;
  breakers: Breakers;
  host: HostCalls;
  chatter: Chatter;
  /** Lists that are being fetched. */
  consultations: OnceAtATime;
  failureNotices: FailureNotices;
  files: FilesAtHand;
  earlyRequesters: EarlyRequesters;
  glpiLists: GlpiLists;
  integrations: Integrations;
  queues: Queues;
  store: Store;
  /** Whether this process works: if not, others do, and say what is to be said. */
  work: boolean;
  /** Of what is posted beside the batches of the store. */
  journals: DirectJournals;
  emit: Emit;
  /** Which addresses of GLPI may be asked. */
  addresses: "any" | "public";
  requestTimeoutMs: number;
  retry: RetrySchedule;
  /** So long a number that the host could not send is tried to be told again. */
  tellForMs: number;
}
