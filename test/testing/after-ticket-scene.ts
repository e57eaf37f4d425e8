import type { NewTicket } from "../../src/testing/index.js";
import { Client } from "./client.js";
import type { RecordedVersion, Recording } from "./recorded.js";
import { Replay } from "./replay.js";

/** The rights that the recordings' names speak of. */
const rights = {
  least: { ticket: 1029, user: 5, followup: 4097, document: 4 },
  update: { ticket: 1031, user: 5, followup: 4101, document: 4 },
  category: { ticket: 1029, itilcategory: 1 },
  survey: { ticket: 132101, user: 5, followup: 4101, document: 4 },
};

/** What the recorded servers called who was there; the last never was. */
const users = {
  admin: 2,
  least: 114,
  requester: 115,
  noProfile: 117,
  update: 120,
  customer: 126,
  technician: 127,
  survey: 128,
};
const missingUser = 999999;
const statuses: Readonly<Record<string, number>> = { assigned: 2, pending: 4, solved: 5, closed: 6 };
const titles: Readonly<Record<number, string>> = { 226: "rec apagado", 290: "rec chamado E" };
const hourMs = 3_600_000;

/**
 * A GLPI as those of the recordings from 88 on were. What was done there without being recorded is done by hand; a
 * ticket is made when a recording first names it, as that recording's name says it was by then.
 */
export class AfterTicketScene {
  readonly replay: Replay;
  readonly #company: number;
  readonly #elsewhere: number;
  readonly #closing: number;

  private constructor(version: RecordedVersion) {
    this.replay = new Replay(version, "2026-11-25T02:58:47Z");
    const { glpi } = this.replay;
    this.#company = glpi.addEntity({ name: "Empresa A", registrationNumber: "12.345.678/0001-95", hasSurvey: true }).id;
    this.#elsewhere = glpi.addEntity({ name: "Empresa B" }).id;
    this.#closing = glpi.addEntity({ name: "Empresa C", autocloseDelay: 0 }).id;
  }

