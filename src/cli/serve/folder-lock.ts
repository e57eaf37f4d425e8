import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** So long the path of a socket may be everywhere. */
const LONGEST_PATH = 100;

/**
 * Holds a folder for this process, or resolves to undefined where another one has it: a socket that somebody answers.
 * Whoever is killed holds nothing any more. Resolves to what gives it free.
 */
export async function lockFolder(folder: string): Promise<(() => Promise<void>) | undefined> {
  const path = socketOf(folder);
  if (await isAnswered(path)) return undefined;
  if (process.platform !== "win32") await rm(path, { force: true });
  const server = createServer((socket) => socket.destroy());
  await listening(server, path);
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function socketOf(folder: string): string {
  const digest = createHash("sha256").update(folder).digest("hex").slice(0, 24);
  if (process.platform === "win32") return `\\\\.\\pipe\\whazing-glpi-${digest}`;
  const inside = join(folder, "in-use.sock");
  return Buffer.byteLength(inside) <= LONGEST_PATH ? inside : join(tmpdir(), `whazing-glpi-${digest}.sock`);
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
}
