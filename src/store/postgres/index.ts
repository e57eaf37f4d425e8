export { migrationSql } from "./migration-sql.js";
export type { PostgresKeepDays, PostgresStoreOptions } from "./options.js";
export type { PostgresClient, PostgresPool } from "./pool.js";
export { PostgresStore } from "./postgres-store.js";
