import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Breakers } from "../../src/glpi/breaker.js";
import { inHostTime } from "../../src/host/host-time.js";
import { GlpiIntegrationError } from "../../src/index.js";
import { LEASE_MS } from "../../src/work/batch-worker.js";
import { DirectJournals } from "../../src/work/journal.js";
import { readOptions } from "../chaos/options.js";
import { formatTable } from "../chaos/table.js";
import { durable, inMemory } from "./kinds-of-store.js";
import { page, rows, unquote } from "./pages.js";

describe("the times in docs/reliability.md", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const units: Record<string, number> = { s: 1_000, min: 60_000, days: 86_400_000 };
  const said = Object.fromEntries(
    rows("docs/reliability.md", "## How it is kept").map(([what = "", time = ""]) => {
      const [value, unit = ""] = time.split(" ");
      return [what, Number(value) * (units[unit] ?? Number.NaN)];
    }),
  );

  it("are those that it works with", async () => {
    const { requestTimeoutMs, retry } = durable;
    const start = Date.now();
    const waited = inHostTime(() => new Promise(() => undefined)).catch(() => Date.now() - start);
    await vi.advanceTimersByTimeAsync(600_000);
    const openPostMs = await new DirectJournals(requestTimeoutMs).run("url", "wz-1", async (journal) => {
      await journal.save({ posting: true });
      return journal.openPostMs;
    });
    expect(said).toEqual({
      "lease of a batch": LEASE_MS,
      "wait before a lost ticket is searched": openPostMs,
      "first pause": retry.firstPauseMs,
      "longest pause": retry.maxPauseMs,
      "given up after, durable store": retry.giveUpAfterMs,
      "given up after, in memory": inMemory.retry.giveUpAfterMs,
      "a function of the host has": await waited,
    });
  });

  it("and the breaker's failures and seconds are", async () => {
    const [, failures, seconds] =
      /after (\d+) failures in a row .* every (\d+) s/.exec(page("docs/reliability.md")) ?? [];
    const breaker = new Breakers().for("https://glpi.example/apirest.php", 1);
    const ask = vi.fn(async () => Promise.reject(new GlpiIntegrationError("UNAVAILABLE", "down")));
    const run = () => breaker.run(ask).catch(() => undefined);
    for (let time = 0; time < 20; time += 1) await run();
    expect(ask).toHaveBeenCalledTimes(Number(failures));
    vi.advanceTimersByTime(Number(seconds) * 1_000 - 1);
    await run();
    expect(ask).toHaveBeenCalledTimes(Number(failures));
    vi.advanceTimersByTime(1);
    await run();
    expect(ask).toHaveBeenCalledTimes(Number(failures) + 1);
  });
});

describe("what stands behind each promise", () => {
  const shown = rows("docs/reliability.md", "## What stands behind it");

  it("is said of every one in README.md, in its order", () => {
    const promises = page("README.md").split("## What it promises")[1]?.split("\n## ")[0] ?? "";
    const titles = [...promises.matchAll(/^- \*\*(.+?)\.\*\*/gm)].map(([, title]) => title);
    expect(titles.length).toBeGreaterThan(5);
    expect(shown.map(([promise]) => promise)).toEqual(titles);
  });

  it("is a test that is there, or a row or a column of npm run chaos", () => {
    const [header = ""] = formatTable([]).split("\n");
    const known = [...readOptions([]).variants, ...header.split("|").map((title) => title.trim()), "npm run bench"];
    for (const [, by = ""] of shown) {
      for (const [, name = ""] of by.matchAll(/[`*]([^`*]+)[`*]/g)) {
        expect(name.startsWith("test/") ? existsSync(name) : known.includes(name), name).toBe(true);
      }
    }
  });
});

describe("what docs/reliability.md says of npm run chaos", () => {
  it("names every variant, as it is given to --variant", () => {
    const said = rows("docs/reliability.md", "## Figures").map(([name]) => unquote(name));
    expect(said).toEqual(expect.arrayContaining([...readOptions([]).variants]));
  });

  it("explains every column of the table that does not explain itself", () => {
    const [header = ""] = formatTable([]).split("\n");
    const titles = header.split("|").map((title) => title.trim());
    const plain = ["", "variant", "conversations", "messages"];
    for (const title of titles.filter((each) => !plain.includes(each))) {
      expect(page("docs/reliability.md")).toContain(`*${title}*`);
    }
  });

  it("has the size of the full run", () => {
    const [, kills = "", messages = ""] =
      /([\d,]+) kills and ([\d,]+) messages/.exec(page("docs/reliability.md")) ?? [];
    const { randomKills } = readOptions(["--full"]);
    expect([kills, messages]).toEqual(
      [randomKills.kills, randomKills.messages].map((size) => size.toLocaleString("en")),
    );
  });
});
