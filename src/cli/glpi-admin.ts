import { randomInt } from "node:crypto";
import { z } from "zod";
import type { GlpiClient } from "../glpi/client.js";
import { type GlpiAccount, GlpiClients } from "../glpi/clients.js";
import { type Entity, myEntities } from "../glpi/entities.js";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import { searchByLogin } from "../glpi/requesters.js";
import { decodeGlpiText } from "../glpi/rich-text.js";
import { searchQuery } from "../glpi/search.js";
import { profileUsersAnswer, searchAnswer, ticketUsersAnswer } from "../glpi/wire.js";
import { readableText } from "./readable-text.js";

export interface Person {
  /** A number follows where somebody has it already. Default: one that nobody has. */
  login?: string;
  firstname: string;
  realname: string;
  /** As it is to be written in GLPI. */
  mobile: string;
  email?: string;
  /** The default entity. */
  entityId: number;
  /** Where the person's profile holds; the default entity unless told otherwise. */
  profileEntityId?: number;
  isActive?: boolean;
}

type Made = "Document" | "Ticket" | "User";

const id = z.coerce.number();
const text = z
  .string()
  .nullish()
  .transform((value) => decodeGlpiText(value ?? null));
const ticketAnswer = z.looseObject({ name: text, content: z.string(), entities_id: id, status: id });
const ticketFilesAnswer = z.looseObject({
  _documents: z.array(z.looseObject({ id, filename: text, mime: text, sha1sum: text, tag: text })).catch([]),
});
const userAnswer = z.looseObject({ name: text, firstname: text, realname: text, mobile: text, entities_id: id });

/** Search options of GLPI, by number. */
const ID = 2;
const REQUESTER = 4;
const TELEPHONES = [6, 10, 11];

/** So many logins are tried that nobody is found under. */
const MOST_REFUSALS = 5;

/** Self-Service in a stock GLPI. */
const PROFILE = 1;

/**
 * Arranges people and tickets in a GLPI through its REST API, reads back what is there, and removes all of it in the
 * end. Beyond what the integration needs, the API user must be allowed to purge documents, tickets and users. Rejects with
 * `GlpiIntegrationError`.
 */
