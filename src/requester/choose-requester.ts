import { type Entity, myEntities } from "../glpi/entities.js";
import { entityOf, type GlpiUser } from "../glpi/requesters.js";
import type { KnownRequester } from "../store/store.js";
import { findCompany } from "./find-company.js";
import type { RequesterContext, RequesterQuestion } from "./question.js";

/** One of several people who fit a contact, each of another company. */
export interface CompanyOption {
  /** GLPI user id. */
  requesterId: number;
  /** What the customer calls the company. */
  name: string;
}

/** People of several companies fit a contact: the customer knows which one it is about. */
export class SeveralCompanies extends Error {
  override readonly name = "SeveralCompanies";
  readonly companies: readonly CompanyOption[];

  constructor(companies: readonly CompanyOption[]) {
    super(`The contact may be of ${companies.length} companies.`);
    this.companies = companies;
  }

  /** Whichever copy of this package it is of. */
  static is(error: unknown): error is SeveralCompanies {
    return error instanceof Error && error.name === "SeveralCompanies";
  }
}

/** Several people fit a contact who asks for their tickets: none of them may be shown another's. */
export class AmbiguousRequester extends Error {
  override readonly name = "AmbiguousRequester";

  /** Whichever copy of this package it is of. */
  static is(error: unknown): error is AmbiguousRequester {
    return error instanceof Error && error.name === "AmbiguousRequester";
  }
}

/** More would be a list, and no question. */
const MOST_COMPANIES = 9;

/**
 * One of those who fit a contact: whom the customer named, else active before inactive, then the lowest id. Rejects
 * with `SeveralCompanies` where the customer can be asked and it makes a difference, and for a consultation with
 * `AmbiguousRequester` where several are active.
 */
export async function chooseRequester(
  context: RequesterContext,
  question: RequesterQuestion,
  candidates: readonly GlpiUser[],
  foundBy: KnownRequester["foundBy"],
): Promise<KnownRequester | undefined> {
  const sorted = [...candidates].sort((one, other) => Number(other.active) - Number(one.active) || one.id - other.id);
  const [first] = sorted;
  if (first === undefined) return undefined;
  const known = ({ id }: { id: number }) => ({
    id,
    entityId: undefined,
    foundBy,
    settled: false,
    confirmedAt: Date.now(),
  });
  if (sorted.length === 1) return known(first);

  const { conversation, integration, whom } = question;
  const named = sorted.find(({ id }) => id === whom);
  if (named !== undefined) return known(named);
  const equals = sorted.filter(({ active }) => active === first.active);
  const ofCompany = whom === "ask" ? await askFor(context, question, equals) : undefined;
  if (ofCompany !== undefined) return known(ofCompany);
  const nobody = integration.type === "glpi-consult-tickets" && equals.length > 1;
  const ids = candidates.map(({ id }) => id);
  context.emit("requesterAmbiguous", { conversation, candidates: ids, chosen: nobody ? undefined : first.id });
  if (nobody) throw new AmbiguousRequester();
  if (equals.length === 1) return known(first);
  return { ...known(first), ambiguous: whom === "ask" ? "person" : "company" };
}

/** The one of the company that the operator's own field names; undefined where there is nothing to ask. */
async function askFor(
  context: RequesterContext,
  { integration, conversation, contact }: RequesterQuestion,
  candidates: readonly GlpiUser[],
): Promise<{ id: number } | undefined> {
  if (integration.type !== "glpi-create-ticket") return undefined;
  const client = context.clients.for(integration);
  const byEntity = new Map<number, GlpiUser>();
  for (const user of candidates.slice(0, MOST_COMPANIES)) {
    const entityId = (await entityOf(client, user.id)) ?? integration.fallbackEntityId ?? 0;
    if (!byEntity.has(entityId)) byEntity.set(entityId, user);
  }
  if (byEntity.size < 2) return undefined;
  const own = await findCompany(context, { integration, conversation, contact });
  const ofCompany = own === undefined ? undefined : byEntity.get(own);
  if (ofCompany !== undefined) return ofCompany;
  const nameOf = shortNames(await myEntities(client), [...byEntity.keys()]);
  throw new SeveralCompanies([...byEntity].map(([entityId, { id }]) => ({ requesterId: id, name: nameOf(entityId) })));
}

/** Without the companies above it, unless two are called the same. */
function shortNames(entities: readonly Entity[], ids: readonly number[]): (id: number) => string {
  const full = new Map(entities.map(({ id, name }) => [id, name]));
  const short = (id: number) => full.get(id)?.split(" > ").at(-1)?.trim() || `GLPI ${id}`;
  const unique = new Set(ids.map(short)).size === ids.length;
  return (id) => (unique ? short(id) : (full.get(id) ?? short(id)));
}
