import { afterAll, describe, expect, it } from "vitest";
import { GlpiSimulator } from "../../src/testing/index.js";
import { environmentOf, run } from "../cli/run.js";

const suite = ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.live.config.ts", "--reporter=json"];
const timeLimit = 60_000;

const running: GlpiSimulator[] = [];
afterAll(async () => {
  await Promise.all(running.map((glpi) => glpi.stop()));
});

describe.concurrent("the live suite", () => {
  it.each([10, 11] as const)(
    "passes whole on a simulated GLPI %i over HTTP, and leaves nothing there",
    {
      timeout: timeLimit,
    },
    async (version) => {
      const glpi = new GlpiSimulator({ version });
      running.push(glpi);
      glpi.addEntity({ name: "ACME" });
      glpi.addEntity({ name: "Globex" });
      const { code, stdout } = await run(suite, environmentOf(await glpi.listen(), glpi));
      const report = JSON.parse(stdout);
      expect(report).toMatchObject({ numFailedTests: 0, numPendingTests: 0, success: true });
      expect(report.numPassedTests).toBeGreaterThanOrEqual(14);
      expect(code).toBe(0);
      expect(glpi.tickets).toEqual([]);
      expect(glpi.users.map(({ login }) => login)).toEqual(["glpi"]);
      expect(glpi.sessions).toEqual([]);
    },
  );

  it("fails, and still leaves nothing there, where GLPI loses the text of tickets", {
    timeout: timeLimit,
  }, async () => {
    const glpi = new GlpiSimulator();
    running.push(glpi);
    glpi.faults.html({ when: ({ method, path }) => method === "GET" && /^\/Ticket\/\d+$/.test(path) });
    const { code, stdout } = await run(suite, environmentOf(await glpi.listen(), glpi));
    expect(code).toBe(1);
    expect(JSON.parse(stdout).numFailedTests).toBeGreaterThan(0);
    expect(glpi.tickets).toEqual([]);
    expect(glpi.users.map(({ login }) => login)).toEqual(["glpi"]);
  });

  it("is skipped whole without the variables, and says which it needs", { timeout: timeLimit }, async () => {
    const { code, stdout } = await run(suite);
    expect(JSON.parse(stdout)).toMatchObject({ numPassedTests: 0, numFailedTests: 0 });
    expect(stdout).toContain("needs GLPI_URL, GLPI_APP_TOKEN and GLPI_USER_TOKEN");
    expect(code).toBe(0);
  });
});
