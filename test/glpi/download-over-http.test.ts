import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { GlpiClients } from "../../src/glpi/clients.js";

const login = JSON.stringify({ session_token: "T" });
const fileHeaders = { "content-type": "image/png", "content-disposition": 'filename="a.png"' };
const PIECE = Buffer.alloc(65_536, "a");

let stop: () => void;
let file: (response: ServerResponse) => void;
let open: (maxBytes: number) => Promise<AsyncIterable<Uint8Array>>;
let ended: Promise<void>;

beforeEach(async () => {
  let end: () => void;
  ended = new Promise((resolve) => {
    end = resolve;
  });
  const server = createServer((request, response) => {
    if (request.url?.includes("initSession")) {
      response.setHeader("content-type", "application/json").end(login);
      return;
    }
    expect(request.headers.accept).toBe("application/octet-stream");
    response.once("close", () => end());
    file(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/apirest.php`;
  const clients = new GlpiClients({ requestTimeoutMs: 5_000, maxRequestsInFlight: 1 });
  const client = clients.for({ url, appToken: "APP_TOKEN", userToken: "USER_TOKEN" });
  await client.session();
  open = (maxBytes) => client.download("Document/1", maxBytes);
});
afterEach(() => {
  vi.useRealTimers();
  stop();
});

async function lengthOf(content: AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0;
  for await (const piece of content) length += piece.byteLength;
  return length;
}

/** As much as is taken. */
function endless(response: ServerResponse): void {
  const write = () => {
    while (!response.destroyed && response.write(PIECE));
  };
  response.on("drain", write);
  write();
}

it("a file comes piece by piece, and one that says no length is bounded all the same", async () => {
  file = (response) => endless(response.writeHead(200, fileHeaders));
  const content = await open(10 * PIECE.length);
  let read = 0;
  const reading = (async () => {
    for await (const piece of content) read += piece.byteLength;
  })();
  await expect(reading).rejects.toMatchObject({ code: "FILE_FAILED" });
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThanOrEqual(10 * PIECE.length);
  await ended;
});

it("a file that is left ends the request", async () => {
  file = (response) => endless(response.writeHead(200, fileHeaders));
  for await (const piece of await open(1_000_000)) {
    expect(piece.byteLength).toBeGreaterThan(0);
    break;
  }
  await ended;
});

it("a file that is cut off says so", async () => {
  file = (response) => {
    response.writeHead(200, { ...fileHeaders, "content-length": "100" }).write("half");
    setImmediate(() => response.destroy());
  };
  await expect(open(1_000).then(lengthOf)).rejects.toMatchObject({ code: "UNAVAILABLE", retryable: true });
});

it("a file that stops coming, or that nobody reads, ends in time", async () => {
  file = (response) => void response.writeHead(200, fileHeaders).write("half");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const unread = await open(1_000);
  vi.advanceTimersByTime(5_008);
  await ended;
  await expect(lengthOf(unread)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  const stuck = lengthOf(await open(1_000));
  const failed = expect(stuck).rejects.toMatchObject({
    code: "UNAVAILABLE",
    message: expect.stringContaining("not read within 5008 ms"),
  });
  vi.advanceTimersByTime(5_008);
  await failed;
});
