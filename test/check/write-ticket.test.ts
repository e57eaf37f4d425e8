import { describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { check, leastRights, makeGlpi } from "./checking.js";

useFakeClock();

const [DELETE, PURGE] = [8, 16];
const rightsWith = (bits: number) => ({ ...leastRights, ticket: (leastRights.ticket ?? 0) | bits });

describe.each([10, 11] as const)("with write, on GLPI %i", (version) => {
  it("one ticket is opened, and deleted for good", async () => {
    const { create, glpi, acme } = makeGlpi(version, rightsWith(PURGE));
    const raw = { ...create, fallbackEntityId: acme.id };
    const findings = await check(raw, { fetch: glpi.fetch, write: true });
    expect(findings.get("write")).toMatchObject({ state: "ok", text: expect.stringContaining("aberto e apagado") });
    const posts = glpi.requests.filter(({ method, path }) => method === "POST" && path === "/Ticket");
    expect(posts.map(({ body }) => body)).toMatchObject([{ input: { entities_id: acme.id, type: 1 } }]);
    expect(glpi.tickets).toEqual([]);
  });

  it("it stays in the trash where the profile may not more", async () => {
    const { create, glpi } = makeGlpi(version, rightsWith(DELETE));
    const findings = await check(create, { fetch: glpi.fetch, write: true });
    expect(findings.get("write")).toMatchObject({ state: "ok", text: expect.stringContaining("lixeira") });
    expect(glpi.tickets).toMatchObject([{ isDeleted: true }]);
  });

  it("a deletion that is answered without a word is one too", async () => {
    const { create, glpi } = makeGlpi(version, rightsWith(PURGE));
    const findings = await check(create, {
      write: true,
      fetch: async (input, init) => {
        const request = new Request(input, init);
        const response = await glpi.fetch(request);
        return request.method === "DELETE" ? new Response(null, { status: 204 }) : response;
      },
    });
    expect(findings.get("write")).toMatchObject({ state: "ok" });
  });

  it("none is opened where it could not be deleted", async () => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check(create, { fetch: glpi.fetch, write: true });
    expect(findings.get("write")).toMatchObject({ state: "skipped", mend: expect.stringContaining("Perfis > API") });
    expect(glpi.tickets).toEqual([]);
  });

  it("a ticket that is refused fails", async () => {
    const { create, glpi } = makeGlpi(version, rightsWith(PURGE));
    glpi.faults.refuseToAdd({ when: ({ method, path }) => method === "POST" && path === "/Ticket" });
    const findings = await check(create, { fetch: glpi.fetch, write: true });
    expect(findings.get("write")).toMatchObject({ state: "failed", text: expect.stringContaining("ERROR_GLPI_ADD") });
  });

  it("a ticket whose answer is lost may exist, and its title is told", async () => {
    const { create, glpi } = makeGlpi(version, rightsWith(PURGE));
    glpi.faults.resetAfter({ when: ({ method, path }) => method === "POST" && path === "/Ticket" });
    const findings = await check(create, { fetch: glpi.fetch, write: true });
    expect(findings.get("write")).toMatchObject({ state: "failed" });
    expect(findings.get("write")?.mend).toContain(glpi.tickets[0]?.title);
    expect(glpi.tickets).toHaveLength(1);
  });

  it("a ticket that cannot be deleted is told by its number", async () => {
    const { create, glpi } = makeGlpi(version, rightsWith(PURGE));
    glpi.faults.status(500, { when: ({ method }) => method === "DELETE" });
    const findings = await check(create, { fetch: glpi.fetch, write: true });
    const [ticket] = glpi.tickets;
    expect(findings.get("write")).toMatchObject({ state: "failed", text: expect.stringContaining(` ${ticket?.id} `) });
  });

  it("a configuration that consults opens none", async () => {
    const { consult, glpi } = makeGlpi(version, rightsWith(PURGE));
    const findings = await check(consult, { fetch: glpi.fetch, write: true });
    expect(findings.has("write")).toBe(false);
  });
});
