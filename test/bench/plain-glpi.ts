import type { GlpiAccount } from "../../src/glpi/clients.js";

/** GLPI's REST API by nothing but fetch. */
export class PlainGlpi {
  readonly #account: GlpiAccount;
  readonly #fetch: typeof fetch;

  constructor(account: GlpiAccount, through: typeof fetch) {
    this.#account = account;
    this.#fetch = through;
  }

  /** Starts a session; resolves to its token. */
  async init(): Promise<string> {
    const answer = await this.#send("GET", "initSession", { Authorization: `user_token ${this.#account.userToken}` });
    return Object(answer).session_token;
  }

  get(session: string, path: string): Promise<unknown> {
    return this.#send("GET", path, { "Session-Token": session });
  }

  /** Makes an item; resolves to its id. */
  async post(session: string, path: string, input: object): Promise<number> {
    const headers = { "Session-Token": session, "Content-Type": "application/json" };
    return Number(Object(await this.#send("POST", path, headers, JSON.stringify({ input }))).id);
  }

  async kill(session: string): Promise<void> {
    await this.get(session, "killSession");
  }

  async #send(method: string, path: string, headers: Record<string, string>, body?: string): Promise<unknown> {
    const response = await this.#fetch(`${this.#account.url}/${path}`, {
      method,
      headers: { "App-Token": this.#account.appToken, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: GLPI answered ${response.status} ${text.slice(0, 200)}`);
    return JSON.parse(text);
  }
}
