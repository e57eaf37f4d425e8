import { createHmac } from "node:crypto";
import type { Database } from "./database.js";
import { type FetchForWebhooks, sendWebhook } from "./send-webhook.js";
import { ticketOfItem, webhookBody } from "./webhook-body.js";
import type { NewWebhook, QueuedWebhookRow, WebhookEvent, WebhookItemtype, WebhookRow } from "./webhook-rows.js";

/** Once, and three times again. */
const MOST_TRIES = 4;
/** So many are sent by one run of the automatic action. */
const MOST_IN_A_RUN = 50;

/**
 * GLPI 11's webhooks, by `glpi.webhooks`. What happens is queued with its body as it is then; nothing is sent before the
 * test runs GLPI's automatic action.
 *
 * ```ts
 * glpi.webhooks.add({ itemtype: "ITILFollowup", event: "new", url: "https://bot.example.test/glpi", secret });
 * glpi.technician.reply(id, "<p>É o cabo?</p>");
 * await glpi.runWebhookCron();
 * ```
 */
export class Webhooks {
  /** GLPI sends to no address with a port; true stands for one that is on its list of allowed ones. */
  allowPorts = false;
  readonly #database: Database;
  readonly #rows: WebhookRow[] = [];
  readonly #queued: QueuedWebhookRow[] = [];

  constructor(database: Database) {
    this.#database = database;
    database.raise = (...what) => this.#raise(...what);
  }

  /** Throws a `RangeError` on GLPI 10, which has none. */
  add(webhook: NewWebhook): WebhookRow {
    if (this.#database.version === 10) throw new RangeError("GLPI 10 has no webhooks");
    const { entityId = 0, isRecursive = true, useChallenge = false, ...others } = webhook;
    const row = { id: this.#rows.length + 1, entityId, isRecursive, useChallenge, ...others };
    this.#rows.push(row);
    return row;
  }

  /** Every message there was, in order, also those that were sent or given up. */
  get queued(): readonly QueuedWebhookRow[] {
    return [...this.#queued];
  }

  /** Sends what waits, the oldest first, as GLPI's automatic action `queuedwebhook` does each minute. */
  async run(fetch: FetchForWebhooks): Promise<void> {
    const waiting = this.#queued.filter(
      ({ tries, lastStatus }) => tries < MOST_TRIES && (lastStatus === undefined || lastStatus >= 400),
    );
    for (const message of waiting.slice(0, MOST_IN_A_RUN)) {
      const webhook = this.#rows.find(({ id }) => id === message.webhookId);
      // What is not even sent is no try: it waits for ever.
      if (webhook === undefined || (!this.allowPorts && hasPort(message.url))) continue;
      const sent = await sendWebhook(message, webhook, fetch);
      if (sent === "notTrusted") continue;
      this.#queued[message.id - 1] = { ...message, tries: message.tries + 1, lastStatus: sent };
    }
  }

  #raise(event: WebhookEvent, itemtype: WebhookItemtype, itemId: number): void {
    const database = this.#database;
    const ticket = ticketOfItem(database, itemtype, itemId);
    if (ticket === undefined) return;
    for (const row of this.#rows) {
      if (row.event !== event || row.itemtype !== itemtype || !this.#isOf(row, ticket.entityId)) continue;
      const body = webhookBody(database, event, itemtype, itemId, ticket);
      const timestamp = String(Math.floor(database.now().getTime() / 1_000));
      const signature = createHmac("sha256", row.secret).update(body).update(timestamp).digest("hex");
      this.#queued.push({
        id: this.#queued.length + 1,
        webhookId: row.id,
        itemtype,
        event,
        itemId,
        url: row.url,
        body,
        headers: { "x-glpi-signature": signature, "x-glpi-timestamp": timestamp },
        tries: 0,
        lastStatus: undefined,
      });
    }
  }

  #isOf({ entityId, isRecursive }: WebhookRow, ticketEntityId: number): boolean {
    return entityId === ticketEntityId || (isRecursive && this.#database.ancestors(ticketEntityId).includes(entityId));
  }
}

function hasPort(url: string): boolean {
  return /^[a-z]+:\/\/[^/?#]*:\d+(?:[/?#]|$)/i.test(url);
}
