// Runs a command with WHAZING_GLPI_TEST_DATABASE_URL naming a PostgreSQL server of its own: started before, stopped and
// removed after. `tsx test/store/postgres/with-server.ts vitest run test/store/postgres`
import { spawn } from "node:child_process";
import { PrivateCluster } from "../../chaos/private-cluster.js";

const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error("which command?");
const cluster = await PrivateCluster.create();
const env = { ...process.env, WHAZING_GLPI_TEST_DATABASE_URL: cluster.url };
const child = spawn(command, args, { env, stdio: "inherit" });
child.on("exit", (code, signal) => {
  cluster.destroy();
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
