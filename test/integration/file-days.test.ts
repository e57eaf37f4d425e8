import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Message } from "../../src/host/events.js";
import type { PostgresPool } from "../../src/store/postgres/pool.js";
import { useFakeClock } from "../fake-clock.js";
import { fileOf } from "../testing/pictures.js";
import { type Day, makeDay, type StoreKind } from "./day.js";

const jpg = fileOf("jpg");
const png = fileOf("png");
const opus = Buffer.from("OggS\0\x02OpusHead");

const photo = (id: string, data: Uint8Array = jpg, more: object = {}): Partial<Message> => ({
  id,
  media: { type: "image", mimeType: "image/jpeg", fileName: `${id}.jpg`, data, ...more },
});

const isUpload = ({ method, resource }: { method: string; resource: string }) =>
  method === "POST" && resource === "Document";

/** Whether a request's manifest names a file. */
const hasFile = (body: unknown) => JSON.stringify(body ?? "").includes("_filename");

const kinds = [
  [10, "memory"],
  [11, "memory"],
  [10, "postgres"],
  [11, "postgres"],
] as const satisfies readonly (readonly [10 | 11, StoreKind])[];

describe.each(kinds)("a day with files on GLPI %i, store %s:", (version, kind) => {
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
  afterEach(() => day.end());

  const begin = async (create: Record<string, unknown> = {}, giveUpAfterMs = 4 * 86_400_000) => {
    day = await makeDay(version, kind, pool, { create, options: { retry: { giveUpAfterMs } } });
  };
  const files = () => day.glpi.documents.map(({ file, link }) => [link?.ticketId, file?.name, file?.bytes.length]);
  const count = (line: string) => day.requests().filter((each) => each.startsWith(line)).length;

  it("the customer writes, and sends a picture: both are in the one ticket", async () => {
    await begin();
    await day.transfers("a impressora parou");
    await day.writes("", photo("foto"));
    await day.wait(20);
    expect(day.glpi.tickets).toHaveLength(1);
    expect(files()).toEqual([[1, "foto.jpg", jpg.length]]);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
    expect(day.names().filter((name) => name !== "ticketCreated")).toEqual([]);
  });

  it("a picture alone is a ticket, and one later is in the follow-up's ticket", async () => {
    await begin();
    await day.transfers();
    await day.writes("", photo("tela", png, { mimeType: "image/png", fileName: "tela.png" }));
    await day.wait(20);
    expect(files()).toEqual([[1, "tela.png", png.length]]);
    await day.writes("e agora isso", photo("outra"));
    await day.wait(20);
    expect(day.glpi.tickets).toHaveLength(1);
    expect(day.glpi.followUps).toHaveLength(1);
    expect(files().slice(1)).toEqual([[1, "outra.jpg", jpg.length]]);
  });

  it("an album of thirty pictures: thirty documents in order, the ticket once, and one more request for each", async () => {
    await begin();
    await day.transfers("segue tudo");
    for (let number = 1; number <= 30; number += 1) await day.writes("", photo(`foto ${number}`));
    await day.wait(30);
    expect(day.glpi.tickets).toHaveLength(1);
    expect(files().map(([, name]) => name)).toEqual(Array.from({ length: 30 }, (_, index) => `foto ${index + 1}.jpg`));
    expect(count("POST /Document")).toBe(30);
    expect(count("GET /Ticket/1")).toBeLessThanOrEqual(2);
  });

  it("the host's own storage gives it, and a function that was told with it", async () => {
    await begin();
    day.host.files = new Map([["nota", Buffer.from("nota fiscal")]]);
    await day.transfers("segue a nota");
    await day.writes("", { id: "nota", media: { type: "document", fileName: "nota.txt" } });
    await day.writes("", photo("foto", undefined, { data: undefined, open: async () => jpg }));
    await day.wait(20);
    expect(files()).toEqual([
      [1, "nota.txt", 11],
      [1, "foto.jpg", jpg.length],
    ]);
  });

  it("a voice note goes in under the name that GLPI takes", async () => {
    await begin();
    const media = { type: "voice", mimeType: "audio/ogg; codecs=opus", fileName: "PTT-1.opus", data: opus };
    await day.transfers("ouve aqui");
    await day.writes("", { id: "voz", media });
    await day.wait(20);
    expect(files()).toEqual([[1, "PTT-1.ogg", opus.length]]);
  });

  it("what does not get in is named in the ticket and to the customer, once, and costs nothing else", async () => {
    await begin({ maxFileMb: 1 });
    await day.transfers("o sistema travou");
    await day.writes("", {
      id: "video",
      media: { type: "video", fileName: "tela.mp4", data: Buffer.from("ftypmp42") },
    });
    await day.writes("", photo("grande", jpg, { data: undefined, size: 3_000_000, open: () => jpg }));
    await day.writes("", photo("boa"));
    await day.wait(60);
    expect(files()).toEqual([[1, "boa.jpg", jpg.length]]);
    const [note] = day.followUps(1);
    expect(note).toContain("📎 tela.mp4 · 8 B: o sistema não aceita esse tipo de arquivo");
    expect(note).toContain("📎 grande.jpg · 2,9 MB: é grande demais");
    expect(note).not.toContain("boa.jpg");
    expect(day.told()).toEqual(["Pronto, Beatriz", "Isto não entrou no chamado 1:"]);
    expect(day.host.texts[1]).toContain(
      "• tela.mp4: o sistema não aceita esse tipo de arquivo; mande em PDF ou como foto",
    );
    const failed = day.events.flatMap(({ name, event }) => (name === "fileFailed" ? [event] : []));
    expect(failed).toMatchObject([
      { ticketId: 1, messageId: "video", fileName: "tela.mp4", problem: "typeRefused", error: { code: "FILE_FAILED" } },
      { ticketId: 1, messageId: "grande", problem: "tooLarge" },
    ]);
    await day.wait(3_600);
    expect(day.host.texts).toHaveLength(2);
    expect(day.followUps(1)).toHaveLength(1);
  });

  it("GLPI refuses one that looked right: it is named, and the others are there", async () => {
    await begin();
    day.glpi.faults.status(413, { body: "html", when: isUpload, times: 1 });
    await day.transfers("seguem duas");
    await day.writes("", photo("uma"));
    await day.writes("", photo("duas"));
    await day.wait(60);
    expect(files()).toEqual([[1, "duas.jpg", jpg.length]]);
    expect(day.host.texts[1]).toContain("• uma.jpg: é grande demais");
  });

  it("the answer to a file is lost: it is looked for, and there once", async () => {
    await begin();
    day.glpi.faults.resetAfter({ when: isUpload, times: 1 });
    await day.transfers("seguem duas");
    await day.writes("", photo("uma"));
    await day.writes("", photo("duas"));
    await day.wait(20);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
    await day.wait(120);
    expect(files().map(([, name]) => name)).toEqual(["uma.jpg", "duas.jpg"]);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
  });

  it("a picture that GLPI fails at every time is named at last, and the next one is there", async () => {
    await begin();
    await day.transfers("seguem duas");
    await day.writes("", photo("cortada", fileOf("cut.jpg", 40)));
    await day.writes("", photo("boa"));
    await day.wait(600);
    const there = version === 10 ? ["cortada.jpg", "boa.jpg"] : ["boa.jpg"];
    expect(files().map(([, name]) => name)).toEqual(there);
    expect(day.told().slice(1)).toEqual(version === 10 ? [] : ["Isto não entrou no chamado 1:"]);
  });

  it("GLPI goes down after the ticket: the number is told, what is written goes on, and the file comes later", async () => {
    await begin();
    day.glpi.faults.resetBefore({ when: isUpload, times: 1 });
    await day.transfers("a tela");
    await day.writes("", photo("tela"));
    await day.wait(20);
    await day.writes("e o teclado");
    await day.wait(30);
    expect(day.glpi.followUps).toHaveLength(1);
    await day.wait(120);
    expect(files()).toEqual([[1, "tela.jpg", jpg.length]]);
  });

  it("the host's storage is down for an hour: the file comes after it, and nobody is told that it failed", async () => {
    await begin();
    day.host.files = new Map([["foto", new Error("storage down")]]);
    await day.transfers("segue a foto");
    await day.writes("", photo("foto", undefined, { data: undefined }));
    await day.wait(3_600);
    expect(files()).toEqual([]);
    expect(day.names().filter((name) => name === "warning")).toHaveLength(1);
    day.host.files.set("foto", jpg);
    await day.wait(600);
    expect(files()).toEqual([[1, "foto.jpg", jpg.length]]);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
  });

  it("a file that its storage has no more, and one that does not come in time, are named then", async () => {
    await begin({}, 600_000);
    day.host.files = new Map<string, Uint8Array | Error>([["foto", new Error("storage down")]]);
    await day.transfers("seguem");
    await day.writes("", photo("foto", undefined, { data: undefined }));
    await day.writes("", photo("perdida", undefined, { data: undefined }));
    await day.wait(300);
    expect(day.told()).toEqual(["Pronto, Beatriz", "Isto não entrou no chamado 1:"]);
    expect(day.host.texts[1]).not.toContain("foto.jpg");
    await day.wait(900);
    expect(day.told()).toEqual(["Pronto, Beatriz", "Isto não entrou no chamado 1:", "Isto não entrou no chamado 1:"]);
    expect(day.host.texts[2]).not.toContain("perdida.jpg");
    expect(day.followUps(1)).toHaveLength(2);
    const problems = day.events.flatMap(({ name, event }) => (name === "fileFailed" ? [event.problem] : []));
    expect(problems).toEqual(["gone", "unreachable"]);
    expect(await day.integration.health()).toMatchObject({ waiting: 0, failed: 0, dead: 0 });
  });

  it("a host that only tells that there is a file, and cannot give it, is as before", async () => {
    await begin();
    await day.transfers("segue a foto");
    await day.writes("", {
      id: "foto",
      media: { type: "image", fileName: "foto.jpg", url: "https://files.example.com/1" },
    });
    await day.wait(60);
    expect(day.glpi.tickets[0]?.content).toContain("📎 foto.jpg");
    expect(files()).toEqual([]);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
    expect(count("GET /Ticket/1?")).toBe(0);
  });

  it("the ticket was closed before its file came: it is there all the same, once", async () => {
    await begin();
    day.host.files = new Map([["foto", new Error("storage down")]]);
    await day.transfers("segue a foto");
    await day.writes("", photo("foto", undefined, { data: undefined }));
    await day.wait(20);
    day.glpi.technician.change(1, { status: 6 });
    day.host.files.set("foto", jpg);
    day.glpi.faults.resetAfter({ when: ({ method, body }) => method === "POST" && hasFile(body), times: 1 });
    await day.wait(600);
    expect(day.glpi.documents.map(({ file }) => file?.name)).toEqual(["foto.jpg"]);
    expect(day.followUps(1)).toEqual(version === 11 ? ["📎 foto.jpg"] : []);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
  });

  it("the ticket was deleted before its file came: the customer is told, and it ends", async () => {
    await begin();
    day.host.files = new Map([["foto", new Error("storage down")]]);
    await day.transfers("segue a foto");
    await day.writes("", photo("foto", undefined, { data: undefined }));
    await day.wait(20);
    day.glpi.technician.change(1, { isDeleted: true });
    day.host.files.set("foto", jpg);
    await day.wait(600);
    expect(day.host.texts.at(-1)).toContain("• foto.jpg:");
    expect(day.glpi.documents).toEqual([]);
  });
});
