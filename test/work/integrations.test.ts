import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Integrations } from "../../src/work/integrations.js";

const raw = {
  type: "glpi-create-ticket",
  name: "GLPI",
  url: "https://glpi.example.test/apirest.php",
  appToken: "APP",
  userToken: "USER",
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function integrationsOf(loadIntegration: (id: unknown, tenantId: unknown) => unknown): Integrations {
  return new Integrations({ loadIntegration, sendMessage: () => undefined, transferToQueue: () => undefined }, "any");
}

describe("the host's integrations", () => {
  it("are asked for once a minute for each tenant and id, also when asked for at once", async () => {
    const load = vi.fn(async () => raw);
    const integrations = integrationsOf(load);
    await Promise.all([integrations.load(1, 1), integrations.load(1, 1), integrations.load(1, 2)]);
    expect(load.mock.calls).toEqual([
      [1, 1],
      [1, 2],
    ]);
    vi.advanceTimersByTime(59_000);
    await integrations.load(1, 1);
    expect(load).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(2_000);
    expect(await integrations.load(1, 1)).toMatchObject({ name: "GLPI", messageIntervalMs: 15_000 });
    expect(load).toHaveBeenCalledTimes(3);
  });

  it("that fail are asked for again, and the error says which", async () => {
    const cause = new Error("database");
    const load = vi
      .fn()
      .mockRejectedValueOnce(cause)
      .mockReturnValueOnce({ ...raw, url: "" })
      .mockReturnValueOnce(raw);
    const integrations = integrationsOf(load);
    await expect(integrations.load(7, "t")).rejects.toMatchObject({
      code: "HOST_FAILED",
      cause,
      message: expect.stringMatching(/integration 7 of tenant t/i),
    });
    await expect(integrations.load(7, "t")).rejects.toMatchObject({
      code: "CONFIGURATION_INVALID",
      message: expect.stringMatching(/integration 7 of tenant t/i),
    });
    expect(await integrations.load(7, "t")).toMatchObject({ type: "glpi-create-ticket" });
  });

  it("are given to all who ask, however many are asked for at once", async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const integrations = integrationsOf(async (id) => {
      await asked;
      return { ...raw, name: `GLPI ${id}` };
    });
    const all = Promise.allSettled(Array.from({ length: 10_500 }, (_, id) => integrations.load(id, 1)));
    answer();
    const names = (await all).map((each) => (each.status === "fulfilled" ? each.value.name : String(each.reason)));
    expect(names).toEqual(names.map((_, id) => `GLPI ${id}`));
  });

  it("that do not exist say so", async () => {
    await expect(integrationsOf(() => null).load(7, 1)).rejects.toMatchObject({ code: "CONFIGURATION_INVALID" });
  });
});
