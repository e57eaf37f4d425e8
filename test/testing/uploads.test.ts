import { afterEach, describe, expect, it } from "vitest";
import { GlpiSimulator } from "../../src/testing/index.js";
import { Client, type Reply } from "./client.js";
import { fileOf } from "./pictures.js";

const linked = { itemtype: "Ticket", items_id: 1 };

async function scene(version: 10 | 11) {
  const glpi = new GlpiSimulator({ version });
  glpi.addTicket({ title: "x" });
  const client = await Client.start(glpi);
  const attach = (name: string, bytes: Uint8Array<ArrayBuffer> | string) =>
    client.upload("/Document", linked, [{ name, bytes }]);
  const answer = (name: string, bytes: Uint8Array<ArrayBuffer> | string) =>
    client.upload("/ITILFollowup", { ...linked, content: "<p>x</p>" }, [{ name, bytes }]);
  return { glpi, client, attach, answer };
}

function code({ status, body }: Reply): unknown {
  return [status, Array.isArray(body) ? body[0] : typeof body];
}

describe.each([10, 11] as const)("GLPI %i takes", (version) => {
  it("files as large as it says, inclusive", async () => {
    const { glpi, client, attach } = await scene(version);
    glpi.documentMaxSizeMb = 1;
    expect((await attach("a.txt", fileOf("txt", 1024 * 1024))).status).toBe(201);
    expect(code(await attach("a.txt", fileOf("txt", 1024 * 1024 + 1)))).toEqual([400, "ERROR_GLPI_ADD"]);
    expect((await client.get("/getGlpiConfig")).body).toMatchObject({ cfg_glpi: { document_max_size: "1" } });
  });

  it("files as large as PHP lets in, which it does not say", async () => {
    const { glpi, attach, answer } = await scene(version);
    glpi.uploadMaxBytes = 100;
    expect((await attach("a.txt", fileOf("txt", 100))).status).toBe(201);
    expect(code(await attach("a.txt", fileOf("txt", 101)))).toEqual([400, "ERROR_GLPI_ADD"]);
    const { status, body } = await answer("a.txt", fileOf("txt", 101));
    expect(status).toBe(version === 10 ? 201 : 500);
    const result = { size: 0, type: "", error: expect.stringContaining("upload_max_filesize") };
    if (version === 10) expect(body).toMatchObject({ upload_result: { filename: [result] } });
    expect(glpi.followUps).toHaveLength(1);
  });

  it("requests as large as PHP lets in, whoever asks", async () => {
    const { glpi, client, attach } = await scene(version);
    glpi.postMaxBytes = 1000;
    expect((await attach("a.txt", fileOf("txt", 100))).status).toBe(201);
    client.sessionToken = "gone";
    expect(code(await attach("a.txt", fileOf("txt", 1000)))).toEqual([400, "ERROR_UPLOAD_FILE_TOO_BIG_POST_MAX_SIZE"]);
    expect(code(await client.upload("/Document", linked, []))).toEqual([
      400,
      "ERROR_UPLOAD_FILE_TOO_BIG_POST_MAX_SIZE",
    ]);
  });

  it("requests as large as the web server lets in", async () => {
    const { glpi, client, attach } = await scene(version);
    glpi.requestMaxBytes = 1000;
    expect((await attach("a.txt", fileOf("txt", 100))).status).toBe(201);
    for (const reply of [await attach("a.txt", fileOf("txt", 1000)), await client.post("/Ticket", "x".repeat(1000))]) {
      expect(code(reply)).toEqual([413, "string"]);
      expect(reply.headers.get("content-type")).toBe("text/html");
    }
    expect(glpi.requests.slice(-2).map(({ status }) => status)).toEqual([413, 413]);
  });

  it("twenty files at once, and says nothing of others", async () => {
    const { glpi, client } = await scene(version);
    const files = Array.from({ length: 21 }, (_, index) => ({
      field: `file${index}`,
      name: `${index}.txt`,
      bytes: `${index}`,
    }));
    expect((await client.upload("/ITILFollowup", { ...linked, content: "<p>x</p>" }, files)).status).toBe(201);
    expect(glpi.documents.map(({ file }) => file?.name)).toEqual(files.slice(0, 20).map(({ name }) => name));
  });

  it("what its administrator lets in", async () => {
    const { glpi, attach } = await scene(version);
    expect((await attach("v.mp4", "x")).status).toBe(400);
    glpi.documentTypes.add("mp4").delete("pdf");
    expect((await attach("v.MP4", "x")).status).toBe(201);
    expect((await attach("v.pdf", "x")).status).toBe(400);
  });

  it.each(["7z", "json", "opus", "m4a", "aac", "amr", "3gp", "heic", "vcf", "rar", "exe"])(
    "no %s",
    async (extension) => {
      const { attach } = await scene(version);
      expect((await attach(`a.${extension}`, "x")).status).toBe(400);
    },
  );

  it.each(["png", "jpg", "gif"])("a %s by its first bytes only", async (kind) => {
    const { attach } = await scene(version);
    for (const bytes of ["png", "jpg", "gif", "webp", "pdf"]) {
      expect([bytes, (await attach(`a.${kind}`, fileOf(bytes))).status]).toEqual([bytes, bytes === kind ? 201 : 400]);
    }
  });

  it("names of 232 bytes", async () => {
    const { glpi, attach, answer } = await scene(version);
    const longest = `${"é".repeat(114)}.txt`;
    expect((await attach(longest, "x")).status).toBe(201);
    expect(code(await attach(`a${longest}`, "x"))).toEqual(version === 10 ? [400, "ERROR_GLPI_ADD"] : [500, "string"]);
    expect((await answer(`a${longest}`, "x")).status).toBe(version === 10 ? 201 : 500);
    // GLPI 11 fails while it receives the file, before it has a text.
    expect(glpi.followUps).toHaveLength(version === 10 ? 1 : 0);
    expect(glpi.documents.map(({ file }) => file?.name)).toEqual([longest]);
  });

  it(`a JPEG that is cut ${version === 10 ? "too" : "not, and fails"}`, async () => {
    const { attach } = await scene(version);
    expect((await attach("a.jpg", fileOf("cut.jpg", 40))).status).toBe(version === 10 ? 201 : 500);
  });

  it.each([
    ["pasta/a.txt", "a.txt"],
    ["..\\..\\a.txt", "a.txt"],
    ["foto 😀 'ç' & <d>.txt", "foto 😀 'ç' & <d>.txt"],
  ])("the name %s as %s", async (sent, kept) => {
    const { glpi, attach } = await scene(version);
    await attach(sent, "x");
    const stored = version === 10 ? kept.replace("& <d>", "&#38; &#60;d&#62;") : kept;
    expect(glpi.documents.map(({ file }) => file?.name)).toEqual([stored]);
  });

  it("no other field for the manifest", async () => {
    const { client } = await scene(version);
    const body = new FormData();
    body.set("uploadManifest", JSON.stringify({ input: { name: "x" } }));
    body.set("MAX_FILE_SIZE", "1");
    body.set("filename[0]", new File(["x"], "x.txt"));
    expect((await client.send("POST", "/Document", { body })).status).toBe(201);
  });

  it("no manifest that is sent as a file: PHP has it among the files", async () => {
    const { client } = await scene(version);
    const body = new FormData();
    body.set("uploadManifest", new Blob(['{"input":{"name":"x"}}'], { type: "application/json" }));
    body.set("filename[0]", new File(["x"], "x.txt"));
    expect((await client.send("POST", "/Document", { body })).status).toBe(version === 10 ? 400 : 500);
  });
});

