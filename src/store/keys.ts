import type { Batch } from "../conversation/batch.js";
import type { Conversation, Id } from "../host/events.js";

/** Names a conversation over all tenants. */
export function conversationKey({ tenantId, id }: Pick<Conversation, "tenantId" | "id">): string {
  return JSON.stringify([String(tenantId), String(id)]);
}

/** Names an integration over all tenants: the batches of one lane go to one GLPI server. */
export function laneOf({ conversation, integrationId }: Pick<Batch, "conversation" | "integrationId">): string {
  return JSON.stringify([String(conversation.tenantId), String(integrationId)]);
}

/** What who a contact is in GLPI is kept under: on one server, for one tenant, by one of the contact's names. */
export function requesterKey(url: string, tenantId: Id, name: string): string {
  return JSON.stringify([url, String(tenantId), name]);
}

/** Names a contact over all tenants. */
export function contactKey(tenantId: Id, contactId: Id): string {
  return JSON.stringify([String(tenantId), String(contactId)]);
}
