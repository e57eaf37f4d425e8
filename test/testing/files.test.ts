import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { GlpiSimulator, type ProfileRights } from "../../src/testing/index.js";
import { Client, type SentFile } from "./client.js";
import { fileOf } from "./pictures.js";

const least = { ticket: 1029, user: 5, followup: 4097, document: 4 };

/** A GLPI with a company, a ticket of it, and a session of an API user there. */
async function scene(version: 10 | 11, rights: ProfileRights = least) {
  const glpi = new GlpiSimulator({ version });
  const { id: entityId } = glpi.addEntity({ name: "ACME" });
  const { id: profileId } = glpi.addProfile({ name: "API", rights });
  const api = glpi.addUser({ login: "api", apiToken: "api", entityId, profiles: [{ profileId, entityId }] });
  const customer = glpi.addUser({ login: "beatriz", entityId });
  const { id } = glpi.addTicket({ title: "x", entityId, requesters: [customer.id] });
  const client = await Client.start(glpi, "api");
  const followUp = (files: readonly SentFile[], input: object = {}) =>
    client.upload("/ITILFollowup", { itemtype: "Ticket", items_id: id, content: "<p>x</p>", ...input }, files);
  const shown = async (by = client) => {
    const { body } = await by.get(`/Ticket/${id}?with_documents=true`);
    return Object(body)._documents.map((row: { filename: string }) => row.filename);
  };
  return { glpi, client, id, api, customer, entityId, followUp, shown };
}

function picture(name: string, more: Partial<SentFile> = {}): SentFile & { bytes: Uint8Array<ArrayBuffer> } {
  return { name, type: "image/png", ...more, bytes: fileOf(name.split(".")[1] ?? "") };
}

