// Runs a command with WHAZING_GLPI_TEST_DATABASE_URL naming a PostgreSQL server of its own: started before, stopped and
// removed after. With --pooled it is reached through a PgBouncer that pools transactions.
// `tsx test/store/postgres/with-server.ts [--pooled] vitest run test/store/postgres`
import { spawn } from "node:child_process";
import { Pooler } from "../../chaos/pooler.js";
import { PrivateCluster } from "../../chaos/private-cluster.js";

const pooled = process.argv[2] === "--pooled";
const [command, ...args] = process.argv.slice(pooled ? 3 : 2);
if (command === undefined) throw new Error("which command?");
const cluster = await PrivateCluster.create();
const pooler = pooled ? await Pooler.create(cluster.url) : undefined;
const env = {
  ...process.env,
  WHAZING_GLPI_TEST_DATABASE_URL: pooler?.url ?? cluster.url,
  WHAZING_GLPI_TEST_POOLED: pooled ? "1" : "",
};
const child = spawn(command, args, { env, stdio: "inherit" });
child.on("exit", (code, signal) => {
  pooler?.destroy();
  cluster.destroy();
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
