import { describe, expect, it, vi } from "vitest";
import { accountOf } from "../../src/glpi/account.js";
import { MemoryStore } from "../../src/store/memory.js";
import { PostgresStore } from "../../src/store/postgres/index.js";
import type { Store } from "../../src/store/store.js";
import { useFakeClock } from "../fake-clock.js";
import { useDatabase } from "../integration/day.js";
import { newSchema } from "../store/postgres/under-test.js";
import { addBeatriz } from "../world.js";
import { check, leastRights, makeGlpi, translated } from "./checking.js";

useFakeClock();
const pool = useDatabase();

const phone = "5531987654322";

describe.each([10, 11] as const)("a person in GLPI %i", (version) => {
  it("is told with the entity, and why, and that nobody else fits", async () => {
    const { create, glpi } = makeGlpi(version);
    const { id } = addBeatriz(glpi);
    const findings = await check(create, { fetch: glpi.fetch, phone });
    expect(findings.get("person")?.text).toBe(`A pessoa seria beatriz (usuário ${id}), encontrada pelo telefone.`);
    expect(findings.get("person.entity")?.text).toBe("O chamado seria aberto na entidade Root entity > ACME.");
    expect(findings.get("person.others")).toMatchObject({ state: "ok" });
    expect(findings.get("person.kept")?.state).toBe(version === 11 ? "ok" : undefined);
  });

  it("is not looked for unless asked", async () => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check(create, { fetch: glpi.fetch, phone: " ", email: null as never });
    expect(findings.list.filter(({ id }) => id.startsWith("person"))).toEqual([]);
  });

  it("is one of several, who are named", async () => {
    const { create, glpi } = makeGlpi(version);
    const first = addBeatriz(glpi);
    const second = addBeatriz(glpi, { login: "bia", mobile: "", phone: "31 98765-4322", emails: [] });
    const other = addBeatriz(glpi, { login: "ana", mobile: "98765-4322", emails: [] });
    const third = addBeatriz(glpi, { login: "mail", mobile: "", emails: ["b@acme.example"] });
    const findings = await check(create, { fetch: glpi.fetch, phone, email: "b@acme.example" });
    expect(findings.get("person")?.text).toContain(`(usuário ${first.id})`);
    const { state, text } = findings.get("person.others") ?? {};
    expect(state).toBe("warning");
    for (const { id, login } of [second, other, third]) expect(text).toContain(`${login} (${id})`);
    expect(text).not.toContain("beatriz");
  });

  it("is found by e-mail where that is trusted", async () => {
    const { create, consult, glpi } = makeGlpi(version);
    addBeatriz(glpi);
    const options = { fetch: glpi.fetch, email: "Beatriz@acme.example" };
    expect((await check(create, options)).get("person")?.text).toContain("pelo e-mail");
    expect((await check(consult, options)).get("person")).toMatchObject({ state: "warning" });
    expect((await check(consult, { ...options, phone })).get("person")?.text).toContain("pelo telefone");
  });

  it("is found by the number in a field of the contact", async () => {
    const { create, glpi } = makeGlpi(version);
    addBeatriz(glpi, { mobile: "", registrationNumber: "529.982.247-25" });
    const raw = { ...create, personField: "CPF" };
    const findings = await check(raw, { fetch: glpi.fetch, fields: { cpf: "52998224725" } });
    expect(findings.get("person")?.text).toContain("pelo CPF");
  });

  it("is nobody: created, or the fallback, or no ticket at all", async () => {
    const { create, consult, glpi, api, acme } = makeGlpi(version);
    const of = async (raw: object) => check(raw, { fetch: glpi.fetch, phone });
    const created = await of({ ...create, newRequesterEntityId: acme.id });
    expect(created.get("person")?.text).toContain("com o login whatsapp-5531987654322");
    expect(created.get("person.entity")?.text).toContain("ACME");
    const fallback = await of({ ...create, createRequester: false, fallbackRequesterId: api.id });
    expect(fallback.get("person")?.text).toContain(`Requerente alternativo, o usuário ${api.id}`);
    expect((await of({ ...create, createRequester: false })).get("person")).toMatchObject({ state: "failed" });
    expect((await of(consult)).get("person")).toMatchObject({ state: "warning" });
    expect(glpi.users.map(({ login }) => login)).toEqual(["glpi", "whazing"]);
  });

  it("is created in the company that the contact's number names", async () => {
    const { create, glpi } = makeGlpi(version, { ...leastRights, entity: 1 });
    glpi.addEntity({ name: "Initech", registrationNumber: "12.345.678/0001-95" });
    const raw = { ...create, companyField: "CNPJ" };
    const findings = await check(raw, { fetch: glpi.fetch, phone, fields: { CNPJ: "12345678000195" } });
    expect(findings.get("person.entity")?.text).toContain("Initech");
  });

  it("would be asked for the company", async () => {
    const { create, glpi, globex } = makeGlpi(version);
    addBeatriz(glpi);
    addBeatriz(glpi, { login: "bia", entityId: globex.id, emails: [] });
    const raw = { ...create, askWhenAmbiguous: true };
    expect((await check(raw, { fetch: glpi.fetch, phone })).get("person")?.text).toContain("ACME e Globex");
  });

  it("is shown nobody's tickets where several fit", async () => {
    const { consult, glpi } = makeGlpi(version);
    addBeatriz(glpi);
    addBeatriz(glpi, { login: "bia", emails: [] });
    const person = (await check(consult, { fetch: glpi.fetch, phone })).get("person");
    expect(person).toMatchObject({ state: "warning", text: expect.stringMatching(/beatriz \(\d+\) e bia \(\d+\)/) });
  });

  it("is of a company out of the API user's reach", async () => {
    const { create, glpi, acme, globex, profile } = makeGlpi(version);
    const profiles = [{ profileId: profile.id, entityId: acme.id, isRecursive: true }];
    glpi.addUser({ login: "acme", apiToken: "acme", entityId: acme.id, profiles });
    addBeatriz(glpi, { entityId: globex.id });
    const findings = await check({ ...create, userToken: "acme" }, { fetch: glpi.fetch, phone });
    expect(findings.get("person.entity")).toMatchObject({
      state: "failed",
      text: expect.stringContaining(`GLPI ${globex.id}, que está fora do alcance`),
    });
  });

  it("who would be dropped from their ticket is told on 11", async () => {
    const { create, glpi, acme, globex } = makeGlpi(version, { ...leastRights, ticket: 1029 });
    addBeatriz(glpi, { profiles: [{ profileId: 1, entityId: globex.id, isRecursive: true }], entityId: acme.id });
    const kept = (await check(create, { fetch: glpi.fetch, phone })).get("person.kept");
    if (version === 10) expect(kept).toBeUndefined();
    else {
      expect(kept).toMatchObject({
        state: "warning",
        text: expect.stringMatching(/não tem perfil.*não pode colocá-la/),
      });
    }
  });

  it("whose profile is recursive from the root is kept, whatever GLPI calls the root", async () => {
    const { create, glpi } = makeGlpi(version);
    addBeatriz(glpi, { profiles: [{ profileId: 1, entityId: 0, isRecursive: true }] });
    const kept = (await check(create, { fetch: translated(glpi), phone })).get("person.kept");
    if (version === 11) expect(kept?.text).toBe("O GLPI 11 a mantém como requerente.");
    else expect(kept).toBeUndefined();
  });

  it("of whom but a lid is given is not looked for, and not said to be created", async () => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check(create, { fetch: glpi.fetch, lid: "777@lid" });
    expect(findings.get("person")).toMatchObject({ state: "skipped", mend: expect.stringContaining("telefone") });
    expect(findings.has("person.entity")).toBe(false);
    expect((await check(create, { fetch: glpi.fetch, lid: "777@lid", phone })).get("person")?.state).toBe("ok");
  });

  it("who is put back is no warning", async () => {
    const { create, glpi } = makeGlpi(version);
    addBeatriz(glpi, { isActive: false });
    const kept = (await check(create, { fetch: glpi.fetch, phone })).get("person.kept");
    expect(kept?.state).toBe(version === 11 ? "ok" : undefined);
    if (version === 11) expect(kept?.text).toContain("inativo");
  });

  it("by a number that is none is told", async () => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check(create, { fetch: glpi.fetch, phone: "12" });
    expect(findings.get("person.phone")).toMatchObject({ state: "warning" });
    expect(findings.get("person")?.text).toBe("Ninguém no GLPI é essa pessoa: seria cadastrada.");
  });

  it.each([
    ["in memory", () => new MemoryStore()],
    ["in PostgreSQL", () => new PostgresStore({ pool: pool(), schema: newSchema() })],
  ])(
    "whom the store %s knows by a lid is found by it, and nothing is written there or in GLPI",
    async (_kind, make) => {
      // A database has its own time.
      vi.useRealTimers();
      const { create, glpi, acme } = makeGlpi(version, { ...leastRights, user: 7 });
      const store: Store = make();
      const { id } = addBeatriz(glpi, { mobile: "" });
      const key = (name: string) => JSON.stringify([create.url, "1", name]);
      await store.saveRequester(key("lid:777"), {
        id,
        entityId: acme.id,
        foundBy: "created",
        settled: true,
        names: ["lid:777", "id:9"],
        confirmedAt: 0,
        account: accountOf(create),
      });
      const known = { tenantId: 1, contactId: 9 };
      const findings = await check(create, { fetch: glpi.fetch, store, lid: "777@lid", ...known });
      expect(findings.get("person")?.text).toContain("que a integração já conhece");
      const stranger = await check(create, { fetch: glpi.fetch, store, lid: "777@lid", tenantId: 2, contactId: 9 });
      expect(stranger.get("person")?.text).toContain("Ninguém no GLPI");
      // Who is known gets the telephone that comes to be known, but not by looking.
      await check(create, { fetch: glpi.fetch, store, lid: "777@lid", phone, ...known });
      expect(glpi.users.find((user) => user.id === id)?.mobile).toBe("");
      expect(await store.findRequester(JSON.stringify([create.url, "1", `tel:${phone}`]))).toBeUndefined();
      expect(glpi.requests.every(({ method }) => method === "GET")).toBe(true);
      await store.close();
    },
  );
});
