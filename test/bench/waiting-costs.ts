import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import { GlpiIntegration } from "../../src/index.js";

export const waitingConversations = 100_000;
const inFlight = 500;
const observedMs = 5_000;
const tickMs = 20;
const messagesPerTick = 4;

/** Long enough that nothing becomes a ticket meanwhile. */
const configuration = {
  type: "glpi-create-ticket",
  name: "GLPI",
  url: "https://glpi.acme.example/apirest.php",
  appToken: "APP_TOKEN",
  userToken: "USER_TOKEN",
  messageIntervalMs: 600_000,
  maxWaitMs: 3_600_000,
};

function makeIntegration(): GlpiIntegration {
  return new GlpiIntegration({
    host: { sendMessage: () => undefined, transferToQueue: () => undefined, loadIntegration: () => configuration },
    // Nobody is there to be found.
    fetch: () => Promise.reject(new TypeError("fetch failed")),
  });
}

function event(conversation: number, message = 1) {
  return {
    conversation: {
      id: conversation,
      tenantId: 1,
      channel: "WhatsApp",
      contact: { id: conversation, name: `Contato ${conversation}`, phoneNumber: `55319${80_000_000 + conversation}` },
    },
    integrationId: 1,
    message: { id: `${conversation}-${message}`, text: `parou ${message}`, sentAt: Date.now() },
  };
}

async function tell(integration: GlpiIntegration, events: readonly ReturnType<typeof event>[]): Promise<void> {
  await Promise.all(events.map((each) => integration.onMessage(each)));
}

/** How many messages are accepted in a second: 10 each of 2,000 conversations, many at once. */
export async function messagesPerSecond(): Promise<number> {
  const integration = makeIntegration();
  const [conversations, each] = [2_000, 10];
  const events = Array.from({ length: conversations * each }, (_, index) =>
    event(index % conversations, Math.floor(index / conversations)),
  );
  const start = performance.now();
  for (let first = 0; first < events.length; first += inFlight) {
    await tell(integration, events.slice(first, first + inFlight));
  }
  return (events.length / (performance.now() - start)) * 1_000;
}

export interface WaitingCosts {
  /** Beyond the conversation and its message. */
  bytesPerConversation: number;
  idleDelayMs: number;
  waitingDelayMs: number;
}

/** What it costs the host's process that so many conversations wait, with one short message each. */
export async function measureWaiting(): Promise<WaitingCosts> {
  const idleDelayMs = await delayDuring(() => pause(observedMs));
  const empty = await heapUsed();
  let bare: unknown[] | undefined = Array.from({ length: waitingConversations }, (_, index) => event(index));
  const bareBytes = (await heapUsed()) - empty;
  const kept = bare.length;
  bare = undefined;

  const before = await heapUsed();
  const integration = makeIntegration();
  for (let first = 0; first < kept; first += inFlight) {
    await tell(
      integration,
      Array.from({ length: inFlight }, (_, index) => event(first + index)),
    );
  }
  const bytes = (await heapUsed()) - before;
  const waitingDelayMs = await delayDuring(() => keepWriting(integration));
  return { bytesPerConversation: (bytes - bareBytes) / kept, idleDelayMs, waitingDelayMs };
}

/** 200 messages a second, spread over all conversations. */
async function keepWriting(integration: GlpiIntegration): Promise<void> {
  for (let tick = 0; tick < observedMs / tickMs; tick += 1) {
    const next = Array.from({ length: messagesPerTick }, (_, index) => {
      const count = tick * messagesPerTick + index;
      return event((count * 7_919) % waitingConversations, 2);
    });
    await Promise.all([tell(integration, next), pause(tickMs)]);
  }
}

async function delayDuring(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  await work();
  delay.disable();
  return delay.percentile(99) / 1e6;
}

async function heapUsed(): Promise<number> {
  if (globalThis.gc === undefined) throw new Error("Run it by `npm run bench`: it needs node's --expose-gc.");
  for (let times = 0; times < 3; times += 1) {
    await turn();
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}
