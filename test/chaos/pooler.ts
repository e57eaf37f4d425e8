import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort, notRoot } from "./private-cluster.js";

const STARTS_WITHIN_MS = 10_000;

/** A PgBouncer of one's own in front of a server, which pools transactions, as a host with a busy database has it. */
export class Pooler {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #dir: string;

  private constructor(url: string, process: ChildProcess, dir: string) {
    this.url = url;
    this.#process = process;
    this.#dir = dir;
  }

  /** Rejects when PgBouncer's program is not there. */
  static async create(serverUrl: string): Promise<Pooler> {
    const { hostname, port: serverPort, username, pathname } = new URL(serverUrl);
    const as = notRoot();
    const dir = mkdtempSync(join(tmpdir(), "whazing-glpi-pooler-"));
    const port = await freePort();
    const settings = [
      "[databases]",
      `* = host=${hostname} port=${serverPort} user=${username}`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${port}`,
      `unix_socket_dir = ${dir}`,
      "auth_type = any",
      "pool_mode = transaction",
      "default_pool_size = 20",
      "ignore_startup_parameters = extra_float_digits",
    ];
    const file = join(dir, "pgbouncer.ini");
    writeFileSync(file, settings.join("\n"));
    if (as.uid !== undefined && as.gid !== undefined) for (const path of [dir, file]) chownSync(path, as.uid, as.gid);
    // Debian keeps it where only root's PATH leads.
    const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
    const child = spawn("pgbouncer", [file], { ...as, cwd: dir, env, stdio: "ignore" });
    const failed = new Promise<never>((_resolve, reject) => {
      child.once("error", () => reject(new Error("PgBouncer is not here: install the package pgbouncer.")));
      child.once("exit", (code) => reject(new Error(`PgBouncer ended with ${code}.`)));
    });
    const pooler = new Pooler(`postgres://${username}@127.0.0.1:${port}${pathname}`, child, dir);
    process.once("exit", () => pooler.destroy());
    await Promise.race([answers(port), failed]);
    failed.catch(() => undefined);
    return pooler;
  }

  /** Stops it and removes all it wrote. */
  destroy(): void {
    this.#process.kill("SIGKILL");
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

async function answers(port: number): Promise<void> {
  for (const deadline = Date.now() + STARTS_WITHIN_MS; Date.now() < deadline; await pause(50)) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (open) return;
  }
  throw new Error("PgBouncer does not answer.");
}
