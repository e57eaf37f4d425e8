import type { ConversationState } from "../conversation/state.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { Conversation, Id } from "../host/events.js";
import { MemoryAlarms } from "./memory-alarms.js";
import { MemoryChanges } from "./memory-changes.js";
import { MemoryLinks } from "./memory-links.js";
import { MemoryPeople } from "./memory-people.js";
import { MemoryStates } from "./memory-states.js";
import type { Alarm, KnownRequester, TakenAlarm, TicketLink } from "./store.js";

/** What a `MemoryStore` keeps beside batches: states, people, links and alarms. */
export abstract class MemoryRecords {
  protected readonly links: MemoryLinks;
  readonly changes: MemoryChanges;
  protected readonly alarms = new MemoryAlarms();
  protected readonly states = new MemoryStates();
  protected readonly people: MemoryPeople;
  protected closed = false;

  constructor({ links, people }: { links: number; people: number }) {
    this.links = new MemoryLinks(links);
    this.changes = new MemoryChanges(this.links, links);
    this.people = new MemoryPeople(people);
  }

  async loadState(conversation: Conversation): Promise<ConversationState> {
    return this.states.load(conversation);
  }

  async saveState(conversation: Conversation, state: ConversationState): Promise<void> {
    this.states.save(conversation, state);
  }

  async findRequester(key: string): Promise<KnownRequester | undefined> {
    return this.people.get(key);
  }

  async saveRequester(key: string, requester: KnownRequester): Promise<void> {
    this.people.set(key, requester);
  }

  async forgetRequester(key: string): Promise<void> {
    this.people.delete(key);
  }

  async saveLink(link: TicketLink): Promise<void> {
    this.changes.linked(this.links.save(link));
  }

  async findLink(conversation: Conversation): Promise<TicketLink | undefined> {
    return this.links.ofConversation(conversation);
  }

  async findLinksOfContact(tenantId: Id, contactId: Id, sinceMs: number): Promise<TicketLink[]> {
    return this.links.ofContact(tenantId, contactId, sinceMs);
  }

  async setAlarm(alarm: Alarm, inMs: number): Promise<void> {
    this.refuseWhenClosed();
    this.alarms.set(alarm, inMs);
  }

  async cancelAlarm(conversation: Conversation): Promise<void> {
    this.alarms.cancel(conversation);
  }

  async takeAlarms(limit: number, leaseMs: number): Promise<TakenAlarm[]> {
    return this.alarms.take(limit, leaseMs);
  }

  async finishAlarm(taken: TakenAlarm): Promise<boolean> {
    return this.alarms.finish(taken);
  }

  async postponeAlarm(taken: TakenAlarm, alarm: Alarm, inMs: number): Promise<boolean> {
    return this.alarms.postpone(taken, alarm, inMs);
  }

  async isBehind(taken: TakenAlarm): Promise<boolean> {
    return this.alarms.isBehind(taken);
  }

  protected refuseWhenClosed(): void {
    if (this.closed) throw new GlpiIntegrationError("CLOSED", "This store was closed.");
  }
}
