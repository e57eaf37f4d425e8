import { accountOf } from "../glpi/account.js";
import { GlpiIntegrationError, plainCause } from "../glpi/errors.js";
import type { Contact } from "../host/events.js";
import { requesterKey } from "../store/keys.js";
import type { KnownRequester } from "../store/store.js";
import { telephoneOf } from "./contact-telephone.js";
import type { RequesterContext, RequesterQuestion } from "./question.js";

/** A contact, and which country its telephone is of where it does not say. */
interface Called {
  contact: Contact;
  integration: { countryCode: string };
}

/** A person is kept under so many names at most. */
const MOST_NAMES = 10;

/**
 * Keeps who a contact is, under every name that the contact has or had. A store that fails costs a request next time.
 */
export async function remember(
  context: RequesterContext,
  question: RequesterQuestion,
  requester: KnownRequester,
): Promise<void> {
  const names = [...new Set([...namesOf(question), ...(requester.names ?? [])])].slice(0, MOST_NAMES);
  const known: KnownRequester = { ...requester, names, account: accountOf(question.integration) };
  for (const name of names) {
    await orWarn(context, question, async () => {
      const shared = name.startsWith("lid:") && (await isSomebodyElses(context, question, name, known));
      await context.store.saveRequester(keyOf(question, name), shared ? { ...known, shared } : known);
    });
  }
}

/** Some hosts tell one lid for all contacts: once two of them turned out to be two people, it is nobody's. */
async function isSomebodyElses(
  { store }: RequesterContext,
  question: RequesterQuestion,
  lid: string,
  { id }: KnownRequester,
): Promise<boolean> {
  const before = await store.findRequester(keyOf(question, lid));
  if (before === undefined || before.shared) return before !== undefined;
  return before.id !== id && before.names?.includes(`id:${question.contact.id}`) === false;
}

/** Forgets who a contact is, under every name. */
export async function forget(context: RequesterContext, question: RequesterQuestion): Promise<void> {
  for (const name of namesOf(question)) {
    await orWarn(context, question, () => context.store.forgetRequester(keyOf(question, name)));
  }
}

/** Who a name is known to be, by a rule that holds here. */
export async function recall(
  context: RequesterContext,
  question: RequesterQuestion,
  name: string,
): Promise<KnownRequester | undefined> {
  const known = await orWarn(context, question, () => context.store.findRequester(keyOf(question, name)));
  return known !== undefined && !known.shared && holdsHere(question, known) ? known : undefined;
}

/** Whether it is kept under all the names that the contact has now. */
export function isKeptUnderAll(question: RequesterQuestion, { names = [] }: KnownRequester): boolean {
  return namesOf(question).every((name) => names.includes(name));
}

/** Another integration of the tenant may have found this person by a rule that does not hold here. */
function holdsHere({ integration, whom }: RequesterQuestion, { foundBy, ambiguous }: KnownRequester): boolean {
  if (ambiguous !== undefined && integration.type === "glpi-consult-tickets") return false;
  // Who can be asked for which company it is, is.
  if (ambiguous === "company" && whom !== undefined) return false;
  if (foundBy === "email") return integration.trustContactEmail;
  if (foundBy === "phoneWithoutAreaCode") return integration.matchWithoutAreaCode;
  return foundBy !== "registrationNumber" || integration.personField !== undefined;
}

async function orWarn<T>(
  { emit }: RequesterContext,
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

/** Every name that a contact may be kept under, whichever integration found it; Brazil's country code where none is written. */
export function plainNames(contact: Contact): string[] {
  return namesOf({ contact, integration: { countryCode: "55" } });
}

/** What a contact is known by, and what counts most first: its telephone, WhatsApp's lid, the host's own id. */
export function contactNames({ integration, contact }: Called): {
  telephone: string | undefined;
  others: string[];
} {
  const digits = telephoneOf(contact, integration.countryCode)?.digits;
  return {
    telephone: digits === undefined ? undefined : `tel:${digits}`,
    others: [...(contact.lid ? [`lid:${contact.lid.replace(/\D/g, "")}`] : []), `id:${contact.id}`],
  };
}

function namesOf(question: Called): string[] {
  const { telephone, others } = contactNames(question);
  return [...(telephone === undefined ? [] : [telephone]), ...others];
}

/** On one server and for one tenant. */
function keyOf({ integration, conversation }: RequesterQuestion, name: string): string {
  return requesterKey(integration.url, conversation.tenantId, name);
}
