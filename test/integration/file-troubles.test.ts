import { Readable } from "node:stream";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Media, Message } from "../../src/host/events.js";
import type { PostgresPool } from "../../src/store/postgres/pool.js";
import { type Faults, GlpiSimulator } from "../../src/testing/index.js";
import { FilesAtHand } from "../../src/work/files-at-hand.js";
import { useFakeClock } from "../fake-clock.js";
import { fileOf } from "../testing/pictures.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";
import { type Day, makeDay, type StoreKind } from "./day.js";

const jpg = fileOf("jpg");
const photo = (id: string, more: Media = { data: jpg }): Partial<Message> => ({
  id,
  media: { type: "image", mimeType: "image/jpeg", fileName: `${id}.jpg`, ...more },
});
const silent = () => new Readable({ read: () => undefined });
const isUpload = ({ method, resource }: { method: string; resource: string }) =>
  method === "POST" && resource === "Document";

describe.each<StoreKind>(["memory", "postgres"])("trouble with files, store %s:", (kind) => {
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
    day = await makeDay(11, kind, pool, options);
  };
  const files = () => day.glpi.documents.map(({ file }) => [file?.name, file?.bytes.length]);
  const failed = () => day.events.flatMap(({ name, event }) => (name === "fileFailed" ? [event.problem] : []));

  it.each<[string, Media]>([
    ["a number", { open: () => 7 as never }],
    ["nothing", { open: () => null as never }],
    ["an address that is none", { url: "https://files.example.com:99999/x?token=SECRET" }],
    [
      "what throws at once",
      {
        open: () => {
          throw new TypeError("no");
        },
      },
    ],
  ])("a source that gives %s costs the other files nothing", async (_kind, bad) => {
    await begin({ create: { allowMediaFrom: ["files.example.com"] } });
    await day.transfers("seguem duas");
    await day.writes("", photo("ruim", bad));
    await day.writes("", photo("boa"));
    await day.wait(60);
    expect(files()).toEqual([["boa.jpg", jpg.length]]);
    expect(day.events.filter(({ event }) => "error" in event && event.error.code === "UNEXPECTED")).toEqual([]);
  });

  it("a ticket that is closed while its files go in has all of them", async () => {
    await begin();
    let toCome = 2;
    day.glpi.latency = (request) => {
      if (isUpload(request)) {
        toCome -= 1;
        if (toCome === 0) day.glpi.technician.change(1, { status: 6 });
      }
      return undefined;
    };
    await day.transfers("seguem três");
    for (const id of ["um", "dois", "três"]) await day.writes("", photo(id, { data: fileOf("jpg") }));
    await day.wait(60);
    expect(files().map(([name]) => name)).toEqual(["um.jpg", "dois.jpg", "três.jpg"]);
    expect(failed()).toEqual([]);
  });

  it("what is a text, a Blob or a web stream is the file", async () => {
    await begin();
    await day.transfers("seguem três");
    const text = (id: string, open: Media["open"]) => ({
      id,
      media: { type: "document", fileName: `${id}.txt`, open },
    });
    await day.writes(
      "",
      text("texto", () => "olá" as never),
    );
    await day.writes(
      "",
      text("blob", () => new Blob(["bytes"]) as never),
    );
    await day.writes(
      "",
      text("web", () => Readable.toWeb(Readable.from([Buffer.from("stream")])) as never),
    );
    await day.wait(60);
    expect(files()).toEqual([
      ["texto.txt", 4],
      ["blob.txt", 5],
      ["web.txt", 6],
    ]);
  });

  it("a picture that is edited into another is that one", async () => {
    await begin();
    await day.transfers("segue");
    await day.writes("", photo("foto"));
    await day.writes("agora sim", {
      ...photo("foto", { data: fileOf("jpg", 200), fileName: "nova.jpg" }),
      edited: true,
    });
    await day.wait(60);
    expect(files()).toEqual([["nova.jpg", 200]]);
  });

  it("a caption that is edited leaves the file", async () => {
    await begin();
    await day.transfers("segue");
    await day.writes("", photo("foto"));
    await day.writes("legenda", { id: "foto", media: { type: "image", fileName: "foto.jpg" }, edited: true });
    await day.wait(60);
    expect(files()).toEqual([["foto.jpg", jpg.length]]);
    expect(day.glpi.tickets[0]?.content).toContain("legenda");
  });

  it("what the customer writes next does not wait for a source that is stuck", async () => {
    await begin();
    await day.transfers("seguem");
    for (const id of ["a", "b", "c", "d"]) await day.writes("", photo(id, { open: silent }));
    await day.wait(30);
    await day.writes("é urgente");
    await day.wait(15);
    await day.wait(10);
    expect(day.glpi.followUps).toHaveLength(1);
  });

  it("the address becomes another GLPI's before a file came: it goes to nobody there, and is named", async () => {
    const other = new GlpiSimulator({ version: 11 });
    other.addTicket({ title: "somebody else's" });
    const profile = other.addProfile({ name: "API", rights: { ticket: 1031, user: 5, followup: 4101, document: 4 } });
    const profiles = [{ profileId: profile.id, entityId: 0, isRecursive: true }];
    other.addUser({ login: "api", apiToken: "another", profiles });
    const url = "https://other.example.test/glpi/apirest.php";
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (!request.url.startsWith(url)) return day.glpi.fetch(request);
      return other.fetch(new Request(request.url.replace(url, other.url), request));
    };
    await begin({ options: { fetch } });
    day.host.files = new Map<string, Uint8Array | Error>([["foto", new Error("storage down")]]);
    await day.transfers("segue a foto");
    await day.writes("", photo("foto", {}));
    await day.wait(30);
    Object.assign(day.create, { url, userToken: "another" });
    await day.wait(90);
    day.host.files.set("foto", jpg);
    await day.wait(600);
    expect(other.documents).toEqual([]);
    expect(other.followUps).toEqual([]);
    expect(failed()).toEqual(["ticketGone"]);
    expect(day.host.texts.at(-1)).toContain("foto.jpg");
  });

  it("a file that only another process can give is named when its time is over", async () => {
    await begin({ options: { retry: { giveUpAfterMs: 600_000 } } });
    const opener = vi.spyOn(FilesAtHand.prototype, "opener").mockReturnValue(undefined);
    await day.transfers("segue");
    await day.writes("", photo("foto", { open: () => jpg }));
    await day.wait(30);
    expect(failed()).toEqual([]);
    await day.wait(1_200);
    expect(failed()).toEqual(["gone"]);
    opener.mockRestore();
  });

  it.each([
    ["is unavailable", (faults: Faults) => faults.status(503, { times: 5, when: isUpload })],
    ["breaks the connection", (faults: Faults) => faults.resetBefore({ times: 5, when: isUpload })],
  ])("a server that %s five times when the file comes is asked again until it is there", async (_what, fail) => {
    await begin();
    fail(day.glpi.faults);
    await day.transfers("segue a foto");
    await day.writes("", photo("foto"));
    for (let minute = 0; minute < 60; minute += 1) await day.wait(60);
    expect([files(), failed()]).toEqual([[["foto.jpg", jpg.length]], []]);
  });

  it("without the right to add documents the operator is warned, and it comes when that is granted", async () => {
    await begin({ rights: { document: 0 }, options: { retry: { giveUpAfterMs: 86_400_000 } } });
    await day.transfers("segue");
    await day.writes("", photo("foto"));
    await day.wait(60);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
    const [warning] = day.events.flatMap(({ name, event }) => (name === "warning" ? [event] : []));
    expect(warning?.error.message).toContain('right "document"');
    day.create.userToken = day.glpi.userToken;
    await day.wait(900);
    expect(files()).toEqual([["foto.jpg", jpg.length]]);
  });

  it("an integration that creates no more tickets costs no file its event", async () => {
    await begin({ options: { retry: { giveUpAfterMs: 600_000 } } });
    day.host.files = new Map([["foto", new Error("storage down")]]);
    await day.transfers("segue");
    await day.writes("", photo("foto", {}));
    await day.wait(60);
    day.host.integrations[1] = day.host.integrations[2];
    await day.wait(1_500);
    expect(failed()).toEqual(["unreachable"]);
    expect(await day.integration.health()).toMatchObject({ waiting: 0, failed: 0, dead: 0 });
  });

  it("a host that cannot tell which files are missing is asked again", async () => {
    await begin({ create: { maxFileMb: 1 } });
    const { sendMessage } = day.host;
    let failures = 1;
    Object.assign(day.host, {
      sendMessage: (where: never, what: { text: string }) => {
        if (what.text.includes("não entrou") && failures-- > 0) throw new Error("the channel is down");
        return sendMessage(where, what);
      },
    });
    await day.transfers("segue");
    await day.writes("", photo("grande", { size: 3_000_000, open: () => jpg }));
    await day.wait(300);
    expect(day.told()).toEqual(["Pronto, Beatriz", "Isto não entrou no chamado 1:"]);
    expect(day.followUps(1)).toHaveLength(1);
  });

  it("the text of many files with long names fits WhatsApp", async () => {
    await begin({ create: { maxFileMb: 1 } });
    await day.transfers("seguem");
    for (let index = 0; index < 15; index += 1) {
      const fileName = `${"nome ".repeat(180)}\u202e${index}.jpg`;
      await day.writes("", photo(`${index}`, { fileName, size: 3_000_000, open: () => jpg }));
    }
    await day.wait(60);
    const text = day.host.texts.at(-1) ?? "";
    expect(text.length).toBeLessThan(2_000);
    expect(text).toContain("• … e mais 5");
    expect(text).not.toMatch(/\u202e/);
  });
});

