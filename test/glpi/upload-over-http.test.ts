import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, it } from "vitest";
import { GlpiClients } from "../../src/glpi/clients.js";
import { addDocument } from "../../src/glpi/documents.js";
import { addFollowUpWithFiles } from "../../src/glpi/follow-ups.js";
import { GlpiSimulator } from "../../src/testing/index.js";

const PIECE = Buffer.alloc(65_536, "a");
const PIECES = 24;

let glpi: GlpiSimulator;
let clients: GlpiClients;
let upload: () => Promise<number>;

beforeEach(async () => {
  glpi = new GlpiSimulator();
  const url = await glpi.listen();
  const { appToken, userToken } = glpi;
  clients = new GlpiClients({ requestTimeoutMs: 5_000, maxRequestsInFlight: 1 });
  const client = clients.for({ url, appToken, userToken });
  const { id: ticketId } = glpi.addTicket({ title: "ajuda", content: "" });
  const pieces = () => Readable.from(Array.from({ length: PIECES }, () => PIECE));
  const file = { name: "registro.zip", mimeType: "application/zip", size: PIECES * PIECE.length, content: pieces };
  upload = () => addDocument(client, { ticketId, entityId: 0, tag: "wz-1-0", file }, async () => undefined);
});
afterEach(async () => {
  await clients.close();
  await glpi.stop();
});

it("a file that is streamed arrives whole", async () => {
  expect(await upload()).toBe(1);
  expect(glpi.documents.map(({ file, ticketId }) => [file?.bytes.length, ticketId])).toEqual([[1_572_864, 1]]);
});

it("several files, streamed and not, arrive whole and in order", async () => {
  const { id: ticketId } = glpi.addTicket({ title: "fotos", content: "" });
  const { url, appToken, userToken } = glpi;
  const files = [4, 0, 8].map((count, index) => {
    const content = () => (count === 0 ? Buffer.from("oi") : Readable.from(Array.from({ length: count }, () => PIECE)));
    const size = count === 0 ? 2 : count * PIECE.length;
    return { file: { name: `${index}.txt`, mimeType: "text/plain", size, content } };
  });
  const followUp = { ticketId, content: "<p>seguem</p>", userId: 2 };
  await addFollowUpWithFiles(clients.for({ url, appToken, userToken }), followUp, files, async () => undefined);
  expect(glpi.documents.map(({ file }) => [file?.name, file?.bytes.length])).toEqual([
    ["0.txt", 4 * PIECE.length],
    ["1.txt", 2],
    ["2.txt", 8 * PIECE.length],
  ]);
});

it("an upload follows no redirect, and says that there was one", async () => {
  glpi.faults.redirect(`${glpi.url}/elsewhere`, { when: ({ resource }) => resource === "Document" });
  await expect(upload()).rejects.toMatchObject({
    code: "REDIRECTED",
    message: expect.stringContaining("the address answers with a redirect"),
  });
  expect(glpi.requests.filter(({ path }) => path.includes("elsewhere"))).toEqual([]);
});
