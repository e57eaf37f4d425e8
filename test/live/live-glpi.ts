import { afterAll, beforeAll, describe } from "vitest";
import { accountFromEnvironment } from "../../src/cli/glpi-account.js";
import { GlpiAdmin } from "../../src/cli/glpi-admin.js";
import type { GlpiAccount } from "../../src/glpi/clients.js";
import type { Entity } from "../../src/glpi/entities.js";
import type { Contact, Message } from "../../src/host/events.js";
import { GlpiIntegration } from "../../src/index.js";
import { conversation, message } from "../words.js";

export const messageIntervalMs = 1_000;

export const TELLING = 2;

/** A GLPI that is there already, and the integration on it. */
export class LiveGlpi {
  readonly account: GlpiAccount;
  readonly admin: GlpiAdmin;
  /** What customers were sent. */
  readonly texts: string[] = [];
  readonly integration: GlpiIntegration;
  readonly companies: readonly [Entity, Entity];

  private constructor(account: GlpiAccount, admin: GlpiAdmin, companies: readonly [Entity, Entity]) {
    this.account = account;
    this.admin = admin;
    this.companies = companies;
    this.integration = new GlpiIntegration({
      host: {
        sendMessage: (_conversation, { text }) => this.texts.push(text),
        transferToQueue: () => undefined,
        loadIntegration: (id) => (id === TELLING ? this.telling : this.create),
      },
    });
    this.integration.on("ticketCreated", ({ ticket }) => admin.keep("Ticket", ticket.ticketId));
    this.integration.on("requesterCreated", ({ requesterId }) => admin.keep("User", requesterId));
  }

  static async open(account: GlpiAccount): Promise<LiveGlpi> {
    const admin = new GlpiAdmin(account);
    return new LiveGlpi(account, admin, await admin.companies());
  }

  get create() {
    const newRequesterEntityId = this.companies[1].id;
    return { type: "glpi-create-ticket", name: "GLPI", ...this.account, messageIntervalMs, newRequesterEntityId };
  }

  /** As `create`, whose customers hear of what happens; its id is `TELLING`. */
  get telling() {
    return { ...this.create, tellChanges: true, changesEverySeconds: 15, technicianName: "none" };
  }

  get consult() {
    return { type: "glpi-consult-tickets", name: "GLPI", ...this.account };
  }

  /** A person of the first company, with a telephone of their own: `mobile` is written in GLPI, `phoneNumber` by WhatsApp. */
  async addBeatriz(other: { isActive?: boolean } = {}) {
    const digits = await this.admin.unusedTelephone();
    const mobile = `(31) 9${digits.slice(0, 4)}-${digits.slice(4)}`;
    const entityId = this.companies[0].id;
    const { id } = await this.admin.addPerson({ firstname: "Beatriz", realname: "Souza", mobile, entityId, ...other });
    return { id, entityId, contact: { id, name: "Beatriz Souza", phoneNumber: `55319${digits}` } };
  }

  /** Opens a ticket for a contact at once. */
  open(contact: Contact, first: Partial<Message> = {}) {
    return this.integration.createTicket({
      integration: this.create,
      conversation: conversation({ contact }),
      messages: [message(first)],
    });
  }

  async close(): Promise<void> {
    await this.integration.close();
    const left = await this.admin.cleanUp();
    if (left.length > 0) throw new Error(`Still in GLPI, remove by hand: ${left.join(", ")}`);
  }
}

const account = accountFromEnvironment(process.env);

/**
 * Tests on the GLPI that `GLPI_URL`, `GLPI_APP_TOKEN` and `GLPI_USER_TOKEN` name, skipped without them. What they make
 * there is removed, also when they fail.
 */
export function describeOnGlpi(what: string, tests: (live: () => LiveGlpi) => void): void {
  const name = account === undefined ? "needs GLPI_URL, GLPI_APP_TOKEN and GLPI_USER_TOKEN" : `on ${account.url}`;
  describe.skipIf(account === undefined)(`${what} (${name})`, () => {
    let live: LiveGlpi | undefined;
    beforeAll(async () => {
      if (account !== undefined) live = await LiveGlpi.open(account);
    });
    afterAll(() => live?.close());
    tests(() => {
      if (live === undefined) throw new Error("There is no GLPI");
      return live;
    });
  });
}
