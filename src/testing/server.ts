import { Access } from "./access.js";
import { type Answer, AnswerError, crashAnswer, failure, htmlAnswer, jsonAnswer, tooLargeAnswer } from "./answer.js";
import type { Database } from "./database.js";
import type { Multipart } from "./files/multipart.js";
import { ItemEndpoints } from "./item-endpoints.js";
import type { MessageKey } from "./messages.js";
import { apiPath, jsonQuery, type PhpValue, phpQuery, type SimulatedRequest } from "./request.js";
import type { Context } from "./resources/resource.js";
import { listSearchOptions, search } from "./search/search.js";
import { fullSession, sessionEndpoints } from "./session-endpoints.js";
import type { Sessions } from "./sessions.js";
import type { ServerSettings } from "./settings.js";
import type { IncomingRequest } from "./transport.js";

/** GLPI's REST API: a request in, an answer out. */
export class Server {
  readonly #database: Database;
  readonly #sessions: Sessions;
  readonly #settings: ServerSettings;

  constructor(database: Database, sessions: Sessions, settings: ServerSettings) {
    this.#database = database;
    this.#sessions = sessions;
    this.#settings = settings;
  }

  answer(request: SimulatedRequest, incoming: IncomingRequest, multipart: Multipart | undefined): Answer {
    if (incoming.body.length > (this.#settings.requestMaxBytes ?? Number.POSITIVE_INFINITY)) return tooLargeAnswer();
    if (apiPath(incoming.url.pathname, this.#database.version) === undefined) return htmlAnswer(404, "404 Not Found");
    try {
      return this.#route(request, incoming, multipart);
    } catch (error) {
      if (error instanceof AnswerError) return error.answer;
      throw error;
    }
  }

  #route(request: SimulatedRequest, incoming: IncomingRequest, multipart: Multipart | undefined): Answer {
    if (request.path === "/") return htmlAnswer(200, "GLPI REST API documentation");
    // What is over PHP's limit has neither parts nor files.
    if (
      multipart !== undefined &&
      (multipart.files.length === 0 || incoming.body.length > this.#settings.postMaxBytes)
    ) {
      throw this.#error(400, "ERROR_UPLOAD_FILE_TOO_BIG_POST_MAX_SIZE", "postTooBig");
    }
    this.#checkClient(request);
    if (multipart === undefined) this.#checkBody(request);
    const query = phpQuery(incoming.url.searchParams);
    if (request.resource === "initSession") return this.#initSession(request, query);

    const access = new Access(this.#database, this.#session(request));
    const base = `${incoming.url.origin}${mount(incoming.url.pathname)}/${this.#database.version === 10 ? "api" : "api.php/v1"}`;
    const context: Context = { database: this.#database, access, base, settings: this.#settings };
    const sessionEndpoint = Object.hasOwn(sessionEndpoints, request.resource)
      ? sessionEndpoints[request.resource]
      : undefined;
    if (sessionEndpoint !== undefined) {
      return sessionEndpoint({ ...context, sessions: this.#sessions, query, body: request.body });
    }
    const [, resource = "", second = "", third = ""] = request.path.split("/");
    if (resource === "search" || resource === "listSearchOptions") {
      const asked = request.method === "POST" ? jsonQuery(request.body) : query;
      const answer = resource === "search" ? search(context, second, asked) : listSearchOptions(context, second);
      if (answer === undefined) throw this.#unknownResource();
      return answer;
    }
    return new ItemEndpoints(context, request, query, multipart).answer({ type: resource, id: second, child: third });
  }

  #checkClient(request: SimulatedRequest): void {
    const { appToken, apiEnabled, ipAllowed } = this.#settings;
    const sent = request.headers["app-token"];
    if (!apiEnabled) throw this.#error(400, "ERROR", "apiDisabled");
    if (!ipAllowed) throw this.#error(400, "ERROR_NOT_ALLOWED_IP", "ipRefused", "203.0.113.7");
    if (!sent) throw this.#error(400, "ERROR_APP_TOKEN_PARAMETERS_MISSING", "appTokenMissing");
    if (sent !== appToken) throw this.#error(400, "ERROR_WRONG_APP_TOKEN_PARAMETER", "appTokenWrong");
  }

  #checkBody({ headers, body }: SimulatedRequest): void {
    const json = headers["content-type"]?.includes("application/json") === true;
    if (json && typeof body === "string") throw this.#error(400, "ERROR_JSON_PAYLOAD_INVALID", "jsonInvalid");
  }

  #initSession(request: SimulatedRequest, query: Readonly<Record<string, PhpValue>>): Answer {
    const token = /^user_token (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
    if (token === undefined) throw this.#error(400, "ERROR_LOGIN_PARAMETERS_MISSING", "credentialsMissing");
    const users = [...this.#database.users.values()];
    const user = users.find(({ apiToken, isActive, isDeleted }) => apiToken === token && isActive && !isDeleted);
    const session = user === undefined ? undefined : this.#sessions.start(user);
    if (session === undefined) throw this.#error(401, "ERROR_GLPI_LOGIN_USER_TOKEN", "userTokenWrong");
    const full = ["true", "1"].includes(String(query.get_full_session));
    return jsonAnswer(200, {
      session_token: session.token,
      ...(full ? { session: fullSession(this.#database, this.#sessions, session) } : {}),
    });
  }

  #session({ headers }: SimulatedRequest) {
    const token = headers["session-token"];
    if (!token) throw this.#error(400, "ERROR_SESSION_TOKEN_MISSING", "sessionTokenMissing");
    // PHP refuses the id itself, and GLPI 11 does not catch it.
    if (this.#database.version === 11 && !/^[A-Za-z0-9,-]+$/.test(token)) throw new AnswerError(crashAnswer());
    const session = this.#sessions.use(token);
    if (session === undefined) throw this.#error(401, "ERROR_SESSION_TOKEN_INVALID", "sessionTokenInvalid");
    return session;
  }

  #unknownResource(): AnswerError {
    return this.#error(400, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM", "resourceUnknown");
  }

  #error(status: number, code: string, key: MessageKey, detail?: string): AnswerError {
    return failure(this.#database.version, status, code, key, detail);
  }
}

/** What stands before the API in an address: `/glpi` or nothing. */
function mount(pathname: string): string {
  return pathname.slice(0, pathname.search(/\/(?:apirest\.php|api\.php\/v1)/));
}
