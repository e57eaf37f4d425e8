import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { GlpiSimulator, WhazingSimulator } from "../../../src/testing/index.js";

interface LogLine {
  level: string;
  msg: string;
  [detail: string]: unknown;
}

/** `whazing-glpi serve` as a process of its own. */
export interface Serving {
  child: ChildProcess;
  /** Where it is reached. */
  address: string;
  /** Every line of its log, as it comes. */
  log: LogLine[];
  /** All that it wrote, on either output. */
  written: string[];
  /** Its exit code, once it has ended and its outputs are read. */
  ended: Promise<number | null>;
}

/** Starts it; resolves when it serves. Rejects with what it complained of, where it ends before. */
async function startServing(path: string, environment: Readonly<Record<string, string>> = {}): Promise<Serving> {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/main.ts", "serve", path], {
    env: { PATH: process.env.PATH, ...environment },
  });
  const log: LogLine[] = [];
  const written: string[] = [];
  const ended = once(child, "close").then(([code]) => code as number | null);
  child.stderr.setEncoding("utf8").on("data", (text: string) => void written.push(text));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      written.push(line);
      log.push(JSON.parse(line));
      const told = log.at(-1)?.address;
      if (typeof told === "string") resolve(told);
    });
    ended.then(() => reject(new Error(written.join("\n"))));
  });
  return { child, address, log, written, ended };
}

/** A limit that a slow machine keeps; nothing waits for it where it goes well. */
export const SOON = { timeout: 100_000, interval: 50 };

/** Stops it as systemd does; resolves to its exit code. */
export async function stop({ child, ended }: Serving): Promise<number | null> {
  child.kill("SIGTERM");
  return ended;
}

export type Place = Awaited<ReturnType<typeof makePlace>>;

/** A Whazing and a GLPI over HTTP, a customer, and the file that serves both. */
export async function makePlace({
  glpiVersion,
  messageIntervalMs = 1_000,
}: {
  glpiVersion: 10 | 11;
  messageIntervalMs?: number;
}) {
  const folder = mkdtempSync(join(tmpdir(), "whazing-glpi-serve-"));
  const glpi = new GlpiSimulator({ version: glpiVersion, appToken: "secret-app" });
  await glpi.listen();
  const acme = glpi.addEntity({ name: "ACME" });
  glpi.addUser({ login: "beatriz", mobile: "(31) 98765-4322", entityId: acme.id });
  let ahead = 0;
  const whazing = new WhazingSimulator({ now: () => new Date(Date.now() + ahead) });
  await whazing.listen();
  const channel = whazing.addChannel();
  const beatriz = whazing.addContact({ name: "Beatriz Souza", number: "5531987654322" });
  const path = join(folder, "whazing-glpi.yaml");
  writeFileSync(
    path,
    `listen: { port: 0 }
channels:
  - id: ${channel.id}
    url: ${channel.url}
    token: \${API_TOKEN}
    webhookToken: \${WEBHOOK_TOKEN}
queues:
  - { id: 5, integrationId: open }
integrations:
  - id: open
    type: glpi-create-ticket
    name: Suporte
    url: ${glpi.url}
    appToken: \${APP_TOKEN}
    userToken: \${USER_TOKEN}
    webhookSecret: secret-bell
    messageIntervalMs: ${messageIntervalMs}
`,
  );
  const secrets = { API_TOKEN: channel.token, WEBHOOK_TOKEN: "secret-n8n", APP_TOKEN: "secret-app" };
  writeFileSync(
    join(folder, "whazing-glpi.env"),
    Object.entries({ ...secrets, USER_TOKEN: glpi.userToken })
      .map(([name, value]) => `${name}=${value}\n`)
      .join(""),
  );
  const running: Serving[] = [];
  return {
    ...{ folder, path, glpi, whazing, channel, beatriz },
    /** Starts the command, and has Whazing send its webhooks there. */
    start: async (environment: Readonly<Record<string, string>> = {}) => {
      const serving = await startServing(path, environment);
      running.push(serving);
      const url = `${serving.address}/whazing/${channel.id}`;
      whazing.setWebhook(channel.id, { url, token: "secret-n8n" });
      return serving;
    },
    /** Sends the webhooks of what happened until now; those that failed are due after more than three minutes. */
    send: async (seconds = 4, fetch?: Parameters<WhazingSimulator["sendWebhooks"]>[0]) => {
      ahead += seconds * 1_000;
      await whazing.sendWebhooks(fetch);
    },
    read: () => whazing.reads(beatriz).map(({ text }) => text),
    end: async () => {
      for (const { child, ended } of running) {
        child.kill("SIGKILL");
        await ended;
      }
      await Promise.all([whazing.stop(), glpi.stop()]);
      rmSync(folder, { recursive: true });
    },
  };
}
