import { type Answer, htmlAnswer, jsonAnswer } from "./answer.js";
import { Database } from "./database.js";
import { type FaultEffect, Faults } from "./faults.js";
import type { NewEntity, NewTicket, NewUser } from "./new-rows.js";
import { type IncomingRequest, type LoggedRequest, readRequest, type SimulatedRequest } from "./request.js";
import type {
  DocumentRow,
  EntityRow,
  FollowUpRow,
  GlpiVersion,
  ProfileRights,
  ProfileRow,
  SessionRow,
  SolutionRow,
  TicketLinkRow,
  TicketRow,
  UserRow,
} from "./rows.js";
import { Server, type ServerSettings } from "./server.js";
import { Sessions } from "./sessions.js";
import { Technician } from "./technician.js";
import { type GlobalFetch, HttpServer, inProcessFetch } from "./transport.js";

export interface GlpiSimulatorOptions {
  /** 11 by default. */
  version?: GlpiVersion | undefined;
  /** `APP_TOKEN` by default. */
  appToken?: string | undefined;
  /** The server's clock; the process's by default, asked each time (a fake clock drives it). Dates are in UTC. */
  now?: (() => Date) | undefined;
}

/** A ticket as it is stored, and who it is for. */
export interface SimulatedTicket extends Readonly<TicketRow> {
  /** The ids of its requesters. */
  readonly requesters: readonly number[];
}

/** Super-Admin's rights as each version has them. */
const superAdmin: Readonly<Record<GlpiVersion, Required<ProfileRights>>> = {
  10: { ticket: 261151, user: 7327, followup: 31767, document: 255, entity: 3327, task: 13329, itilcategory: 23 },
  11: { ticket: 523295, user: 15519, followup: 64535, document: 255, entity: 3327, task: 64535, itilcategory: 23 },
};

/**
 * A GLPI that lives in the process: it holds entities, profiles, users, tickets and sessions, and answers the REST API
 * as GLPI 10.0.14 or 11.0.6 was recorded to. It is reached in process through `fetch`, or over HTTP after `listen()`.
 * It starts with the root entity (0), the profiles Self-Service (1) and Super-Admin (4), and one user, `glpi` (2),
 * Super-Admin of all, whose token is `userToken`.
 *
 * ```ts
 * const glpi = new GlpiSimulator({ version: 11 });
 * const acme = glpi.addEntity({ name: "ACME" });
 * glpi.addUser({ login: "beatriz", mobile: "+55 31 98765-4322", entityId: acme.id });
 * ```
 */
export class GlpiSimulator {
  readonly version: GlpiVersion;
  readonly appToken: string;
  /** The built-in API user's token. */
  readonly userToken = "USER_TOKEN";
  /** Reaches this GLPI without a network; no timers run unless a delay is switched on. */
  readonly fetch: GlobalFetch;
  readonly faults = new Faults();
  /** Answers, solves and changes tickets as a technician does. */
  readonly technician: Technician;
  /** How long each call takes, in milliseconds; it is added to what `faults.delay` says. */
  latency: ((request: SimulatedRequest) => number | undefined) | undefined;
  readonly #database: Database;
  readonly #sessions: Sessions;
  readonly #settings: ServerSettings;
  readonly #server: Server;
  readonly #http: HttpServer;
  readonly #requests: LoggedRequest[] = [];

