import { randomUUID } from "node:crypto";
import type { PostgresClient, PostgresPool } from "./pool.js";
import { inTime } from "./turns.js";

/** A notification that is heard is so at once. */
const DEAF_AFTER_MS = 2_000;
/** So many a store uses. */
const CONNECTIONS = 3;

/**
 * Whether a notification reaches a connection that listens; nothing of the store's is touched. Behind a pooler of
 * transactions `LISTEN` is answered, and nothing comes. Rejects when the database does not answer.
 */
export async function hearing(pool: PostgresPool): Promise<"heard" | "deaf" | "none"> {
  await inTime(pool.query("select 1", []));
  // One may be kept to listen with already, and the notification has to come by another one than hears it.
  if (pool.connect === undefined || (pool.options?.max ?? CONNECTIONS) < CONNECTIONS) return "none";
  const connecting = pool.connect();
  const client = await inTime(connecting).catch((late: unknown) => {
    // It may still come, and nobody waits for it.
    connecting.then(
      (unwanted) => unwanted.release(true),
      () => undefined,
    );
    throw late;
  });
  try {
    return (await hears(pool, client)) ? "heard" : "deaf";
  } finally {
    client.release(true);
  }
}

async function hears(pool: PostgresPool, client: PostgresClient): Promise<boolean> {
  const channel = `whazing_glpi_${randomUUID().replaceAll("-", "")}`;
  const heard = new Promise<boolean>((resolve, reject) => {
    client.on("notification", () => resolve(true));
    client.on("error", reject);
  });
  // It may break before anybody waits for it.
  heard.catch(() => undefined);
  await inTime(client.query(`listen ${channel}`, []));
  await inTime(pool.query(`notify ${channel}`, []));
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), DEAF_AFTER_MS);
  });
  return Promise.race([heard, tooLate]).finally(() => clearTimeout(timer));
}
