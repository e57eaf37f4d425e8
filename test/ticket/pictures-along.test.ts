import { afterEach, beforeEach, expect, it } from "vitest";
import type { CreateTicketIntegration } from "../../src/config/integration.js";
import { parseIntegration } from "../../src/config/parse-integration.js";
import { toBatch } from "../../src/conversation/batch.js";
import { GlpiClients } from "../../src/glpi/clients.js";
import { GlpiSimulator } from "../../src/testing/index.js";
import { maybePictures, type Picture, readPictures } from "../../src/ticket/pictures-along.js";
import type { HandlerContext } from "../../src/work/context.js";
import { FilesAtHand } from "../../src/work/files-at-hand.js";
import { pictureOf } from "../testing/pictures.js";
import { conversation, message } from "../words.js";

const MB = 1024 * 1024;

let clients: GlpiClients;
let read: (sizes: readonly number[], more?: { maxFileMb?: number; textBytes?: number }) => Promise<Picture[]>;

beforeEach(() => {
  const glpi = new GlpiSimulator();
  clients = new GlpiClients({ fetch: glpi.fetch, requestTimeoutMs: 5_000, maxRequestsInFlight: 4 });
  const context = { clients, files: new FilesAtHand(4), store: {}, host: { media: {} }, addresses: "any" };
  read = (sizes, { maxFileMb = 20, textBytes = 1_000 } = {}) => {
    const { url, appToken, userToken } = glpi;
    const raw = { type: "glpi-create-ticket", name: "GLPI", url, appToken, userToken, maxFileMb };
    const integration = parseIntegration(raw) as CreateTicketIntegration;
    const messages = sizes.map((size, index) =>
      message({ text: "", media: { type: "image", fileName: `${index}.jpg`, data: pictureOf("jpg", size) } }),
    );
    const batch = toBatch(conversation(), undefined, messages);
    const handlers = context as unknown as HandlerContext;
    return readPictures(handlers, integration, batch, maybePictures(handlers, integration, batch), textBytes);
  };
});
afterEach(() => clients.close());

const names = async (pictures: Promise<Picture[]>) => {
  const read = await pictures;
  for (const { dispose } of read) await dispose();
  return read.map(({ upload }) => upload.name);
};

it("pictures go along with a text while all of it is less than 8 MB, in order", async () => {
  const sizes = [2_090_000, 2_090_000, 2_090_000, 2_090_000, 300];
  expect(await names(read(sizes))).toEqual(["0.jpg", "1.jpg", "2.jpg", "4.jpg"]);
});

it("a long text leaves less room, and a longer one none", async () => {
  expect(await names(read([2_000_000, 2_000_000], { textBytes: 2.5 * MB }))).toEqual(["0.jpg"]);
  expect(await names(read([300], { textBytes: 4 * MB }))).toEqual([]);
});

it("none is larger than GLPI, the operator and PHP take", async () => {
  expect(await names(read([2 * MB + 1_000, 300]))).toEqual(["1.jpg"]);
  expect(await names(read([MB + 1_000, 300], { maxFileMb: 1 }))).toEqual(["1.jpg"]);
});

it("twenty at most", async () => {
  expect(await names(read(Array.from({ length: 25 }, () => 300)))).toHaveLength(20);
});