describe.each([10, 11] as const)("on GLPI %i a file that comes with a text", (version) => {
  it("is a document of the ticket, or of the follow-up in its author's name", async () => {
    const { glpi, client, id, api, customer, followUp } = await scene(version);
    const photo = picture("foto.png");
    expect((await client.upload("/Ticket", { name: "y", content: "<p>y</p>" }, [photo])).status).toBe(201);
    const reply = await followUp([{ name: "nota.txt", bytes: "oi", type: "text/plain; charset=utf-8" }], {
      users_id: customer.id,
    });
    expect(Object(reply.body).upload_result.filename).toMatchObject([{ display: "nota.txt", type: "text/plain" }]);
    const sha1 = createHash("sha1").update(photo.bytes).digest("hex");
    expect(glpi.documents).toMatchObject([
      { name: "Document Ticket 2", file: { name: "foto.png", type: "image/png" }, sha1, ticketId: 2, followUpId: null },
      {
        name: version === 10 ? "nota.txt" : "Document Ticket 1",
        ticketId: id,
        followUpId: 1,
        userId: api.id,
        links: [{ itemtype: "ITILFollowup", itemId: 1, userId: customer.id }],
      },
    ]);
  });

  it("has others beside it: of one field GLPI 10 keeps the first, of several both keep all and tell the first", async () => {
    const { glpi, followUp } = await scene(version);
    await followUp([picture("a.png"), picture("b.png")]);
    expect(glpi.documents).toHaveLength(version === 10 ? 1 : 2);
    const { body } = await followUp([picture("c.png", { field: "file1" }), picture("d.png", { field: "file2" })]);
    expect(Object(body).upload_result).toMatchObject({ file1: [{ display: "c.png" }] });
    expect(Object(body).upload_result).not.toHaveProperty("file2");
    expect(glpi.documents.slice(-2).map(({ file }) => file?.name)).toEqual(["c.png", "d.png"]);
  });

  it.each([
    ["/Ticket", (glpi: GlpiSimulator) => glpi.tickets.length, 2],
    ["/ITILFollowup", (glpi: GlpiSimulator) => glpi.followUps.length, 1],
  ])(
    "and is refused leaves the text of %s: 11 fails and keeps no file, 10 leaves that one out",
    async (path, count, n) => {
      const { glpi, client, id } = await scene(version);
      const files = [picture("a.png", { field: "file1" }), { field: "file2", name: "v.mp4", bytes: "x" }];
      const input = { name: "y", itemtype: "Ticket", items_id: id, content: "<p>y</p>" };
      const { status, body } = await client.upload(path, input, files);
      expect(status).toBe(version === 10 ? 201 : 500);
      if (version === 11) expect(body).toMatch(/^<!DOCTYPE html>/);
      expect([count(glpi), glpi.documents.length]).toEqual([n, version === 10 ? 1 : 0]);
    },
  );

  it("is not there when the text is refused", async () => {
    const { glpi, followUp } = await scene(version);
    expect((await followUp([picture("a.png")], { content: "" })).status).toBe(400);
    expect([glpi.followUps, glpi.documents]).toEqual([[], []]);
  });

  it("is the document that the entity has already with these bytes, whatever its name", async () => {
    const { glpi, client, id, followUp, entityId, shown } = await scene(version);
    const photo = picture("a.png");
    await followUp([photo]);
    await followUp([{ ...photo, name: "b.png" }]);
    expect(glpi.documents).toMatchObject([{ followUpId: 1, links: [{ followUpId: 1 }, { followUpId: 2 }] }]);
    expect(await shown()).toEqual(["a.png", "a.png"]);
    await client.upload("/Document", { itemtype: "Ticket", items_id: id, entities_id: entityId }, [photo]);
    expect(glpi.documents).toHaveLength(2);
    glpi.technician.change(id, { entityId: 0 });
    glpi.technician.reply(id, "<p>z</p>", { files: [{ name: "c.png", bytes: fileOf("png") }] });
    glpi.technician.reply(id, "<p>z</p>", { files: [{ name: "d.png", bytes: photo.bytes }] });
    expect(glpi.documents.map(({ file, entityId: of }) => [file?.name, of])).toEqual([
      ["a.png", entityId],
      ["a.png", entityId],
      ["c.png", 0],
      ["d.png", 0],
    ]);
  });

  it("is linked once, also when it is sent twice at once", async () => {
    const { glpi, followUp } = await scene(version);
    const photo = picture("a.png");
    await followUp([
      { ...photo, field: "file1" },
      { ...photo, field: "file2" },
    ]);
    expect(glpi.documents).toMatchObject([{ links: [{ followUpId: 1 }] }]);
    expect(glpi.documents[0]?.links).toHaveLength(1);
  });

  it("is shown in the text where its tag is, if it is a picture", async () => {
    const { glpi, followUp } = await scene(version);
    const files = [picture("a.jpg", { field: "file1" }), { field: "file2", name: "n.txt", bytes: "oi" }];
    const and = version === 10 ? "&#38;" : "&amp;";
    const image = `src="/front/document.send.php?docid=1${and}itemtype=Ticket${and}items_id=1" />`;
    await followUp(files, { content: '<p><img id="t1" src="">#t2#</p>', _tag_filename: ["t1", "t2"] });
    await followUp(files.slice(0, 1), { content: "<p>#t3#</p>", _tag_filename: ["t3"] });
    for (const { content } of glpi.followUps) {
      const text = content.replaceAll("&#60;", "<").replaceAll("&#62;", ">");
      expect(text).toContain(`<img alt="t1" width="1" ${image}`);
      expect(text).not.toMatch(/#t|<img id|docid=2/);
    }
    expect(glpi.documents[0]?.links.map(({ timelinePosition }) => timelinePosition)).toEqual([-1, -1]);
    expect(glpi.documents[1]).toMatchObject({ tag: "t2", links: [{ timelinePosition: 1 }] });
  });

  it("leaves a text as it was that names it by no tag, and one that GLPI wrote itself", async () => {
    const { glpi, id, followUp } = await scene(version, { ...least, ticket: 1031 });
    await followUp([picture("a.png")], { content: "<p>#t1#</p>", _tag_filename: [""] });
    glpi.technician.solve(id, "<p>z</p>");
    await followUp([picture("b.png")], { content: "", add_close: 1, _tag_filename: ["t1"] });
    const texts = glpi.followUps.map(({ content }) => content);
    expect(texts).toEqual([expect.stringContaining("#t1#"), expect.stringMatching(/^Solu/)]);
    expect(glpi.documents[0]?.tag).not.toBe("");
  });

  it("is shown of a private answer to its author and to who sees those", async () => {
    const { glpi, id, followUp, shown } = await scene(version);
    await followUp([picture("own.png")], { is_private: 1, users_id: glpi.users[1]?.id });
    glpi.technician.reply(id, "<p>y</p>", { isPrivate: true, files: [{ name: "note.png", bytes: fileOf("png") }] });
    glpi.technician.solve(id, "<p>z</p>", { files: [{ name: "end.png", bytes: fileOf("png") }] });
    expect(await shown()).toEqual(["own.png", "end.png"]);
    expect(await shown(await Client.start(glpi))).toEqual(["own.png", "note.png", "end.png"]);
  });

  it("goes with its ticket", async () => {
    const { glpi, id, followUp } = await scene(version);
    await followUp([picture("a.png")]);
    glpi.technician.purge(id);
    expect(glpi.documents).toMatchObject([{ link: null, ticketId: null, followUpId: null, links: [] }]);
  });
});

describe.each([10, 11] as const)("on GLPI %i a document that is sent alone", (version) => {
  it("keeps its comment and its tag, and is of the active entity", async () => {
    const { glpi, client, entityId } = await scene(version);
    await client.upload("/Document", { name: "n", comment: "c", tag: "t" }, [picture("a.png")]);
    expect(glpi.documents).toMatchObject([{ name: "n", comment: "c", tag: "t", entityId, link: null, ticketId: null }]);
    expect((await client.upload("/Document", { name: "n", entities_id: 0 }, [picture("a.png")])).status).toBe(400);
  });

  it("is linked to a ticket out of reach, and to one that is not there", async () => {
    const { glpi, client } = await scene(version);
    const { id } = glpi.addTicket({ title: "y" });
    for (const items_id of [id, 99]) {
      const reply = await client.upload("/Document", { itemtype: "Ticket", items_id }, [picture("a.png")]);
      expect(reply.status).toBe(201);
      expect(glpi.documents.at(-1)).toMatchObject({ ticketId: items_id, link: { ticketId: items_id } });
    }
  });

  it.each([
    [4097, 400, 400],
    [4097 + 2, 400, 201],
    [4097 + 1024, 201, 400],
  ])("is linked to a follow-up by who has followup %i: another's %i, one's own %i", async (followup, other, own) => {
    const { glpi, client, id, followUp } = await scene(version, { ...least, followup });
    glpi.technician.reply(id, "<p>y</p>");
    await followUp([picture("b.png")]);
    for (const [items_id, status] of [
      [1, other],
      [2, own],
    ]) {
      const reply = await client.upload("/Document", { itemtype: "ITILFollowup", items_id }, [picture("a.png")]);
      expect(reply.status).toBe(version === 10 ? 201 : status);
      if (reply.status === 201) expect(glpi.documents.at(-1)).toMatchObject({ ticketId: id, followUpId: items_id });
    }
  });

  it("is linked by who may not follow up on GLPI 10 only", async () => {
    const { client, id } = await scene(version, { ...least, followup: 1 });
    const reply = await client.upload("/Document", { itemtype: "Ticket", items_id: id }, [picture("a.png")]);
    expect(reply.status).toBe(version === 10 ? 201 : 400);
  });

  it("can be linked by hand where documents may be read", async () => {
    const { glpi, client, id } = await scene(version, { ...least, document: 5 });
    await client.upload("/Document", { name: "n" }, [picture("a.png")]);
    const link = { documents_id: 1, itemtype: "Ticket", items_id: id };
    expect((await client.post("/Document_Item", link)).status).toBe(201);
    expect((await client.post("/Document_Item", { ...link, documents_id: 9 })).status).toBe(400);
    expect(glpi.documents).toMatchObject([{ ticketId: id }]);
    expect((await client.get("/Document/1/Document_Item")).body).toMatchObject([{ items_id: id, itemtype: "Ticket" }]);
  });

  it("is downloaded as it was sent", async () => {
    const { glpi, client } = await scene(version, { ...least, document: 5 });
    const photo = picture("ação.png");
    await client.upload("/Document", { name: "n" }, [photo]);
    for (const [path, headers] of [
      ["/Document/1", { Accept: "application/octet-stream" }],
      ["/Document/1?alt=media", {}],
    ] as const) {
      const response = await glpi.fetch(`${glpi.url}${path}`, {
        headers: { "App-Token": glpi.appToken, "Session-Token": client.sessionToken ?? "", ...headers },
      });
      expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/png"]);
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(photo.bytes);
    }
  });
});

describe("a technician", () => {
  it("answers and solves with files, which are in the technician's name", async () => {
    const { glpi, id } = await scene(11);
    const bytes = fileOf("png");
    const files = [{ name: "cabo.png", bytes, type: "image/png", tag: "cabo" }];
    const { content } = glpi.technician.reply(id, "<p>#cabo#</p>", { files, userId: 3 });
    expect(content).toContain('<img alt="cabo" width="1"');
    expect(glpi.followUps).toMatchObject([{ content }]);
    glpi.technician.solve(id, "<p>ok</p>", { files: [{ name: "v.mp4", bytes: fileOf("mp4", 3 * 1024 * 1024) }] });
    expect(glpi.documents).toMatchObject([
      { file: { name: "cabo.png", bytes, type: "image/png" }, userId: 3, ticketId: id, followUpId: 1 },
      {
        file: { type: "application/octet-stream" },
        ticketId: id,
        followUpId: null,
        links: [{ itemtype: "ITILSolution" }],
      },
    ]);
  });
});
