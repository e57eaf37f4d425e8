import type { Conversation } from "../host/events.js";
import type { ForgottenContact, NamedContact } from "./contacts.js";
import { isOfTenant } from "./dead-letter.js";
import { conversationKey } from "./keys.js";
import type { MemoryAlarms } from "./memory-alarms.js";
import type { MemoryBatches } from "./memory-batches.js";
import type { MemoryChanges } from "./memory-changes.js";
import type { MemoryFiles } from "./memory-files.js";
import type { MemoryInbox } from "./memory-inbox.js";
import type { MemoryLinks } from "./memory-links.js";
import type { MemoryPeople } from "./memory-people.js";
import type { MemoryStates } from "./memory-states.js";

/** What a `MemoryStore` is made of. */
interface Parts {
  batches: MemoryBatches;
  inbox: MemoryInbox;
  links: MemoryLinks;
  changes: MemoryChanges;
  alarms: MemoryAlarms;
  states: MemoryStates;
  people: MemoryPeople;
  files: MemoryFiles;
}

/** Deletes what a `MemoryStore` keeps of a contact, as `Store.forgetContact` says. */
export function forgetContact(
  { batches, inbox, links, changes, alarms, states, people, files }: Parts,
  { tenantId, contactId, names }: NamedContact,
  deadLetters: boolean,
): ForgottenContact {
  const isTheirs = (conversation: Conversation) =>
    isOfTenant(conversation, tenantId) && String(conversation.contact.id) === String(contactId);
  const gathering = inbox.drop(isTheirs);
  const living = batches.forget(isTheirs, false);
  const dead = deadLetters ? batches.forget(isTheirs, true).gone : [];
  const linked = links.forget(tenantId, contactId);
  const watched = changes.forget(tenantId, contactId);
  const placed = states.forget(isTheirs);
  const due = alarms.forget(isTheirs);
  const ofBatches = [...living.gone, ...living.left, ...dead].map(({ conversation }) => conversation);
  const ofLinks = linked.map(({ conversationId }) => ({ tenantId, id: conversationId }));
  const all = [...gathering, ...ofBatches, ...ofLinks, ...watched, ...placed, ...due];
  const theirs = [...new Map(all.map((each) => [conversationKey(each), each])).values()];
  let dropped = 0;
  for (const conversation of theirs) {
    inbox.dropEdits(conversation);
    dropped += files.forget(conversation, (messageId) => batches.holds(conversation, messageId));
  }
  return {
    links: linked.length,
    watched: watched.length,
    requesters: people.forget(tenantId, names),
    conversations: placed.length,
    alarms: due.length,
    batches: gathering.length + living.gone.length,
    deadLetters: dead.length,
    files: dropped,
    inProgress: living.left.length,
  };
}
