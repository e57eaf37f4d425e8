import pDebounce from "p-debounce";
import type { z } from "zod";
import { type Answer, errorFromAnswer, type RequestName } from "./answer-errors.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "./errors.js";
import type { Exchange, ExchangeRequest } from "./exchange.js";
import { CharactersRefused, type ServerTraits, withoutAstral } from "./plain-characters.js";
import { read } from "./read-answer.js";
import { Remembered } from "./remembered.js";
import { type Rights, type Session, sessionMayBeLost, startSession } from "./session.js";
import { steadyNow } from "./steady-clock.js";
import { Upload, type UploadPart } from "./upload.js";
import { addAnswer } from "./wire.js";

type Input = Readonly<Record<string, unknown>>;

/** Runs a task when it is its turn. */
export type Limit = <T>(task: () => Promise<T>) => Promise<T>;

export interface GlpiClientOptions {
  appToken: string;
  userToken: string;
  exchange: Exchange;
  /** Bounds the requests in flight to this server, over all its clients. */
  limit: Limit;
  /** What was learned of this server. */
  traits: ServerTraits;
  /** Told what should be mended at the server. */
  onSetup(message: string): void;
}

/** The right bit that creating an item of a type needs (`CREATE` is 4). */
const rightToCreate: Readonly<Record<string, keyof Rights>> = { Ticket: "ticket", User: "user", Document: "document" };
const CREATE = 4;
/** A session sees the companies of its start, and their people: another one sees those that were added since. */
const RENEWED_AFTER_MS = 15 * 60_000;
/** So soon another one is started for a company that is needed now. */
const RENEWED_AT_NEED_AFTER_MS = 60_000;

/**
 * One GLPI server, as one API user. The session is started with the first request, shared by all, and renewed once
 * when GLPI has forgotten it. Tokens are private fields: an inspected client shows none.
 */
export class GlpiClient {
  readonly remembered = new Remembered();
  readonly #appToken: string;
  readonly #userToken: string;
  readonly #exchange: Exchange;
  readonly #limit: Limit;
  readonly #traits: ServerTraits;
  readonly #onSetup: (message: string) => void;
  /** Whether a session was ever started. */
  #worked = false;
  #session: Session | undefined;
  #starting: Promise<Session> | undefined;
  #closed = false;
  /** Any number of requests without a session start one together. */
  readonly #startSession = pDebounce.promise(() => this.#initSession());

  constructor({ appToken, userToken, exchange, limit, traits, onSetup }: GlpiClientOptions) {
    this.#traits = traits;
    this.#onSetup = onSetup;
    this.#appToken = appToken;
    this.#userToken = userToken;
    this.#exchange = exchange;
    this.#limit = limit;
  }

