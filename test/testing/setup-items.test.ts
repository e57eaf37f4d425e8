import { describe, expect, it } from "vitest";
import { GlpiSimulator } from "../../src/testing/index.js";
import { Client } from "./client.js";

/** A GLPI with a group and the like in each of two entities, and a client of the first with some rights. */
async function makeWorld(version: 10 | 11, rights: Record<string, number> = {}) {
  const glpi = new GlpiSimulator({ version });
  const acme = glpi.addEntity({ name: "ACME" });
  const globex = glpi.addEntity({ name: "Globex" });
  const template = glpi.addTicketTemplate({ name: "Rede", mandatoryFields: [7, 83] });
  const { id: profileId } = glpi.addProfile({ name: "API", rights: { ticket: 1, ...rights } });
  const profiles = [{ profileId, entityId: acme.id, isRecursive: true }];
  glpi.addUser({ login: "api", apiToken: "api", entityId: acme.id, profiles });
  const client = await Client.start(glpi, "api");
  const status = async (path: string) => (await client.get(path)).status;
  return { glpi, acme, globex, template, profileId, client, status };
}

describe.each([10, 11] as const)("one item of GLPI %i's set-up", (version) => {
  it("is not there before it is not allowed", async () => {
    const { glpi, acme, template, profileId, status } = await makeWorld(version);
    const group = glpi.addGroup({ name: "N1", entityId: acme.id });
    const paths = [`Group/${group.id}`, `Entity/${acme.id}`, `Profile/${profileId}`, `TicketTemplate/${template.id}`];
    for (const path of paths) {
      expect([path, await status(`/${path}`)]).toEqual([path, 403]);
      expect(await status(`/${path.replace(/\d+/, "99")}`)).toBe(404);
    }
  });

  it("is denied out of reach, and is there below its own entity where it is recursive", async () => {
    const reads = { group: 1, entity: 1, itilcategory: 1, location: 1 };
    const { glpi, globex, status } = await makeWorld(version, reads);
    const other = { name: "x", entityId: globex.id };
    const above = { name: "y", isRecursive: true };
    expect(await status(`/Group/${glpi.addGroup(other).id}`)).toBe(403);
    expect(await status(`/Group/${glpi.addGroup(above).id}`)).toBe(200);
    expect(await status(`/Group/${glpi.addGroup({ name: "z" }).id}`)).toBe(403);
    expect(await status(`/ITILCategory/${glpi.addCategory(other).id}`)).toBe(403);
    expect(await status(`/ITILCategory/${glpi.addCategory(above).id}`)).toBe(200);
    expect(await status(`/Location/${glpi.addLocation(other).id}`)).toBe(403);
    expect(await status(`/Location/${glpi.addLocation(above).id}`)).toBe(200);
    expect(await status(`/Entity/${globex.id}`)).toBe(403);
  });

  it("tells what a ticket template makes mandatory, and who has it", async () => {
    const { glpi, acme, template, client } = await makeWorld(version, { itiltemplate: 1, entity: 1, itilcategory: 1 });
    const { body } = await client.get(`/TicketTemplate/${template.id}/TicketTemplateMandatoryField`);
    expect(body).toMatchObject([{ num: 7 }, { num: 83 }]);
    const branch = glpi.addEntity({ name: "Filial", parentId: acme.id, ticketTemplateId: template.id });
    const one = await Client.start(glpi, "api");
    expect((await one.get(`/Entity/${acme.id}`)).body).toMatchObject({ tickettemplates_strategy: -2, entities_id: 0 });
    expect((await one.get(`/Entity/${branch.id}`)).body).toMatchObject({ tickettemplates_id: template.id });
    const category = glpi.addCategory({ name: "Rede", entityId: acme.id, ticketTemplateId: template.id });
    const { body: told } = await one.get(`/ITILCategory/${category.id}`);
    expect(told).toMatchObject({ name: "Rede", tickettemplates_id_incident: template.id });
  });
});
