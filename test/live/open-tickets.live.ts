import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { conversation } from "../words.js";
import { describeOnGlpi } from "./live-glpi.js";

/** GLPI's dates are of whole seconds. */
const secondMs = 1_100;

describeOnGlpi("the open tickets", (live) => {
  it("are the contact's own, neither solved nor another person's, the newest change first", async () => {
    const { admin, integration, consult, companies } = live();
    const beatriz = await live().addBeatriz();
    const other = await live().addBeatriz();
    const add = (title: string, { id, entityId }: { id: number; entityId: number }) =>
      admin.addTicket({ title, entityId, requesterId: id });
    const first = await add("Monitor <novo> & cabo", beatriz);
    const solved = await add("Senha vencida", beatriz);
    await admin.solve(solved, "<p>Senha nova enviada.</p>");
    const theirs = await add("VPN", other);
    await pause(secondMs);
    const second = await add("Acesso ao ERP", beatriz);
    const ask = ({ contact }: typeof beatriz) =>
      integration.consultTickets({ integration: consult, conversation: conversation({ contact }) });

    const before = await ask(beatriz);
    expect(before.tickets.map(({ id }) => id)).toEqual([second, first]);
    await pause(secondMs);
    await admin.addFollowUp(first, "<p>Peça pedida.</p>");
    const after = await ask(beatriz);
    expect(after.tickets.map(({ id }) => id)).toEqual([first, second]);
    expect(after.total).toBe(2);
    expect(after.tickets[0]).toMatchObject({
      title: "Monitor <novo> & cabo",
      status: "new",
      entity: companies[0].name,
    });
    expect(after.text).toContain(`*1* – Monitor <novo> & cabo (nº ${first})`);

    expect((await ask(other)).tickets.map(({ id }) => id)).toEqual([theirs]);
  });

  it("are none for somebody GLPI does not know, and nobody is created", async () => {
    const { admin, integration, consult } = live();
    const digits = await admin.unusedTelephone();
    const contact = { id: 9, name: "Márcia Reis", phoneNumber: `55319${digits}` };
    const open = await integration.consultTickets({ integration: consult, conversation: conversation({ contact }) });
    expect(open).toMatchObject({ tickets: [], total: 0, text: expect.stringContaining("nenhum chamado em aberto") });
    expect(await admin.isUnused(digits)).toBe(true);
  });
});
