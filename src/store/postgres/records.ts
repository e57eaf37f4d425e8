import { away, type ConversationState } from "../../conversation/state.js";
import { GlpiIntegrationError } from "../../glpi/errors.js";
import type { Conversation, Id } from "../../host/events.js";
import { type ForgottenContact, type NamedContact, nothingForgotten } from "../contacts.js";
import type { Alarm, AlarmChange, KnownRequester, TakenAlarm, TicketLink } from "../store.js";
import type { Database } from "./database.js";
import { toJson, toText } from "./json.js";
import type { statements } from "./statements.js";
import type { Watch } from "./watch.js";

/** What a `PostgresStore` keeps beside batches: states, people, links and alarms. */
export abstract class PostgresRecords {
  protected abstract readonly database: Database;
  protected abstract readonly sql: ReturnType<typeof statements>;
  protected closed = false;
  /** Until it is told to watch there is none. */
  protected watch: Watch | undefined;

  async loadState(conversation: Conversation): Promise<ConversationState> {
    const [state] = await this.database.read<ConversationState>("host", this.sql.loadState, idsOf(conversation));
    return state ?? away;
  }

  async saveState(conversation: Conversation, state: ConversationState): Promise<void> {
    if (state.phase === "away") await this.database.query("host", this.sql.deleteState, idsOf(conversation));
    else {
      const values = [...idsOf(conversation), toJson(state), toText(conversation.contact.id)];
      await this.database.query("host", this.sql.saveState, values);
    }
  }

  async moveInState(
    conversation: Conversation,
    [before, after]: readonly [ConversationState, ConversationState],
    alarm?: AlarmChange,
  ): Promise<true | "otherwise" | "linked"> {
    this.refuseWhenClosed();
    const changes = [...changesOf(before, after, alarm), this.watch === undefined];
    const values = [...idsOf(conversation), ...changes, toJson(conversation), toText(conversation.contact.id)];
    const [moved] = await this.database.read<"added" | "otherwise" | "linked">("host", this.sql.moveInState, values);
    if (typeof alarm === "object") this.watch?.lookIn(alarm.inMs);
    return moved === "added" || moved === undefined ? true : moved;
  }

  async leave(conversation: Conversation): Promise<void> {
    await this.database.query("host", this.sql.leave, idsOf(conversation));
    this.watch?.lookIn(0);
  }

  async findRequester(key: string): Promise<KnownRequester | undefined> {
    const [known] = await this.database.read<KnownRequester>("work", this.sql.findRequester, [toText(key)]);
    return known && { ...known, entityId: known.entityId };
  }

  async saveRequester(key: string, requester: KnownRequester): Promise<void> {
    await this.database.query("work", this.sql.saveRequester, [toText(key), toJson(requester)]);
  }

  async forgetRequester(key: string): Promise<void> {
    await this.database.query("work", this.sql.forgetRequester, [toText(key)]);
  }

  async saveLink(link: TicketLink): Promise<void> {
    const { tenantId, conversationId, contactId, url, ticketId, openedAt } = link;
    const ids = [tenantId, conversationId, contactId, url].map(toText);
    await this.database.query("work", this.sql.saveLink, [...ids, ticketId, openedAt, toJson(link)]);
  }

  async findLink(conversation: Conversation): Promise<TicketLink | undefined> {
    return (await this.database.read<TicketLink>("host", this.sql.findLink, idsOf(conversation)))[0];
  }

  async findLinksOfContact(tenantId: Id, contactId: Id, sinceMs: number): Promise<TicketLink[]> {
    return this.database.read("work", this.sql.findLinksOfContact, [toText(tenantId), toText(contactId), sinceMs]);
  }

  async setAlarm(alarm: Alarm, inMs: number): Promise<void> {
    this.refuseWhenClosed();
    const values = [...idsOf(alarm.conversation), toJson(alarm), inMs, this.watch === undefined];
    await this.database.query("host", this.sql.setAlarm, values);
    this.watch?.lookIn(inMs);
  }

  async cancelAlarm(conversation: Conversation): Promise<void> {
    await this.database.query("host", this.sql.cancelAlarm, idsOf(conversation));
  }

  async takeAlarms(limit: number, leaseMs: number): Promise<TakenAlarm[]> {
    return this.database.read("work", this.sql.takeAlarms, [limit, leaseMs]);
  }

  async finishAlarm({ conversation, lease }: TakenAlarm): Promise<boolean> {
    const finished = [...idsOf(conversation), lease];
    return (await this.database.query("work", this.sql.finishAlarm, finished)).length > 0;
  }

  async postponeAlarm({ conversation, lease }: TakenAlarm, alarm: Alarm, inMs: number): Promise<boolean> {
    const values = [...idsOf(conversation), lease, toJson(alarm), inMs];
    const isPostponed = (await this.database.query("work", this.sql.postponeAlarm, values)).length > 0;
    if (isPostponed) this.watch?.lookIn(inMs);
    return isPostponed;
  }

  async isBehind({ conversation, conversationId }: TakenAlarm): Promise<boolean> {
    const values = [...idsOf(conversation), toText(conversationId ?? conversation.id)];
    return (await this.database.query("work", this.sql.isBehind, values)).length > 0;
  }

  async isStopping(tenantId: Id, contactId: Id): Promise<boolean> {
    return this.database.ask("work", this.sql.isStopping, [toText(tenantId), toText(contactId)]);
  }

  async forgetContact(contact: NamedContact, deadLetters: boolean): Promise<ForgottenContact> {
    const { tenantId, contactId, names } = contact;
    const values = [toText(tenantId), toText(contactId), names.map(toText), deadLetters];
    const [forgotten] = await this.database.read<ForgottenContact>("work", this.sql.forgetContact, values);
    return forgotten ?? nothingForgotten;
  }

  protected refuseWhenClosed(): void {
    if (this.closed) throw new GlpiIntegrationError("CLOSED", "This store was closed.");
  }
}

/** The ids that name a conversation. */
export function idsOf({ tenantId, id }: Conversation): [string, string] {
  return [toText(tenantId), toText(id)];
}

/** The state before, the one after it if that is another, and what becomes of the alarm, as the statements take them. */
export function changesOf(before: ConversationState, after: ConversationState, alarm?: AlarmChange): unknown[] {
  const { set = null, inMs = null, unlessLinked = null } = typeof alarm === "object" ? alarm : {};
  return [
    before.phase === "away" ? null : toJson(before),
    after === before ? null : toJson(after),
    set && toJson(set),
    inMs,
    alarm === "cancel",
    unlessLinked && toJson(unlessLinked),
  ];
}
