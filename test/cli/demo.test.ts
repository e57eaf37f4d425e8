import type { ChildProcess } from "node:child_process";
import { afterAll, describe, expect, it } from "vitest";
import { GlpiSimulator, type SimulatedRequest } from "../../src/testing/index.js";
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

/** Nothing is left but what a new GLPI has, and these users. */
function expectClean(glpi: GlpiSimulator, logins: readonly string[] = []) {
  expect(glpi.tickets).toEqual([]);
  expect(glpi.documents).toEqual([]);
  expect(glpi.users.map(({ login }) => login)).toEqual(["glpi", ...logins]);
}

/** What the integration asked GLPI for; the demo itself, which arranges and removes, has the first session. */
function ofTheIntegration({ requests }: GlpiSimulator) {
  const [firstLogin, ...others] = requests;
  expect(firstLogin?.path).toBe("/initSession");
  const tokenOf = ({ headers }: (typeof requests)[number]) => headers["session-token"];
  const token = others.map(tokenOf).find((each) => each !== undefined);
  return others.filter((request) => tokenOf(request) !== token);
}

/** The numbers of the last sentence. */
function lastSentence(stdout: string) {
  const [, last = ""] = stdout.replace(/\s+/g, " ").split("Foi isto: ");
  const pattern =
    /^(\d+) mensagens de (\d+) clientes, (\d+) chamados abertos, (\d+) acompanhamento, (\d+) pessoa cadastrada e (\d+) requisições da integração ao GLPI, (\d+) delas com ele fora do ar\. $/;
  const [messages, customers, tickets, followUps, people, requests, refused] = (pattern.exec(last) ?? [])
    .slice(1)
    .map(Number);
  return { messages, customers, tickets, followUps, people, requests, refused };
}

/** All times on the screen, as minutes of a day. */
function minutesOf(stdout: string) {
  return [...stdout.matchAll(/\b(\d\d):(\d\d)\b/g)].map(([, hours, minutes]) => 60 * Number(hours) + Number(minutes));
}

/** Ctrl+C when the last of the first customer's messages is written. */
function interrupt(child: ChildProcess) {
  child.stdout?.on("data", (text: string) => {
    if (text.includes("podem ajudar?")) child.kill("SIGINT");
  });
}

