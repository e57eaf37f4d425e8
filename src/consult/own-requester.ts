import type { ConsultTicketsIntegration } from "../config/integration.js";
import type { Conversation } from "../host/events.js";
import { AmbiguousRequester } from "../requester/choose-requester.js";
import { type FoundRequester, findRequester } from "../requester/find-requester.js";
import { remember } from "../requester/known-requesters.js";
import type { KnownRequester } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";

/** Whose tickets a contact may see. */
export type Owner = { is: "found"; requester: KnownRequester } | { is: "nobody" | "ambiguous" };

/**
 * Whose tickets a contact may see, as GLPI confirms it now: of several people nobody's. Nobody is created. Rejects with
 * `GlpiIntegrationError`.
 */
export async function ownRequester(
  context: HandlerContext,
  integration: ConsultTicketsIntegration,
  conversation: Conversation,
): Promise<Owner> {
  const question = { integration, conversation, contact: conversation.contact };
  let found: FoundRequester | undefined;
  try {
    found = await findRequester(context, question);
  } catch (error) {
    if (!AmbiguousRequester.is(error)) throw error;
    return { is: "ambiguous" };
  }
  if (found === undefined) return { is: "nobody" };
  if (found.isNew) await remember(context, question, found.requester);
  return { is: "found", requester: found.requester };
}
