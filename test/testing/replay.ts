import { expect } from "vitest";
import { GlpiSimulator } from "../../src/testing/index.js";
import { withBytes } from "./pictures.js";
import { type Comparison, deviations, type RecordedVersion, type Recording } from "./recorded.js";

/** Which of a request's or an answer's fields hold the id of what. */
const idFields: Readonly<Record<string, string>> = {
  _users_id_requester: "User",
  users_id: "User",
  users_id_lastupdater: "User",
  users_id_approval: "User",
  users_id_recipient: "User",
  items_id: "Ticket",
  documents_id: "Document",
  tickets_id: "Ticket",
  tickets_id_1: "Ticket",
  tickets_id_2: "Ticket",
};

/** Search options of a ticket whose value is the id of what. */
const idCriteria: Readonly<Record<number, string>> = { 2: "Ticket", 4: "User", 64: "User" };

/** Plays recorded requests to one simulator: what the recorded server called by one id may have another here. */
export class Replay {
  readonly glpi: GlpiSimulator;
  now: Date;
  readonly #ids = new Map<string, number>();
  readonly #sessions = new Map<string, string>();

  constructor(version: RecordedVersion, now: string) {
    this.now = new Date(now);
    this.glpi = new GlpiSimulator({ version: version === "10.0.14" ? 10 : 11, now: () => this.now });
  }

  /** Says what the recorded server called something that no recorded request made. */
  name(type: string, recordedId: number, id: number): void {
    this.#ids.set(`${type} ${recordedId}`, id);
  }

  /** The simulator's id of what the recorded server called so. */
  id(type: string, recordedId: number): number | undefined {
    return this.#ids.get(`${type} ${recordedId}`);
  }

  async startSession(userToken: string, name: string): Promise<void> {
    const response = await this.glpi.fetch(`${this.glpi.url}/initSession`, {
      headers: { "App-Token": "APP_TOKEN", Authorization: `user_token ${userToken}` },
    });
    this.#sessions.set(name, field(await response.json(), "session_token"));
  }

  /** Uploads what was not recorded; the id of what it made. */
  async post(path: string, body: FormData, session: string): Promise<number> {
    const headers = { "App-Token": "APP_TOKEN", "Session-Token": this.#sessions.get(session) ?? "" };
    const response = await this.glpi.fetch(`${this.glpi.url}${path}`, { method: "POST", headers, body });
    return Number(field(await response.json(), "id"));
  }

  /** Sends the recorded request, in the session of the recorded token's name or in the one that is named. */
  async play({ request }: Recording, session = request.headers["Session-Token"]): Promise<Response> {
    const { method, headers, query } = request;
    const url = new URL(this.glpi.url);
    url.pathname = `/glpi${this.#path(request.path)}`;
    for (const [name, value] of Object.entries(query)) {
      const criterion = /^(criteria\[\d+\])\[value\]$/.exec(name)?.[1];
      const type = name === "searchText[items_id]" ? "Ticket" : idCriteria[Number(query[`${criterion}[field]`])];
      const own = (id: string) => String(this.id(type ?? "", Number(id)) ?? id);
      url.searchParams.set(name, String(value).replace(/\d+/, own));
    }
    return this.glpi.fetch(url, {
      method,
      headers: {
        ...headers,
        ...(session === undefined ? {} : { "Session-Token": this.#sessions.get(session) ?? session }),
      },
      ...(request.body === null ? {} : { body: withBytes(this.#body(request.body)) }),
    });
  }

  /** Holds an answer to the recorded one, and remembers what the simulator calls what it made. */
  async check(recording: Recording, response: Response, options: Omit<Comparison, "idOf">): Promise<void> {
    const bytes = await response.arrayBuffer();
    const text = new TextDecoder().decode(bytes);
    const recorded = recording.response;
    const contentType = recorded.headers["content-type"];
    expect([response.status, response.headers.get("content-type")], text).toEqual([recorded.status, contentType]);
    for (const header of ["accept-range", "content-range"]) {
      expect(response.headers.get(header) ?? undefined, header).toBe(recorded.headers[header]);
    }
    expect(response.headers.has("location"), "location").toBe("location" in recorded.headers);
    if (contentType?.startsWith("text/html")) return;
    if (!contentType?.startsWith("application/json")) {
      const size = /^\((\d+) bytes\)$/.exec(String(recorded.body))?.[1];
      expect(size === undefined ? text : String(bytes.byteLength)).toBe(size ?? recorded.body);
      for (const header of ["cache-control", "content-disposition"]) {
        expect(response.headers.get(header), header).toBe(recorded.headers[header]);
      }
      return;
    }
    const body: unknown = JSON.parse(text);
    this.#learn(recording, body);
    if (isError(recorded.body) && typeof recorded.body[1] === "string") {
      expect(body).toEqual([recorded.body[0], expect.any(String)]);
      return;
    }
    const idOf = (key: string, id: number) => {
      const type = idFields[key];
      if (type === undefined) return undefined;
      return id === 0 ? 0 : this.id(type, id);
    };
    expect(deviations(this.#withOwnKeys(recording), body, { ...options, idOf })).toEqual([]);
  }

  #learn(recording: Recording, body: unknown): void {
    if (recording.name === "init-full-session") this.#sessions.set("SESSION_TOKEN", field(body, "session_token"));
    const made = recording.response.body;
    if (recording.response.status !== 201 || Array.isArray(made)) return;
    this.name(typeOf(recording), Number(field(made, "id")), Number(field(body, "id")));
  }

  /** What was changed is answered by its id as a key: `[{"116": true}]`. */
  #withOwnKeys(recording: Recording): unknown {
    const { body } = recording.response;
    if (recording.request.method !== "PUT" || !Array.isArray(body)) return body;
    const ownKey = (key: string) => this.id(typeOf(recording), Number(key)) ?? key;
    return body.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [ownKey(key), value])));
  }

  #path(path: string): string {
    return path.replace(/\/(\w+)\/(\d+)/, (all, type, id) => {
      const known = this.id(type, Number(id));
      return known === undefined ? all : `/${type}/${known}`;
    });
  }

  #body(body: unknown): string {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const own = (type: string | undefined, all: string, id: string) => {
      const known = this.id(type ?? "", Number(id));
      return known === undefined ? all : all.replace(/\d+$/, String(known));
    };
    return text
      .replace(/"itemtype":"(\w+)","items_id":(\d+)|"(\w+)": ?(\d+)/g, (all, type, item, name, id) =>
        type === undefined ? own(idFields[name], all, id) : own(type, all, item),
      )
      .replace(/"field":(\d+),"searchtype":"\w+","value":(\d+)/g, (all, name, id) => own(idCriteria[name], all, id));
  }
}

/** The item type in the path of a request. */
function typeOf({ request }: Recording): string {
  return request.path.split("/")[2] ?? "";
}

function field(body: unknown, name: string): string {
  if (typeof body !== "object" || body === null) throw new TypeError(`No ${name} in ${JSON.stringify(body)}`);
  return String(Object.entries(body).find(([key]) => key === name)?.[1]);
}

function isError(body: unknown): body is [string, unknown] {
  return Array.isArray(body) && typeof body[0] === "string" && body[0].startsWith("ERROR");
}
