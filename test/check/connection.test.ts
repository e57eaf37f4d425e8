import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { stages } from "../../src/check/connection-problem.js";
import { checkIntegration } from "../../src/index.js";
import { useFakeClock } from "../fake-clock.js";
import { check, makeGlpi } from "./checking.js";

useFakeClock();

/** What Node's fetch rejects with. */
function failingWith(code: string, message = code) {
  return async () => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
  };
}

/** What something else than GLPI answers. */
function answering(status: number, body: string, headers: Record<string, string> = { "content-type": "text/html" }) {
  return async () => new Response(body, { status, headers });
}

const page = (title: string) => `<html><head><title>${title}</title></head></html>`;

describe("an address that cannot be reached", () => {
  it.each([
    ["ENOTFOUND", /não existe no DNS/, /DNS/],
    ["EAI_AGAIN", /O DNS não respondeu/, /DNS/],
    ["CERT_HAS_EXPIRED", /certificado de .* venceu/, /certbot renew/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", /autoassinado/, /NODE_EXTRA_CA_CERTS/],
    ["SELF_SIGNED_CERT_IN_CHAIN", /autoassinado/, /NODE_EXTRA_CA_CERTS/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /intermediário/, /fullchain/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /é de outro nome/, /certificado/],
    ["CERT_NOT_YET_VALID", /não é aceito \(CERT_NOT_YET_VALID\)/, /hora/],
    ["ERR_SSL_WRONG_VERSION_NUMBER", /conexão segura/, /http:\/\//],
    ["ECONNREFUSED", /recusou a conexão na porta 443/, /porta/],
    ["UND_ERR_CONNECT_TIMEOUT", /não respondeu em 15 segundos/, /firewall/],
    ["ECONNRESET", /caiu antes da resposta \(ECONNRESET\)/, /proxy/],
    ["EHOSTUNREACH", /Não foi possível chegar .* \(EHOSTUNREACH\)/, /rede/],
  ])("%s is told as what it is, and the rest is not looked at", async (code, text, mend) => {
    const { create } = makeGlpi(11);
    const findings = await check(create, { fetch: failingWith(code) });
    expect(findings.get("address")).toMatchObject({ state: "failed", text: expect.stringMatching(text) });
    expect(findings.get("address")?.mend).toMatch(mend);
    expect(findings.get("address")?.text).toContain("glpi.example.test");
    expect(stages.slice(1).map((stage) => findings.get(stage)?.state)).toEqual(Array(7).fill("skipped"));
    expect(findings.size).toBe(1 + stages.length);
  });

  it("that never answers is given up after timeoutMs", async () => {
    const { create } = makeGlpi(11);
    const findings = await check(create, { fetch: () => new Promise(() => undefined), timeoutMs: 3_000 });
    expect(findings.get("address")?.text).toContain("não respondeu em 3 segundos");
  });

  it("where nobody listens is told over a real socket", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const { create } = makeGlpi(11);
    const findings = await check({ ...create, url: `http://127.0.0.1:${port}/apirest.php` });
    expect(findings.get("address")).toMatchObject({ state: "failed" });
    expect(findings.get("address")?.text).toContain(`recusou a conexão na porta ${port}`);
  });

  it("at a port that Node.js asks nothing of is told as that", async () => {
    const { create } = makeGlpi(11);
    const findings = await check({ ...create, url: "http://127.0.0.1:6000/apirest.php" });
    expect(findings.get("address")).toMatchObject({ state: "failed", text: expect.stringContaining("à porta 6000") });
  });

  it("of the host's own network is refused where only public ones are allowed", async () => {
    const { create } = makeGlpi(11);
    const url = "https://10.1.2.3/apirest.php";
    const findings = await check({ ...create, url }, { addresses: "public" });
    expect(findings.get("configuration.url")).toMatchObject({ state: "failed" });
    expect(findings.get("address")).toMatchObject({ state: "skipped" });
  });
});

describe("something else than GLPI's REST API", () => {
  it.each([
    ["address", 502, page("502 Bad Gateway"), /“502 Bad Gateway”/],
    ["address", 407, page("Proxy Authentication Required"), /Um proxy ou firewall/],
    ["address", 403, page("Just a moment..."), /Um proxy ou firewall/],
    ["glpi", 404, page("Not Found"), /não há uma API REST do GLPI \(404, “Not Found”\)/],
    ["glpi", 200, page("Bem-vindo ao nginx"), /não há uma API REST do GLPI/],
    ["glpi", 200, page("Entrar - SSO da empresa"), /não há uma API REST do GLPI \(200, “Entrar/],
    ["glpi", 200, page("GLPI - Maintenance"), /em manutenção/],
    ["glpi", 500, page("Error - GLPI"), /O GLPI falhou/],
  ] as const)("is told at %s: %i %s", async (stage, status, body, text) => {
    const { create } = makeGlpi(11);
    const findings = await check(create, { fetch: answering(status, body) });
    expect(findings.get(stage)).toMatchObject({ state: "failed", text: expect.stringMatching(text) });
  });

  it.each([
    [200, '{"hello":"world"}'],
    [401, '{"error":"invalid_request"}'],
  ])("is told when it speaks JSON: %i %s", async (status, body) => {
    const { create } = makeGlpi(11);
    const findings = await check(create, { fetch: answering(status, body, { "content-type": "application/json" }) });
    expect(findings.get("glpi")).toMatchObject({ state: "failed", text: expect.stringContaining("não a API REST") });
  });

  it("that refuses with a code of its own is told with it", async () => {
    const { create } = makeGlpi(11);
    const body = '["ERROR_GLPI_LOGIN","Empty login"]';
    const findings = await check(create, { fetch: answering(401, body, { "content-type": "application/json" }) });
    expect(findings.get("userToken")).toMatchObject({
      state: "failed",
      text: expect.stringContaining("ERROR_GLPI_LOGIN"),
    });
  });

  it.each([
    ["in a page", 500, (tokens: string) => page(tokens), "text/html"],
    ["in a refusal", 400, (tokens: string) => JSON.stringify([`ERROR ${tokens}`, tokens]), "application/json"],
    ["in a session", 200, (tokens: string) => JSON.stringify({ session_token: tokens, x: tokens }), "application/json"],
  ])("that repeats the tokens %s brings them into no finding", async (_where, status, bodyOf, type) => {
    const { create } = makeGlpi(11);
    const raw = { ...create, appToken: "secret-app-token", userToken: "secret-user-token" };
    const tokens = `${raw.appToken} ${raw.userToken} ${encodeURIComponent(raw.userToken)}`;
    const headers = { "content-type": type, server: tokens, location: `https://x.example/?${raw.userToken}` };
    const findings = await check(raw, { fetch: answering(status, bodyOf(tokens), headers) });
    expect(JSON.stringify(findings.list)).not.toContain("secret-");
    expect(findings.list.some(({ state }) => state === "failed")).toBe(true);
  });

  it("names the server that answered", async () => {
    const { create } = makeGlpi(11);
    const headers = { "content-type": "text/html", server: "squid/5.7" };
    const findings = await check(create, { fetch: answering(503, page("ERR"), headers) });
    expect(findings.get("address")?.text).toContain("(503, squid/5.7, “ERR”)");
  });
});

describe.each([10, 11] as const)("a GLPI %i that lets nobody in", (version) => {
  async function failedStage(change: (world: ReturnType<typeof makeGlpi>) => unknown) {
    const world = makeGlpi(version);
    const other = change(world);
    const findings = await check({ ...world.create, ...(other as object | undefined) }, { fetch: world.glpi.fetch });
    const failed = findings.list.filter(({ state }) => state === "failed");
    expect(failed).toHaveLength(1);
    const stage = failed[0]?.id ?? "";
    const before = stages.slice(0, stages.indexOf(stage as (typeof stages)[number]));
    expect(before.map((each) => findings.get(each)?.state)).toEqual(before.map(() => "ok"));
    return failed[0];
  }

  it("redirects", async () => {
    const finding = await failedStage(({ glpi }) => {
      glpi.faults.redirect("https://user:pw@new.example/glpi/apirest.php/initSession?x=1");
    });
    expect(finding).toMatchObject({ id: "redirect", text: expect.stringContaining("https://new.example/glpi") });
    expect(finding?.text).not.toMatch(/pw|x=1/);
    expect(finding?.mend).toMatch(/terminado em \/apirest\.php.*página de login/);
  });

  it("is in maintenance", async () => {
    const finding = await failedStage(({ glpi }) => {
      glpi.faults.maintenance();
    });
    expect(finding).toMatchObject({ id: "glpi", text: expect.stringContaining("manutenção") });
  });

  it("has its API switched off", async () => {
    const finding = await failedStage(({ glpi }) => {
      glpi.apiEnabled = false;
    });
    expect(finding).toMatchObject({ id: "api", mend: expect.stringContaining("Configurar > Geral > API") });
  });

  it("allows other IP addresses only", async () => {
    const finding = await failedStage(({ glpi }) => {
      glpi.ipAllowed = false;
    });
    expect(finding).toMatchObject({ id: "ip", mend: expect.stringMatching(/está ativo.*intervalo de IPv4/) });
    expect(finding?.text).toContain("que para o GLPI é 203.0.113.7.");
  });

  it("does not know the app token", async () => {
    const finding = await failedStage(() => ({ appToken: "another-app-token" }));
    expect(finding).toMatchObject({ id: "appToken", text: expect.stringContaining("não conhece este APP TOKEN") });
    expect(JSON.stringify(finding)).not.toContain("another-app-token");
  });

  it("does not know the user token", async () => {
    const finding = await failedStage(() => ({ userToken: "another-user-token" }));
    expect(finding).toMatchObject({ id: "userToken", text: expect.stringContaining("não conhece este USER TOKEN") });
    expect(JSON.stringify(finding)).not.toContain("another-user-token");
  });

  it.each([
    ["app-token", "appToken", "App-Token"],
    ["authorization", "userToken", "CGIPassAuth On"],
    ["session-token", "session", "Session-Token"],
  ])("whose web server swallows the header %s", async (header, id, mend) => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check(create, {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        request.headers.delete(header);
        return glpi.fetch(request);
      },
    });
    const failed = findings.list.filter(({ state }) => state === "failed");
    expect(failed).toEqual([expect.objectContaining({ id, text: expect.stringContaining("não chegou") })]);
    expect(failed[0]?.mend).toContain(mend);
  });

  it("forgets its sessions at once", async () => {
    const finding = await failedStage(({ glpi }) => {
      glpi.faults.loseSession({ when: ({ path }) => path === "/getGlpiConfig" });
    });
    expect(finding).toMatchObject({ id: "session", text: expect.stringContaining("esquece a sessão") });
  });

  it("lets the API user into none of its own entities", async () => {
    const world = makeGlpi(version);
    const profiles = [world.acme, world.globex].map(({ id }) => ({ profileId: world.profile.id, entityId: id }));
    world.glpi.addUser({ login: "two", apiToken: "two", entityId: world.acme.id, profiles });
    const findings = await check(
      { ...world.create, userToken: "two" },
      {
        fetch: async (input, init) => {
          const request = new Request(input, init);
          if (!request.url.endsWith("/changeActiveEntities")) return world.glpi.fetch(request);
          return new Response("false", { headers: { "content-type": "application/json" } });
        },
      },
    );
    expect(findings.get("session")).toMatchObject({ state: "failed", mend: expect.stringContaining("Autorizações") });
  });
});

it("is looked at in sessions of its own, which are ended", async () => {
  const { create, glpi } = makeGlpi(11);
  await check(create, { fetch: glpi.fetch });
  expect(glpi.requests.filter(({ path }) => path === "/initSession")).toHaveLength(1);
  expect(glpi.sessions).toEqual([]);
});

it("stands beside others at once: each has a session of its own, and says what is its own", async () => {
  const { create, glpi } = makeGlpi(11);
  const all = [1, 2, 3].map((categoryId) => checkIntegration({ ...create, categoryId }, { fetch: glpi.fetch }));
  const found = await Promise.all(all);
  const texts = found.map((list) => list.find(({ id }) => id === "category")?.text);
  expect(texts).toEqual([1, 2, 3].map((id) => expect.stringContaining(`a categoria ${id} não existe`)));
  expect(glpi.requests.filter(({ path }) => path === "/initSession")).toHaveLength(3);
  expect(glpi.sessions).toEqual([]);
});

it("refuses options that are none", async () => {
  await expect(checkIntegration({}, { timeoutMs: 1 })).rejects.toMatchObject({ code: "CONFIGURATION_INVALID" });
  await expect(checkIntegration({}, { writes: true } as never)).rejects.toThrow("writes");
});
