import { GlpiIntegrationError, plainCause } from "../glpi/errors.js";
import type { KnownRequester } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import { telephoneOf } from "./contact-telephone.js";
import type { RequesterQuestion } from "./question.js";

/**
 * Keeps who a contact is, under every name the contact has; not what was taken because the customer did not say. A
 * store that fails costs a request next time.
 */
export async function remember(
  context: HandlerContext,
  question: RequesterQuestion,
  requester: KnownRequester,
): Promise<void> {
  if (question.whom === "unclear") return;
  for (const key of allKeys(question)) {
    await orWarn(context, question, () => context.store.saveRequester(key, requester));
  }
}

/** Forgets who a contact is, under every name. */
export async function forget(context: HandlerContext, question: RequesterQuestion): Promise<void> {
  for (const key of allKeys(question)) await orWarn(context, question, () => context.store.forgetRequester(key));
}

/** Who one of these names is known to be, by a rule that holds here. */
export async function recall(
  context: HandlerContext,
  question: RequesterQuestion,
  keys: readonly string[],
): Promise<KnownRequester | undefined> {
  const { trustContactEmail, matchWithoutAreaCode, personField } = question.integration;
  for (const key of keys) {
    const known = await orWarn(context, question, () => context.store.findRequester(key));
    // Another integration of the tenant may have found this person by a rule that does not hold here.
    if (known?.foundBy === "email" && !trustContactEmail) continue;
    if (known?.foundBy === "phoneWithoutAreaCode" && !matchWithoutAreaCode) continue;
    if (known?.foundBy === "registrationNumber" && personField === undefined) continue;
    if (known !== undefined) return known;
  }
  return undefined;
}

async function orWarn<T>(
  { emit }: HandlerContext,
  { conversation }: RequesterQuestion,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (cause) {
    const message = "The store could not say or keep who a contact is in GLPI; GLPI is asked instead.";
    emit("warning", {
      error: new GlpiIntegrationError("STORE_FAILED", message, { cause: plainCause(cause) }),
      conversation,
    });
    return undefined;
  }
}

/**
 * The names a contact is known by, on one server and for one tenant. The host's own id names a contact only when
 * nothing better does: its telephone can be corrected later.
 */
export function contactKeys({ integration, conversation, contact }: RequesterQuestion) {
  const digits = telephoneOf(contact, integration.countryCode)?.digits;
  const keyOf = (name: string) => JSON.stringify([integration.url, String(conversation.tenantId), name]);
  const telephone = digits === undefined ? [] : [keyOf(`tel:${digits}`)];
  const others = contact.lid ? [keyOf(`lid:${contact.lid}`)] : [];
  return { telephone, others: telephone.length + others.length === 0 ? [keyOf(`id:${contact.id}`)] : others };
}

function allKeys(question: RequesterQuestion): string[] {
  const { telephone, others } = contactKeys(question);
  return [...telephone, ...others];
}
