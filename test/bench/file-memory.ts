import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Told } from "./discarding-glpi.js";
import type { FileMemory } from "./sending-host.js";

/** Of each large file. */
export const fileMb = 100;

/** What memory a file of 100 MB takes that the host gives as a stream: in a process of its own, with GLPI in another. */
export async function measureFileMemory(): Promise<FileMemory> {
  const glpi = start("discarding-glpi.ts");
  try {
    const address = await toldBy<Told>(glpi);
    if (!("url" in address)) throw new Error("GLPI told something else before its address");
    const uploaded: number[] = [];
    glpi.on("message", (told: Told) => {
      if ("uploadedBytes" in told) uploaded.push(told.uploadedBytes);
    });
    const memory = await toldBy<FileMemory>(start("sending-host.ts", address.url));
    const whole = uploaded.filter((bytes) => bytes > fileMb * 1024 * 1024);
    if (whole.length !== 2) throw new Error(`${whole.length} files of ${fileMb} MB arrived, of 2`);
    return memory;
  } finally {
    glpi.kill();
  }
}

/** With the options of Node.js that this process has. */
function start(file: string, ...args: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args);
}

async function toldBy<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`a process of the bench ended early, with ${code}`);
  });
  const [told] = await Promise.race([once(child, "message"), ended]);
  return told as T;
}
