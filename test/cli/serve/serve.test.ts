import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, type TestContext, vi } from "vitest";
import { run } from "../run.js";
import { diesInBurst } from "./dies-in-burst.js";
import { makePlace, type Serving, SOON, stop } from "./served.js";

const LONG = { timeout: 240_000 };

/** One that ends with the test. */
async function place({ onTestFinished }: TestContext, given: Parameters<typeof makePlace>[0]) {
  const made = await makePlace(given);
  onTestFinished(made.end);
  return made;
}

const get = async (serving: Serving, path: string) => {
  const response = await fetch(`${serving.address}${path}`);
  return { status: response.status, text: await response.text() };
};

describe.concurrent.each([10, 11] as const)("whazing-glpi serve, on GLPI %i", (glpiVersion) => {
  it(
    "killed in the middle of what a customer writes, and started again: one ticket and one reply",
    LONG,
    async (context) => {
      await diesInBurst(await place(context, { glpiVersion, messageIntervalMs: 3_000 }));
    },
  );

  it(
    "killed while GLPI opens the ticket, whose answer it never sees: one ticket and one reply",
    LONG,
    async (context) => {
      const { glpi, whazing, beatriz, start, send, read } = await place(context, { glpiVersion });
      const first = await start();
      const { conversationId } = whazing.writes(beatriz, { text: "a impressora parou" });
      whazing.transfers(conversationId, 5);
      const killed = () => {
        first.child.kill("SIGKILL");
        return 500;
      };
      glpi.faults.delay(killed, { when: ({ method, path }) => method === "POST" && path === "/Ticket", times: 1 });
      await send();
      await first.ended;
      await vi.waitFor(() => expect(glpi.tickets).toHaveLength(1), SOON);
      expect(read()).toEqual([]);
      const second = await start();
      await vi.waitFor(() => expect(read().join()).toMatch(/Número:\* 1/), SOON);
      expect(await stop(second)).toBe(0);
      expect(glpi.tickets).toHaveLength(1);
      expect(read().filter((text) => text.includes("Número:* 1"))).toHaveLength(1);
    },
  );
});

describe("whazing-glpi serve", () => {
  it("tells how it goes, in a log without texts and tokens, and stops when it is told to", LONG, async (context) => {
    const { path, folder, glpi, whazing, channel, beatriz, start, send, read } = await place(context, {
      glpiVersion: 11,
    });
    const serving = await start();
    expect(await whazing.testWebhook(channel.id)).toBe(200);
    const { conversationId } = whazing.writes(beatriz, { text: "secret-text parou" });
    whazing.transfers(conversationId, 5);
    await send();
    await vi.waitFor(() => expect(read().join()).toMatch(/Número:\* 1/), SOON);

    expect(await get(serving, "/health")).toEqual({ status: 200, text: "ok" });
    expect(await get(serving, "/ready")).toEqual({ status: 200, text: "ready" });
    expect((await get(serving, "/")).status).toBe(404);
    expect((await get(serving, `/whazing/${channel.id}`)).status).toBe(405);
    await send();
    whazing.setWebhook(channel.id, { url: `${serving.address}/whazing/${channel.id}`, token: "secret-wrong" });
    expect(await whazing.testWebhook(channel.id)).toBe(401);
    const bell = await fetch(`${serving.address}/glpi/open`, { method: "POST", body: "{}" });
    expect(bell.status).toBe(401);
    const { text: metrics } = await get(serving, "/metrics");
    for (const line of [
      'whazing_glpi_batches{state="waiting"} 0',
      'whazing_glpi_batches{state="dead"} 0',
      "whazing_glpi_store_up 1",
      "whazing_glpi_tickets_created_total 1",
      "whazing_glpi_follow_ups_added_total 0",
      `whazing_glpi_glpi_breaker_open{server="${glpi.url}",tenant="1"} 0`,
      `whazing_glpi_webhooks_total{path="/whazing/${channel.id}",status="401"} 1`,
      'whazing_glpi_webhooks_total{path="/glpi/open",status="401"} 1',
      `whazing_glpi_glpi_answer_seconds_count{server="${glpi.url}"} ${glpi.requests.length}`,
    ]) {
      expect(metrics.split("\n")).toContain(line);
    }

    const secondOne = await run(["--import", "tsx", "src/cli/main.ts", "serve", path, "--locale", "en"]);
    expect(secondOne).toMatchObject({ code: 2, stdout: "" });
    expect(secondOne.stderr).toContain(
      `The folder ${folder}/whazing-glpi-data is in use by another whazing-glpi serve.`,
    );

    expect(await stop(serving)).toBe(0);
    expect(serving.log.map(({ msg }) => msg)).toEqual([
      `Serving on ${serving.address}`,
      expect.stringContaining("GLPI ticket 1 created for user"),
      "A webhook of Whazing's was refused: not the token",
      "Stopping",
      "Stopped",
    ]);
    expect(serving.written.join()).not.toMatch(/secret|Beatriz|98765/i);
    expect(glpi.sessions).toEqual([]);
  });

  it("tries again what was given up, when it is told to", LONG, async (context) => {
    const { glpi, whazing, beatriz, start, send, read } = await place(context, { glpiVersion: 11 });
    const serving = await start({ USER_TOKEN: "wrong" });
    const { conversationId } = whazing.writes(beatriz, { text: "a impressora parou" });
    whazing.transfers(conversationId, 5);
    await send();
    await vi.waitFor(() => expect(serving.log.at(-1)).toMatchObject({ error: { code: "USER_TOKEN_WRONG" } }), SOON);
    const { text: metrics } = await get(serving, "/metrics");
    expect(metrics).toContain('whazing_glpi_tickets_failed_total{code="USER_TOKEN_WRONG"} 1');
    expect(metrics).toContain('whazing_glpi_batches{state="dead"} 1');
    expect(await stop(serving)).toBe(0);

    const mended = await start();
    mended.child.kill("SIGUSR2");
    await vi.waitFor(() => expect(read().join()).toMatch(/Número:\* 1/), SOON);
    expect(glpi.tickets).toHaveLength(1);
    expect(mended.log[1]).toMatchObject({ batches: 1, msg: "Trying again 1 batches that were given up" });
  });

  it("says so where its port is taken, and holds its folder no longer", LONG, async (context) => {
    const { path, folder } = await place(context, { glpiVersion: 11 });
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    context.onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    writeFileSync(path, readFileSync(path, "utf8").replace("port: 0", `port: ${port}`));
    for (let times = 0; times < 2; times += 1) {
      const { code, stderr } = await run(["--import", "tsx", "src/cli/main.ts", "serve", path, "--locale", "en"]);
      expect(stderr).toContain(`Cannot listen on 127.0.0.1:${port} (EADDRINUSE).`);
      expect(code).toBe(2);
    }
    expect(existsSync(join(folder, "whazing-glpi-data/in-use.sock"))).toBe(false);
  });

  it(
    "--check looks at the file and each GLPI, and serves nothing: 0, or 1 where something failed",
    LONG,
    async (context) => {
      const { path, glpi } = await place(context, { glpiVersion: 11 });
      const check = () => run(["--import", "tsx", "src/cli/main.ts", "serve", path, "--check", "--locale", "en"]);
      const right = await check();
      expect(right.stdout).toContain(`✓ ${path} is right`);
      expect(right.stdout).toContain("Integration open, Suporte");
      expect(right.stdout).toMatch(/0 failed/);
      expect(right).toMatchObject({ code: 0, stderr: "" });
      await glpi.stop();
      expect((await check()).code).toBe(1);
    },
  );
});
