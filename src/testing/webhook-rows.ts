/** What a webhook is about; GLPI knows more of them. */
export type WebhookItemtype = "Ticket" | "ITILFollowup" | "ITILSolution" | "TicketTask";
export type WebhookEvent = "new" | "update" | "delete";

/** A webhook to put into GLPI 11: one for each item type and event. */
export interface NewWebhook {
  itemtype: WebhookItemtype;
  event: WebhookEvent;
  url: string;
  secret: string;
  /** Whose tickets; the root by default. */
  entityId?: number | undefined;
  /** Whether those of the entities below too; true by default. */
  isRecursive?: boolean | undefined;
  /** Whether the server is asked each time whether it knows the secret; false by default. */
  useChallenge?: boolean | undefined;
}

export interface WebhookRow extends Readonly<Required<{ [Key in keyof NewWebhook]: NonNullable<NewWebhook[Key]> }>> {
  readonly id: number;
}

/** A message of a webhook, as it was when something happened, and how sending it went. */
export interface QueuedWebhookRow {
  readonly id: number;
  readonly webhookId: number;
  readonly itemtype: WebhookItemtype;
  readonly event: WebhookEvent;
  readonly itemId: number;
  readonly url: string;
  readonly body: string;
  /** The same each time it is sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** How often it was sent. */
  readonly tries: number;
  /** The last answer's; `undefined`: none came. */
  readonly lastStatus: number | undefined;
}
