import { describe, expect, it } from "vitest";
import { GlpiSimulator } from "../../src/testing/index.js";
import { Client } from "./client.js";
import { fileOf } from "./pictures.js";

async function upload(glpi: GlpiSimulator, name: string, content: string | Uint8Array<ArrayBuffer>, link: object) {
  const form = new FormData();
  const manifest = JSON.stringify({ input: { name: "file", _filename: [name], ...link } });
  form.set("uploadManifest", manifest);
  form.set("filename[0]", new File([content], name, { type: "text/plain" }));
  const { status, body } = await (await Client.start(glpi)).send("POST", "/Document", { body: form });
  return { status, file: Object(body).upload_result?.filename[0], body };
}

const linked = { itemtype: "Ticket", items_id: 1 };
const tooBig = new Uint8Array(2 * 1024 * 1024 + 1);

function simulator(version: 10 | 11, status = 1): GlpiSimulator {
  const glpi = new GlpiSimulator({ version });
  glpi.addTicket({ title: "x", status });
  return glpi;
}

describe.each([10, 11] as const)("a document on GLPI %i", (version) => {
  it("is stored with its bytes and linked to its ticket", async () => {
    const glpi = simulator(version);
    const { status, file } = await upload(glpi, "Ação.txt", "olá", linked);
    expect([status, typeof file.url, file.display]).toEqual([201, "string", "Ação.txt"]);
    expect(glpi.documents).toMatchObject([{ file: { name: "Ação.txt" }, link: { ticketId: 1 } }]);
    expect(new TextDecoder().decode(glpi.documents[0]?.file?.bytes)).toBe("olá");
  });

  it.each([
    ["of a type that is not allowed", "x.mp4", "x"],
    ["that is empty", "x.txt", ""],
    ["that is too large", "x.txt", tooBig],
  ])("%s is refused when linked, and made without its file when not", async (_, name, content) => {
    const glpi = simulator(version);
    expect(await upload(glpi, name, content, linked)).toMatchObject({
      status: 400,
      body: ["ERROR_GLPI_ADD", expect.any(String)],
    });
    const { status, file } = await upload(glpi, name, content, {});
    expect(status).toBe(201);
    expect(file).not.toHaveProperty("url");
    expect(file).toHaveProperty("error");
    expect(glpi.documents).toMatchObject([{ file: null, link: null }]);
  });

  it(`is ${version === 10 ? "linked" : "not linked"} to a closed ticket`, async () => {
    expect((await upload(simulator(version, 6), "x.txt", "x", linked)).status).toBe(version === 10 ? 201 : 400);
  });

  it(`as webp is ${version === 11 ? "allowed" : "refused"}`, async () => {
    expect((await upload(simulator(version), "x.webp", fileOf("webp"), linked)).status).toBe(
      version === 11 ? 201 : 400,
    );
  });

  it(`without a manifest is ${version === 11 ? "an HTML 500" : "400"}`, async () => {
    const client = await Client.start(simulator(version));
    const form = new FormData();
    form.set("filename[0]", new File(["x"], "x.txt"));
    expect((await client.send("POST", "/Document", { body: form })).status).toBe(version === 11 ? 500 : 400);
  });
});
