import { create, purge, read } from "../access.js";
import type { WireRow } from "../answer.js";
import { addDocument, linkDocument } from "../files/attach.js";
import type { ReceivedFile } from "../files/received.js";
import { message } from "../messages.js";
import type { StoredDocument } from "../rows.js";
import { messageText } from "../text.js";
import { canEditFollowUp } from "./follow-ups.js";
import { type Context, type Input, link, type Outcome, type Resource, refuse, toInteger, toText } from "./resource.js";

/** Makes a document of a file. A refused one fails it when it is to be linked, and else leaves it without a file. */
export function uploadDocument(context: Context, input: Input, received: ReceivedFile | undefined): Outcome {
  const { database, access } = context;
  const { version } = database;
  const { userId } = access.session;
  const entityId = "entities_id" in input ? toInteger(input.entities_id) : access.session.activeEntity;
  const itemtype = toText(input.itemtype) ?? "";
  const itemId = toInteger(input.items_id);
  const isLinked = itemtype !== "" && itemId > 0;
  if (!access.has("document", create) || !access.reaches(entityId) || (isLinked && !canAttach(context, input))) {
    return refuse(context, "permissionDenied");
  }
  const file = received?.taken === true ? received : undefined;
  if (isLinked && file === undefined) {
    const wanted = Array.isArray(input._filename) ? toText(input._filename[0]) : received?.name;
    return { refused: message(version, "fileNotFound", wanted ?? "") };
  }
  const row = addDocument(database, {
    name: documentName(context, input, isLinked),
    file: file === undefined ? null : { ...file, tag: toText(input.tag) },
    comment: toText(input.comment),
    entityId,
    userId,
  });
  if (isLinked) {
    const ticketId = itemtype === "Ticket" ? itemId : (database.followUps.get(itemId)?.ticketId ?? null);
    linkDocument(database, row, { itemtype, itemId, ticketId, userId });
    const ticket = database.tickets.get(itemtype === "Ticket" ? itemId : 0);
    // Who attaches something has not taken the ticket into account by that.
    if (ticket !== undefined) database.touch(ticket, userId, false);
  }
  return { id: row.id, message: message(version, "added", messageText(version, row.name)) };
}

/** GLPI 10 names a document after what it is linked to, whatever name was sent. */
function documentName({ database }: Context, input: Input, isLinked: boolean): string {
  const { version } = database;
  if (version === 11 || !isLinked) return database.store(toText(input.name) ?? "");
  if (input.itemtype !== "Ticket") return message(version, "followUpDocument");
  return message(version, "ticketDocument", database.tickets.get(toInteger(input.items_id))?.title ?? "N/A");
}

/** GLPI looks for no right on what is not there, and 10 for none at all. */
function canAttach(context: Context, input: Input): boolean {
  const { database, access } = context;
  const id = toInteger(input.items_id);
  const ticket = input.itemtype === "Ticket" ? database.tickets.get(id) : undefined;
  const followUp = input.itemtype === "ITILFollowup" ? database.followUps.get(id) : undefined;
  if (followUp !== undefined) return database.version === 10 || canEditFollowUp(context, followUp);
  return ticket === undefined || access.canAttachTo(ticket);
}

export const documents: Resource = {
  canRead: ({ access }) => access.has("document", read),
  list: (context) =>
    [...context.database.documents.values()]
      .filter((row) => context.access.reaches(row.entityId))
      .map((row) => documentWire(context, row)),
  get(context, id) {
    const row = context.database.documents.get(id);
    if (row === undefined) return undefined;
    return context.access.reaches(row.entityId) ? documentWire(context, row) : "denied";
  },
  add: (context, input) => uploadDocument(context, input, undefined),
  remove(context, id) {
    if (!context.access.has("document", purge)) return refuse(context, "permissionDenied");
    return context.database.documents.delete(id) ? { id, message: "" } : refuse(context, "itemNotFound");
  },
};

function documentWire(context: Context, row: StoredDocument): WireRow {
  return {
    ...documentColumns(row),
    links: [
      link(context, "Entity", `Entity/${row.entityId}`),
      link(context, "User", `User/${row.userId}`),
      ...(row.sentWithTicketId > 0 ? [link(context, "Ticket", `Ticket/${row.sentWithTicketId}`)] : []),
      link(context, "Document_Item", `Document/${row.id}/Document_Item/`),
    ],
  };
}

export function documentColumns(row: StoredDocument): WireRow {
  const extension = /[^.]*$/.exec(row.file?.name ?? "")?.[0]?.toUpperCase() ?? "";
  const path = `${extension}/${row.sha1?.slice(0, 2)}/${row.sha1?.slice(2)}.${extension}`;
  return {
    id: row.id,
    entities_id: row.entityId,
    is_recursive: 0,
    name: row.name,
    filename: row.file?.name ?? null,
    filepath: row.file === null ? null : path,
    documentcategories_id: 0,
    mime: row.file?.type ?? null,
    date_mod: row.createdAt,
    comment: row.comment,
    is_deleted: 0,
    link: null,
    users_id: row.userId,
    tickets_id: row.sentWithTicketId,
    sha1sum: row.sha1,
    is_blacklisted: 0,
    tag: row.tag,
    date_creation: row.createdAt,
  };
}
