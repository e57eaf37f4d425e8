import { expect, it } from "vitest";
import { describeOnGlpi } from "./live-glpi.js";

describeOnGlpi("the requester of a ticket", (live) => {
  it.each([
    [
      "GLPI has the ninth digit and WhatsApp has it not",
      (d: string) => [`(31) 9${d.slice(0, 4)}-${d.slice(4)}`, `5531${d}`],
    ],
    [
      "WhatsApp has the ninth digit and GLPI has it not",
      (d: string) => [`31 ${d.slice(0, 4)} ${d.slice(4)}`, `55319${d}`],
    ],
    ["both have it", (d: string) => [`+55 31 9${d.slice(0, 4)}.${d.slice(4)}`, `55319${d}`]],
  ])("is a person GLPI knows, in their own company, when %s", async (_case, written) => {
    const { admin, companies } = live();
    const [mobile = "", phoneNumber = ""] = written(await admin.unusedTelephone());
    const entityId = companies[0].id;
    const { id } = await admin.addPerson({ firstname: "Beatriz", realname: "Souza", mobile, entityId });

    const created = await live().open({ id: 7, name: "Beatriz", phoneNumber });
    expect(created).toMatchObject({ entityId, requester: { id, matchedBy: "phone" } });
    expect(await admin.ticket(created.ticketId)).toMatchObject({ entityId, requesterIds: [id] });
    expect(await admin.ticketsOf(id)).toEqual([created.ticketId]);

    expect(await live().open({ id: 7, name: "Beatriz", phoneNumber })).toMatchObject({
      requester: { id, matchedBy: "store" },
    });
  });

  it("is a new user with a profile in the configured company, when GLPI knows nobody", async () => {
    const { admin, companies } = live();
    const digits = await admin.unusedTelephone();
    const entityId = companies[1].id;

    const { ticketId, requester } = await live().open({
      id: 8,
      name: "José Carlos Lima",
      phoneNumber: `5531${digits}`,
    });
    expect(requester.matchedBy).toBe("created");
    expect(await admin.person(requester.id)).toEqual({
      login: `whatsapp-55319${digits}`,
      name: "José Carlos Lima",
      mobile: `+55 31 9${digits.slice(0, 4)}-${digits.slice(4)}`,
      entityId,
      profileEntityIds: [entityId],
    });
    expect(await admin.ticket(ticketId)).toMatchObject({ entityId, requesterIds: [requester.id] });
  });

  it("is put back when GLPI 11 drops them: somebody inactive", async () => {
    const { admin } = live();
    const { id, entityId, contact } = await live().addBeatriz({ isActive: false });
    const untouched = await admin.addTicket({ title: "sem integração", entityId, requesterId: id });
    expect((await admin.ticket(untouched)).requesterIds).toEqual((await admin.version()) === 11 ? [] : [id]);

    const { ticketId } = await live().open(contact);
    expect((await admin.ticket(ticketId)).requesterIds).toEqual([id]);
  });
});
