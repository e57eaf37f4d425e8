import type { Answer } from "./answer.js";
import { Database } from "./database.js";
import { Faults } from "./faults.js";
import { defaultDocumentTypes, mebibyte } from "./files/limits.js";
import { multipartOf } from "./files/multipart.js";
import { meetFaults } from "./meet-faults.js";
import type * as made from "./new-rows.js";
import { type LoggedRequest, readRequest, type SimulatedRequest } from "./request.js";
import { addCategory } from "./resources/categories.js";
import { addEntity } from "./resources/entities.js";
import { addGroup } from "./resources/groups.js";
import { addLocation } from "./resources/locations.js";
import { addTicketTemplate } from "./resources/ticket-templates.js";
import type * as rows from "./rows.js";
import type { FetchForWebhooks } from "./send-webhook.js";
import { Server } from "./server.js";
import { Sessions } from "./sessions.js";
import type { ServerSettings } from "./settings.js";
import { superAdmin } from "./super-admin.js";
import { Technician } from "./technician.js";
import type { FollowUpRow, SolutionRow, SurveyRow } from "./timeline-rows.js";
import { type GlobalFetch, HttpServer, type IncomingRequest, inProcessFetch } from "./transport.js";
import { type SimulatedTicket, viewDocument, viewTicket } from "./views.js";
import { Webhooks } from "./webhooks.js";

export interface GlpiSimulatorOptions {
  /** 11 by default. */
  version?: rows.GlpiVersion | undefined;
  /** `APP_TOKEN` by default. */
  appToken?: string | undefined;
  /** The server's clock; the process's by default, asked each time (a fake clock drives it). Dates are in UTC. */
  now?: (() => Date) | undefined;
}

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
export class GlpiSimulator implements ServerSettings {
  readonly version: rows.GlpiVersion;
  readonly appToken: string;
  /** The built-in API user's token. */
  readonly userToken = "USER_TOKEN";
  /** Reaches this GLPI without a network; no timers run unless a delay is switched on. */
  readonly fetch: GlobalFetch;
  readonly faults = new Faults();
  /** Answers, solves and changes tickets as a technician does. */
  readonly technician: Technician;
  /** Those of GLPI 11, and what they have to send. */
  readonly webhooks: Webhooks;
  /** How long each call takes, in milliseconds; it is added to what `faults.delay` says. */
  latency: ((request: SimulatedRequest) => number | undefined) | undefined;
  /** Whether the REST API is switched on in GLPI's setup. */
  apiEnabled = true;
  /** Whether an API client is registered for the caller's IP address. */
  ipAllowed = true;
  /** GLPI's own limit of a file, in MiB, inclusive; `getGlpiConfig` tells it. To raise it, raise PHP's limits too. */
  documentMaxSizeMb = 2;
  /** PHP's limit of a file (`upload_max_filesize`), in bytes; no request tells it. */
  uploadMaxBytes = 2 * mebibyte;
  /** PHP's limit of an upload (`post_max_size`), in bytes, with all that it is wrapped in. */
  postMaxBytes = 8 * mebibyte;
  /** The web server's limit of a request's body, in bytes; none by default. What is over it is answered 413, in HTML. */
  requestMaxBytes: number | undefined;
  /** The extensions that a file may have, in lower case; GLPI's own by default: `glpi.documentTypes.add("mp4")`. */
  readonly documentTypes: Set<string>;
  readonly #database: Database;
  readonly #sessions: Sessions;
  readonly #server: Server;
  readonly #http: HttpServer;
  readonly #requests: LoggedRequest[] = [];

  constructor(options: GlpiSimulatorOptions = {}) {
    this.version = options.version ?? 11;
    this.appToken = options.appToken ?? "APP_TOKEN";
    this.#database = new Database(this.version, options.now ?? (() => new Date()));
    this.technician = new Technician(this.#database);
    this.webhooks = new Webhooks(this.#database);
    this.#sessions = new Sessions(this.#database);
    this.documentTypes = new Set(defaultDocumentTypes(this.version));
    this.#server = new Server(this.#database, this.#sessions, this);
    const handle = (incoming: IncomingRequest) => this.#handle(incoming);
    this.fetch = inProcessFetch(handle);
    this.#http = new HttpServer(handle);
    addEntity(this.#database, { name: "Root entity" });
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
  addEntity(entity: made.NewEntity): rows.EntityRow {
    return addEntity(this.#database, { ...entity, parentId: entity.parentId ?? 0 });
  }

  addProfile(profile: { name: string; rights: rows.ProfileRights }): rows.ProfileRow {
    return this.#database.addProfile(profile.name, profile.rights);
  }

  /** Throws a `RangeError` when the login is taken. */
  addUser(user: made.NewUser): Readonly<rows.UserRow> {
    return this.#database.addUser(user);
  }

  addTicket(ticket: made.NewTicket): SimulatedTicket {
    return viewTicket(this.#database.addTicket(ticket));
  }

  /** A category of tickets. Throws a `RangeError` when there is no such parent. */
  addCategory(category: made.NewCategory): rows.CategoryRow {
    return addCategory(this.#database, category);
  }

  /** Throws a `RangeError` when there is no such parent. */
  addLocation(location: made.NewLocation): rows.TreeRow {
    return addLocation(this.#database, location);
  }

  /** A group of people. */
  addGroup(group: made.NewGroup): rows.GroupRow {
    return addGroup(this.#database, group);
  }

  /** What a category or an entity makes of its tickets' fields; shown, and not enforced, as by the REST API of a real one. */
  addTicketTemplate(template: made.NewTicketTemplate): rows.TicketTemplateRow {
    return addTicketTemplate(this.#database, template);
  }

  get entities(): readonly rows.EntityRow[] {
    return [...this.#database.entities.values()];
  }

  get users(): readonly Readonly<rows.UserRow>[] {
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

  /** GLPI's surveys of what was closed where the entity has one, and what was answered. */
  get surveys(): readonly Readonly<SurveyRow>[] {
    return [...this.#database.surveys.values()];
  }

  get documents(): readonly rows.DocumentRow[] {
    return [...this.#database.documents.values()].map(viewDocument);
  }

  get ticketLinks(): readonly rows.TicketLinkRow[] {
    return [...this.#database.ticketLinks.values()];
  }

  /** The sessions that were started and not killed. */
  get sessions(): readonly Readonly<rows.SessionRow>[] {
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

  /** Every request that arrived, in order, also those that met a fault. */
  get requests(): readonly Readonly<LoggedRequest>[] {
    return this.#requests;
  }

  clearRequests(): void {
    this.#requests.length = 0;
  }

  /** Sends what the webhooks have to send, as GLPI does once a minute: over HTTP, or through a `fetch` of the test's. */
  async runWebhookCron(fetch: FetchForWebhooks = globalThis.fetch): Promise<void> {
    await this.webhooks.run(fetch);
  }

  async #handle(incoming: IncomingRequest): Promise<Answer | "reset"> {
    const multipart = multipartOf(incoming);
    const request = readRequest(incoming, this.version, multipart);
    const logged: LoggedRequest = { ...request, status: undefined, at: this.#database.now() };
    this.#requests.push(logged);
    const answer = await meetFaults({
      request,
      effects: this.faults.meet(request),
      latencyMs: this.latency?.(request) ?? 0,
      loseSession: () => this.#sessions.forget(request.headers["session-token"] ?? ""),
      work: () => this.#server.answer(request, incoming, multipart),
    });
    if (answer !== "reset") logged.status = answer.status;
    return answer;
  }
}
