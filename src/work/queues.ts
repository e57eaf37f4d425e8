import { LRUCache } from "lru-cache";
import { GlpiIntegrationError, plainCause } from "../glpi/errors.js";
import type { Conversation, Id } from "../host/events.js";
import type { Host, QueueIntegration } from "../host/host.js";
import { inHostTime } from "../host/host-time.js";
import { queueAnswer } from "../host/validate.js";
import { cacheClock } from "../store/cache-clock.js";

const MAX_QUEUES = 10_000;
/** So long a change in the host's queues can go unnoticed. */
const TTL_MS = 60_000;

/** A queue, and whose. */
interface Whose {
  queueId: Id;
  tenantId: Id;
}

/** Which integration each of the host's queues has: asked of the host, and kept for a minute. */
export class Queues {
  readonly #cache: LRUCache<string, { has: QueueIntegration | undefined }, Whose> | undefined;

  constructor(host: Host) {
    const { integrationOfQueue } = host;
    if (integrationOfQueue === undefined) return;
    this.#cache = new LRUCache({
      max: MAX_QUEUES,
      ttl: TTL_MS,
      ...cacheClock,
      ignoreFetchAbort: true,
      fetchMethod: async (_key, _stale, { context }) => {
        const ask = () => integrationOfQueue.call(host, context.queueId, context.tenantId);
        return { has: await answerOf(ask, context) };
      },
    });
  }

  /**
   * That of the queue that the conversation is in; undefined for none, also where it is in no queue. Rejects with
   * `EVENT_INVALID` when the host has no `integrationOfQueue`, and with `HOST_FAILED` when that fails.
   */
  async integrationOf({ queue, tenantId }: Conversation): Promise<QueueIntegration | undefined> {
    if (this.#cache === undefined) throw nobodyToAsk();
    if (queue === undefined) return undefined;
    const key = JSON.stringify([String(tenantId), String(queue.id)]);
    return (await this.#cache.fetch(key, { context: { queueId: queue.id, tenantId } }))?.has;
  }
}

async function answerOf(ask: () => unknown, { queueId, tenantId }: Whose): Promise<QueueIntegration | undefined> {
  const about = `The host's integrationOfQueue, asked for queue ${queueId} of tenant ${tenantId},`;
  let answer: unknown;
  try {
    answer = await inHostTime(ask);
  } catch (failure) {
    throw new GlpiIntegrationError("HOST_FAILED", `${about} failed: see cause.`, { cause: plainCause(failure) });
  }
  const { success, data } = queueAnswer.safeParse(answer);
  if (success) return data ?? undefined;
  const message = `${about} must answer { id, startOnTransfer }, or null for a queue without a GLPI integration.`;
  throw new GlpiIntegrationError("HOST_FAILED", message);
}

function nobodyToAsk(): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "EVENT_INVALID",
    "integrationId: give it with the event, or give the host the function integrationOfQueue(queueId, tenantId). See docs/host-integration.md.",
  );
}
