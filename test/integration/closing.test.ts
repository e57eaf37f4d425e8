import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

const never = () => new Promise<never>(() => undefined);

/** A store that is asked to be durable and answers nothing more once it is broken. */
class BreakableStore extends MemoryStore {
  override readonly durable = true;

  break(): void {
    for (const name of ["take", "renew", "save", "finish", "retry", "bury", "prepareClose", "close"] as const) {
      Object.assign(this, { [name]: never });
    }
  }
}

describe("close()", () => {
  it("returns in time, whatever hangs: GLPI, the host, the store", async () => {
    const store = new BreakableStore();
    const world = makeWorld(11, { options: { store } });
    world.glpi.faults.delay(3_600_000);
    await world.integration.onMessage({ conversation: conversation({ id: 1 }), integrationId: 1, message: message() });
    await world.pass(15_000);
    Object.assign(world.host, { sendMessage: never });
    await world.integration.onTransfer({ conversation: conversation({ id: 2 }), integrationId: 1 });
    store.break();
    let closed = false;
    void world.integration.close({ timeoutMs: 1_500 }).then(() => {
      closed = true;
    });
    await world.pass(1_000);
    expect(closed).toBe(false);
    await world.pass(500);
    expect(closed).toBe(true);
  });

  it("lets what is under way finish, and leaves the rest to a durable store", async () => {
    const store = new BreakableStore();
    const world = makeWorld(11, { options: { store } });
    addBeatriz(world.glpi);
    world.glpi.faults.delay(500, { when: ({ path }) => path === "/Ticket" });
    await world.integration.onMessage({ conversation: conversation({ id: 1 }), integrationId: 1, message: message() });
    await world.pass(15_000);
    await world.integration.onMessage({ conversation: conversation({ id: 2 }), integrationId: 1, message: message() });
    const closing = world.integration.close();
    await world.pass(600);
    await closing;
    expect(world.glpi.tickets).toHaveLength(1);
    expect(world.host.texts).toHaveLength(1);
    await world.pass(60_000);
    expect(world.glpi.tickets).toHaveLength(1);
  });

  it.each([10, 11] as const)(
    "sends nothing to GLPI %i after it has resolved, though it waits for its turn",
    async (version) => {
      const world = makeWorld(version, { options: { maxRequestsInFlight: 1 } });
      addBeatriz(world.glpi);
      world.glpi.faults.delay(5_000, { when: ({ method, path }) => method === "POST" && path === "/Ticket" });
      const results = [1, 2, 3].map((id) =>
        world.integration
          .createTicket({ integration: world.create, conversation: conversation({ id }), messages: [message()] })
          .catch((error: unknown) => error),
      );
      await world.pass(1_000);
      const closing = world.integration.close({ timeoutMs: 100 });
      await world.pass(100);
      await closing;
      const posts = () => world.requests().filter((line) => line === "POST /Ticket").length;
      expect(posts()).toBe(1);
      await world.pass(60_000);
      expect(posts()).toBe(1);
      expect((await Promise.all(results)).slice(1)).toMatchObject([{ code: "CLOSED" }, { code: "CLOSED" }]);
    },
  );

  it("tries once more what waits for its next try, on a store in memory", async () => {
    const world = makeWorld();
    addBeatriz(world.glpi);
    world.glpi.faults.maintenance();
    await world.integration.onMessage({ conversation: conversation(), integrationId: 1, message: message() });
    await world.pass(15_000);
    await world.pass(6_000);
    expect(await world.integration.health()).toMatchObject({ failed: 1 });
    world.glpi.faults.clear();
    const closing = world.integration.close();
    await world.pass(0);
    expect(await closing).toEqual({ left: [] });
    expect(world.glpi.tickets).toHaveLength(1);
  });
});

describe("a process", () => {
  const run = promisify(execFile);

  it.each([
    [
      "with a message that waits and nothing closed",
      "await integration.onMessage({ conversation, integrationId: 1, message });",
    ],
    [
      "with a retry that waits",
      "glpi.faults.maintenance(); await integration.onMessage({ conversation, integrationId: 1, message }); await integration.onClose({ conversation }); await new Promise((r) => setTimeout(r, 300));",
    ],
  ])(
    "ends by itself %s",
    async (_case, body) => {
      vi.useRealTimers();
      const folder = await mkdtemp(join(import.meta.dirname, "ends-"));
      const source = new URL("../../src/", import.meta.url).pathname;
      const program = `
      import { GlpiIntegration } from "${source}index.ts";
      import { GlpiSimulator } from "${source}testing/index.ts";
      const glpi = new GlpiSimulator();
      const settings = { type: "glpi-create-ticket", name: "x", messageIntervalMs: 600000, url: glpi.url, appToken: glpi.appToken, userToken: glpi.userToken };
      const host = { sendMessage: () => undefined, transferToQueue: () => undefined, loadIntegration: () => settings };
      const integration = new GlpiIntegration({ fetch: glpi.fetch, host });
      const conversation = { id: 1, tenantId: 1, contact: { id: 1, phoneNumber: "5531987654322" } };
      const message = { id: 1, text: "x", sentAt: Date.now() };
      ${body}
      console.log("last line");
    `;
      try {
        await writeFile(join(folder, "program.ts"), program);
        const { stdout, stderr } = await run(process.execPath, ["--import", "tsx", join(folder, "program.ts")], {
          timeout: 20_000,
        });
        expect([stdout.trim(), stderr]).toEqual(["last line", ""]);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    30_000,
  );
});