  constructor(options: GlpiSimulatorOptions = {}) {
    this.version = options.version ?? 11;
    this.appToken = options.appToken ?? "APP_TOKEN";
    this.#database = new Database(this.version, options.now ?? (() => new Date()));
    this.technician = new Technician(this.#database);
    this.#sessions = new Sessions(this.#database);
    this.#settings = { appToken: this.appToken, apiEnabled: true, ipAllowed: true };
    this.#server = new Server(this.#database, this.#sessions, this.#settings);
    const handle = (incoming: IncomingRequest) => this.#handle(incoming);
    this.fetch = inProcessFetch(handle);
    this.#http = new HttpServer(handle);
    this.#database.addEntity({ name: "Root entity" });
    this.#database.addProfile("Self-Service", { ticket: 5, followup: 5, document: 4 }, 1);
    this.#database.addProfile("Super-Admin", superAdmin[this.version], 4);
    const profiles = [{ profileId: 4, entityId: 0, isRecursive: true }];
    this.#database.addUser({ login: "glpi", apiToken: this.userToken, profiles });
  }

  /**
   * Where it is reached: over HTTP between `listen()` and `stop()`, else in process, where any host answers. On version
   * 11 `…/api.php/v1` works too.
   */
  get url(): string {
    return this.#http.url ?? "https://glpi.example.test/glpi/apirest.php";
  }

  /** Answers over HTTP too, on 127.0.0.1; port 0 takes one that is free. Returns the address, which `url` is then. */
  listen(port = 0): Promise<string> {
    return this.#http.listen(port);
  }

  /** Stops listening; connections that are open break. */
  async stop(): Promise<void> {
    await this.#http.stop();
  }

  /** An entity below another, by default below the root. Throws a `RangeError` when there is no such parent. */
  addEntity(entity: NewEntity): EntityRow {
    return this.#database.addEntity({ ...entity, parentId: entity.parentId ?? 0 });
  }

  addProfile(profile: { name: string; rights: ProfileRights }): ProfileRow {
    return this.#database.addProfile(profile.name, profile.rights);
  }

  /** Throws a `RangeError` when the login is taken. */
  addUser(user: NewUser): Readonly<UserRow> {
    return this.#database.addUser(user);
  }

  addTicket(ticket: NewTicket): SimulatedTicket {
    return viewTicket(this.#database.addTicket(ticket));
  }

  get entities(): readonly EntityRow[] {
    return [...this.#database.entities.values()];
  }

  get users(): readonly Readonly<UserRow>[] {
    return [...this.#database.users.values()];
  }

  /** Deleted ones too, until they are purged. */
  get tickets(): readonly SimulatedTicket[] {
    return [...this.#database.tickets.values()].map(viewTicket);
  }

  get followUps(): readonly FollowUpRow[] {
    return [...this.#database.followUps.values()];
  }

  get solutions(): readonly Readonly<SolutionRow>[] {
    return [...this.#database.solutions.values()];
  }

  get documents(): readonly DocumentRow[] {
    return [...this.#database.documents.values()];
  }

  get ticketLinks(): readonly TicketLinkRow[] {
    return [...this.#database.ticketLinks.values()];
  }

  /** The sessions that were started and not killed. */
  get sessions(): readonly Readonly<SessionRow>[] {
    return this.#sessions.all;
  }

  /** Forgets every session, as PHP does with idle ones. */
  expireSessions(): void {
    this.#sessions.forgetAll();
  }

  /**
   * A business rule: what becomes of the requesters of a ticket that is opened, or gets one. By default they stay.
   *
   * ```ts
   * glpi.requesterRule = () => [boss.id];
   * ```
   */
  get requesterRule(): (requesters: readonly number[]) => readonly number[] {
    return this.#database.requesterRule;
  }

  set requesterRule(rule: (requesters: readonly number[]) => readonly number[]) {
    this.#database.requesterRule = rule;
  }

  /** Whether the REST API is switched on in GLPI's setup. */
  get apiEnabled(): boolean {
    return this.#settings.apiEnabled;
  }

  set apiEnabled(enabled: boolean) {
    this.#settings.apiEnabled = enabled;
  }

  /** Whether an API client is registered for the caller's IP address. */
  get ipAllowed(): boolean {
    return this.#settings.ipAllowed;
  }

  set ipAllowed(allowed: boolean) {
    this.#settings.ipAllowed = allowed;
  }

  /** Every request that arrived, in order, also those that met a fault. */
  get requests(): readonly Readonly<LoggedRequest>[] {
    return this.#requests;
  }

  clearRequests(): void {
    this.#requests.length = 0;
  }

  async #handle(incoming: IncomingRequest): Promise<Answer | "reset"> {
    const request = readRequest(incoming, this.version);
    const logged: LoggedRequest = { ...request, status: undefined, at: this.#database.now() };
    this.#requests.push(logged);
    const answer = await this.#meetFaults(request, incoming);
    if (answer !== "reset") logged.status = answer.status;
    return answer;
  }

  async #meetFaults(request: SimulatedRequest, incoming: IncomingRequest): Promise<Answer | "reset"> {
    const effects = this.faults.meet(request);
    const delayMs = effects.reduce((sum, effect) => sum + delayOf(effect, request), this.latency?.(request) ?? 0);
    if (delayMs > 0) await new Promise((resolve) => globalThis.setTimeout(resolve, delayMs));
    if (effects.some((effect) => effect.kind === "loseSession")) {
      this.#sessions.forget(request.headers["session-token"] ?? "");
    }
    const end = effects.find((effect) => effect.kind !== "delay" && effect.kind !== "loseSession");
    if (end?.kind === "resetBefore") return "reset";
    if (end?.kind === "refuseToAdd") return jsonAnswer(400, ["ERROR_GLPI_ADD", ""]);
    if (end?.kind === "redirect") return { ...htmlAnswer(302, "Found"), headers: { location: end.location } };
    if (end?.kind === "status" && !end.afterWork) return statusAnswer(end);
    const answer = await this.#server.answer(request, incoming);
    if (end?.kind === "resetAfter") return "reset";
    return end?.kind === "status" ? statusAnswer(end) : answer;
  }
}

function viewTicket(row: TicketRow): SimulatedTicket {
  return { ...row, requesters: row.actors.filter((actor) => actor.type === 1).map((actor) => actor.userId) };
}

function delayOf(effect: FaultEffect, request: SimulatedRequest): number {
  if (effect.kind !== "delay") return 0;
  return typeof effect.ms === "number" ? effect.ms : effect.ms(request);
}

function statusAnswer({ status, body }: { readonly status: number; readonly body: "html" | "json" }): Answer {
  if (body === "json") return jsonAnswer(status, ["ERROR", "Internal server error"]);
  return htmlAnswer(status, status === 200 ? "GLPI - Maintenance" : `${status} Server Error`);
}
