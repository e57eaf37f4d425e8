import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Breakers } from "../../src/glpi/breaker.js";
import { GlpiIntegrationError } from "../../src/glpi/errors.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const down = new GlpiIntegrationError("UNAVAILABLE", "down");
const refused = new GlpiIntegrationError("REFUSED", "refused", { status: 400 });

function makeBreaker() {
  const breaker = new Breakers().for("https://glpi.example/apirest.php", 1);
  const asked = vi.fn(async (): Promise<unknown> => Promise.reject(down));
  const run = () => breaker.run(asked).catch((error: unknown) => error);
  const fail = async (times: number) => {
    for (let time = 0; time < times; time += 1) await run();
  };
  return { breaker, asked, run, fail };
}

describe("a breaker", () => {
  it("lets all through until five in a row failed, then nothing for 30 seconds", async () => {
    const { breaker, asked, run, fail } = makeBreaker();
    await fail(5);
    expect(asked).toHaveBeenCalledTimes(5);
    expect(breaker.health).toEqual({
      url: "https://glpi.example/apirest.php",
      tenantId: 1,
      state: "open",
      failures: 5,
    });
    vi.advanceTimersByTime(29_999);
    expect(await run()).toMatchObject({ code: "UNAVAILABLE", retryable: true });
    expect(asked).toHaveBeenCalledTimes(5);
  });

  it("then sends one probe at a time, every 30 seconds", async () => {
    const { asked, run, fail } = makeBreaker();
    await fail(5);
    vi.advanceTimersByTime(30_000);
    await Promise.all([run(), run(), run()]);
    expect(asked).toHaveBeenCalledTimes(6);
    vi.advanceTimersByTime(29_999);
    await run();
    expect(asked).toHaveBeenCalledTimes(6);
    vi.advanceTimersByTime(1);
    await run();
    expect(asked).toHaveBeenCalledTimes(7);
  });

  it("a probe that takes long is the only one", async () => {
    const { breaker, asked, run, fail } = makeBreaker();
    await fail(5);
    vi.advanceTimersByTime(30_000);
    let answer: (value: string) => void = () => undefined;
    const probe = breaker.run(
      () =>
        new Promise<string>((resolve) => {
          answer = resolve;
        }),
    );
    vi.advanceTimersByTime(60_000);
    await run();
    expect(asked).toHaveBeenCalledTimes(5);
    answer("works");
    expect(await probe).toBe("works");
    expect(breaker.health).toMatchObject({ state: "closed", failures: 0 });
    await run();
    expect(asked).toHaveBeenCalledTimes(6);
  });

  it("counts in a row: a success or a refusal, which is an answer, begins anew", async () => {
    const { breaker, asked, fail } = makeBreaker();
    await fail(4);
    asked.mockResolvedValueOnce("works");
    await fail(1);
    await fail(4);
    asked.mockRejectedValueOnce(refused);
    await fail(1);
    await fail(4);
    expect(breaker.health).toMatchObject({ state: "closed", failures: 4 });
  });

  it("counts nothing that says nothing about GLPI", async () => {
    const { breaker, asked, fail } = makeBreaker();
    asked.mockRejectedValue(new GlpiIntegrationError("STORE_FAILED", "x"));
    await fail(10);
    asked.mockRejectedValue(new Error("x"));
    await fail(10);
    // A firewall's page, for what one customer wrote.
    asked.mockRejectedValue(new GlpiIntegrationError("ANSWER_LOST", "403 with a page", { status: 403 }));
    await fail(10);
    expect(breaker.health).toMatchObject({ state: "closed", failures: 0 });
  });
});

it("each server and each tenant has one of its own, by whatever type of id", async () => {
  const breakers = new Breakers();
  const one = breakers.for("https://glpi.example/apirest.php", 1);
  expect(breakers.for("https://glpi.example/apirest.php", "1")).toBe(one);
  expect(breakers.for("https://glpi.example/apirest.php", 2)).not.toBe(one);
  expect(breakers.for("https://other.example/apirest.php", 1)).not.toBe(one);
  expect(breakers.health).toHaveLength(3);
});