describe.concurrent("the demo", () => {
  it("opens one ticket for each of three customers, lists the fourth one's, and exits 0", {
    timeout: timeLimit,
  }, async () => {
    const startedAt = Date.now();
    // Twelve hours from the zone of the integration.
    const { code, stdout, stderr } = await run(demo, { FORCE_COLOR: "1", CI: "true", TZ: "Asia/Tokyo" });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Você vai ver o que acontece entre o WhatsApp e o GLPI/);
    expect(lastSentence(stdout)).toMatchObject({ messages: 16, customers: 4, tickets: 3, followUps: 1, people: 1 });
    expect(stdout.match(/✅ Seu chamado foi aberto/g)).toHaveLength(3);
    expect(stdout.match(/chamados +1 desta pessoa/g)).toHaveLength(3);
    expect(stdout).toMatch(/entidade +Root entity > ACME/);
    expect(stdout).toMatch(/login beatriz\.souza,.*login rafael\.nunes,/s);
    // From Whazing's own menu to the question.
    expect(stdout).toMatch(
      /› Oi\n.* Bot +‹ Olá! Como podemos ajudar\?\n +1\. Falar com Humano\n +2\. Abrir chamado\n.* Beatriz +› 2\n +\(o bot transfere .*\n.* Suporte +‹ Olá, Beatriz! Conte o que está acontecendo/,
    );
    expect(stdout).toMatch(/respondeu no chamado \d+ 💬\n\n +Estamos indo ver a impressora/);
    expect(stdout).toMatch(/\(o GLPI sai do ar\).*demorando a responder.*\(o GLPI volta;.*Pronto, Rafael!/s);
    // Stage directions, in the language of the talks.
    const directions = stdout.split("\n").flatMap((line) => /^ {11}(\(.*)/.exec(line)?.[1] ?? []);
    const transfer = "(o bot transfere a conversa para a fila da integração)";
    expect(directions).toEqual([
      transfer,
      "(agradecer não acrescenta nada; o técnico responde no GLPI)",
      "(o técnico soluciona o chamado, e a cliente escreve)",
      transfer,
      transfer,
      "(o GLPI sai do ar)",
      expect.stringMatching(/^\(aviso: GET search\/User: GLPI cannot be reached/),
      "(o GLPI volta; a integração tenta de novo sozinha)",
      transfer,
    ]);
    const [started = 0] = minutesOf(
      new Intl.DateTimeFormat("pt-BR", { timeZone: "America/Sao_Paulo", timeStyle: "short" }).format(startedAt),
    );
    const minutes = minutesOf(stdout).map((each) => (each - started + 1_440) % 1_440);
    expect(minutes.length).toBeGreaterThan(30);
    expect(Math.max(...minutes)).toBeLessThan(5);
    expect(stdout).toContain("aparece <erro 50.4> & apita 😩");
    // The picture as it was sent, in the ticket's text, and among the ticket's files.
    expect(stdout).toMatch(/Beatriz +› 📎 visor\.png\n/);
    expect(stdout).toMatch(/^ {20}.*📎 visor\.png · 123 B$/m);
    expect(stdout.match(/^ {4}arquivo +visor\.png \(image\/png\)$/gm)).toHaveLength(1);
    expect(stdout).toMatch(/Estes são os seus chamados \(2\)/);
    expect(stdout).toMatch(/aqui por 1,5 s, por padrão por\s15 s/);
    // Nobody asked for colours but the variables, and no terminal reads it.
    expect(stdout).not.toContain(escapeCode);
    expect(stdout.split("\n").filter((line) => [...line].length > 100)).toEqual([]);
  });

  it.each([10, 11] as const)(
    "runs on the GLPI %i that the variables name, says so, counts right, tells no token and removes all it made",
    {
      timeout: timeLimit,
    },
    async (version) => {
      const { glpi, environment } = await makeGlpi(version);
      const others = ["beatriz.souza", "beatriz.souza2", "rafael.nunes"];
      for (const login of others) glpi.addUser({ login, isDeleted: login === "rafael.nunes" });
      // So that this run takes other requests than most.
      const isFollowUp = ({ method, path, body }: SimulatedRequest) =>
        method === "POST" && path === "/ITILFollowup" && JSON.stringify(body).includes("users_id");
      glpi.faults.loseSession({ when: isFollowUp, times: 1 });
      const { code, stdout, stderr } = await run(demo, environment);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^Usa o GLPI em http:\/\/127\.0\.0\.1:\d+\/apirest\.php/m);
      expect(stdout).toMatch(/login beatriz\.souza3,.*login rafael\.nunes2,/s);
      expect(stdout).toContain("Root entity > Alfa & Filhos");
      expect(stdout).not.toMatch(/USER_TOKEN|app-1/);
      expect(glpi.requests.filter(({ method, path }) => method === "POST" && path === "/Ticket")).toHaveLength(7);
      expectClean(glpi, others);
      // Only the deleted one is not found before.
      const refusedPeople = glpi.requests.filter(({ path, status }) => path === "/User" && status === 400);
      expect(refusedPeople).toMatchObject([{ body: { input: { name: "rafael.nunes" } } }]);
      const asked = ofTheIntegration(glpi);
      const added = (path: string) =>
        asked.filter((each) => each.method === "POST" && each.path === path && each.status === 201).length;
      const { messages, tickets, followUps, people, requests = 0, refused = 0 } = lastSentence(stdout);
      expect({ messages, tickets, followUps, people }).toEqual({
        messages: stdout.match(/^ {2}\d\d:\d\d:\d\d \S+ +›/gm)?.length,
        tickets: added("/Ticket"),
        followUps: added("/ITILFollowup"),
        people: added("/User"),
      });
      // The picture goes along with its ticket.
      expect(asked.flatMap(({ files }) => files)).toHaveLength(1);
      expect(refused).toBeGreaterThan(0);
      expect(requests - refused).toBe(asked.length);
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
    expect(stderr).toContain("Corrija isso, ou retire GLPI_URL");
    expectClean(glpi);
  });

  it("removes what it made when it is interrupted", { timeout: timeLimit }, async () => {
    const { glpi, environment } = await makeGlpi(11);
    const { code, stderr } = await run(demo, environment, interrupt);
    expect(code).toBe(1);
    expect(stderr).toContain("Interrompido.");
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
    expect(stderr).toMatch(/o direito de excluir .* definitivamente/);
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
