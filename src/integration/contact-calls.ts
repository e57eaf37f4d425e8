import { z } from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { Contact, Id } from "../host/events.js";
import * as valid from "../host/validate.js";
import { plainNames } from "../requester/known-requesters.js";
import type { ForgottenContact } from "../store/store.js";
import { storeFailed } from "../store/store-failed.js";
import type { Parts } from "./assemble.js";

/** Who is to be forgotten: by their id, or as the host knows them, which finds what is kept under an old id too. */
export type ForgetContactRequest = {
  tenantId: Id;
  /** Also the batches of theirs that were given up, with what they wrote. Default false. */
  deadLetters?: boolean | undefined;
} & ({ contactId: Id; contact?: undefined } | { contact: Contact; contactId?: undefined });

const request = z
  .object({
    tenantId: valid.id,
    contactId: valid.id.optional(),
    contact: valid.contact.optional(),
    deadLetters: z.boolean().default(false),
  })
  .refine(
    ({ contactId, contact }) => (contactId === undefined) !== (contact === undefined),
    "name the contact by contactId, or give it as contact",
  );

/** Deletes what the store knows of a person. */
export async function forgetContact({ context }: Parts, asked: ForgetContactRequest): Promise<ForgottenContact> {
  const { tenantId, contactId, contact, deadLetters } = valid.validate("forgetContact", request, asked);
  const whom = contact ?? { id: contactId ?? "" };
  const { store } = context;
  if (store.forgetContact === undefined) {
    throw new GlpiIntegrationError(
      "CONFIGURATION_INVALID",
      "forgetContact: this store has no forgetContact(): give it one, or delete in its database what names the contact.",
    );
  }
  const named = { tenantId, contactId: whom.id, names: plainNames(whom) };
  return store.forgetContact(named, deadLetters).catch((cause: unknown) => {
    throw storeFailed(cause);
  });
}
