import { setTimeout as pause } from "node:timers/promises";
import { GlpiAdmin } from "../../src/cli/glpi-admin.js";
import type { GlpiAccount } from "../../src/glpi/clients.js";
import type { Contact } from "../../src/host/events.js";
import { GlpiIntegration, type GlpiIntegrationEvents } from "../../src/index.js";
import { CountingFetch, type Measured, measure, type Scenario } from "./measure.js";
import { PlainGlpi } from "./plain-glpi.js";
import { rawPost, searchEachTime, sessionPerOperation, sessionPerTicket } from "./rivals.js";

/** What the customer waits for when all is written. */
export const fromDueToNumber = "ours, first-time, from due";
export const knownContact = "ours, known contact";
/** The same with a picture beside it. */
export const withPicture = "ours, known, picture of 2 MB";
const PICTURE_ROUNDS = 5;
const PICTURE_BYTES = 2_000_000;
/** No request is under way any more when none was answered for so long. */
const LOOKED_AFTER_MS = 150;

/** Each is another one. */
let written = 0;

/** A whole PNG, as far as its chunks say, with other bytes each time: GLPI keeps the same bytes once. */
function newPicture(): Buffer {
  const begun = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0CRC.";
  const picture = Buffer.alloc(PICTURE_BYTES, `${written} whazing-glpi`);
  picture.write(begun, "latin1");
  picture.writeUInt32BE(PICTURE_BYTES - begun.length - 24, begun.length);
  picture.write("IDAT", begun.length + 4, "latin1");
  picture.write("\0\0\0\0IEND", PICTURE_BYTES - 12, "latin1");
  return picture;
}

const text = "A impressora do financeiro parou e aparece o erro 50.4 no visor";

export interface LatencyOptions {
  rounds: number;
  /** Rounds before, which are not measured: a host's process has been running for a while. */
  warmUps: number;
  /** Called when measuring begins, and when it ends. */
  measuring?(now: boolean): void;
}

export interface Latency {
  version: 10 | 11;
  /** Whether the customers belong to no entity but the root. */
  inRoot: boolean;
  measured: Measured[];
}

/** How long a ticket takes by each way, side by side on one GLPI; what is made there is removed again. */
export async function measureLatency(
  account: GlpiAccount,
  { rounds, warmUps, measuring }: LatencyOptions,
): Promise<Latency> {
  const admin = new GlpiAdmin(account);
  const counter = new CountingFetch();
  const settings = { type: "glpi-create-ticket", name: "GLPI", ...account };
  let told: (conversationId: unknown) => void = () => undefined;
  const sendMessage = ({ id }: { id: unknown }) => told(id);
  const host = { sendMessage, transferToQueue: () => undefined, loadIntegration: () => settings };
  const integration = new GlpiIntegration({ host, fetch: counter.fetch });
  const failed: Error[] = [];
  integration.on("fileFailed", ({ error }) => failed.push(error));
  try {
    const people = await arrangePeople(admin, warmUps + rounds);
    const plain = new PlainGlpi(account, counter.fetch);
    const session = await plain.init();
    const open = ({ contact }: { contact: Contact }) => openTicket(integration, settings, contact);
    // So that the store knows this person, and the session is there.
    admin.keep("Ticket", await open(people.known));
    const { customer } = people.known;
    const arrivals = new Arrivals(integration, counter, people.arriving);
    told = (conversationId) => arrivals.told(conversationId);
    const words = { title: text, content: `<p>[24/11/2026 10:00] ${text}</p>\n<p>Contato: Beatriz Souza</p>` };
    const scenarios: Scenario[] = [
      { name: "raw POST Ticket, warm session", run: () => rawPost(plain, session, customer, words) },
      { name: knownContact, run: () => open(people.known) },
      { name: "ours, first-time contact", run: () => open(people.strangers.pop() ?? people.known) },
      arrivals.scenario,
      { name: "ours, follow-up", run: () => addFollowUp(integration, people.known.contact) },
      { name: "a: session per ticket", run: () => sessionPerTicket(plain, customer, words) },
      { name: "b: session per operation", run: () => sessionPerOperation(plain, customer, words) },
      { name: "c: warm, searches each time", run: () => searchEachTime(plain, session, customer, words) },
    ];
    const made = (ticketId: number) => admin.keep("Ticket", ticketId);
    await measure(scenarios, warmUps, counter, made);
    measuring?.(true);
    const measured = await measure(scenarios, rounds, counter, made);
    // Afterwards, so that its bytes are in nobody's way; what GLPI takes is asked with the first.
    const withOne: number[] = [];
    const run = async () => {
      const ticketId = await openTicket(integration, settings, people.known.contact, newPicture());
      withOne.push(ticketId);
      return ticketId;
    };
    const beside = { name: withPicture, run };
    await measure([beside], 1, counter, made);
    measured.push(...(await measure([beside], PICTURE_ROUNDS, counter, made)));
    for (const ticketId of withOne) {
      if ((await admin.filesOf(ticketId)).length !== 1) throw new Error(`ticket ${ticketId} came without its picture`);
    }
    await plain.kill(session);
    if (failed[0] !== undefined) throw failed[0];
    return { version: await admin.version(), inRoot: customer.entityId === 0, measured };
  } finally {
    measuring?.(false);
    await integration.close();
    const left = await admin.cleanUp();
    if (left.length > 0) console.error(`Still in GLPI, remove it by hand: ${left.join(", ")}.`);
  }
}

