/** A process that answers as GLPI does and throws away what it is sent; told to its parent: its address, and each file. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What the parent is told: where it listens, or how many bytes a document's upload had. */
export type Told = { url: string } | { uploadedBytes: number };

const DOCUMENT_MAX_MB = 200;
const TICKET_ID = 1;
const rights = { ticket: 1031, user: 5, followup: 4101, document: 4 };

let documents = 0;

function answerTo(method: string | undefined, path: string): unknown {
  if (path === "initSession") {
    const session = { glpiactiveentities: [1], glpiactiveprofile: { id: 1, ...rights }, glpi_currenttime: now() };
    return { session_token: "token", session };
  }
  if (path === "getGlpiConfig") return { cfg_glpi: { version: "10.0.14", document_max_size: DOCUMENT_MAX_MB } };
  if (path === "DocumentType") return [{ id: 1, ext: "zip" }];
  if (path === "search/User") return { totalcount: 1, count: 1, data: [person] };
  if (path === "User/5") return { id: 5, name: "beatriz", entities_id: 1 };
  if (method === "POST" && path === "Ticket") return { id: TICKET_ID, message: "" };
  if (path === `Ticket/${TICKET_ID}`) return { id: TICKET_ID, status: 1, is_deleted: 0, _documents: [] };
  if (path === `Ticket/${TICKET_ID}/Ticket_User`) return [{ id: 1, users_id: 5, type: 1 }];
  if (method === "POST" && path === "Document") {
    documents += 1;
    return { id: documents, message: "", upload_result: { filename: [{ url: "http://127.0.0.1/file" }] } };
  }
  return [];
}

/** Beatriz, by the numbers of GLPI's search options. */
const person = { 1: "beatriz", 2: 5, 6: null, 8: 1, 10: null, 11: "(31) 98765-4322", 77: 0, 80: "Root entity" };

function now(): string {
  return new Date().toISOString().slice(0, 19).replace("T", " ");
}

async function discard(request: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const chunk of request) bytes += chunk.length;
  return bytes;
}

const server = createServer(async (request, response) => {
  const path = new URL(request.url ?? "", "http://127.0.0.1").pathname.replace("/apirest.php/", "");
  const uploadedBytes = await discard(request);
  if (path === "Document") process.send?.({ uploadedBytes } satisfies Told);
  response.writeHead(request.method === "POST" ? 201 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(answerTo(request.method, path)));
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}/apirest.php` } satisfies Told);
});
process.on("disconnect", () => process.exit());
