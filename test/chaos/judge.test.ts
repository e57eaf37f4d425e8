import { beforeEach, expect, it } from "vitest";
import { GlpiClients } from "../../src/glpi/clients.js";
import { addDocument } from "../../src/glpi/documents.js";
import { GlpiSimulator } from "../../src/testing/index.js";
import { judge } from "./judge.js";
import { HUSH, Ledger, type Talk } from "./ledger.js";
import { pictureName, pictureOf } from "./picture.js";
import type { Person, Tenant } from "./town.js";

const QUIET_MS = 1_000;

let glpi: GlpiSimulator;
let tenants: [Tenant, Tenant];
let person: Person;
let talk: Talk;
let ledger: Ledger;

beforeEach(() => {
  glpi = new GlpiSimulator();
  const tenant = (id: number) => ({
    id,
    glpi,
    entityId: glpi.addEntity({ name: `Example ${id}` }).id,
    configuration: {},
  });
  tenants = [tenant(1), tenant(2)];
  person = somebody(tenants[0], "t1p1");
  ledger = new Ledger();
  talk = ledger.open(person, 1);
});

function somebody(tenant: Tenant, code: string): Person {
  const userId = glpi.addUser({ login: code, realname: code, entityId: tenant.entityId }).id;
  return { tenant, code, contact: { id: 1 }, userId };
}

/** A message that was first sent at one time and accepted at another. */
function write(firstSentAt: number, acceptedAt: number, to = talk): string {
  const id = `t${to.conversation.tenantId}c${to.conversation.id}m${to.messages.length + 1}`;
  to.messages.push({ id, firstSentAt, acceptedAt });
  return id;
}

function file(ids: readonly string[], { entityId = tenants[0].entityId, requester = person.userId } = {}): void {
  const ticket = glpi.addTicket({
    title: "ajuda",
    content: ids.map((id) => `<p>ref ${id}.</p>`).join(""),
    entityId,
    requesters: requester === undefined ? [] : [requester],
  });
  ledger.said(1, 1, `Chamado ${ticket.id}`);
}

/** A document of a ticket, as the integration makes it. */
async function attach(ticketId: number, name: string, bytes: Uint8Array, to = glpi): Promise<void> {
  const { url, appToken, userToken } = to;
  const clients = new GlpiClients({ requestTimeoutMs: 1_000, maxRequestsInFlight: 1, fetch: to.fetch });
  const client = clients.for({ url, appToken, userToken });
  const uploaded = { name, mimeType: "image/png", size: bytes.length, content: () => bytes };
  await addDocument(client, { ticketId, entityId: 0, tag: "", file: uploaded }, async () => undefined);
}

/** A message with a picture, and the picture. */
function writeWithPicture(): [id: string, name: string, bytes: Uint8Array] {
  const id = write(0, 10);
  const written = talk.messages.at(-1);
  if (written !== undefined) written.hasPicture = true;
  return [id, pictureName(id), pictureOf(talk.conversation, id)];
}

const figures = () => judge(ledger.talks, [glpi], QUIET_MS);

const allWell = {
  lost: 0,
  inTwoTickets: 0,
  filesMissing: 0,
  filesTwice: 0,
  tenantsMixed: 0,
  wrongPerson: 0,
  untold: 0,
  notAccepted: 0,
  notOneUser: 0,
  notReopened: 0,
};

it("a burst in one ticket for its author, whose number was told, is all well", () => {
  file([write(0, 10), write(500, 510)]);
  expect(figures()).toMatchObject({ ...allWell, conversations: 1, messages: 2, filed: 1, bursts: 1, tickets: 1 });
});

it("an accepted message in no ticket is lost", () => {
  const id = write(0, 10);
  write(500, 510);
  file([id]);
  expect(figures()).toMatchObject({ lost: 1 });
});

it("a message whose id is the beginning of another's is not taken for it", () => {
  for (let count = 0; count < 9; count += 1) write(0, 10);
  const tenth = write(0, 10);
  file([tenth]);
  expect(figures()).toMatchObject({ lost: 9 });
});