async function arrangePeople(admin: GlpiAdmin, rounds: number) {
  const [company] = await admin.companies();
  const add = async (index: number) => {
    const digits = await admin.unusedTelephone();
    const mobile = `(31) 9${digits.slice(0, 4)}-${digits.slice(4)}`;
    const email = `${digits}@acme.example`;
    const name = { firstname: "Beatriz", realname: "Souza" };
    const { id, login } = await admin.addPerson({ ...name, mobile, email, entityId: company.id });
    const contact: Contact = { id: index, name: "Beatriz Souza", phoneNumber: `55319${digits}` };
    return { contact, customer: { id, login, email, entityId: company.id } };
  };
  const known = await add(0);
  const strangers: (typeof known)[] = [];
  const arriving: Contact[] = [];
  for (let index = 1; index <= rounds; index += 1) {
    strangers.push(await add(index));
    arriving.push((await add(rounds + index)).contact);
  }
  return { known, strangers, arriving };
}

/** People who write for the first time, each in a conversation of their own. */
class Arrivals {
  readonly #integration: GlpiIntegration;
  readonly #counter: CountingFetch;
  readonly #people: Contact[];
  readonly #waiting = new Map<unknown, () => void>();
  readonly scenario: Scenario;

  constructor(integration: GlpiIntegration, counter: CountingFetch, people: Contact[]) {
    this.#integration = integration;
    this.#counter = counter;
    this.#people = people;
    this.scenario = { name: fromDueToNumber, prepare: () => this.#write(), run: () => this.#leave() };
  }

  told(conversationId: unknown): void {
    this.#waiting.get(conversationId)?.();
  }

  /** The customer has written, and the person was looked for. */
  async #write(): Promise<void> {
    const contact = this.#people.at(-1);
    if (contact === undefined) throw new Error("nobody is left to arrive");
    const message = { id: "arrival", text, sentAt: Date.now() };
    await this.#integration.onMessage({ conversation: conversationOf(contact), integrationId: 1, message });
    for (let before = -1; before !== this.#counter.answered; ) {
      before = this.#counter.answered;
      await pause(LOOKED_AFTER_MS);
    }
  }

  /** The batch is due; resolves when the customer has the number. */
  async #leave(): Promise<number> {
    const contact = this.#people.pop();
    if (contact === undefined) throw new Error("nobody is left to arrive");
    const conversation = conversationOf(contact);
    const told = new Promise<void>((resolve) => this.#waiting.set(conversation.id, resolve));
    const created = new Promise<number>((resolve) => {
      const heard: GlpiIntegrationEvents["ticketCreated"] = ({ ticket }) => {
        this.#integration.off("ticketCreated", heard);
        resolve(ticket.ticketId);
      };
      this.#integration.on("ticketCreated", heard);
    });
    await this.#integration.onLeave({ conversation });
    await told;
    return created;
  }
}

function conversationOf(contact: Contact) {
  return { id: contact.id, tenantId: 1, channel: "WhatsApp", contact };
}

async function openTicket(
  integration: GlpiIntegration,
  settings: object,
  contact: Contact,
  data?: Uint8Array,
): Promise<number> {
  const media = { type: "image", mimeType: "image/png", fileName: "visor.png", data };
  written += 1;
  const { ticketId } = await integration.createTicket({
    integration: settings,
    conversation: conversationOf(contact),
    messages: [{ id: written, text, sentAt: Date.now(), ...(data === undefined ? {} : { media }) }],
  });
  return ticketId;
}

/** Something more about the conversation's newest ticket, without the quiet period. */
async function addFollowUp(integration: GlpiIntegration, contact: Contact): Promise<number> {
  const conversation = conversationOf(contact);
  const added = new Promise<number>((resolve) => {
    const heard: GlpiIntegrationEvents["followUpAdded"] = ({ followUp }) => {
      integration.off("followUpAdded", heard);
      resolve(followUp.ticketId);
    };
    integration.on("followUpAdded", heard);
  });
  written += 1;
  const message = { id: `follow-up ${written}`, text: `${text}, de novo`, sentAt: Date.now() };
  await integration.onMessage({ conversation, integrationId: 1, message });
  await integration.onLeave({ conversation });
  return added;
}
