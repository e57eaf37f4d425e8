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
  /** Where there is one, the failures of idle connections are listened for: unheard, they would end the process. */
  on?(event: "error", listener: (error: Error) => void): unknown;
  off?(event: "error", listener: (error: Error) => void): unknown;
}
