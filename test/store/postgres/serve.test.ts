import pg from "pg";
import { describe, it, onTestFinished } from "vitest";
import { diesInBurst } from "../../cli/serve/dies-in-burst.js";
import { makePlace } from "../../cli/serve/served.js";
import { connectionString } from "./server.js";

describe.skipIf(connectionString === undefined)("whazing-glpi serve (WHAZING_GLPI_TEST_DATABASE_URL)", () => {
  it("killed in the middle of what a customer writes: one ticket and one reply", { timeout: 240_000 }, async () => {
    const DATABASE_URL = connectionString ?? "";
    const place = await makePlace({ glpiVersion: 11, messageIntervalMs: 3_000 });
    onTestFinished(async () => {
      await place.end();
      const pool = new pg.Pool({ connectionString });
      await pool.query("drop schema if exists whazing_glpi cascade");
      await pool.end();
    });
    await diesInBurst(place, { DATABASE_URL });
  });
});
