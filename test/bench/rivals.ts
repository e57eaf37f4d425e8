import type { PlainGlpi } from "./plain-glpi.js";

/** Whom the ticket is for. */
export interface Customer {
  id: number;
  login: string;
  email: string;
  entityId: number;
}

/** What a ticket says. */
export interface Words {
  title: string;
  content: string;
}

function ticket({ id, entityId }: Customer, { title, content }: Words) {
  return { name: title, content, entities_id: entityId, _users_id_requester: id, type: 1 };
}

function search(itemtype: string, field: number, value: string): string {
  const query = new URLSearchParams({
    "criteria[0][field]": String(field),
    "criteria[0][searchtype]": "contains",
    "criteria[0][value]": `^${value}$`,
    "forcedisplay[0]": "2",
  });
  return `search/${itemtype}?${query}`;
}

/** The floor: nothing but the ticket, on a session that is there. */
export function rawPost(glpi: PlainGlpi, session: string, customer: Customer, words: Words): Promise<number> {
  return glpi.post(session, "Ticket", ticket(customer, words));
}

/** Rival a: a session for each ticket, the person by e-mail. */
export async function sessionPerTicket(glpi: PlainGlpi, customer: Customer, words: Words): Promise<number> {
  const session = await glpi.init();
  await glpi.get(session, search("User", 5, customer.email));
  const ticketId = await glpi.post(session, "Ticket", ticket(customer, words));
  await glpi.kill(session);
  return ticketId;
}

/** Rival b: a session for each operation. */
export async function sessionPerOperation(glpi: PlainGlpi, customer: Customer, words: Words): Promise<number> {
  const inSession = async <T>(operation: (session: string) => Promise<T>): Promise<T> => {
    const session = await glpi.init();
    const result = await operation(session);
    await glpi.kill(session);
    return result;
  };
  const { _users_id_requester: userId, ...withoutRequester } = ticket(customer, words);
  const ticketId = await inSession((session) => glpi.post(session, "Ticket", withoutRequester));
  await inSession((session) => glpi.get(session, `User/${userId}`));
  await inSession((session) => glpi.post(session, "Ticket_User", { tickets_id: ticketId, users_id: userId, type: 1 }));
  return ticketId;
}

/** Rival c: a session that is there, and each time a search for the person among users and contacts. */
export async function searchEachTime(
  glpi: PlainGlpi,
  session: string,
  customer: Customer,
  words: Words,
): Promise<number> {
  await Promise.all([
    glpi.get(session, search("User", 1, customer.login)),
    glpi.get(session, search("Contact", 1, customer.login)),
  ]);
  return glpi.post(session, "Ticket", ticket(customer, words));
}
