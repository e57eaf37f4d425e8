import type { Contact } from "../../src/host/events.js";
import type { GlpiSimulator } from "../../src/testing/index.js";
import { makeFaulty, makeGlpi } from "./faulty-glpi.js";
import { HUSH } from "./ledger.js";
import type { Random } from "./random.js";

/** The shortest that the configuration allows. */
export const QUIET_MS = 1_000;
/** Shorter than the longest delay, so that some answers come too late. */
export const REQUEST_TIMEOUT_MS = 4_000;

/** Who writes. */
export interface Person {
  tenant: Tenant;
  /** Their last name in GLPI, so that whoever was made for them is recognised. */
  code: string;
  contact: Contact;
  /** Their GLPI user, of those whom GLPI knew before. */
  userId: number | undefined;
}

/** A customer of the host, with one integration. */
export interface Tenant {
  id: number;
  glpi: GlpiSimulator;
  /** Where its people and its tickets are. */
  entityId: number;
  configuration: Record<string, unknown>;
}

export type PersonKind = "known" | "unknown" | "withoutTelephone";

export interface TownOptions {
  /** GLPI has a bad day. */
  faulty: boolean;
  /** Each tenant's API user sees its own entity only; else it may do anything, and what is mixed up stays visible. */
  confined: boolean;
}

/** Tenants, their GLPIs and the people who write to them. */
export class Town {
  readonly tenants: readonly Tenant[];
  readonly people: Person[] = [];
  /** Tenants with GLPIs of their own, who are judged by whoever made them. */
  readonly besides: Tenant[] = [];
  readonly #random: Random;

  private constructor(tenants: readonly Tenant[], random: Random) {
    this.tenants = tenants;
    this.#random = random;
  }

  /** Two GLPIs, of version 10 and of 11, with two tenants on each. */
  static async build(random: Random, { faulty, confined }: TownOptions): Promise<Town> {
    const tenants: Tenant[] = [];
    for (const version of [10, 11] as const) {
      const { glpi, url } = await makeGlpi(version);
      if (faulty) makeFaulty(glpi, random);
      for (const place of [1, 2]) {
        const tenant = makeTenant(tenants.length + 1, glpi, url, place);
        if (confined) tenant.configuration.userToken = addConfinedAccount(tenant);
        tenants.push(tenant);
      }
    }
    return new Town(tenants, random.fork());
  }

  get glpis(): GlpiSimulator[] {
    return [...new Set(this.tenants.map(({ glpi }) => glpi))];
  }

  /** One tenant of each GLPI. */
  get firstOfEachGlpi(): Tenant[] {
    return this.glpis.flatMap((glpi) => this.tenants.find((tenant) => tenant.glpi === glpi) ?? []);
  }

  /** By tenant, as the workers are given them. */
  get configurations(): Record<string, unknown> {
    const all = [...this.tenants, ...this.besides];
    return Object.fromEntries(all.map(({ id, configuration }) => [id, configuration]));
  }

  /** To be called before a crew is made. */
  async addBeside(version: 10 | 11): Promise<Tenant> {
    const { glpi, url } = await makeGlpi(version);
    const tenant = makeTenant(this.tenants.length + this.besides.length + 1, glpi, url, 1);
    this.besides.push(tenant);
    return tenant;
  }

  /** Every GLPI's address is written in its other form, for the workers that are started from now on. */
  rewriteAddresses(): void {
    for (const { configuration } of this.tenants) {
      const url = String(configuration.url);
      configuration.url = url.includes("localhost")
        ? url.replace("localhost", "127.0.0.1")
        : url.replace("127.0.0.1", "localhost");
    }
  }

  addPerson(tenant: Tenant, kind: PersonKind, subscriber = 80_000_000 + this.people.length): Person {
    // Ids of contacts begin anew at each tenant, as in other hosts: they must not be taken for each other.
    const id = this.people.filter((person) => person.tenant === tenant).length + 1;
    const code = `t${tenant.id}p${id}`;
    const written = `55319${subscriber}`;
    const named = { id, name: `Pessoa ${code}` };
    const contact: Contact =
      kind === "withoutTelephone" ? { ...named, lid: `${tenant.id}000${id}@lid` } : { ...named, phoneNumber: written };
    const userId = kind === "known" ? this.#addUser(tenant, code, subscriber) : undefined;
    const person = { tenant, code, contact, userId };
    this.people.push(person);
    return person;
  }

  async stop(): Promise<void> {
    for (const glpi of this.glpis) await glpi.stop();
    for (const { glpi } of this.besides) await glpi.stop();
  }

  #addUser({ glpi, entityId }: Tenant, code: string, subscriber: number): number {
    const [head, tail] = [String(subscriber).slice(0, 4), String(subscriber).slice(4)];
    const forms = [`(31) 9${head}-${tail}`, `+55 31 9${head}.${tail}`, `31 ${head}-${tail}`, `55319${head}${tail}`];
    const user = {
      login: code,
      firstname: "Pessoa",
      realname: code,
      [this.#random.pick(["phone", "phone2", "mobile"])]: this.#random.pick(forms),
      entityId,
    };
    return glpi.addUser(user).id;
  }
}

/** The least rights that the integration works with, in the tenant's entity; its token. */
function addConfinedAccount({ id, glpi, entityId }: Tenant): string {
  const rights = { ticket: 1031, user: 5, followup: 4101, document: 4 };
  const { id: profileId } = glpi.addProfile({ name: `Integration ${id}`, rights });
  const apiToken = `USER_TOKEN_${id}`;
  glpi.addUser({
    login: `integration-${id}`,
    entityId,
    apiToken,
    profiles: [{ profileId, entityId, isRecursive: true }],
  });
  return apiToken;
}

function makeTenant(id: number, glpi: GlpiSimulator, url: string, place: number): Tenant {
  const entityId = glpi.addEntity({ name: `Example ${place}` }).id;
  const configuration = {
    type: "glpi-create-ticket",
    name: `GLPI of tenant ${id}`,
    url,
    appToken: glpi.appToken,
    userToken: glpi.userToken,
    messageIntervalMs: QUIET_MS,
    newRequesterEntityId: entityId,
    ticketCreatedText: "Chamado {{ticketNumber}}",
    // The shortest that the configuration allows.
    noAnswerMinutes: 1,
    noAnswerText: HUSH,
    // One person may be given a hundred conversations here.
    maxTicketsPerHour: 100,
  };
  return { id, glpi, entityId, configuration };
}