describe("the log of requests", () => {
  it("has of an upload its manifest, and the names and sizes of its files", async () => {
    const { glpi, answer } = await scene(11);
    await answer("a.png", fileOf("png", 2_000_000));
    expect(glpi.requests.at(-1)).toMatchObject({
      path: "/ITILFollowup",
      body: { input: { ...linked, content: "<p>x</p>" } },
      files: [{ field: "filename[0]", name: "a.png", size: 2_000_000 }],
      status: 201,
    });
    expect(JSON.stringify(glpi.requests.at(-1)).length).toBeLessThan(2000);
    expect(glpi.requests[0]?.files).toEqual([]);
  });

  it("has nothing of an upload that is not well formed", async () => {
    const { glpi, client } = await scene(11);
    for (const type of ["multipart/form-data", "multipart/form-data; boundary=b"]) {
      for (const body of ["", "x", "--b", "--b\r\n\r\n", "--b\r\nContent-Disposition: x\r\n\r\nx"]) {
        const reply = await client.send("POST", "/Document", {
          body: new Blob([body]),
          headers: { "Content-Type": type },
        });
        expect(reply.status).toBe(400);
        expect(glpi.requests.at(-1)).toMatchObject({ body: undefined, files: [] });
      }
    }
  });
});

describe("an upload in chunks", () => {
  const listening: GlpiSimulator[] = [];
  afterEach(async () => {
    await Promise.all(listening.splice(0).map((glpi) => glpi.stop()));
  });

  it.each(["in process", "over HTTP"])("is whole %s", async (way) => {
    const { glpi } = await scene(11);
    listening.push(glpi);
    const client = way === "in process" ? new Client(glpi) : new Client(glpi, await glpi.listen(), fetch);
    await client.login(glpi.userToken);
    const bytes = fileOf("png", 300_000);
    const body = new FormData();
    body.set("uploadManifest", JSON.stringify({ input: linked }));
    body.set("filename[0]", new File([bytes], "a.png", { type: "image/png" }));
    const whole = new Response(body);
    const headers = { "Content-Type": whole.headers.get("content-type") ?? "" };
    const init = { body: whole.body, headers, duplex: "half" as const };
    expect((await client.send("POST", "/Document", init)).status).toBe(201);
    expect(glpi.documents[0]?.file?.bytes).toEqual(bytes);
    expect(glpi.requests.at(-1)?.headers).not.toHaveProperty("content-length");
  });
});
