/** A process of a host that sends a large file into its ticket, and tells its parent what memory that took. */
import { setImmediate as turn } from "node:timers/promises";
import { GlpiIntegration, type Message } from "../../src/index.js";
import { CountingFetch } from "./measure.js";

/** What the parent is told: the most there was at once, in bytes beyond the start. */
export interface FileMemory {
  /** Heap and buffers that are in use: what is garbage was collected first. */
  heldBytes: number;
  /** Of the machine, with the garbage that V8 lets lie. */
  rssBytes: number;
}

const PIECE_BYTES = 64 * 1024;
const PIECES = 1_600;
/** So that code and connections are there when it is measured. */
const WARM_UP_PIECES = 400;
const LOOK_EVERY_MS = 5;
/** Collecting takes some ten milliseconds itself. */
const COLLECT_EVERY_MS = 50;

const { memoryUsage } = process;

function held(): number {
  globalThis.gc?.();
  const { heapUsed, external } = memoryUsage();
  // What `arrayBuffers` says is in `external`.
  return heapUsed + external;
}

/** How much more there is than at the start, at the most, while it works. */
async function peak(now: () => number, everyMs: number, work: () => Promise<void>): Promise<number> {
  for (let times = 0; times < 3; times += 1) {
    await turn();
    globalThis.gc?.();
  }
  const start = now();
  let most = start;
  const look = () => {
    most = Math.max(most, now());
  };
  const timer = setInterval(look, everyMs);
  await work();
  clearInterval(timer);
  look();
  return most - start;
}

async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index += 1) yield Buffer.alloc(PIECE_BYTES, index);
}

async function measure(url: string): Promise<FileMemory> {
  if (globalThis.gc === undefined) throw new Error("Run it by `npm run bench`: it needs node's --expose-gc.");
  const account = { url, appToken: "APP_TOKEN", userToken: "USER_TOKEN" };
  const settings = { type: "glpi-create-ticket", name: "GLPI", ...account, maxFileMb: 100 };
  const host = { sendMessage: () => undefined, transferToQueue: () => undefined, loadIntegration: () => settings };
  const counter = new CountingFetch();
  const integration = new GlpiIntegration({ host, fetch: counter.fetch });
  const failed = new Promise<never>((_resolve, reject) => {
    integration.on("fileFailed", ({ error }) => reject(error));
    integration.on("warning", ({ error }) => reject(error));
  });
  let sent = 0;
  const send = async (count: number) => {
    sent += 1;
    const contact = { id: 1, name: "Beatriz", phoneNumber: "5531987654322" };
    const media = { type: "document", fileName: "registro.zip", open: () => pieces(count) };
    const message: Message = { id: sent, text: "segue o registro", sentAt: Date.now(), media };
    const request = { integration: settings, conversation: { id: sent, tenantId: 1, contact }, messages: [message] };
    const there = counter.fileSent();
    await Promise.race([integration.createTicket(request).then(() => there), failed]);
  };
  await send(WARM_UP_PIECES);
  const rssBytes = await peak(memoryUsage.rss, LOOK_EVERY_MS, () => send(PIECES));
  const heldBytes = await peak(held, COLLECT_EVERY_MS, () => send(PIECES));
  await integration.close();
  return { rssBytes, heldBytes };
}

const [, , url] = process.argv;
if (url !== undefined) process.send?.(await measure(url));
