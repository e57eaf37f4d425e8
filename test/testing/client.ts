import type { GlpiSimulator } from "../../src/testing/index.js";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** JSON parsed; other bodies as text. */
  readonly body: unknown;
}

export interface SentFile {
  readonly field?: string;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer> | string;
  readonly type?: string;
}

/** A plain client of a session; it knows nothing of GLPI but the headers. */
export class Client {
  sessionToken: string | undefined;
  readonly #glpi: GlpiSimulator;
  readonly #url: string;
  readonly #fetch: typeof fetch;

  constructor(glpi: GlpiSimulator, url = glpi.url, through: typeof fetch = glpi.fetch) {
    this.#glpi = glpi;
    this.#url = url;
    this.#fetch = through;
  }

  static async start(glpi: GlpiSimulator, userToken = glpi.userToken): Promise<Client> {
    const client = new Client(glpi);
    await client.login(userToken);
    return client;
  }

  async login(userToken: string): Promise<void> {
    const { body } = await this.send("GET", "/initSession", { headers: { Authorization: `user_token ${userToken}` } });
    this.sessionToken = Object(body).session_token;
  }

  get(path: string): Promise<Reply> {
    return this.send("GET", path);
  }

  /** Sends `{ input }`. */
  post(path: string, input: unknown): Promise<Reply> {
    return this.send("POST", path, { body: JSON.stringify({ input }) });
  }

  /** Sends `{ input }` along with files, each in the field that is named; `filename[0]` and so on by default. */
  upload(path: string, input: unknown, files: readonly SentFile[]): Promise<Reply> {
    const body = new FormData();
    body.set("uploadManifest", JSON.stringify({ input }));
    for (const [index, { field = `filename[${index}]`, name, bytes, type = "" }] of files.entries()) {
      body.append(field, new File([bytes], name, { type }));
    }
    return this.send("POST", path, { body });
  }

  async send(method: string, path: string, init: RequestInit = {}): Promise<Reply> {
    const json = typeof init.body === "string" ? { "Content-Type": "application/json" } : {};
    const session = this.sessionToken === undefined ? {} : { "Session-Token": this.sessionToken };
    const response = await this.#fetch(`${this.#url}${path}`, {
      ...init,
      method,
      headers: {
        "App-Token": this.#glpi.appToken,
        ...session,
        ...json,
        ...Object.fromEntries(new Headers(init.headers)),
      },
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
}

/** The logins or titles (column 1) that a search found, in its order. */
export function found(reply: Reply): unknown[] {
  return (Object(reply.body).data ?? []).map((row: Record<string, unknown>) => row[1]);
}
