import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../src/check/finding.js";
import { run } from "../cli/run.js";
import { check, makeGlpi } from "./checking.js";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const page: RequestListener = (_request, response) => void response.end("<title>x</title>");

let server: Server | undefined;
afterEach(async () => {
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

async function listen(made: Server): Promise<string> {
  server = made;
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  return `https://localhost:${(made.address() as AddressInfo).port}/apirest.php`;
}

describe.skipIf(!hasOpenssl)("a certificate, over a real socket", () => {
  let folder: string;
  const path = (name: string) => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "whazing-glpi-tls-"));
    const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem"];
    openssl("req", "-new", ...key, "-out", "request.pem", "-subj", "/CN=localhost");
    const sign = ["x509", "-req", "-in", "request.pem", "-signkey", "key.pem"];
    openssl(...sign, "-days", "2", "-out", "valid.pem");
    openssl(...sign, "-days", "-1", "-out", "expired.pem");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const serve = (certificate: string) =>
    listen(createServer({ key: readFileSync(path("key.pem")), cert: readFileSync(path(certificate)) }, page));

  it("that nobody vouches for is said to be self-signed", async () => {
    const { create } = makeGlpi(11);
    const findings = await check({ ...create, url: await serve("valid.pem") });
    expect(findings.get("address")).toMatchObject({ state: "failed", text: expect.stringContaining("autoassinado") });
  });

  it("that has expired is said to have, though its authority is known", async () => {
    const environment = {
      GLPI_URL: await serve("expired.pem"),
      GLPI_APP_TOKEN: "a",
      GLPI_USER_TOKEN: "u",
      NODE_EXTRA_CA_CERTS: path("expired.pem"),
    };
    const { stdout } = await run(["--import", "tsx", "src/cli/main.ts", "check", "--json"], environment);
    const findings: Finding[] = JSON.parse(stdout);
    expect(findings.find(({ id }) => id === "address")).toMatchObject({
      state: "failed",
      text: "O certificado de localhost venceu.",
    });
  });
});

it("a port that speaks http is told where the address says https", async () => {
  const { create } = makeGlpi(11);
  const findings = await check({ ...create, url: await listen(createHttpServer(page)) });
  expect(findings.get("address")).toMatchObject({ state: "failed", mend: expect.stringContaining("http://") });
});
