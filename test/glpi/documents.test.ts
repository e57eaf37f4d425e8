import nock from "nock";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GlpiClient } from "../../src/glpi/client.js";
import { KnownDocumentRules } from "../../src/glpi/document-rules.js";
import { addDocument, filesOfTicket } from "../../src/glpi/documents.js";
import { recordedClient, recording, replay, versions } from "./recorded.js";

const file = { name: "foto.png", mimeType: "image/png", size: 5, content: () => Buffer.from("bytes") };
const document = { ticketId: 444, entityId: 1, tag: "wz-1-0", file };

describe.each(versions)("as GLPI %s was recorded to answer", (version) => {
  let client: GlpiClient;
  const goes = vi.fn(async () => undefined);

  beforeEach(async () => {
    nock.disableNetConnect();
    goes.mockClear();
    client = await recordedClient(version);
  });
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

  it("a file goes out as the recorded one did", async () => {
    const recorded = recording(version, 159);
    const add = replay("Document", recorded);
    expect(await addDocument(client, document, goes)).toBe((recorded.response.body as { id: number }).id);
    expect(goes).toHaveBeenCalledOnce();
    const { headers, body } = add.asked();
    const [, boundary = ""] = /^multipart\/form-data; boundary=(\w+)$/.exec(headers["content-type"] ?? "") ?? [];
    const plain = (text: string, by: string) =>
      text
        .replaceAll(by, "B")
        .replace(/\{"input.*\}/, "{}")
        .replace(/\r\n\r\n(?:bytes|\(\d+ bytes\))/, "\r\n\r\nbytes");
    const theirs = plain(String(recorded.request.body), "----x9").replaceAll("foto wz-doc2.png", "foto.png");
    expect(plain(String(body), boundary)).toBe(theirs);
    expect(headers["content-length"]).toBe(String(Buffer.byteLength(String(body))));
    expect(JSON.parse(/\{"input.*\}/.exec(String(body))?.[0] ?? "")).toEqual({
      input: {
        name: "foto.png",
        itemtype: "Ticket",
        items_id: 444,
        entities_id: 1,
        tag: "wz-1-0",
        _filename: ["foto.png"],
      },
    });
  });

  it.each([
    [54, "REFUSED", 400],
    [202, "REFUSED", 400],
    [200, "REFUSED", 413],
    [55, "REFUSED", undefined],
    [199, "REFUSED", undefined],
  ])("a file that is refused (%i) is %s", async (number, code, status) => {
    replay("Document", recording(version, number));
    await expect(addDocument(client, document, goes)).rejects.toMatchObject({ code, status, retryable: false });
  });

  it("the files of a ticket are read with the least rights, by bytes, mark and name", async () => {
    const recorded = recording(version, 148);
    const body = recorded.response.body as {
      entities_id: number;
      _documents: { id: number; sha1sum: string; tag: string; filename: string; mime: string }[];
    };
    const get = replay("Ticket/444", recorded);
    expect(await filesOfTicket(client, 444)).toEqual({
      is: "here",
      status: "new",
      entityId: body.entities_id,
      documents: body._documents.map(({ id, sha1sum, tag, filename, mime }) => ({
        ...{ id, sha1: sha1sum, tag, fileName: filename, mimeType: mime },
        isDeleted: false,
      })),
    });
    expect(Object.fromEntries(get.asked().query)).toEqual({ with_documents: "true", get_hateoas: "false" });
  });

  it("a ticket that is purged, or out of reach, is gone", async () => {
    for (const number of [230, 231]) {
      replay("Ticket/7", recording(version, number));
      expect(await filesOfTicket(client, 7)).toEqual({ is: "gone" });
    }
  });

  it("what it takes is asked once in an hour; with the least rights it is what a stock GLPI takes", async () => {
    replay("getGlpiConfig", recording(version, 71));
    replay("DocumentType", recording(version, 214));
    const rules = new KnownDocumentRules();
    const { maxBytes, endings } = await rules.of(client);
    expect(maxBytes).toBe(2 * 1024 * 1024);
    // The session that was recorded alone does not tell that it is GLPI 11's.
    const listed = String(recording(version, 215).response.body).split(",");
    expect([...endings].sort()).toEqual(listed.filter((ending) => ending !== "webp").sort());
    expect(await rules.of(client)).toEqual({ maxBytes, endings });
  });
});
