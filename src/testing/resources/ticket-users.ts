import type { WireRow } from "../answer.js";
import { message } from "../messages.js";
import { changing } from "../timeline.js";
import { type Context, link, type Parent, type Resource, refuse, ticketsOf, toInteger } from "./resource.js";
import { tickets } from "./tickets.js";

/**
 * Who has to do with a ticket. Adding someone is not filtered, on either version; without a ticket, those of all
 * entities are listed.
 */
export const ticketUsers: Resource = {
  canRead: tickets.canRead,
  list: listActors,
  get: (context, id) => listActors(context, undefined).find((each) => each.id === id),
  add(context, input) {
    const { database, access } = context;
    const ticket = database.tickets.get(toInteger(input.tickets_id));
    if (ticket === undefined || !access.canUpdateTicket(ticket)) return refuse(context, "permissionDenied");
    const type = toInteger(input.type) || 1;
    const id = changing(database, ticket, () => {
      const added = database.addActor(ticket, toInteger(input.users_id), type);
      if (added !== undefined && type === 2 && ticket.status === 1) database.setStatus(ticket, 2);
      return added;
    });
    if (id === undefined) return refuse(context, "nothing");
    if (type === 1) database.applyRequesterRule(ticket);
    database.touch(ticket, access.session.userId, false);
    return { id, message: "" };
  },
  remove(context, id) {
    const { database, access } = context;
    const ticket = [...database.tickets.values()].find(({ actors }) => actors.some((actor) => actor.id === id));
    if (ticket === undefined || !access.canUpdateTicket(ticket)) return refuse(context, "permissionDenied");
    changing(database, ticket, () => {
      ticket.actors = ticket.actors.filter((actor) => actor.id !== id);
    });
    database.touch(ticket, access.session.userId, false);
    return { id, message: "" };
  },
};

function listActors(context: Context, parent: Parent | undefined): WireRow[] {
  return ticketsOf(context, parent, true).flatMap((ticket) =>
    ticket.actors.map((actor) => ({
      id: actor.id,
      tickets_id: ticket.id,
      users_id: actor.userId,
      type: actor.type,
      use_notification: 1,
      alternative_email: "",
      links: [link(context, "Ticket", `Ticket/${ticket.id}`), link(context, "User", `User/${actor.userId}`)],
    })),
  );
}

/** Two tickets that have to do with each other. */
export const ticketLinks: Resource = {
  canRead: tickets.canRead,
  list: (context, parent) =>
    [...context.database.ticketLinks.values()]
      .filter((row) => parent === undefined || row.ticketId1 === parent.id || row.ticketId2 === parent.id)
      .map((row) => ({
        id: row.id,
        tickets_id_1: row.ticketId1,
        tickets_id_2: row.ticketId2,
        link: row.link,
        links: [],
      })),
  add(context, input) {
    const { database, access } = context;
    const ticketId1 = toInteger(input.tickets_id_1);
    const ticketId2 = toInteger(input.tickets_id_2);
    const [one, other] = [database.tickets.get(ticketId1), database.tickets.get(ticketId2)];
    if (one === undefined || other === undefined || ![one, other].every((ticket) => access.canUpdateTicket(ticket))) {
      return refuse(context, "permissionDenied");
    }
    const id = database.nextId("ticketLink");
    database.ticketLinks.set(id, { id, ticketId1, ticketId2, link: toInteger(input.link) || 1 });
    for (const ticket of [one, other]) database.touch(ticket, access.session.userId, false);
    const { version } = database;
    return { id, message: message(version, "added", message(version, "linkedTicket", String(id))) };
  },
};
