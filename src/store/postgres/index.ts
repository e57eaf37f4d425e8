export type { PostgresClient, PostgresPool } from "./pool.js";
export { PostgresStore, type PostgresStoreOptions } from "./postgres-store.js";
