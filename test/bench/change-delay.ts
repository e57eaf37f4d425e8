import { setTimeout as pause } from "node:timers/promises";
import { accountOf } from "../../src/glpi/account.js";
import { GlpiIntegration } from "../../src/index.js";
import { MemoryStore } from "../../src/store/memory.js";
import { GlpiSimulator } from "../../src/testing/index.js";

export const linkedTickets = 1_000;
export const changesPerMinute = 50;
/** The shortest that the configuration allows. */
export const everySeconds = 15;
const SECONDS = 45;

/** How long customers wait for what a technician wrote, and what that costs GLPI. */
export interface ChangeCosts {
  /** From the answer in GLPI to the host, in milliseconds. */
  delay: { p50: number; p99: number };
  /** Requests for each change that was told, and the look for changes beside them. */
  requestsPerChange: number;
  /** Searches in `idleSeconds` while nothing changes. */
  idleRequests: number;
}

/** @param bell each change is rung for, as GLPI 11's webhooks can */
export async function measureChanges(bell: boolean): Promise<ChangeCosts> {
  // Opened one a minute, the last one a moment ago.
  let agoMs = linkedTickets * 60_000;
  const glpi = new GlpiSimulator({ version: 11, now: () => new Date(Date.now() - agoMs) });
  const requester = glpi.addUser({ login: "beatriz", mobile: "(31) 98765-4322" });
  const url = await glpi.listen();
  const { appToken, userToken } = glpi;
  const settings = {
    ...{ type: "glpi-create-ticket", name: "GLPI", url, appToken, userToken },
    ...{ tellChanges: true, changesEverySeconds: everySeconds, technicianName: "none" },
  };
  const store = new MemoryStore();
  const account = accountOf({ appToken, userToken });
  const tickets: number[] = [];
  for (let index = 1; index <= linkedTickets; index += 1) {
    const { id: ticketId } = glpi.addTicket({ title: `Ticket ${index}`, requesters: [requester.id] });
    tickets.push(ticketId);
    agoMs -= 60_000;
    const conversation = { id: index, tenantId: 1, contact: { id: index, name: "Beatriz" } };
    await store.saveLink({
      ...{ url, account, ticketId, tenantId: 1, conversationId: index, contactId: index, integrationId: 1 },
      ...{ requesterId: requester.id, entityId: 0, title: `Ticket ${index}`, openedAt: Date.now(), status: "new" },
      conversation,
    });
  }
  const answeredAt = new Map<string, number>();
  const delays: number[] = [];
  const host = {
    sendMessage: (_conversation: unknown, { text }: { text: string }) => {
      const at = answeredAt.get(/answer \d+/.exec(text)?.[0] ?? "");
      if (at !== undefined) delays.push(performance.now() - at);
    },
    transferToQueue: () => undefined,
    loadIntegration: () => settings,
  };
  const integration = new GlpiIntegration({ host, store });
  // The first look goes through all that is linked.
  await pause(5_000);
  const isIdle = async () => {
    const before = glpi.requests.length;
    await pause(2_000);
    return glpi.requests.length === before;
  };
  while (!(await isIdle())) await pause(1_000);
  // What changed a moment before the first look is looked at once more.
  await pause(2 * everySeconds * 1_000);
  const beforeIdle = glpi.requests.length;
  await pause(2 * everySeconds * 1_000);
  const idleRequests = (glpi.requests.length - beforeIdle) / 2;
  const before = glpi.requests.length;
  const count = Math.round((changesPerMinute * SECONDS) / 60);
  for (let index = 0; index < count; index += 1) {
    const ticketId = tickets[(index * 7) % tickets.length] ?? 0;
    answeredAt.set(`answer ${index}`, performance.now());
    glpi.technician.reply(ticketId, `<p>answer ${index}</p>`);
    if (bell) await integration.glpiChanged({ integrationId: 1, tenantId: 1, ticketId });
    await pause((SECONDS * 1_000) / count);
  }
  await pause((everySeconds + 2) * 1_000);
  const requests = glpi.requests.length - before;
  await integration.close();
  await glpi.stop();
  if (delays.length !== count) throw new Error(`${delays.length} of ${count} answers were told`);
  return { delay: quantiles(delays), requestsPerChange: requests / count, idleRequests };
}

function quantiles(values: readonly number[]): { p50: number; p99: number } {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
