import type { Conversation, Message } from "../src/host/events.js";

/** A conversation with a contact of Belo Horizonte, unless told otherwise. */
export function conversation(other: Partial<Conversation> = {}): Conversation {
  return {
    id: 101,
    tenantId: 1,
    protocol: "2026112400101",
    channel: "WhatsApp",
    queue: { id: 5, name: "Suporte" },
    contact: { id: 7, name: "Beatriz Souza", phoneNumber: "5531987654322" },
    ...other,
  };
}

let lastId = 0;

/** A message of the customer with an id of its own, unless told otherwise. */
export function message(other: Partial<Message> = {}): Message {
  lastId += 1;
  return { id: `m${lastId}`, text: `mensagem ${lastId}`, sentAt: Date.UTC(2026, 10, 24, 13, 0, 0) + lastId, ...other };
}
