import { create, read } from "../access.js";
import type { WireRow } from "../answer.js";
import { linkDocument } from "../files/attach.js";
import { message } from "../messages.js";
import type { DocumentLinkRow, StoredDocument } from "../rows.js";
import { documentColumns } from "./documents.js";
import { canReadFollowUps, isShownFollowUp } from "./follow-ups.js";
import { type Context, link, type Resource, refuse, toInteger } from "./resource.js";

/** Which document is linked to what. */
export const documentItems: Resource = {
  canRead: ({ access }) => access.has("document", read),
  list(context, parent) {
    return linksOf(context).flatMap(({ document, link: row }) => {
      const wanted =
        parent === undefined ||
        (parent.type === "Document"
          ? parent.id === document.id
          : parent.type === row.itemtype && parent.id === row.itemId);
      return wanted ? [linkWire(context, document, row)] : [];
    });
  },
  add(context, input) {
    const { database, access } = context;
    const { userId } = access.session;
    const document = database.documents.get(toInteger(input.documents_id));
    const ticket = database.tickets.get(input.itemtype === "Ticket" ? toInteger(input.items_id) : 0);
    const allowed = access.has("document", read) && access.has("document", create);
    if (document === undefined || ticket === undefined || !allowed || !access.canAttachTo(ticket)) {
      return refuse(context, "permissionDenied");
    }
    const id = linkDocument(database, document, { itemtype: "Ticket", itemId: ticket.id, ticketId: ticket.id, userId });
    database.touch(ticket, userId, false);
    return { id, message: message(database.version, "added", String(id)) };
  },
};

/**
 * The `_documents` of a ticket: those of its follow-ups, of its solutions and its own, as GLPI's index has them. No right
 * on documents is asked for; what is on a private follow-up is for who may read that.
 */
export function documentsOfTicket(context: Context, ticketId: number): WireRow[] {
  const { database } = context;
  return linksOf(context)
    .filter(({ link: row }) => row.ticketId === ticketId && isShown(context, row))
    .sort((a, b) => compareItems(a.link, b.link))
    .map(({ document, link: row }) => ({
      assocID: row.id,
      assocdate: row.createdAt,
      entityID: document.entityId,
      entity: database.entities.get(document.entityId)?.completeName ?? null,
      headings: null,
      ...documentColumns(document),
    }));
}

function isShown(context: Context, { followUpId }: DocumentLinkRow): boolean {
  if (followUpId === null) return true;
  const followUp = context.database.followUps.get(followUpId);
  return followUp !== undefined && canReadFollowUps(context) && isShownFollowUp(context, followUp);
}

function compareItems(a: DocumentLinkRow, b: DocumentLinkRow): number {
  return a.itemtype.localeCompare(b.itemtype) || a.itemId - b.itemId || a.id - b.id;
}

function linksOf({ database }: Context): { document: StoredDocument; link: DocumentLinkRow }[] {
  return [...database.documents.values()].flatMap((document) => document.links.map((row) => ({ document, link: row })));
}

function linkWire(context: Context, document: StoredDocument, row: DocumentLinkRow): WireRow {
  return {
    id: row.id,
    documents_id: document.id,
    items_id: row.itemId,
    itemtype: row.itemtype,
    entities_id: document.entityId,
    is_recursive: 0,
    date_mod: row.createdAt,
    users_id: row.userId,
    timeline_position: row.timelinePosition,
    date_creation: row.createdAt,
    date: null,
    links: [
      link(context, "Document", `Document/${document.id}`),
      link(context, row.itemtype, `${row.itemtype}/${row.itemId}`),
      link(context, "Entity", `Entity/${document.entityId}`),
      link(context, "User", `User/${row.userId}`),
    ],
  };
}
