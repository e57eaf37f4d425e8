import { z } from "zod";
import type { Id } from "../host/events.js";
import type { QueueIntegration } from "../host/host.js";
import { id } from "../host/validate.js";

/** One of Whazing's companies, and which of its channels are this one's. */
export interface WhazingTenant {
  id: Id;
  /** The `whatsapp.id` of each channel. May be left out where there is one tenant: all are its own. */
  channels?: readonly Id[] | undefined;
}

/** A queue of Whazing's whose integration is GLPI. */
export interface WhazingQueue {
  id: Id;
  integrationId: Id;
  /** May be left out: Whazing's ids are of no two tenants. */
  tenantId?: Id | undefined;
  /** Whazing's *Inicia Integração ao transferir*. Default true. */
  startOnTransfer?: boolean | undefined;
}

export const tenantsSchema = z
  .array(z.strictObject({ id, channels: z.array(id).optional() }))
  .min(1)
  .refine(
    (tenants) => tenants.length === 1 || tenants.every(({ channels }) => channels !== undefined),
    "of several tenants each needs its channels: a webhook does not say whose it is",
  );

export const queuesSchema = z.array(
  z.strictObject({ id, integrationId: id, tenantId: id.optional(), startOnTransfer: z.boolean().default(true) }),
);

/** Whether two ids are the same; databases and files write them as numbers and as texts. */
export function isSame(one: Id, other: Id): boolean {
  return String(one) === String(other);
}

/** Whose channel it is; undefined where nobody's is. */
export function tenantOf(tenants: z.output<typeof tenantsSchema>, channelId: Id | undefined): Id | undefined {
  return tenants.find(
    ({ channels }) => channels === undefined || channels.some((each) => isSame(each, channelId ?? "")),
  )?.id;
}

/** The integration of a queue; undefined where it has none of GLPI's. */
export function integrationOf(
  queues: z.output<typeof queuesSchema>,
  queueId: Id | undefined,
  tenantId: Id,
): Required<QueueIntegration> | undefined {
  const queue = queues.find((each) => isSame(each.id, queueId ?? "") && isSame(each.tenantId ?? tenantId, tenantId));
  return queue && { id: queue.integrationId, startOnTransfer: queue.startOnTransfer };
}
