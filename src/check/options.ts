import { z } from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { FetchLike } from "../glpi/fetch-like.js";
import type { Id } from "../host/events.js";
import { type Locale, localeCodes } from "../locales/locale.js";
import type { Store } from "../store/store.js";

/** What to look at beside the configuration itself, and how to say it. */
export interface CheckOptions {
  /** The language of the findings. Default: the configuration's, else Portuguese. */
  locale?: Locale | undefined;
  /** A contact's telephone, as WhatsApp has it: who would be the requester, in which entity, and who else fits. */
  phone?: string | undefined;
  /** The contact's e-mail. */
  email?: string | undefined;
  /** The contact's WhatsApp `lid`; only what the store knows can tell whose it is. */
  lid?: string | undefined;
  /** The contact's extra fields, such as `{ CPF: "…" }`. */
  fields?: Readonly<Record<string, string>> | undefined;
  /** The host's tenant and contact: with both, what the store knows of them counts too. */
  tenantId?: Id | undefined;
  contactId?: Id | undefined;
  /**
   * Opens a ticket in GLPI and deletes it again, where the API user may delete tickets. Default false: nothing is written.
   */
  write?: boolean | undefined;
  /** How long one request may take, in milliseconds: 1,000 to 300,000, default 15,000. All together: four times that. */
  timeoutMs?: number | undefined;
}

/** The same, without a `GlpiIntegration`. */
export interface CheckIntegrationOptions extends CheckOptions {
  /**
   * The store that is to be used: whether it answers, and hears other processes. Nothing is written there, but that a
   * `PostgresStore` makes its schema where `tenantId` is given.
   */
  store?: Store | undefined;
  /** `public`: no address of the host's own network is asked. Default `any`. */
  addresses?: "any" | "public" | undefined;
  /** In place of the global `fetch`. */
  fetch?: FetchLike | undefined;
}

const text = z.string().max(500).nullish();
const id = z.union([z.string().max(500), z.number()]).nullish();

const optionsSchema = z.strictObject({
  locale: z.enum(localeCodes).nullish(),
  phone: text,
  email: text,
  lid: text,
  fields: z.record(z.string(), z.string()).nullish(),
  tenantId: id,
  contactId: id,
  write: z.boolean().nullish(),
  timeoutMs: z.number().int().min(1_000).max(300_000).nullish(),
  store: z.custom<Store>((value) => typeof value === "object" && value !== null).optional(),
  addresses: z.enum(["any", "public"]).nullish(),
  fetch: z.custom<FetchLike>((value) => typeof value === "function", "must be a function").optional(),
});

const DEFAULT_TIMEOUT_MS = 15_000;

/** Options as they are used: `null` and blank text mean "not given". */
export type ReadOptions = ReturnType<typeof readOptions>;

/** Throws `CONFIGURATION_INVALID` with a line for each option that is wrong. */
export function readOptions(options: CheckIntegrationOptions) {
  const result = optionsSchema.safeParse(options);
  if (!result.success) {
    throw new GlpiIntegrationError("CONFIGURATION_INVALID", `check: ${z.prettifyError(result.error)}`);
  }
  const { locale, phone, email, lid, fields, tenantId, contactId, write, timeoutMs, store, addresses, fetch } =
    result.data;
  const contact = { phone: given(phone), email: given(email), lid: given(lid), fields: fields ?? undefined };
  const knowsContact = tenantId !== undefined && tenantId !== null && contactId !== undefined && contactId !== null;
  return {
    locale: locale ?? undefined,
    contact: Object.values(contact).some((value) => value !== undefined) || knowsContact ? contact : undefined,
    tenantId: tenantId ?? undefined,
    contactId: contactId ?? undefined,
    write: write ?? false,
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    store,
    addresses: addresses ?? "any",
    fetch,
  };
}

function given(value: string | null | undefined): string | undefined {
  return value?.trim() || undefined;
}