describe("many sources that are stuck", () => {
  useFakeClock();

  it("leave room for a file that can be had, and are not asked without end", async () => {
    const day = await makeDay(11, "memory", undefined, {});
    const runs = vi.spyOn(FilesAtHand.prototype, "run");
    const talk = (id: number) =>
      conversation({ id, contact: { id: 5_000 + id, name: "B", phoneNumber: "5531987654322" } });
    for (let id = 1_000; id < 1_060; id += 1) {
      await day.transfers("segue", talk(id));
      await day.writes("", photo(`presa ${id}`, { open: silent }), talk(id));
    }
    await day.wait(60);
    await day.transfers("segue", talk(2_000));
    await day.writes("", photo("boa"), talk(2_000));
    // When each was tried once, those that failed leave room.
    for (let time = 0; time < 60; time += 1) await day.wait(10);
    expect(day.glpi.tickets).toHaveLength(61);
    expect(day.glpi.documents.map(({ file }) => file?.name)).toEqual(["boa.jpg"]);
    const before = runs.mock.calls.length;
    await day.wait(60);
    expect(runs.mock.calls.length - before).toBeLessThan(200);
    runs.mockRestore();
    await Promise.all([day.end(), day.pass(2_000)]);
  });
});

describe("files of createTicket()", () => {
  useFakeClock();

  it.each([
    ["nothing", () => undefined],
    ["a lost answer", (glpi: GlpiSimulator) => void glpi.faults.resetAfter({ when: isUpload, times: 1 })],
  ])("come beside the answer, after %s too", async (_trouble, trouble) => {
    const { glpi, integration, create, pass, events, host } = makeWorld(11);
    addBeatriz(glpi);
    trouble(glpi);
    const messages = [message({ text: "seguem duas" }), message(photo("uma")), message(photo("duas"))];
    const created = integration.createTicket({ integration: create, conversation: conversation(), messages });
    for (let second = 0; second < 5; second += 1) await pass(1_000);
    expect(await created).toMatchObject({ ticketId: 1 });
    for (let second = 0; second < 90; second += 1) await pass(1_000);
    expect(glpi.documents.map(({ file }) => file?.name)).toEqual(["uma.jpg", "duas.jpg"]);
    expect(events.map(({ name }) => name)).toEqual(["ticketCreated"]);
    expect(host.texts).toEqual([]);
    await integration.close();
  });

  it("are on their way: the same call again is the same ticket, and each file is there once", async () => {
    const { glpi, integration, create, pass } = makeWorld(11);
    addBeatriz(glpi);
    glpi.faults.delay(5_000, { when: isUpload });
    const messages = [message({ text: "segue" }), message(photo("uma"))];
    const request = { integration: create, conversation: conversation(), messages };
    const created = integration.createTicket(request);
    await pass(1_000);
    const again = integration.createTicket(request);
    await pass(1_000);
    expect([(await created).ticketId, (await again).ticketId]).toEqual([1, 1]);
    await pass(10_000);
    expect(glpi.tickets).toHaveLength(1);
    expect(glpi.documents).toHaveLength(1);
    await integration.close();
  });

  it("that are not to be had are named", async () => {
    const { glpi, integration, create, pass, events, host } = makeWorld(11);
    addBeatriz(glpi);
    glpi.faults.resetBefore({ when: isUpload });
    const messages = [message({ text: "segue" }), message(photo("uma"))];
    const created = integration.createTicket({ integration: create, conversation: conversation(), messages });
    for (let second = 0; second < 120; second += 1) await pass(1_000);
    await created;
    expect(events.flatMap(({ name, event }) => (name === "fileFailed" ? [event.problem] : []))).toEqual([
      "unreachable",
    ]);
    expect(host.texts).toEqual([expect.stringContaining("uma.jpg")]);
    await integration.close();
  });
});