export class GlpiAdmin {
  readonly #account: GlpiAccount;
  readonly #clients = new GlpiClients({ requestTimeoutMs: 30_000, maxRequestsInFlight: 4 });
  readonly #client: GlpiClient;
  readonly #made: Record<Made, Set<number>> = {
    Document: new Set(),
    Ticket: new Set(),
    User: new Set(),
  };

  constructor(account: GlpiAccount) {
    this.#account = account;
    this.#client = this.#clients.for(account);
  }

  async version(): Promise<10 | 11> {
    return (await this.#client.session()).version;
  }

  /** Two entities below the root; fewer where there are fewer, the root where there is nothing else. */
  async companies(): Promise<[Entity, Entity]> {
    const all = await myEntities(this.#client);
    const below = all.filter((entity) => entity.id > 0).sort((one, other) => one.id - other.id);
    const [first = { id: 0, name: "" }, second = first] = below.length > 0 ? below : all;
    return [first, second];
  }

  async companyName(entityId: number): Promise<string> {
    const found = (await myEntities(this.#client)).find((entity) => entity.id === entityId);
    return found?.name ?? `entity ${entityId}`;
  }

  /** The last eight digits of a mobile number that nobody in this GLPI has. */
  async unusedTelephone(): Promise<string> {
    for (;;) {
      const digits = `8${randomInt(1_000_000, 9_999_999)}`;
      if (await this.isUnused(digits)) return digits;
    }
  }

  async isUnused(digits: string): Promise<boolean> {
    const value = `${[...digits].join("%")}$`;
    const criteria = TELEPHONES.map((field) => ({ link: "OR", field, searchtype: "contains", value }) as const);
    const query = searchQuery({ criteria, columns: [ID], sort: ID, order: "ASC", limit: 1 });
    return (await this.#client.get("search/User", searchAnswer, query)).totalcount === 0;
  }

  async addPerson(person: Person): Promise<{ id: number; login: string }> {
    const { login: wanted = `whazing-glpi-${randomInt(2 ** 47).toString(36)}` } = person;
    let refusals = 0;
    for (let number = 1; ; number += 1) {
      const login = number === 1 ? wanted : `${wanted}${number}`;
      // GLPI would take a second one beside a user of a directory.
      if ((await searchByLogin(this.#client, login)).length > 0) continue;
      try {
        return { id: await this.#addUser(login, person), login };
      } catch (error) {
        // Somebody deleted, or out of reach, is not found and has the login all the same.
        refusals += 1;
        if (!isGlpiIntegrationError(error) || error.code !== "REFUSED" || refusals === MOST_REFUSALS) throw error;
      }
    }
  }

  async #addUser(login: string, person: Person): Promise<number> {
    const userId = await this.#client.add("User", {
      name: login,
      firstname: person.firstname,
      realname: person.realname,
      mobile: person.mobile,
      ...(person.email === undefined ? {} : { _useremails: [person.email] }),
      is_active: person.isActive === false ? 0 : 1,
      entities_id: person.entityId,
      _profiles_id: PROFILE,
      _entities_id: person.profileEntityId ?? person.entityId,
      _is_recursive: 1,
    });
    this.keep("User", userId);
    return userId;
  }

  async addTicket(ticket: { title: string; entityId: number; requesterId: number }): Promise<number> {
    const ticketId = await this.#client.add("Ticket", {
      name: ticket.title,
      content: `<p>${ticket.title}</p>`,
      entities_id: ticket.entityId,
      _users_id_requester: ticket.requesterId,
    });
    this.keep("Ticket", ticketId);
    return ticketId;
  }

  async addFollowUp(ticketId: number, content: string, { isPrivate = false } = {}): Promise<void> {
    const about = { itemtype: "Ticket", items_id: ticketId };
    await this.#client.add("ITILFollowup", { ...about, content, is_private: isPrivate ? 1 : 0 });
  }

  async solve(ticketId: number, content: string): Promise<void> {
    await this.#client.add("ITILSolution", { itemtype: "Ticket", items_id: ticketId, content });
  }

  async ticket(ticketId: number) {
    const { name, content, entities_id, status } = await this.#client.get(`Ticket/${ticketId}`, ticketAnswer);
    const actors = await this.#client.get(`Ticket/${ticketId}/Ticket_User`, ticketUsersAnswer);
    const requesterIds = actors.filter(({ type }) => type === 1).map(({ users_id }) => users_id);
    return { title: name, content: readableText(content), entityId: entities_id, status, requesterIds };
  }

  /** The files that a technician finds at a ticket. */
  async filesOf(ticketId: number) {
    const query = new URLSearchParams({ with_documents: "true", get_hateoas: "false" });
    return (await this.#client.get(`Ticket/${ticketId}`, ticketFilesAnswer, query))._documents;
  }

  async person(userId: number) {
    const { name, firstname, realname, mobile, entities_id } = await this.#client.get(`User/${userId}`, userAnswer);
    const profiles = await this.#client.get(`User/${userId}/Profile_User`, profileUsersAnswer);
    const profileEntityIds = profiles.map((profile) => profile.entities_id);
    return { login: name, name: `${firstname} ${realname}`.trim(), mobile, entityId: entities_id, profileEntityIds };
  }

  /** The ids of all tickets that a person is a requester of. */
  async ticketsOf(userId: number): Promise<number[]> {
    const criteria = [{ field: REQUESTER, searchtype: "equals", value: userId } as const];
    const query = searchQuery({ criteria, columns: [ID], sort: ID, order: "ASC", limit: 1_000 });
    const { data } = await this.#client.get("search/Ticket", searchAnswer, query);
    return data.map((row) => Number(row[ID]));
  }

  /** Something that others made and that is to be removed too. */
  keep(type: Made, made: number): void {
    this.#made[type].add(made);
  }

  /**
   * Removes all that was made, the tickets of its people and the integration's files in them included, and ends the session. Never rejects; resolves to
   * what is still there, such as `Ticket 7 (ERROR_GLPI_DELETE)`.
   */
  async cleanUp(): Promise<string[]> {
    const left: string[] = [];
    for (const userId of this.#made.User) {
      // A ticket whose answer was lost is known to nobody else.
      const tickets = await this.ticketsOf(userId).catch(() => []);
      for (const ticketId of tickets) this.keep("Ticket", ticketId);
    }
    for (const ticketId of this.#made.Ticket) {
      const files = await this.filesOf(ticketId).catch(() => []);
      // GLPI may have linked others that it had before; this mark is the integration's.
      for (const { id: documentId, tag } of files) if (tag.startsWith("wz-")) this.keep("Document", documentId);
    }
    for (const type of ["Document", "Ticket", "User"] as const) {
      for (const made of this.#made[type]) {
        const problem = await this.#purge(`${type}/${made}`).catch((error: unknown) => String(error));
        if (problem === undefined) this.#made[type].delete(made);
        else left.push(`${type} ${made} (${problem})`);
      }
    }
    await this.#clients.close();
    return left;
  }

  /** Without a place in the trash bin; resolves to GLPI's code when it refuses. */
  async #purge(path: string): Promise<string | undefined> {
    const { url, appToken } = this.#account;
    const { token } = await this.#client.session();
    const response = await fetch(`${url}/${path}?force_purge=true`, {
      method: "DELETE",
      headers: { "App-Token": appToken, "Session-Token": token },
      redirect: "manual",
    });
    const body = await response.text();
    if (response.ok || response.status === 404) return undefined;
    return /ERROR_\w+/.exec(body)?.[0] ?? String(response.status);
  }
}