  /** The session, started when there is none, or none that is young enough. */
  async session(): Promise<Session> {
    this.#refuseWhenClosed();
    if (this.#session !== undefined && steadyNow() - this.#session.startedAt < RENEWED_AFTER_MS) return this.#session;
    this.#starting = this.#startSession();
    return this.#starting;
  }

  /**
   * Whether an entity is within the API user's reach, as far as GLPI tells. A session knows the entities of its start:
   * for one that it does not know a new one is started, once a minute at most.
   */
  async reaches(entityId: number): Promise<boolean> {
    const session = await this.session();
    if (session.entities?.has(entityId) ?? true) return true;
    if (steadyNow() - session.startedAt < RENEWED_AT_NEED_AFTER_MS) return false;
    if (this.#session === session) this.#session = undefined;
    return (await this.session()).entities?.has(entityId) ?? true;
  }

  /** `GET path`. Throws `GlpiIntegrationError`. */
  async get<T extends z.ZodType>(path: string, schema: T, query?: URLSearchParams): Promise<z.output<T>> {
    const request = { method: "GET", path, query } as const;
    return read(request, await this.#request(request), schema);
  }

  /**
   * `GET path` as a file, `maxBytes` of it at most. It has its turn among the requests until it begins to come. Rejects,
   * as its reading does, with `GlpiIntegrationError`.
   */
  async download(path: string, maxBytes: number): Promise<AsyncIterable<Uint8Array>> {
    const { status, content } = await this.#request({ method: "GET", path, maxFileBytes: maxBytes });
    if (content !== undefined) return content;
    throw new GlpiIntegrationError("NOT_FOUND", `GET ${path}: GLPI has no file of it.`, { status });
  }

  /**
   * `POST path {input}`: makes one item and resolves to its id. Never repeated here, except after an answer that
   * proves nothing was made (a lost session). `beforeSend` runs when it is about to go out, and may still stop it by
   * rejecting. Throws `GlpiIntegrationError`; `ANSWER_LOST` says the item may exist.
   */
  async add(path: string, input: Input, beforeSend?: () => Promise<void>): Promise<number> {
    const asked = { path, schema: addAnswer, beforeSend };
    return (await this.#make(asked, input, (kept) => ({ json: { input: kept } }))).id;
  }

  /** As `add`, with files; resolves to what GLPI answers. */
  async upload<T extends z.ZodType>(
    asked: { path: string; schema: T; beforeSend?: () => Promise<void> },
    input: Input,
    files: readonly UploadPart[],
  ): Promise<z.output<T>> {
    const named = { ...input, _filename: files.map(({ name }) => name) };
    return this.#make(asked, named, (kept) => ({ upload: new Upload(kept, files) }));
  }

  #make<T extends z.ZodType>(
    { path, schema, beforeSend }: { path: string; schema: T; beforeSend?: (() => Promise<void>) | undefined },
    input: Input,
    bodyOf: (input: Input) => Pick<ExchangeRequest, "json" | "upload">,
  ): Promise<z.output<T>> {
    return this.#keep(input, async (kept) => {
      const request = { method: "POST", path, ...bodyOf(kept) } as const;
      return read(request, await this.#request(request, beforeSend), schema);
    });
  }

  /** Without emoji, where GLPI's tables hold none. */
  async #keep<T>(input: Input, send: (kept: Input) => Promise<T>): Promise<T> {
    if (this.#traits.plainCharacters) return send(withoutAstral(input));
    try {
      return await send(input);
    } catch (error) {
      if (!(error instanceof CharactersRefused)) throw error;
      this.#traits.plainCharacters = true;
      this.#onSetup(
        "GLPI's tables hold no emoji, which are left out: run `php bin/console migration:utf8mb4` on its server.",
      );
      return send(withoutAstral(input));
    }
  }

  /** `PUT path {input}`: changes one item, and changes it no further when it comes twice. Throws `GlpiIntegrationError`. */
  async update(path: string, input: Input): Promise<void> {
    await this.#keep(input, (kept) => this.#request({ method: "PUT", path, json: { input: kept } }));
  }

  /** `DELETE path`: into the bin, or for good with `purge`. Throws `GlpiIntegrationError`. */
  async remove(path: string, purge: boolean): Promise<void> {
    const query = purge ? new URLSearchParams({ force_purge: "true" }) : undefined;
    await this.#request({ method: "DELETE", path, query });
  }

  /** Asks for nothing more, and ends the session on the server, also one that is being started; never throws. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#starting?.catch(() => undefined);
    const session = this.#session;
    this.#session = undefined;
    if (session === undefined) return;
    const request = { method: "GET", path: "killSession", headers: this.#headers(session) } as const;
    // A session that is not killed idles out on the server.
    await this.#limit(() => this.#exchange(request)).catch(() => undefined);
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new GlpiIntegrationError("CLOSED", "The connection to GLPI was closed.");
  }

  async #request(request: Omit<ExchangeRequest, "headers">, beforeSend = nothing): Promise<Answer> {
    const send = (session: Session) =>
      this.#limit(async () => {
        await beforeSend();
        // It may have waited for its turn, or for its note, until after the close.
        this.#refuseWhenClosed();
        return this.#exchange({ ...request, headers: this.#headers(session) });
      });
    const session = await this.session();
    const answer = await send(session);
    if (!sessionMayBeLost(request, answer)) return this.#judge(request, answer, session);

    if (this.#session === session) this.#session = undefined;
    const renewed = await this.session();
    return this.#judge(request, await send(renewed), renewed);
  }

  #judge(request: RequestName, answer: Answer, { rights }: Session): Answer {
    this.#hear(answer);
    // What was deleted has nothing to say.
    if (answer.status === 204) return answer;
    if (answer.status >= 200 && answer.status < 300 && (answer.body ?? answer.content) !== undefined) return answer;
    if (CharactersRefused.isToldBy(answer)) throw new CharactersRefused(request, answer);
    const error = errorFromAnswer(request, answer);
    if (error.code === "ANSWER_LOST" && answer.status >= 500) this.#session = undefined;
    const right = rightToCreate[request.path];
    // GLPI says ERROR_GLPI_ADD for a missing right and for anything else; the session's rights tell them apart.
    if (error.glpiCode === "ERROR_GLPI_ADD" && right && rights && (rights[right] & CREATE) === 0) {
      throw new GlpiIntegrationError(
        "RIGHT_MISSING",
        `${request.method} ${request.path}: the API user's profile may not create (right "${right}", Create). Grant it in Administration > Profiles.`,
        { status: answer.status, glpiCode: error.glpiCode },
      );
    }
    throw error;
  }

  async #initSession(): Promise<Session> {
    try {
      const tokens = { appToken: this.#appToken, userToken: this.#userToken };
      const session = await startSession(
        (request) => this.#limit(() => this.#exchange(request)),
        tokens,
        (answer) => this.#hear(answer),
      );
      this.#session = session;
      this.#worked = true;
      return session;
    } catch (error) {
      if (!isGlpiIntegrationError(error) || error.code !== "API_DISABLED" || !this.#worked) throw error;
      // Where it worked before, a switched-off API is maintenance.
      const { message, status, glpiCode } = error;
      throw new GlpiIntegrationError(error.code, message, { status, glpiCode, retryable: true });
    }
  }

  #hear({ noisy }: Answer): void {
    if (!noisy) return;
    this.#onSetup(
      "GLPI prints PHP messages before its answers. Switch the debug mode off (Setup > General, or the user's menu), or display_errors in php.ini; a plugin may be the cause.",
    );
  }

  #headers({ token }: Session): Record<string, string> {
    return { "App-Token": this.#appToken, "Session-Token": token };
  }
}

async function nothing(): Promise<void> {}
