import { fileOf } from "./pictures.js";
import type { RecordedVersion, Recording } from "./recorded.js";
import { Replay } from "./replay.js";

/** The rights that the recordings' names speak of. */
const rights = {
  least: { ticket: 1029, user: 5, followup: 4097, document: 4 },
  document5: { ticket: 1029, user: 5, followup: 4097, document: 5 },
  update: { ticket: 1031, user: 5, followup: 4101, document: 4 },
};

/** What the recorded servers called who was there. */
const users = { admin: 2, least: 114, requester: 115 };
const megabyte = 1_000_000;

/** A GLPI as those of the recordings of files were. */
export class FilesScene {
  readonly replay: Replay;
  readonly #company: number;
  readonly #elsewhere: number;

  private constructor(version: RecordedVersion) {
    this.replay = new Replay(version, "2026-11-25T03:06:33Z");
    const { glpi } = this.replay;
    this.#company = glpi.addEntity({ name: "Empresa A" }).id;
    this.#elsewhere = glpi.addEntity({ name: "Empresa B" }).id;
  }

  static async begin(version: RecordedVersion): Promise<FilesScene> {
    const scene = new FilesScene(version);
    const { replay } = scene;
    const entityId = scene.#company;
    for (const [name, each] of Object.entries(rights)) {
      const profileId = replay.glpi.addProfile({ name, rights: each }).id;
      const profiles = [{ profileId, entityId, isRecursive: true }];
      const { id } = replay.glpi.addUser({ login: name, apiToken: name, entityId, profiles });
      if (name === "least") replay.name("User", users.least, id);
      await replay.startSession(name, name);
    }
    const requester = replay.glpi.addUser({ login: "requester", apiToken: "requester", entityId });
    replay.name("User", users.requester, requester.id);
    replay.name("User", users.admin, 2);
    await replay.startSession("requester", "requester");
    await replay.startSession(replay.glpi.userToken, "admin");
    return scene;
  }

  /** Whose session a request was sent in; what does not say so was sent with the least rights. */
  sessionOf({ name }: Recording): string {
    return /^(?:update|admin|requester|document5)(?=-)/.exec(name)?.[0] ?? "least";
  }

  /** Does what was done before a recorded request. */
  async prepare(number: number, recording: Recording): Promise<void> {
    const { replay } = this;
    this.#setLimits(number);
    // What the searches and lists find on GLPI 10 had been uploaded once before.
    if (replay.glpi.version === 10 && (number === 159 || number === 160)) await replay.play(recording, "least");
    if (number === 170) await this.#hide("Document", recording, this.#elsewhere, "b.txt", "segredo da empresa B");
    if (number === 173) this.#answerInPrivate(recording);
    const [, type, id] = /"itemtype":"(Ticket)","items_id":(\d+)/.exec(String(recording.request.body)) ?? [];
    if (type !== undefined && replay.id("Ticket", Number(id)) === undefined && number !== 212) {
      replay.name("Ticket", Number(id), this.#addTicket(number));
    }
    const ticketId = replay.id("Ticket", Number(id)) ?? 0;
    if (number === 208) replay.glpi.technician.change(ticketId, { status: 5 });
    if (number === 209 || number === 320) replay.glpi.technician.change(ticketId, { status: 6 });
    if (number === 318) await this.#writeTimeline(recording);
  }

  /** The recorded servers' were wide, but where a recording says so. */
  #setLimits(number: number): void {
    const { glpi } = this.replay;
    const byDefault = number >= 201 && number <= 203;
    glpi.uploadMaxBytes = byDefault ? 2 * 1024 * 1024 : 100 * megabyte;
    glpi.postMaxBytes = byDefault ? 8 * 1024 * 1024 : 100 * megabyte;
    glpi.requestMaxBytes = 64 * megabyte;
  }

  #addTicket(number: number): number {
    const entityId = number === 213 ? this.#elsewhere : this.#company;
    const title = number === 318 ? "rec img" : "rec chamado B";
    const createdById = this.replay.id("User", users.least);
    return this.replay.glpi.addTicket({ title, entityId, content: "<p>x</p>", createdById }).id;
  }

  async #hide(type: string, recording: Recording, entityId: number, name: string, text: string): Promise<void> {
    const form = new FormData();
    form.set("uploadManifest", JSON.stringify({ input: { name, entities_id: entityId } }));
    form.set("filename[0]", new File([text], name, { type: "text/plain" }));
    this.replay.name(type, idIn(recording), await this.replay.post("/Document", form, "admin"));
  }

  #answerInPrivate(recording: Recording): void {
    const { glpi } = this.replay;
    const files = [{ name: "p.txt", bytes: fileOf("txt", 28), type: "text/plain" }];
    glpi.technician.reply(this.#addTicket(173), "<p>interna</p>", { isPrivate: true, files });
    this.replay.name("Document", idIn(recording), glpi.documents.at(-1)?.id ?? 0);
  }

  /** One document on the ticket, one on a public answer, one on a private one. */
  async #writeTimeline(recording: Recording): Promise<void> {
    const { replay } = this;
    const ticketId = this.#addTicket(318);
    replay.name("Ticket", idIn(recording), ticketId);
    const send = async (path: string, input: object, file: string, session: string, type: string) => {
      const form = new FormData();
      form.set("uploadManifest", JSON.stringify({ input: { itemtype: "Ticket", items_id: ticketId, ...input } }));
      form.set("filename[0]", new File([fileOf(file.slice(-3))], file, { type }));
      await replay.post(path, form, session);
    };
    await send("/Document", { name: "x" }, "x.png", "least", "image/png");
    await send("/ITILFollowup", { content: "<p>y</p>" }, "y.png", "least", "image/png");
    const note = { content: "<p>interna</p>", is_private: 1 };
    await send("/ITILFollowup", note, "interno.txt", "admin", "application/octet-stream");
  }
}

/** The id in the path of a request. */
function idIn({ request }: Recording): number {
  return Number(/\d+$/.exec(request.path)?.[0]);
}
