import { execFile, execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * A PostgreSQL server of one's own, in a temporary directory and on a port of its own. `initdb` and the server refuse
 * to run as root: then they run as the user `postgres`, whom Debian's package makes.
 */
export class PrivateCluster {
  readonly url: string;
  readonly #bin: string;
  readonly #dir: string;
  readonly #port: number;
  readonly #as: { uid?: number; gid?: number };
  readonly #onExit = () => this.#remove();

  private constructor(bin: string, dir: string, port: number, as: { uid?: number; gid?: number }) {
    this.#bin = bin;
    this.#dir = dir;
    this.#port = port;
    this.#as = as;
    this.url = `postgres://chaos@127.0.0.1:${port}/postgres`;
    process.once("exit", this.#onExit);
  }

  /** Makes one and starts it. Rejects when PostgreSQL's programs are not there. */
  static async create(): Promise<PrivateCluster> {
    const as = notRoot();
    const dir = mkdtempSync(join(tmpdir(), "whazing-glpi-chaos-"));
    if (as.uid !== undefined && as.gid !== undefined) chownSync(dir, as.uid, as.gid);
    const cluster = new PrivateCluster(findPrograms(), dir, await freePort(), as);
    await cluster.#run("initdb", ["-D", cluster.#data, "-U", "chaos", "-A", "trust", "-E", "UTF8", "--no-sync"]);
    await cluster.start();
    return cluster;
  }

  async start(): Promise<void> {
    const options = [`-p ${this.#port}`, "-c listen_addresses=127.0.0.1", `-c unix_socket_directories=${this.#dir}`];
    const log = join(this.#dir, "log");
    await this.#run("pg_ctl", ["-D", this.#data, "-l", log, "-o", options.join(" "), "-w", "start"]);
  }

  /** As a crash would: nothing is written down any more, and every connection breaks. */
  async stopImmediately(): Promise<void> {
    await this.#run("pg_ctl", ["-D", this.#data, "-m", "immediate", "-w", "stop"]);
  }

  /** Stops it and removes all it wrote; a second call does nothing. */
  destroy(): void {
    process.off("exit", this.#onExit);
    this.#remove();
  }

  get #data(): string {
    return join(this.#dir, "data");
  }

  #remove(): void {
    if (existsSync(join(this.#data, "postmaster.pid"))) {
      const args = ["-D", this.#data, "-m", "immediate", "-w", "stop"];
      try {
        execFileSync(join(this.#bin, "pg_ctl"), args, { ...this.#as, cwd: this.#dir, stdio: "ignore" });
      } catch {
        // It stopped by itself in the meantime.
      }
    }
    rmSync(this.#dir, { recursive: true, force: true });
  }

  async #run(program: string, args: readonly string[]): Promise<void> {
    await run(join(this.#bin, program), args, { ...this.#as, cwd: this.#dir });
  }
}

/** As whom to run what refuses to be run by root. */
export function notRoot(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
}

function idOf(which: "-u" | "-g"): number {
  return Number(execFileSync("id", [which, "postgres"], { encoding: "utf8" }));
}

/** The directory of `initdb` and `pg_ctl`, which Debian keeps out of the PATH; the newest version's. */
function findPrograms(): string {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : [];
  const directories = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(":"),
  ];
  const found = directories.find((directory) => existsSync(join(directory, "initdb")));
  if (found === undefined) throw new Error("PostgreSQL's initdb is not here: install the package postgresql.");
  return found;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
