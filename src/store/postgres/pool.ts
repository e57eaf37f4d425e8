/** What the store needs of a connection of its own, for `LISTEN`. A `pg` `PoolClient` is one. */
export interface PostgresClient {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
  on(event: "notification", listener: () => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "end", listener: () => void): unknown;
  /** Where there is one: an open connection does not keep the process alive. */
  unref?(): void;
  /** `true`: the connection is not used again. */
  release(destroy: boolean): void;
}

/** What the store needs of a pool of connections. A `pg` `Pool` is one. */
export interface PostgresPool {
  /** Runs one statement. */
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
  /** A connection to listen on. Without it, the store is woken by its poll alone. */
  connect?(): Promise<PostgresClient>;
  /** Where there is one: a pool of a single connection is not listened with. */
  readonly options?: { readonly max?: number | undefined };
  /**
   * Where there is one, the failures of idle connections are listened for as long as the pool lives, also after
   * `close()`: unheard, they would end the process.
   */
  on?(event: "error", listener: (error: Error) => void): unknown;
  /** Not called. */
  off?(event: "error", listener: (error: Error) => void): unknown;
}

const heard = new WeakSet<PostgresPool>();

/** Hears the failures of connections that nobody uses, once for a pool: the next statement fails and says so, or works. */
export function hearFailures(pool: PostgresPool): void {
  if (heard.has(pool)) return;
  heard.add(pool);
  pool.on?.("error", () => undefined);
}
