import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GlpiClient } from "../../src/glpi/client.js";
import { addFollowUpWithFiles } from "../../src/glpi/follow-ups.js";
import { addTicketWithFiles } from "../../src/glpi/tickets.js";
import { addWithFiles, type FileAlong } from "../../src/glpi/with-files.js";
import { type Recording, recordedClient, recording, replay, versions } from "./recorded.js";

const along = (name: string, tag?: string): FileAlong => ({
  file: { name, mimeType: "image/png", size: 5, content: () => Buffer.from("bytes") },
  tag,
});
const nothing = async () => undefined;
const idOf = ({ response }: Recording) => (response.body as { id: number }).id;
const inputOf = (body: unknown) => JSON.parse(/\{"input.*\}/.exec(String(body))?.[0] ?? "").input;
const ticket = { title: "y", content: '<p><img id="t1" src=""></p>', entityId: 1, requesterId: 2, externalId: "wz-1" };

describe.each(versions)("files that go along with a text, as GLPI %s was recorded to answer,", (version) => {
  let client: GlpiClient;
  beforeEach(async () => {
    nock.disableNetConnect();
    client = await recordedClient(version);
  });
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

  it("are of one field each, in order, with the tags that the text shows them by", async () => {
    const recorded = recording(version, 174);
    const add = replay("Ticket", recorded);
    const files = [along("foto.png", "t1"), along("outra.png", "t2")];
    const made = await addTicketWithFiles(client, { ...ticket, type: 1 }, files, nothing);
    // Of the second one GLPI says nothing.
    expect(made).toEqual({ id: idOf(recorded), taken: false });
    const body = String(add.asked().body);
    expect([...body.matchAll(/name="(file\d)"; filename="([^"]*)"/g)].map(([, field, name]) => [field, name])).toEqual([
      ["file1", "foto.png"],
      ["file2", "outra.png"],
    ]);
    expect(inputOf(body)).toMatchObject({ name: "y", _tag_filename: ["t1", "t2"] });
    expect(add.asked().headers["content-length"]).toBe(String(Buffer.byteLength(body)));
  });

  it("are taken for sure where there was one, and GLPI says so", async () => {
    const recorded = recording(version, 174);
    replay("Ticket", recorded);
    expect(await addWithFiles(client, "Ticket", {}, [along("foto.png")], nothing)).toEqual({
      id: idOf(recorded),
      taken: true,
    });
  });

  it("leave a follow-up that has none of them where one is refused: 10 says so, and 11 that it failed", async () => {
    const recorded = recording(version, 203);
    replay("ITILFollowup", recorded);
    const followUp = { ticketId: 451, userId: 115, content: "<p>x</p>", entityId: 1 };
    const added = addFollowUpWithFiles(client, followUp, [along("a.txt")], nothing);
    if (version === "10.0.14") expect(await added).toEqual({ id: idOf(recorded), taken: false });
    else await expect(added).rejects.toMatchObject({ code: "ANSWER_LOST", status: 500 });
  });
});
