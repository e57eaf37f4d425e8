import { expect, vi } from "vitest";
import { type Place, SOON, stop } from "./served.js";

/** A customer writes a burst, in whose middle serve is killed; started again, it has one ticket of it, and one reply. */
export async function diesInBurst(place: Place, environment: Readonly<Record<string, string>> = {}): Promise<void> {
  const { glpi, whazing, beatriz, start, send, read } = place;
  const first = await start(environment);
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

  const second = await start(environment);
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
}
