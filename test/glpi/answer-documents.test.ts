import { describe, expect, it } from "vitest";
import { documentsOf, openDocument } from "../../src/glpi/answer-documents.js";
import { GlpiClients } from "../../src/glpi/clients.js";
import { GlpiSimulator, type ProfileRights } from "../../src/testing/index.js";
import { fileOf } from "../testing/pictures.js";

const rights = {
  least: { ticket: 1029, user: 5, followup: 4097, document: 4 },
  document5: { ticket: 1029, user: 5, followup: 4097, document: 5 },
  all: { ticket: 261151, user: 7327, followup: 31767, document: 255 },
  /** Sees private follow-ups, and not what belongs to them. */
  blind: { ticket: 1029, followup: 4097 + 8192, document: 4 },
};

async function scene(version: 10 | 11, given: ProfileRights) {
  const glpi = new GlpiSimulator({ version });
  const { id: entityId } = glpi.addEntity({ name: "ACME" });
  const { id: profileId } = glpi.addProfile({ name: "API", rights: given });
  glpi.addUser({ login: "api", apiToken: "api", entityId, profiles: [{ profileId, entityId }] });
  for (const title of ["x", "y"]) glpi.addTicket({ title, entityId });
  const clients = new GlpiClients({ requestTimeoutMs: 1_000, maxRequestsInFlight: 1, fetch: glpi.fetch });
  const client = clients.for({ url: glpi.url, appToken: glpi.appToken, userToken: "api" });
  await client.session();
  glpi.clearRequests();
  const { technician } = glpi;
  const png = (name: string, tag?: string) => ({ name, type: "image/png", bytes: fileOf("png"), tag });
  const reply = (content: string, files: Parameters<typeof technician.reply>[2], ticketId = 1) =>
    technician.reply(ticketId, content, files);
  const ask = async ({ id, content }: { id: number; content: string }, itemtype = "ITILFollowup" as const) =>
    documentsOf(client, { ticketId: 1, itemtype, id, html: content });
  const names = async (item: { id: number; content: string }) => (await ask(item)).map(({ fileName }) => fileName);
  const paths = () => glpi.requests.map(({ path }) => path);
  return { glpi, technician, client, png, reply, ask, names, paths };
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe.each([10, 11] as const)("the files of an answer on GLPI %i", (version) => {
  it("are those that GLPI has linked to it, in their order, with name and type", async () => {
    const { glpi, technician, reply, ask, png, client, paths } = await scene(version, rights.document5);
    const manual = { name: "manual <1>.pdf", bytes: fileOf("pdf") };
    const answer = reply("<p>veja #cabo1#</p>", { files: [png("cabo.png", "cabo1"), manual] });
    reply("<p>outra</p>", { files: [png("outra.png")] });
    technician.attach(1, png("do chamado.png"));
    const files = await ask(answer);
    expect(files).toEqual([
      { id: 1, fileName: "cabo.png", mimeType: "image/png" },
      { id: 2, fileName: "manual <1>.pdf", mimeType: "application/octet-stream" },
    ]);
    expect(paths()).toEqual([`/ITILFollowup/${answer.id}/Document_Item`, "/Ticket/1"]);
    const [first] = files;
    expect(await bytesOf(await openDocument(client, first?.id ?? 0, 1_000))).toEqual(
      Buffer.from(glpi.documents[0]?.file?.bytes ?? []),
    );
  });

  it("of a solution are found too", async () => {
    const { technician, client, png } = await scene(version, rights.document5);
    const { id, content: html } = technician.solve(1, "<p>feito</p>", { files: [png("feito.png")] });
    const files = await documentsOf(client, { ticketId: 1, itemtype: "ITILSolution", id, html });
    expect(files).toMatchObject([{ fileName: "feito.png" }]);
  });

  it("are one request where there are none", async () => {
    const { reply, names, paths } = await scene(version, rights.document5);
    expect(await names(reply("<p>a</p>", {}))).toEqual([]);
    expect(paths()).toEqual(["/ITILFollowup/1/Document_Item"]);
  });

  it.each(["document5", "all"] as const)("with the rights %s are never another's that the text names", async (name) => {
    const { reply, names, png, technician, glpi } = await scene(version, rights[name]);
    reply("<p>interna</p>", { isPrivate: true, files: [png("interna.png")] });
    reply("<p>de outro</p>", { files: [png("de outro chamado.png")] }, 2);
    technician.attach(1, png("do chamado.png"));
    const shown = glpi.documents
      .map(({ id }) => `<img src="/front/document.send.php?docid=${id}&itemtype=Ticket&items_id=1">`)
      .join("");
    expect(await names(reply(`<p>x</p>${shown}`, { files: [png("sua.png")] }))).toEqual(["sua.png"]);
  });

  it("of a ticket that is gone are none", async () => {
    const { reply, names, png, glpi } = await scene(version, rights.document5);
    const answer = reply("<p>a</p>", { files: [png("a.png")] });
    glpi.technician.change(1, { isDeleted: true });
    expect(await names(answer)).toEqual([]);
  });

  it("without the right to see private notes' files are none", async () => {
    const { reply, names, png, paths } = await scene(version, rights.blind);
    expect(await names(reply("<p>#t1#</p>", { files: [png("a.png", "t1")] }))).toEqual([]);
    expect(paths()).toEqual([]);
  });
});

describe("with the least rights the files of an answer", () => {
  it("on GLPI 10 are the pictures that its text shows, if they are this ticket's", async () => {
    const { reply, names, png, paths, client, ask } = await scene(10, rights.least);
    const foreign = "<img src='/front/document.send.php?docid=1'><img src='https://x.example/a.png'>";
    reply("<p>de outro</p>", { files: [png("de outro chamado.png")] }, 2);
    reply("<p>interna</p>", { isPrivate: true, files: [png("interna.png")] });
    const internal = "<img src='/glpi/front/document.send.php?itemtype=Ticket&amp;docid=2'>";
    const answer = reply(`<p>#t1#</p>${foreign}${internal}`, { files: [png("a.png", "t1"), png("b.png")] });
    expect(await names(answer)).toEqual(["a.png"]);
    expect(paths()).toEqual(["/Ticket/1"]);
    const [{ id } = { id: 0 }] = await ask(answer);
    expect(await bytesOf(await openDocument(client, id, 1_000))).toHaveLength(90);
  });

  it("on GLPI 10 cost nothing where its text shows none, and on GLPI 11 are none", async () => {
    const ten = await scene(10, rights.least);
    expect(await ten.names(ten.reply("<p>a</p>", { files: [ten.png("a.png")] }))).toEqual([]);
    const eleven = await scene(11, rights.least);
    expect(await eleven.names(eleven.reply("<p>#t1#</p>", { files: [eleven.png("a.png", "t1")] }))).toEqual([]);
    expect([ten.paths(), eleven.paths()]).toEqual([[], []]);
  });
});

describe.each([10, 11] as const)("a file of GLPI %i", (version) => {
  async function withFile(given: ProfileRights = rights.document5) {
    const built = await scene(version, given);
    built.reply("<p>a</p>", { files: [{ name: "a.pdf", bytes: fileOf("pdf", 1_000) }] });
    return built;
  }

  it("that is larger than wanted is not read", async () => {
    const { client } = await withFile();
    expect(await bytesOf(await openDocument(client, 1, 1_000))).toHaveLength(1_000);
    const failed = { code: "FILE_FAILED", retryable: false, message: expect.stringContaining("more than 999 bytes") };
    await expect(openDocument(client, 1, 999).then(bytesOf)).rejects.toMatchObject(failed);
    // Its turn is over.
    expect(await bytesOf(await openDocument(client, 1, 1_000))).toHaveLength(1_000);
  });

  it("is asked for again with a new session where that one was lost", async () => {
    const { client, glpi } = await withFile();
    glpi.expireSessions();
    expect(await bytesOf(await openDocument(client, 1, 1_000))).toHaveLength(1_000);
  });

  it.each([
    ["maintenance", (glpi: GlpiSimulator) => glpi.faults.maintenance(), "UNAVAILABLE"],
    ["a redirect", (glpi: GlpiSimulator) => glpi.faults.redirect("https://elsewhere.example/"), "REDIRECTED"],
  ] as const)("is no page, and says what went wrong: %s", async (_what, fail, code) => {
    const { client, glpi } = await withFile();
    fail(glpi);
    await expect(openDocument(client, 1, 1_000)).rejects.toMatchObject({ code });
  });

  it("that is not there says so", async () => {
    const { client } = await withFile();
    await expect(openDocument(client, 99, 1_000)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

it("on GLPI 11 a file needs the right to documents", async () => {
  const { client, reply, png } = await scene(11, rights.least);
  reply("<p>a</p>", { files: [png("a.png")] });
  await expect(openDocument(client, 1, 1_000)).rejects.toMatchObject({ code: "RIGHT_MISSING" });
});
