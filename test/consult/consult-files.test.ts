import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { fileOf, pictureOf } from "../testing/pictures.js";
import { type ConsultDay, makeConsultDay } from "./consult-day.js";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
}, 60_000);
afterAll(() => pglite.close());
useFakeClock();

const kinds = [
  [10, "memory"],
  [11, "memory"],
  [10, "postgres"],
  [11, "postgres"],
] as const;

const jpg = fileOf("jpg");
const photo = (fileName: string, data: Uint8Array = jpg) => ({
  media: { type: "image", mimeType: "image/jpeg", fileName, data },
});
const isUpload = ({ method, resource }: { method: string; resource: string }) =>
  method === "POST" && resource === "Document";

describe.each(kinds)("files of somebody who looks up their tickets on GLPI %i, kept in %s", (version, kind) => {
  let day: ConsultDay;
  const begin = async (options: Parameters<typeof makeConsultDay>[3] = {}) => {
    day = await makeConsultDay(version, kind, pglite as never, options);
  };
  afterEach(() => day.end());

  const documents = () => day.glpi.documents.map(({ file, link }) => [link?.ticketId, file?.name, file?.bytes.length]);
  const uploads = () => day.requests().filter((line) => line.startsWith("POST /Document")).length;

  it("what they add from a detail, with a picture, is one follow-up and one document", async () => {
    await begin();
    const printer = await day.ticket("A impressora parou", { status: 2 });
    await day.asks();
    await day.answers("1");
    await day.answers("1");
    await day.answers("pisca em vermelho");
    await day.answers("assim", photo("painel.jpg"));
    await day.wait(20);
    expect(day.followUps(printer)).toHaveLength(1);
    expect(day.followUps(printer)[0]).toContain("pisca em vermelho\n\nassim\n📎 painel.jpg");
    expect(documents()).toEqual([[printer, "painel.jpg", jpg.length]]);
    expect(day.host.texts.filter((text) => text.includes(`Acrescentamos ao chamado ${printer}`))).toHaveLength(1);
    await day.wait(3_600);
    expect(day.followUps(printer)).toHaveLength(1);
    expect(uploads()).toBe(1);
    expect(day.glpi.tickets).toHaveLength(1);
    expect(day.names()).toEqual(["ticketsConsulted", "followUpAdded"]);
  });

  it("a picture alone is what is not solved yet, and its document is in the ticket's own company", async () => {
    await begin({ consult: { ticketStatuses: "notClosed" } });
    const globex = day.glpi.addEntity({ name: "Globex" }).id;
    const printer = await day.ticket("A impressora parou", { technicians: [2], entityId: globex });
    day.glpi.technician.solve(printer, "<p>Toner novo</p>");
    await day.asks();
    await day.answers("1");
    await day.answers("3");
    await day.answers("", photo("painel.jpg"));
    await day.wait(20);
    expect(day.glpi.tickets[0]?.status).toBe(2);
    expect(documents()).toEqual([[printer, "painel.jpg", jpg.length]]);
    expect(day.glpi.documents[0]?.entityId).toBe(globex);
  });

  it("a whole picture is shown in what they add, and its document is in the ticket's own company", async () => {
    await begin();
    const globex = day.glpi.addEntity({ name: "Globex" }).id;
    const printer = await day.ticket("A impressora parou", { status: 2, entityId: globex });
    await day.asks();
    await day.answers("1");
    await day.answers("1");
    const whole = pictureOf("jpg");
    await day.answers("assim", photo("painel.jpg", whole));
    await day.wait(60);
    expect(documents()).toEqual([[printer, "painel.jpg", whole.length]]);
    expect(day.glpi.followUps[0]?.content).toMatch(/document\.send\.php\?docid=1/);
    expect(day.glpi.documents[0]?.entityId).toBe(globex);
    expect(uploads()).toBe(0);
  });

  it("GLPI goes down before the file: what was added is told once, and the file comes later, once", async () => {
    await begin();
    const printer = await day.ticket("A impressora parou", { status: 2 });
    await day.asks();
    await day.answers("1");
    await day.answers("1");
    day.glpi.faults.resetAfter({ when: isUpload, times: 1 });
    await day.answers("assim", photo("painel.jpg"));
    await day.wait(600);
    expect(day.followUps(printer)).toHaveLength(1);
    expect(documents()).toEqual([[printer, "painel.jpg", jpg.length]]);
    expect(day.host.texts.filter((text) => text.includes(`Acrescentamos ao chamado ${printer}`))).toHaveLength(1);
    expect(await day.integration.health()).toMatchObject({ waiting: 0, failed: 0, dead: 0 });
  });

  it("one that GLPI does not take is named to them, and in the ticket, once", async () => {
    await begin({ consult: { maxFileMb: 1 } });
    const printer = await day.ticket("A impressora parou", { status: 2 });
    await day.asks();
    await day.answers("1");
    await day.answers("1");
    await day.answers("assim", photo("grande.jpg", new Uint8Array(1_100_000)));
    await day.wait(3_600);
    expect(documents()).toEqual([]);
    expect(day.host.texts.at(-1)).toContain(`Isto não entrou no chamado ${printer}:\n• grande.jpg: é grande demais`);
    expect(day.followUps(printer)).toHaveLength(2);
    expect(day.followUps(printer)[1]).toContain("grande.jpg");
    expect(day.host.texts.filter((text) => text.includes("grande.jpg"))).toHaveLength(1);
  });

  it("one that does not come in time is named to them then", async () => {
    await begin({ options: { retry: { giveUpAfterMs: 600_000 } } });
    day.host.files = new Map([["painel", new Error("storage down")]]);
    const printer = await day.ticket("A impressora parou", { status: 2 });
    await day.asks();
    await day.answers("1");
    await day.answers("1");
    await day.answers("assim", { id: "painel", media: { type: "image", fileName: "painel.jpg" } });
    await day.wait(300);
    expect(day.host.texts.at(-1)).toContain(`Acrescentamos ao chamado ${printer}`);
    await day.wait(900);
    expect(day.host.texts.at(-1)).toContain(`Isto não entrou no chamado ${printer}:\n• painel.jpg:`);
    expect(await day.integration.health()).toMatchObject({ waiting: 0, failed: 0, dead: 0 });
  });

  it("words that become a ticket take their picture with them, and ask for no category", async () => {
    await begin({
      create: { askCategory: true, categoryId: 77 },
      consult: { createIntegrationId: 1 },
      rights: { itilcategory: 1 },
    });
    day.glpi.addCategory({ name: "Rede", entityId: 1 });
    await day.ticket("A impressora parou");
    await day.asks();
    await day.answers("o monitor também apagou", photo("monitor.jpg"));
    await day.answers("1");
    await day.wait(20);
    const opened = day.glpi.tickets[1];
    expect(opened).toMatchObject({ title: "o monitor também apagou", categoryId: 77 });
    expect(documents()).toEqual([[opened?.id, "monitor.jpg", jpg.length]]);
    expect(day.host.texts.join()).not.toContain("Sobre o que é");
    expect(day.requests().join()).not.toContain("ITILCategory");
    await day.answers("e agora a tela", photo("tela.jpg"));
    await day.wait(20);
    expect(day.followUps(opened?.id ?? 0)).toHaveLength(1);
    expect(documents().slice(1)).toEqual([[opened?.id, "tela.jpg", jpg.length]]);
  });
});