  static async begin(version: RecordedVersion): Promise<AfterTicketScene> {
    const scene = new AfterTicketScene(version);
    const { glpi } = scene.replay;
    const [least, update, survey] = [rights.least, rights.update, rights.survey].map((each) =>
      glpi.addProfile({ name: "API", rights: each }),
    );
    scene.#addUser("rec-api", [least?.id ?? 0], users.least);
    scene.#addUser("rec-update", [update?.id ?? 0], users.update);
    scene.#addUser("rec-survey", [survey?.id ?? 0], users.survey);
    scene.#addUser("rec-requester", [1], users.requester);
    scene.#addUser("rec-no-profile", [], users.noProfile);
    scene.#addUser("rec-e-requester", [1], users.customer);
    scene.#addUser("rec-e-tech", [4], users.technician);
    scene.replay.name("User", users.admin, 2);
    scene.replay.name("User", missingUser, missingUser);
    const elsewhere = [{ profileId: least?.id ?? 0, entityId: scene.#elsewhere }];
    glpi.addUser({ login: "elsewhere", apiToken: "elsewhere", entityId: scene.#elsewhere, profiles: elsewhere });
    await scene.replay.startSession("rec-api", "least");
    await scene.replay.startSession("rec-update", "update");
    await scene.replay.startSession("rec-survey", "survey");
    await scene.replay.startSession("rec-requester", "requester");
    scene.#addCategories();
    await scene.replay.startSession("rec-category", "category");
    await scene.replay.startSession("elsewhere", "elsewhere");
    await scene.replay.startSession(glpi.userToken, "admin");
    return scene;
  }

  /** Whose session a request was sent in; what does not say so was sent with the least rights. */
  sessionOf({ name }: Recording): string {
    if (/^(?:solution-\w+-autoclose|entity-search|user-search)/.test(name)) return "admin";
    if (/^other-entity-\w+-list$/.test(name)) return "elsewhere";
    return /^(?:update|admin|survey|requester|category)(?=-)/.exec(name)?.[0] ?? "least";
  }

  /** Does what was done before a recorded request. */
  async prepare(number: number, recording: Recording): Promise<void> {
    const { technician } = this.replay.glpi;
    const named = ticketOf(recording);
    if (number === 110) {
      this.#addTicket({ title: "rec A2 marca comment", content: "<p>Bom dia</p><!-- wz-tkt1 -->" });
      const content = '<p>Bom dia</p><span style="display:none">wz-tkt3</span>';
      this.#addTicket({ title: "rec A2 marca hidden", content });
    }
    if (number === 142) {
      const solution = technician.solve(this.#addTicket({}), "<p>Trocado o toner</p>");
      this.replay.name("ITILSolution", 116, solution.id);
    }
    if (number === 219) this.#addChanges(Number(Object(recording.response.body).data[0][2]));
    if (number === 254 || number === 259) this.#addSurvey(number, recording);
    if (number === 317) this.#addLastUpdates();
    if (number === 322) this.#addUser(Object(recording.response.body).data[0][1], [1], 130, "529.982.247-25");
    if (named !== undefined && this.replay.id("Ticket", named) === undefined) {
      this.replay.name("Ticket", named, await this.#makeTicket(number, recording));
    }
    if (number === 94) {
      const note = technician.reply(this.#id("Ticket", named), "<p>interna</p>", { isPrivate: true });
      this.replay.name("ITILFollowup", 6, note.id);
    }
    if (number === 230) technician.purge(this.#id("Ticket", named));
  }

  /** Of the recorded company, of another one, hidden, and the root's. */
  #addCategories(): void {
    const { glpi } = this.replay;
    const reader = glpi.addProfile({ name: "API", rights: rights.category });
    this.#addUser("rec-category", [reader.id], 131);
    const entityId = this.#company;
    const first = glpi.addCategory({ name: "rec-cat-A", entityId, isRequest: false });
    glpi.addCategory({ name: "rec-cat-hidden", entityId, isHelpdeskVisible: false });
    glpi.addCategory({ name: "rec-cat-B", entityId: this.#elsewhere, isRecursive: true });
    glpi.addCategory({ name: "rec-cat-R", isRecursive: true, isIncident: false });
    glpi.addCategory({ name: "rec-cat-A1", entityId, parentId: first.id });
  }

  async #makeTicket(number: number, { name }: Recording): Promise<number> {
    const { technician } = this.replay.glpi;
    const [, on = "", unassigned] = /-on-(\w+?)(-unassigned)?$/.exec(name) ?? [];
    const isSolved = on === "solved" || on === "closed" || /put-status|empty-content|after-add|autoclose/.test(name);
    const isAssigned = (on !== "" || isSolved) && unassigned === undefined;
    const { now } = this.replay;
    if (number >= 313) this.replay.now = new Date(now.getTime() - hourMs);
    const id = this.#addTicket({
      title: titles[number] ?? "rec",
      entityId: name.endsWith("autoclose-0") ? this.#closing : this.#company,
      requesters: [this.#id("User", number < 219 || number > 269 ? users.requester : users.customer)],
      content: "<p>x</p>",
      createdById: this.#id("User", users.least),
      technicians: isAssigned ? [this.#id("User", users.technician)] : [],
    });
    this.replay.now = now;
    if (isSolved && number !== 264) technician.solve(id, "<p>Trocado o toner</p>");
    if (on !== "") technician.change(id, { status: statuses[on] });
    if (name.startsWith("deleted")) technician.change(id, { isDeleted: true });
    if (/^other-entity-ticket/.test(name)) technician.change(id, { entityId: this.#elsewhere });
    if (number === 140) await this.#followUp(id, { add_close: 1 });
    if (number === 141) await this.#followUp(id, { add_reopen: 1 });
    if (number === 245) this.#writeTimeline(id);
    return id;
  }

  #writeTimeline(ticketId: number): void {
    const { technician } = this.replay.glpi;
    const userIds = [this.#id("User", users.customer), this.#id("User", users.technician)];
    technician.reply(ticketId, "<p>primeiro, da cliente</p>", { userId: userIds[0] });
    technician.reply(ticketId, "<p>nota interna wz-priv</p>", { isPrivate: true });
    technician.reply(ticketId, "<p>resposta do técnico</p>", { userId: userIds[1] });
    technician.solve(ticketId, "<p>Trocado o toner</p>");
  }

  /** A ticket that was closed where a survey is made of it; by its id the survey is asked for. */
  #addSurvey(number: number, { request, response }: Recording): void {
    const { replay } = this;
    const opener = this.#id("User", number === 259 ? users.survey : users.least);
    const id = this.#addTicket({ title: "rec pesquisa", status: 6, createdById: opener });
    const recordedId = Number(/\d+/.exec(request.path.replace("apirest.php", ""))?.[0]);
    replay.name("Ticket", recordedId, id);
    replay.name("TicketSatisfaction", recordedId, id);
    const survey = replay.glpi.surveys.find(({ ticketId }) => ticketId === id);
    if (number === 259)
      replay.name("TicketSatisfaction", Number(Object.keys(Object(response.body)[0])[0]), survey?.id ?? 0);
  }

  /** With the rights that `update` has. */
  async #followUp(ticketId: number, input: object): Promise<void> {
    const client = await Client.start(this.replay.glpi, "rec-update");
    await client.post("/ITILFollowup", { itemtype: "Ticket", items_id: ticketId, content: "<p>x</p>", ...input });
  }

  /** Four tickets that changed within a minute; the third is the first that the recording shows. */
  #addChanges(third: number): void {
    const { now } = this.replay;
    for (const [index, second] of [29, 30, 31, 59].entries()) {
      this.replay.now = new Date(`2026-11-20T10:00:${second}Z`);
      const title = `rec chamado C1-${index}`;
      const id = this.#addTicket({ title, requesters: [this.#id("User", users.customer)] });
      this.replay.name("Ticket", third - 2 + index, id);
    }
    this.replay.now = now;
  }

  /** Last touched by the API user, by a technician, and by the API user after a technician. */
  #addLastUpdates(): void {
    const { technician } = this.replay.glpi;
    const createdById = this.#id("User", users.least);
    const [, touched = 0, touchedAndLost = 0] = [1, 2, 3].map(() =>
      this.#addTicket({ title: "rec ultimo", createdById }),
    );
    technician.change(touched, {});
    technician.change(touchedAndLost, {});
    technician.change(touchedAndLost, {}, { userId: createdById });
  }

  #addUser(login: string, profileIds: readonly number[], recordedId: number, registrationNumber?: string): void {
    const profiles = profileIds.map((profileId) => ({ profileId, entityId: this.#company, isRecursive: true }));
    const user = { login, apiToken: login, entityId: this.#company, profiles, registrationNumber };
    this.replay.name("User", recordedId, this.replay.glpi.addUser(user).id);
  }

  #addTicket(ticket: Partial<NewTicket>): number {
    return this.replay.glpi.addTicket({ title: "rec", entityId: this.#company, ...ticket }).id;
  }

  #id(type: string, recordedId: number | undefined): number {
    const id = this.replay.id(type, recordedId ?? 0);
    if (id === undefined) throw new RangeError(`Nothing was made for the recorded ${type} ${recordedId}`);
    return id;
  }
}

/** The ticket that a recorded request names first: in its path, its input or its criteria. */
function ticketOf({ request: { path, query, body } }: Recording): number | undefined {
  const input = [Object(body).input].flat()[0];
  const searched = query["criteria[0][field]"] === 2 ? query["criteria[0][value]"] : undefined;
  const listed = /\d+/.exec(String(query["searchText[items_id]"] ?? ""))?.[0];
  const id = Number(/\/Ticket\/(\d+)/.exec(path)?.[1] ?? input?.items_id ?? searched ?? listed);
  return id > 0 ? id : undefined;
}
