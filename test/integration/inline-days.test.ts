import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Media, Message } from "../../src/host/events.js";
import type { PostgresPool } from "../../src/store/postgres/pool.js";
import type { SimulatedRequest } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { fileOf, pictureOf } from "../testing/pictures.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";
import { type Day, makeDay, readable, type StoreKind } from "./day.js";

const photo = (id: string, data: Uint8Array = pictureOf("jpg"), more: Media = {}): Partial<Message> => ({
  id,
  media: { type: "image", mimeType: "image/jpeg", fileName: `${id}.jpg`, data, ...more },
});
const post = (resource: string) => (request: SimulatedRequest) =>
  request.method === "POST" && request.resource === resource;
const withFiles = (resource: string) => (request: SimulatedRequest) =>
  post(resource)(request) && request.files.length > 0;

/** A text with `[picture of document 1]` where one is shown. */
const shown = (html: string) =>
  readable(
    html
      .replace(/&#60;/g, "<")
      .replace(/&#62;/g, ">")
      .replace(/<a [^>]*><img [^>]*docid=(\d+)[^>]*><\/a>/g, "[picture of document $1]"),
  )
    .replace(/ · [\d,]+ [KM]?B$/gm, "")
    .replace(/\n+/g, "\n");

const kinds = [
  [10, "memory"],
  [11, "memory"],
  [10, "postgres"],
  [11, "postgres"],
] as const satisfies readonly (readonly [10 | 11, StoreKind])[];

describe.each(kinds)("a day with pictures on GLPI %i, store %s:", (version, kind) => {
  let day: Day;
  let pool: PostgresPool & { close(): Promise<void> };
  useFakeClock();
  beforeAll(async () => {
    if (kind === "postgres") {
      const pglite = new PGlite();
      pool = { query: (text, values) => pglite.query(text, values), close: () => pglite.close() };
    }
  });
  afterAll(() => pool?.close());
  // What reads when it is closed has its time.
  afterEach(() => Promise.all([day.end(), day.pass(2_000)]));

  const begin = async (options: Parameters<typeof makeDay>[3] = {}) => {
    day = await makeDay(version, kind, pool, options);
  };
  const files = () => day.glpi.documents.map(({ file }) => file?.name);
  const count = (line: string) => day.requests().filter((each) => each.startsWith(line)).length;
  const content = (index = 0) => shown(day.glpi.tickets[index]?.content ?? "");
  const followUp = (index = 0) => shown(day.glpi.followUps[index]?.content ?? "");
  /** Whether each document is there once, linked once, and belongs to the one ticket. */
  const expectOnce = (...names: string[]) => {
    expect(day.glpi.tickets).toHaveLength(1);
    expect(files()).toEqual(names);
    expect(day.glpi.documents.map(({ ticketId, links }) => [ticketId, links.length])).toEqual(names.map(() => [1, 1]));
    expect(day.told().filter((text) => text !== "Anotado no chamado 1")).toEqual(["Pronto, Beatriz"]);
    expect(day.names().filter((name) => name === "fileFailed" || name === "ticketFailed")).toEqual([]);
  };

  it("words and a picture are one request: the picture is shown below its own line, and there once", async () => {
    await begin();
    await day.transfers("a impressora parou");
    await day.writes("olha", photo("foto"));
    await day.writes("e agora?");
    await day.wait(60);
    expectOnce("foto.jpg");
    expect(content()).toMatch(/^a impressora parou\nolha\n📎 foto.jpg\n\[picture of document 1\]\ne agora\?\nContato/);
    expect([count("POST /Ticket"), count("POST /Document")]).toEqual([1, 0]);
    expect(day.requests()).not.toContain("GET /Ticket/1");
    await day.wait(600);
    expectOnce("foto.jpg");
  });

  it("a follow-up shows its pictures in its own text, each where it was sent, in the ticket's company", async () => {
    await begin();
    await day.transfers("a impressora parou");
    await day.wait(20);
    await day.writes("antes", photo("antes", pictureOf("png"), { mimeType: "image/png", fileName: "antes.png" }));
    await day.writes("depois", photo("depois", pictureOf("gif"), { mimeType: "image/gif", fileName: "depois.gif" }));
    await day.wait(60);
    expectOnce("antes.png", "depois.gif");
    expect(followUp()).toBe(
      "antes\n📎 antes.png\n[picture of document 1]\ndepois\n📎 depois.gif\n[picture of document 2]",
    );
    expect([count("POST /ITILFollowup"), count("POST /Document")]).toEqual([1, 0]);
    const { entityId, links } = day.glpi.documents[0] ?? {};
    expect([entityId, links?.[0]?.itemtype, links?.[0]?.userId]).toEqual([
      1,
      "ITILFollowup",
      day.glpi.users.at(-1)?.id,
    ]);
  });

  it("an album of thirty: twenty go along, ten come after, all in order, and the ticket is made once", async () => {
    await begin();
    await day.transfers("segue tudo");
    const names = Array.from({ length: 30 }, (_, index) => `foto ${index + 1}`);
    for (const name of names) await day.writes("", photo(name));
    await day.wait(60);
    expectOnce(...names.map((name) => `${name}.jpg`));
    expect([count("POST /Ticket"), count("POST /Document")]).toEqual([1, 10]);
    const pictures = [...content().matchAll(/📎 foto (\d+)\.jpg\n\[picture of document (\d+)\]/g)];
    expect(pictures.map(([, name, id]) => [name, id])).toEqual(
      Array.from({ length: 20 }, (_, index) => [`${index + 1}`, `${index + 1}`]),
    );
  });

  it("what is not sure to pass comes after the text as before: other files, and pictures that are cut", async () => {
    await begin();
    const pdf = {
      type: "document",
      mimeType: "application/pdf",
      fileName: "nota.pdf",
      data: Buffer.from("%PDF-1.4 x"),
    };
    await day.transfers("segue");
    await day.writes("", { id: "nota", media: pdf });
    await day.writes("", photo("falsa", Buffer.from("%PDF-1.4 y")));
    await day.writes("", photo("cortada", fileOf("jpg", 300)));
    await day.writes("", photo("boa"));
    await day.wait(60);
    const [sent] = day.glpi.requests.filter(withFiles("Ticket"));
    expect(sent?.files.map(({ field, name }) => [field, name])).toEqual([["file1", "boa.jpg"]]);
    expectOnce("boa.jpg", "nota.pdf", "falsa.pdf", "cortada.jpg");
  });

  it("a picture of another type than its name says is shown under its true name", async () => {
    await begin();
    await day.transfers("segue");
    await day.writes("", photo("tela", pictureOf("png")));
    await day.wait(60);
    expectOnce("tela.png");
    expect(content()).toContain("[picture of document 1]");
  });

  it("WebP is shown where GLPI takes it", async () => {
    await begin();
    await day.transfers("segue");
    await day.writes("", photo("tela", pictureOf("webp"), { mimeType: "image/webp", fileName: "tela.webp" }));
    await day.wait(60);
    expect(files()).toEqual(version === 11 ? ["tela.webp"] : []);
    expect(content().includes("[picture of")).toBe(version === 11);
  });

  it.each(["Ticket", "ITILFollowup"])("the answer to a %s with pictures is lost: all is there, once", async (what) => {
    await begin();
    day.glpi.faults.resetAfter({ when: withFiles(what), times: 1 });
    await day.transfers("a impressora parou");
    if (what === "ITILFollowup") await day.wait(20);
    await day.writes("", photo("uma"));
    await day.writes("", photo("duas"));
    await day.wait(300);
    expectOnce("uma.jpg", "duas.jpg");
    expect(what === "Ticket" ? content() : followUp()).toContain("📎 duas.jpg\n[picture of document 2]");
    expect([count(`POST /${what}`), count("POST /Document")]).toEqual([1, 0]);
  });

  it.each(["Ticket", "ITILFollowup"])("a %s with pictures never arrives: the next try goes without", async (what) => {
    await begin();
    day.glpi.faults.resetBefore({ when: withFiles(what), times: 1 });
    await day.transfers("a impressora parou");
    if (what === "ITILFollowup") await day.wait(20);
    await day.writes("", photo("uma"));
    await day.writes("", photo("duas"));
    await day.wait(300);
    expectOnce("uma.jpg", "duas.jpg");
    expect(what === "Ticket" ? content() : followUp()).not.toMatch(/picture of|#/);
    expect(day.glpi.requests.filter(withFiles(what))).toHaveLength(1);
    expect(count("POST /Document")).toBe(2);
  });

  it("GLPI takes less than it did: 11 fails at the pictures and has the ticket, 10 leaves them out; they come after", async () => {
    await begin();
    await day.transfers("primeiro");
    await day.writes("", photo("antes"));
    await day.wait(60);
    day.glpi.documentMaxSizeMb = 0.0001;
    const asBefore = (request: SimulatedRequest) => {
      if (post("Document")(request)) day.glpi.documentMaxSizeMb = 2;
      return false;
    };
    day.glpi.faults.delay(0, { when: asBefore });
    await day.writes("de novo", photo("uma"));
    await day.writes("", photo("duas"));
    await day.wait(300);
    expectOnce("antes.jpg", "uma.jpg", "duas.jpg");
    expect(day.glpi.followUps).toHaveLength(1);
    expect([count("POST /ITILFollowup"), count("POST /Document")]).toEqual([1, 2]);
    // Where it failed with a page, the next text goes without.
    await day.writes("mais uma", photo("três"));
    await day.wait(60);
    expect(files().at(-1)).toBe("três.jpg");
    expect(count("POST /Document")).toBe(version === 11 ? 3 : 2);
  });

  it.each([413, 400])(
    "a server that refuses so much (%i) has the text at once, and the pictures after it",
    async (status) => {
      await begin();
      if (status === 413) day.glpi.faults.status(413, { body: "html", when: withFiles("Ticket"), times: 1 });
      else day.glpi.faults.refuseToAdd({ when: withFiles("Ticket"), times: 1 });
      await day.transfers("segue");
      await day.writes("", photo("foto"));
      await day.wait(20);
      expectOnce("foto.jpg");
      expect([count("POST /Ticket"), count("POST /Document")]).toEqual([2, 1]);
      expect(day.names()).toEqual(["ticketCreated"]);
    },
  );

  it("GLPI is down before the ticket: the picture goes along when it works again", async () => {
    await begin();
    day.glpi.faults.status(503, { when: ({ method }) => method === "GET", times: 12 });
    await day.transfers("segue");
    await day.writes("", photo("foto"));
    await day.wait(600);
    expect(day.glpi.tickets).toHaveLength(1);
    expect(files()).toEqual(["foto.jpg"]);
    expect(content()).toContain("[picture of document 1]");
  });

  it("a source that is slow holds its ticket five seconds at most, and the next ones not at all", async () => {
    await begin();
    const slow = { data: undefined, open: () => new Readable({ read: () => undefined }) } as Media;
    await day.transfers("segue");
    await day.writes("", photo("presa", undefined, slow));
    await day.writes("", photo("boa"));
    await day.wait(16);
    // The other store's clock goes ahead.
    if (kind === "memory") expect(day.glpi.tickets).toEqual([]);
    await day.wait(5);
    expect(content()).toMatch(/📎 presa.jpg\n📎 boa.jpg\n\[picture of document 1\]/);
    await day.writes("e isso", photo("outra", undefined, slow));
    await day.wait(16);
    expect(day.glpi.followUps).toHaveLength(1);
  });

  it("a source that fails is asked again later, and the text does not wait for it", async () => {
    await begin();
    day.host.files = new Map<string, Uint8Array | Error>([["foto", new Error("storage down")]]);
    await day.transfers("segue");
    await day.writes("", photo("foto", undefined, { data: undefined }));
    await day.wait(16);
    expect(day.glpi.tickets).toHaveLength(1);
    day.host.files.set("foto", pictureOf("jpg"));
    await day.wait(600);
    expectOnce("foto.jpg");
  });

  it("a picture that is edited into another is that one, and shown", async () => {
    await begin();
    await day.transfers("segue");
    await day.writes("", photo("foto"));
    const other = pictureOf("jpg", 500);
    await day.writes("agora sim", { ...photo("foto", other, { fileName: "nova.jpg" }), edited: true });
    await day.wait(60);
    expectOnce("nova.jpg");
    expect(day.glpi.documents[0]?.sha1).toBe(createHash("sha1").update(other).digest("hex"));
    expect(content()).toContain("agora sim\n📎 nova.jpg\n[picture of document 1]");
  });

  it("the same picture twice is two documents, and again in a follow-up it is the company's own, shown", async () => {
    await begin();
    const same = pictureOf("jpg");
    await day.transfers("segue");
    await day.writes("", photo("uma", same));
    await day.writes("", photo("outra", same));
    await day.wait(60);
    expectOnce("uma.jpg", "outra.jpg");
    await day.writes("ainda assim", photo("de novo", same));
    await day.wait(60);
    expect(files()).toEqual(["uma.jpg", "outra.jpg"]);
    expect(followUp()).toBe("ainda assim\n📎 de novo.jpg\n[picture of document 1]");
    expect(count("POST /Document")).toBe(1);
  });

  it("a caption that looks like a mark of GLPI stays as it was written", async () => {
    await begin();
    await day.transfers("#1# <img id=x>");
    await day.writes("#2#", photo("foto"));
    await day.wait(60);
    expect(day.glpi.tickets[0]?.content).toContain("#1#");
    expect(content()).toContain("#2#\n📎 foto.jpg\n[picture of document 1]");
  });

  it("without the right to add documents the text goes alone", async () => {
    await begin({ rights: { document: 0 } });
    await day.transfers("segue");
    await day.writes("", photo("foto"));
    await day.wait(20);
    expect(day.glpi.requests.filter(withFiles("Ticket"))).toEqual([]);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
  });
});

describe.each([10, 11] as const)("pictures of createTicket() on GLPI %i", (version) => {
  useFakeClock();

  it("are in its one request, and in its text", async () => {
    const { glpi, integration, create, pass, requests } = makeWorld(version);
    addBeatriz(glpi);
    const messages = [message({ text: "segue" }), message(photo("uma"))];
    const created = integration.createTicket({ integration: create, conversation: conversation(), messages });
    await pass(100);
    expect(await created).toMatchObject({ ticketId: 1 });
    await pass(60_000);
    expect(shown(glpi.tickets[0]?.content ?? "")).toContain("📎 uma.jpg\n[picture of document 1]");
    expect(glpi.documents.map(({ file }) => file?.name)).toEqual(["uma.jpg"]);
    expect(requests().filter((line) => line.startsWith("POST"))).toEqual(["POST /Ticket"]);
    await integration.close();
  });
});