it("the same message in two tickets is counted, and the second ticket is one too many", () => {
  const ids = [write(0, 10)];
  file(ids);
  file(ids);
  expect(figures()).toMatchObject({ inTwoTickets: 1, filed: 2, bursts: 1 });
});

it("two tickets of one burst are one too many, however slowly it was accepted", () => {
  file([write(0, 10)]);
  file([write(900, 999)]);
  expect(figures()).toMatchObject({ filed: 2, bursts: 1 });
});

it("a message that may have been kept the quiet period after the one before begins a burst of its own", () => {
  file([write(0, 10)]);
  file([write(900, 1_000)]);
  expect(figures()).toMatchObject({ filed: 2, bursts: 2 });
});

it("a late message that went into the same ticket is still one burst", () => {
  file([write(0, 10), write(900, 5_000)]);
  expect(figures()).toMatchObject({ filed: 1, bursts: 1 });
});

it("a burst of which nothing is left counts as a burst", () => {
  file([write(0, 10)]);
  write(60_000, 60_010);
  expect(figures()).toMatchObject({ lost: 1, filed: 1, bursts: 2 });
});

it("a message that nobody accepted is not lost, but told", () => {
  talk.messages.push({ id: "t1c1m1", firstSentAt: 0, acceptedAt: undefined });
  expect(figures()).toMatchObject({ messages: 0, lost: 0, notAccepted: 1 });
});

it("a ticket for somebody else, for nobody, or in the root entity has the wrong person", () => {
  const other = somebody(tenants[0], "t1p2");
  file([write(0, 10)], { requester: other.userId });
  file([write(5_000, 5_010)], { requester: 0 });
  file([write(9_000, 9_010)], { entityId: 0 });
  expect(figures()).toMatchObject({ wrongPerson: 3, tenantsMixed: 0 });
});

it("messages of two conversations in one ticket are the wrong person's", () => {
  const second = ledger.open(person, 2);
  file([write(0, 10), write(0, 10, second)]);
  expect(figures()).toMatchObject({ wrongPerson: 1 });
});

it("another tenant's messages, entity or person in a ticket is a mixture", () => {
  const neighbour = somebody(tenants[1], "t2p1");
  const next = ledger.open(neighbour, 1);
  file([write(0, 10), write(0, 10, next)]);
  file([write(5_000, 5_010)], { entityId: tenants[1].entityId });
  file([write(9_000, 9_010)], { requester: neighbour.userId });
  expect(figures()).toMatchObject({ tenantsMixed: 3 });
});

it("a ticket in another tenant's GLPI is a mixture", () => {
  const elsewhere = new GlpiSimulator();
  const id = write(0, 10);
  elsewhere.addTicket({ title: "ajuda", content: `<p>ref ${id}.</p>` });
  expect(judge(ledger.talks, [glpi, elsewhere], QUIET_MS)).toMatchObject({ lost: 0, tenantsMixed: 1 });
});

it("unknown people for whom no user or two users were made are counted", () => {
  for (const [index, times] of [0, 1, 2].entries()) {
    const code = `t1p${index + 5}`;
    ledger.open({ tenant: tenants[0], code, contact: { id: 5 }, userId: undefined }, index + 5);
    for (let made = 0; made < times; made += 1) glpi.addUser({ login: `${code}-${made}`, realname: code });
  }
  expect(figures()).toMatchObject({ unknownPeople: 3, usersMade: 3, notOneUser: 2 });
});

it("a ticket whose number was told in no conversation of its messages is untold", () => {
  glpi.addTicket({ title: "ajuda", content: `<p>ref ${write(0, 10)}.</p>` });
  expect(figures()).toMatchObject({ untold: 1 });
});

it("a follow-up counts as a burst of its own, is its requester's, and is in the ticket's name", () => {
  file([write(0, 10)]);
  const content = `<p>ref ${write(9_000, 9_010)}.</p>`;
  const [ticket] = glpi.tickets;
  glpi.technician.reply(ticket?.id ?? 0, content, { userId: person.userId ?? 0 });
  expect(figures()).toMatchObject({ ...allWell, filed: 2, bursts: 2, tickets: 1, conversationsHeard: 1 });
  glpi.technician.reply(ticket?.id ?? 0, content, { userId: 2 });
  expect(figures()).toMatchObject({ inTwoTickets: 1, wrongPerson: 1 });
});

