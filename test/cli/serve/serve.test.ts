import { afterEach, describe, expect, it, vi } from "vitest";
import { makePlace, type Serving } from "./served.js";

/** Limits that a slow machine keeps; nothing waits for them where it goes well. */
const SOON = { timeout: 40_000, interval: 50 };
const LONG = { timeout: 120_000 };

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function place(given: Parameters<typeof makePlace>[0]) {
  const made = await makePlace(given);
  ends.push(made.end);
  return made;
}

async function stop({ child, ended }: Serving): Promise<number | null> {
  child.kill("SIGTERM");
  return ended;
}

const get = async (serving: Serving, path: string) => {
  const response = await fetch(`${serving.address}${path}`);
  return { status: response.status, text: await response.text() };
};

describe.each([10, 11] as const)("whazing-glpi serve, on GLPI %i", (glpiVersion) => {
  it("killed in the middle of what a customer writes, and started again: one ticket and one reply", LONG, async () => {
    const { glpi, whazing, beatriz, start, send, read } = await place({ glpiVersion });
    const first = await start();
    const { conversationId } = whazing.writes(beatriz, { text: "2" });
    whazing.transfers(conversationId, 5);
    await send();
    await vi.waitFor(() => expect(read()).toHaveLength(1), SOON);

    const burst = ["a impressora parou", "é a do financeiro", "pisca em vermelho", "já desliguei e liguei"];
    for (const text of burst) whazing.writes(beatriz, { text });
    await send(4, async (url, init) => {
      const answer = fetch(url, init);
      if (init.body.includes("pisca")) first.child.kill("SIGKILL");
      return answer;
    });
    await first.ended;
    expect(whazing.webhooks.slice(-4).map(({ lastStatus }) => lastStatus)).toEqual([200, 200, 0, 0]);
    expect(glpi.tickets).toEqual([]);

    const second = await start();
    await send(200);
    await vi.waitFor(() => expect(read().join()).toMatch(/Número:\* 1/), SOON);
    expect(glpi.tickets).toHaveLength(1);
    const { content } = glpi.tickets[0] ?? { content: "" };
    // What came minutes later, as Whazing repeats it, may be a follow-up.
    await vi.waitFor(() => {
      const everything = [content, ...glpi.followUps.map((each) => each.content)].join();
      for (const text of burst) expect(everything.split(text)).toHaveLength(2);
    }, SOON);
    await send(200);
    expect(await stop(second)).toBe(0);
    expect(glpi.tickets).toHaveLength(1);
    expect(read().filter((text) => text.includes("Número:* 1"))).toHaveLength(1);
  });

  it("killed while GLPI opens the ticket, whose answer it never sees: one ticket and one reply", LONG, async () => {
    const { glpi, whazing, beatriz, start, send, read } = await place({ glpiVersion });
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
  });
});
