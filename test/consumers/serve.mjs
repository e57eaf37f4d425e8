// The command that serves, as a stranger has it: without PGlite it says what is missing, with it it serves and stops.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { devDependency, run } from "./consumer.mjs";

const settings = {
  listen: { port: 0 },
  channels: [{ url: "https://whazing.example/v1/api/external/x", token: "t", webhookToken: "w" }],
  queues: [{ id: 5, integrationId: 1 }],
  integrations: [
    {
      ...{ id: 1, type: "glpi-create-ticket", name: "GLPI" },
      ...{ url: "https://glpi.example/apirest.php", appToken: "a", userToken: "u" },
    },
  ],
};

/** Throws where the package that is installed in the folder does not serve. */
export async function checkServe(folder) {
  const file = join(folder, "serve.yaml");
  writeFileSync(file, JSON.stringify(settings));
  const args = [join(folder, "node_modules/whazing-glpi/dist/cli.js"), "serve", file, "--locale", "en"];
  const { DATABASE_URL: _, ...env } = process.env;
  const without = spawnSync(process.execPath, args, { encoding: "utf8", env });
  if (without.status !== 2 || !without.stderr.includes("npm install @electric-sql/pglite")) {
    throw new Error(`without PGlite, serve does not say what is missing:\n${without.stdout}${without.stderr}`);
  }
  run("npm", ["install", "--no-audit", "--no-fund", devDependency("@electric-sql/pglite")], folder);
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(child, "close");
  let ready = "";
  for await (const line of createInterface(child.stdout)) {
    const { address } = JSON.parse(line);
    if (address === undefined) continue;
    ready = await (await fetch(`${address}/ready`)).text();
    child.kill("SIGTERM");
  }
  const [code] = await closed;
  if (ready !== "ready" || code !== 0) throw new Error(`serve was not ready, or ended with ${code}: ${ready}`);
}