it("who was asked and does not answer is told so; nobody else is", () => {
  file([write(0, 10)]);
  for (const [id, told] of [
    [2, true],
    [3, false],
  ] as const) {
    ledger.open(person, id).silent = true;
    if (told) ledger.said(1, id, HUSH);
  }
  expect(figures()).toMatchObject({ silent: 2, silentTold: 1, hushed: 0, conversationsHeard: 1, bursts: 1 });
  ledger.said(1, 1, HUSH);
  expect(figures()).toMatchObject({ hushed: 1 });
});

it("a solved ticket that was written to afterwards, and is still solved, was not reopened", () => {
  file([write(0, 10)]);
  const id = glpi.tickets[0]?.id ?? 0;
  glpi.technician.solve(id, "<p>ok</p>");
  expect(figures()).toMatchObject({ notReopened: 0 });
  glpi.technician.reply(id, `<p>ref ${write(9_000, 9_010)}.</p>`, { userId: person.userId ?? 0 });
  expect(figures()).toMatchObject({ notReopened: 1 });
  glpi.technician.change(id, { status: 2 });
  expect(figures()).toMatchObject({ notReopened: 0 });
});

it("a picture that is a document of its message's ticket is all well, in a follow-up too", async () => {
  const [id, name, bytes] = writeWithPicture();
  const [later, laterName, laterBytes] = writeWithPicture();
  file([id]);
  glpi.technician.reply(1, `<p>ref ${later}.</p>`, { userId: person.userId ?? 0 });
  await attach(1, name, bytes);
  await attach(1, laterName, laterBytes);
  expect(figures()).toMatchObject({ ...allWell, files: 2 });
});

it("a picture that is not there, is not whole, or is in another ticket is missing", async () => {
  const [id, name, bytes] = writeWithPicture();
  const other = write(9_000, 9_010);
  file([id]);
  file([other]);
  expect(figures()).toMatchObject({ files: 1, filesMissing: 1, filesTwice: 0 });
  await attach(1, name, bytes.subarray(0, -1));
  expect(figures()).toMatchObject({ files: 1, filesMissing: 1, filesTwice: 0 });
  await attach(2, "another.png", bytes);
  expect(figures()).toMatchObject({ files: 1, filesMissing: 1, filesTwice: 1 });
});

it("a picture in another GLPI's ticket of the same number is missing", async () => {
  const elsewhere = new GlpiSimulator();
  const [id, name, bytes] = writeWithPicture();
  file([id]);
  elsewhere.addTicket({ title: "ajuda", content: "" });
  await attach(1, name, bytes, elsewhere);
  expect(judge(ledger.talks, [glpi, elsewhere], QUIET_MS)).toMatchObject({ filesMissing: 1, filesTwice: 0 });
});

it("a picture that is there twice, or in a second ticket too, is counted once", async () => {
  const [id, name, bytes] = writeWithPicture();
  file([id]);
  await attach(1, name, bytes);
  await attach(1, name, bytes);
  expect(figures()).toMatchObject({ files: 1, filesMissing: 0, filesTwice: 1 });
  await attach(2, name, bytes);
  expect(figures()).toMatchObject({ files: 1, filesMissing: 0, filesTwice: 1 });
});

it("the picture of a message that nobody accepted is owed to nobody", () => {
  talk.messages.push({ id: "t1c1m1", firstSentAt: 0, acceptedAt: undefined, hasPicture: true });
  expect(figures()).toMatchObject({ files: 0, filesMissing: 0 });
});

it("no two messages have the same picture, and one message has the same each time", () => {
  const talks = [1, 2].flatMap((tenantId) => [1, 2].map((id) => ({ tenantId, id })));
  const all = talks.flatMap((each) => ["a", "b"].map((id) => pictureOf(each, id).toString("latin1")));
  expect(new Set(all).size).toBe(8);
  expect(pictureOf({ tenantId: 1, id: 1 }, "a").toString("latin1")).toBe(all[0]);
});
