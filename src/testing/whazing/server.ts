import { type Answer, AnswerError, htmlAnswer, jsonAnswer } from "../answer.js";
import type { Multipart } from "../files/multipart.js";
import { parseJson } from "../json.js";
import type { SimulatedRequest } from "../request.js";
import type { IncomingRequest } from "../transport.js";
import type { WhazingDatabase } from "./database.js";
import { type ExternalApi, refused } from "./external-api.js";

/** What of a simulated Whazing is reached by HTTP: the channels' external APIs, and `/public`. */
export class WhazingServer {
  readonly #database: WhazingDatabase;
  readonly #api: ExternalApi;
  readonly #mediaApiKey: string | undefined;

  constructor(database: WhazingDatabase, api: ExternalApi, mediaApiKey: string | undefined) {
    this.#database = database;
    this.#api = api;
    this.#mediaApiKey = mediaApiKey;
  }

  answer({ url }: IncomingRequest, request: SimulatedRequest, multipart: Multipart | undefined): Answer {
    try {
      const [, uuid] = externalAddress.exec(url.pathname) ?? [];
      const channel = this.#database.channels.find((each) => each.uuid === uuid);
      if (channel !== undefined) return this.#api.answer(channel, request.path, request, multipart);
      if (url.pathname.startsWith("/public/")) return this.#publicFile(url.pathname.slice(8), request);
      return htmlAnswer(404, "404 Not Found");
    } catch (error) {
      return error instanceof AnswerError ? error.answer : jsonAnswer(500, { error: "ERR_INTERNAL" });
    }
  }

  #publicFile(name: string, { headers }: SimulatedRequest): Answer {
    if (this.#mediaApiKey !== undefined && headers["x-api-key"] !== this.#mediaApiKey) throw refused(403, "Forbidden");
    const file = this.#database.files.get(decodeURIComponent(name));
    if (file === undefined) throw refused(404, "Not Found");
    return { status: 200, headers: { "content-type": file.type }, body: file.bytes };
  }
}

const externalAddress = /^\/v1\/api\/external\/([^/]+)/;

/** As faults, the log and assertions see it; `path` is behind the channel's address. */
export function requestOf(incoming: IncomingRequest, multipart: Multipart | undefined): SimulatedRequest {
  const { pathname } = incoming.url;
  const base = externalAddress.exec(pathname)?.[0];
  const path = base === undefined ? pathname : pathname.slice(base.length) || "/";
  const text = multipart === undefined ? new TextDecoder().decode(incoming.body) : "";
  return {
    method: incoming.method,
    path,
    resource: path.split("/")[1] ?? "",
    query: Object.fromEntries(incoming.url.searchParams),
    headers: incoming.headers,
    body: multipart?.fields ?? (text === "" ? undefined : (parseJson(text) ?? text)),
    files: multipart?.files.map(({ field, name, bytes }) => ({ field, name, size: bytes.length })) ?? [],
  };
}
