import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DownloadRules, download } from "../../src/files/download.js";
import { FileFailure } from "../../src/files/file-problem.js";
import { hostAmong, readMediaHost } from "../../src/files/media-hosts.js";
import { spool } from "../../src/files/spool.js";

let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/foto") response.end("the bytes");
    else if (request.url === "/moved") response.writeHead(302, { location: "/foto" }).end();
    else if (request.url === "/round") response.writeHead(302, { location: "/round" }).end();
    else if (request.url === "/away") response.writeHead(302, { location: "http://elsewhere.example/foto" }).end();
    else if (request.url === "/busy") response.writeHead(503).end();
    else if (request.url === "/cut") {
      response.writeHead(200, { "content-length": "100" }).write("some");
      setImmediate(() => response.destroy());
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as { port: number }).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const fetched = async (path: string, rules: Partial<DownloadRules> = {}) => {
  const hosts = [`127.0.0.1:${port}`];
  const content = await download(`http://127.0.0.1:${port}${path}`, { hosts, addresses: "any", ...rules });
  const file = await spool(content, 1_000);
  return Buffer.from(file.content() as Uint8Array).toString();
};
const problemOf = async (task: Promise<unknown>) => {
  const error = await task.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!FileFailure.is(error)) throw error;
  return [error.problem, error.passes];
};

describe("a file that is fetched", () => {
  it("comes from a server that is named, also by a redirect on it", async () => {
    expect(await fetched("/foto")).toBe("the bytes");
    expect(await fetched("/moved")).toBe("the bytes");
  });

  it.each([
    ["/none", ["gone", false]],
    ["/busy", ["unreachable", true]],
    ["/cut", ["unreachable", true]],
    ["/away", ["notAllowed", false]],
    ["/round", ["unreachable", false]],
  ])("may not be had: %s", async (path, problem) => {
    expect(await problemOf(fetched(path))).toEqual(problem);
  });

  it("is asked of nobody who is not named, and of no own network where others fill in the form", async () => {
    expect(await problemOf(fetched("/foto", { hosts: [] }))).toEqual(["notAllowed", false]);
    expect(await problemOf(fetched("/foto", { hosts: ["127.0.0.1:1"] }))).toEqual(["notAllowed", false]);
    expect(await problemOf(fetched("/foto", { addresses: "public" }))).toEqual(["notAllowed", false]);
    const file = download("file:///etc/passwd", { hosts: ["*.example.com"], addresses: "any" });
    expect(await problemOf(file)).toEqual(["notAllowed", false]);
  });

  it("is not asked of an own network by a name of the internet's", async () => {
    // It leads to 127.0.0.1.
    const rules = { hosts: ["localtest.me.example"], addresses: "any" } as const;
    const fetch = async () => {
      throw Object.assign(new Error("no"), { name: "AddressNotPublic" });
    };
    expect(await problemOf(download("http://localtest.me.example/x", { ...rules, fetch }))).toEqual([
      "notAllowed",
      false,
    ]);
  });

  it("of a server that cannot be reached may come later", async () => {
    const rules = { hosts: ["127.0.0.1:1"], addresses: "any" } as const;
    expect(await problemOf(download("http://127.0.0.1:1/x", rules))).toEqual(["unreachable", true]);
  });
});

describe("the servers that an operator names", () => {
  it.each([
    ["files.example.com", "https://files.example.com/a", true],
    ["files.example.com", "http://files.example.com/a", true],
    ["Files.Example.com", "https://files.example.com/a", true],
    ["https://files.example.com/public/", "https://files.example.com/a", true],
    ["files.example.com", "https://files.example.com:8443/a", false],
    ["files.example.com:8443", "https://files.example.com:8443/a", true],
    ["files.example.com:443", "https://files.example.com/a", true],
    ["*.example.com", "https://a.b.example.com/a", true],
    ["*.example.com", "https://example.com/a", false],
    ["example.com", "https://notexample.com/a", false],
    ["*.example.com", "https://notexample.com/a", false],
    ["[::1]:3000", "http://[::1]:3000/a", true],
  ])("%s: %s is %s", (text, url, isNamed) => {
    expect(hostAmong([text], new URL(url)) !== undefined).toBe(isNamed);
  });

  it.each(["not a server", "", "*", "*.", "a@b", "http://", "user:pw@host", "a..b c"])("%j is none", (text) => {
    expect(readMediaHost(text)).toBeUndefined();
  });
});
