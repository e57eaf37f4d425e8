import { describe, expect, it } from "vitest";
import type { Media } from "../../src/host/events.js";
import { locales } from "../../src/locales/locales.js";
import { mediaLine } from "../../src/ticket/media-line.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

describe("what came with a message", () => {
  it.each<[Media, string]>([
    [{ type: "image", fileName: "foto.jpg", size: 1_258_291 }, "📎 foto.jpg · 1,2 MB"],
    [{ type: "document", fileName: "nota.pdf", size: 900 }, "📎 nota.pdf · 900 B"],
    [{ type: "audio", size: 20_480 }, "📎 Áudio · 20 KB"],
    [{ type: "video", size: 104_857_600 }, "📎 Vídeo · 100 MB"],
    [{ type: "video", size: 1_023_999 }, "📎 Vídeo · 1 MB"],
    [{ fileName: "vazio.txt", size: 0 }, "📎 vazio.txt · 0 B"],
    [{}, "📎 Arquivo"],
    [
      { type: "location", latitude: -19.92, longitude: -43.94, name: "Loja", address: "Rua Exemplo, 10" },
      "📍 Loja, Rua Exemplo, 10\nhttps://maps.google.com/?q=-19.92,-43.94",
    ],
    [{ type: "location", latitude: 0, longitude: 0 }, "📍 Localização\nhttps://maps.google.com/?q=0,0"],
    [{ type: "location" }, "📎 Localização"],
    [
      {
        type: "contactCard",
        contacts: [{ name: "Ana", telephones: ["+55 31 98765-4321", "3333-4444"] }, { name: "Rui" }],
      },
      "👤 Ana: +55 31 98765-4321, 3333-4444\n👤 Rui",
    ],
  ])("%o is a line that can be read", (media, line) => {
    expect(mediaLine(media, locales["pt-BR"], "pt-BR")).toBe(line);
  });

  const ticketOf = async (...messages: object[]) => {
    const { glpi, integration, pass } = makeWorld();
    addBeatriz(glpi);
    for (const each of messages) {
      await integration.onMessage({ conversation: conversation(), integrationId: 1, message: message(each) });
    }
    await pass(16_000);
    await integration.close();
    const [ticket] = glpi.tickets;
    return { title: ticket?.title, text: ticket?.content.replace(/<[^>]*>/g, "\n").replace(/\n+/g, "\n") ?? "" };
  };

  it("is a description, and the title where nothing was written", async () => {
    const place = { latitude: -19.92, longitude: -43.94, name: "Loja do Centro" };
    expect(await ticketOf({ text: "", media: place })).toMatchObject({ title: "Loja do Centro" });
    expect(await ticketOf({ text: "", media: { mimeType: "image/png", size: 10 } })).toMatchObject({ title: "Imagem" });
    expect(await ticketOf({ text: "", media: { mimeType: "application/pdf" } })).toMatchObject({ title: "Documento" });
    const card = { contacts: [{ name: "Ana", telephones: ["+55 31 98765-4321"] }] };
    expect(await ticketOf({ text: "", media: card })).toMatchObject({
      title: "Cartão de contato",
      text: expect.stringContaining("👤 Ana: +55 31 98765-4321"),
    });
  });

  it("has its caption for a text, and over a transcript stands what it is of", async () => {
    const { title, text } = await ticketOf(
      { text: " ", media: { type: "image", fileName: "foto.jpg", caption: "a tela ficou azul" } },
      { text: "então, ela desliga sozinha", media: { type: "ptt", size: 20_480 } },
    );
    expect(title).toBe("a tela ficou azul");
    expect(text).toMatch(/a tela ficou azul\n📎 foto.jpg/);
    expect(text).toMatch(/📎 Mensagem de voz · 20 KB\nentão, ela desliga sozinha/);
  });

  it("a message that answers another of the ticket quotes it, unless that was the one before", async () => {
    const { text } = await ticketOf(
      {
        id: "a",
        text: "a impressora do financeiro parou de novo hoje cedo, e ninguém consegue imprimir as notas fiscais",
      },
      { id: "b", text: "e o mouse também", repliesTo: "a" },
      { id: "c", text: "essa primeira é urgente", repliesTo: "a" },
      { id: "d", text: "obrigada pela resposta", repliesTo: "elsewhere" },
    );
    expect(text.match(/↪/g)).toHaveLength(1);
    expect(text).toMatch(/↪ a impressora do financeiro .*…\nessa primeira é urgente/);
  });

  it("that cannot be read costs no message", async () => {
    const { text } = await ticketOf(
      {
        text: "olha isso",
        media: { size: -1, latitude: 900, longitude: "x", contacts: "Ana", name: 7 },
        repliesTo: {},
      },
      {
        text: "e isso",
        media: { contacts: [null, { telephones: [1, null, {}] }, ...Array(50).fill({ name: "Rui" })] },
      },
    );
    expect(text).toContain("olha isso");
    expect(text.match(/👤/g)?.length).toBeLessThanOrEqual(20);
  });
});
