import type { ChildProcess } from "node:child_process";
import { afterAll, describe, expect, it } from "vitest";
import { GlpiSimulator } from "../../src/testing/index.js";
import { environmentOf, run } from "./run.js";

const demo = ["--import", "tsx", "src/cli/demo.ts", "--once"];
const escapeCode = String.fromCharCode(27);
const timeLimit = 90_000;

const running: GlpiSimulator[] = [];
afterAll(async () => {
  await Promise.all(running.splice(0).map((glpi) => glpi.stop()));
});

async function makeGlpi(version: 10 | 11) {
  const glpi = new GlpiSimulator({ version, appToken: `app-${version}` });
  glpi.addEntity({ name: "Alfa & Filhos" });
  const url = await glpi.listen();
  running.push(glpi);
  return { glpi, environment: environmentOf(url, glpi) };
}

/** Nothing is left but what a new GLPI has. */
function expectClean(glpi: GlpiSimulator) {
  expect(glpi.tickets).toEqual([]);
  expect(glpi.users.map(({ login }) => login)).toEqual(["glpi"]);
}

/** Ctrl+C when the last of the first customer's messages is written. */
function interrupt(child: ChildProcess) {
  child.stdout?.on("data", (text: string) => {
    if (text.includes("podem ajudar?")) child.kill("SIGINT");
  });
}

describe.concurrent("the demo", () => {
  it("opens one ticket for each of two customers, lists the third one's, and exits 0", {
    timeout: timeLimit,
  }, async () => {
    const { code, stdout, stderr } = await run(demo, { FORCE_COLOR: "1", CI: "true" });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.match(/✅ Seu chamado foi aberto/g)).toHaveLength(2);
    expect(stdout.match(/tickets +1 of this person/g)).toHaveLength(2);
    expect(stdout).toMatch(/entity +Root entity > ACME/);
    expect(stdout).toContain("aparece <erro 50.4> & apita 😩");
    expect(stdout).toMatch(/Estes são os seus chamados \(2\)/);
    expect(stdout).toContain("15,000 ms by default");
    // Nobody asked for colours but the variables, and no terminal reads it.
    expect(stdout).not.toContain(escapeCode);
    expect(stdout.split("\n").filter((line) => [...line].length > 100)).toEqual([]);
  });

  it.each([10, 11] as const)(
    "runs on the GLPI %i that the variables name, says so, tells no token and removes all it made",
    {
      timeout: timeLimit,
    },
    async (version) => {
      const { glpi, environment } = await makeGlpi(version);
      const { code, stdout, stderr } = await run(demo, environment);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^Runs on the GLPI at http:\/\/127\.0\.0\.1:\d+\/apirest\.php/);
      expect(stdout).toContain("Root entity > Alfa & Filhos");
      expect(stdout).not.toMatch(/USER_TOKEN|app-1/);
      expect(glpi.requests.filter(({ method, path }) => method === "POST" && path === "/Ticket")).toHaveLength(6);
      expectClean(glpi);
      expect(glpi.sessions).toEqual([]);
    },
  );

  it("removes what it made and exits 1 when GLPI refuses the second ticket", { timeout: timeLimit }, async () => {
    const { glpi, environment } = await makeGlpi(11);
    let tickets = 0;
    glpi.faults.status(400, {
      body: "json",
      when: ({ method, path }) => method === "POST" && path === "/Ticket" && ++tickets > 1,
    });
    const { code, stdout, stderr } = await run(demo, environment);
    expect(code).toBe(1);
    expect(stdout).toContain("Desculpe, José!");
    expect(stderr).toMatch(/POST Ticket: GLPI refused/);
    expect(stderr).toContain("Mend it, or unset GLPI_URL");
    expectClean(glpi);
  });

  it("removes what it made when it is interrupted", { timeout: timeLimit }, async () => {
    const { glpi, environment } = await makeGlpi(11);
    const { code, stderr } = await run(demo, environment, interrupt);
    expect(code).toBe(1);
    expect(stderr).toContain("Interrupted.");
    expect(glpi.requests.some(({ method, path }) => method === "POST" && path === "/User")).toBe(true);
    expectClean(glpi);
  });

  it("names by type and id what the API user may not remove, and exits 1", { timeout: timeLimit }, async () => {
    const { glpi, environment } = await makeGlpi(11);
    const { id: profileId } = glpi.addProfile({ name: "API", rights: { ticket: 1031, user: 5, followup: 4101 } });
    glpi.addUser({ login: "api", apiToken: "API", profiles: [{ profileId, entityId: 0, isRecursive: true }] });
    const { code, stderr } = await run(demo, { ...environment, GLPI_USER_TOKEN: "API" }, interrupt);
    expect(code).toBe(1);
    const [, , beatriz] = glpi.users;
    expect(glpi.tickets).toMatchObject([{ id: 1, requesters: [beatriz?.id] }]);
    expect(stderr).toContain(`Ticket 1 (ERROR_GLPI_DELETE), User ${beatriz?.id} (ERROR_GLPI_DELETE).`);
    expect(stderr).toContain("the right to purge");
  });

  it.each([
    [
      "a variable is missing",
      { GLPI_URL: "http://127.0.0.1:1/apirest.php" },
      "GLPI_APP_TOKEN and GLPI_USER_TOKEN must be set too",
    ],
    [
      "the address is none of GLPI's API",
      environmentOf("https://glpi.acme.example/glpi", { appToken: "a", userToken: "u" }),
      "https://glpi.acme.example/glpi/apirest.php",
    ],
    [
      "nothing answers at the address",
      environmentOf("http://127.0.0.1:1/apirest.php", { appToken: "a", userToken: "u" }),
      "GLPI cannot be reached",
    ],
  ])("exits 1 and says what to do when %s", { timeout: timeLimit }, async (_case, environment, message) => {
    const { code, stderr } = await run(demo, environment);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });

  it("exits 1 with GLPI's own reason when a token is wrong", { timeout: timeLimit }, async () => {
    const { environment } = await makeGlpi(10);
    const { code, stderr } = await run(demo, { ...environment, GLPI_USER_TOKEN: "another" });
    expect(code).toBe(1);
    expect(stderr).toContain("GLPI does not know this user token");
    expect(stderr).not.toContain("another");
  });
});
