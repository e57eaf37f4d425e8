import { createHash, randomBytes } from "node:crypto";
import type { Database } from "../database.js";
import type { StoredDocument, TicketRow } from "../rows.js";
import { imageType } from "./image.js";
import { type InlineImage, withInlineImages } from "./inline-images.js";

/** A file that is to become a document, or is one. */
export interface NewFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** What the text may name it by, to have it shown there. */
  readonly tag?: string | undefined;
}

/** What files are attached to. */
export interface AttachedTo {
  readonly itemtype: "Ticket" | "ITILFollowup" | "ITILSolution";
  readonly itemId: number;
  readonly ticket: TicketRow;
}

/** Who attaches: the session, and whoever wrote the item. */
interface Attaching {
  readonly entityId: number;
  readonly userId: number;
  readonly authorId: number;
}

/** Where GLPI says that something is not to be shown among the answers: it is in the text already. */
const inlinePosition = -1;

/**
 * Attaches files as GLPI does with those that come along with a text: a document of the entity that has the same bytes is
 * taken again, name and tag and all. Returns the text with its pictures in it.
 */
export function attachFiles(
  database: Database,
  to: AttachedTo,
  files: readonly NewFile[],
  { entityId, userId, authorId }: Attaching,
  content: string,
): string {
  let text = content;
  const images: InlineImage[] = [];
  for (const file of files) {
    const sha1 = sha1Of(file.bytes);
    const same = [...database.documents.values()].find((row) => row.sha1 === sha1 && row.entityId === entityId);
    const document = same ?? addDocument(database, { ...nameFor(database, to, file), file, entityId, userId });
    // The text must name what is there by its own tag.
    if (same !== undefined && file.tag !== undefined) text = text.replaceAll(file.tag, () => same.tag);
    const isImage = imageType(file.bytes) !== undefined;
    const isShown = isImage && text.includes(document.tag);
    const position = isShown ? { timelinePosition: inlinePosition } : {};
    const isLinked = document.links.some((each) => each.itemtype === to.itemtype && each.itemId === to.itemId);
    if (!isLinked) linkDocument(database, document, { ...to, ticketId: to.ticket.id, userId: authorId, ...position });
    if (file.tag !== undefined) images.push({ document, isImage });
  }
  return withInlineImages(database.version, text, images, to.ticket.id);
}

/** GLPI 11 names a follow-up's document after the follow-up's id as if it were a ticket's. */
function nameFor({ version }: Database, { itemtype, itemId, ticket }: AttachedTo, file: NewFile) {
  if (itemtype !== "Ticket" && version === 10) return { name: file.name, sentWithTicketId: 0 };
  return { name: `Document Ticket ${itemId}`, sentWithTicketId: ticket.id };
}

interface NewDocument {
  readonly name: string;
  readonly file: NewFile | null;
  readonly entityId: number;
  readonly userId: number;
  readonly comment?: string | undefined;
  readonly sentWithTicketId?: number;
}

export function addDocument(database: Database, document: NewDocument): StoredDocument {
  const { name, file, entityId, userId, comment, sentWithTicketId = 0 } = document;
  const id = database.nextId("document");
  const row: StoredDocument = {
    id,
    name,
    file: file === null ? null : { name: file.name, type: file.type, bytes: file.bytes },
    sha1: file === null ? null : sha1Of(file.bytes),
    comment: comment ?? null,
    tag: file?.tag ?? newTag(),
    entityId,
    userId,
    links: [],
    sentWithTicketId,
    createdAt: database.date(),
  };
  database.documents.set(id, row);
  return row;
}

interface NewLink {
  readonly itemtype: string;
  readonly itemId: number;
  readonly ticketId: number | null;
  readonly userId: number;
  readonly timelinePosition?: number;
}

/** The new link's id. */
export function linkDocument(database: Database, document: StoredDocument, link: NewLink): number {
  const { itemtype, itemId, ticketId, userId, timelinePosition = 1 } = link;
  const id = database.nextId("documentItem");
  const followUpId = itemtype === "ITILFollowup" ? itemId : null;
  const createdAt = database.date();
  document.links.push({ id, itemtype, itemId, ticketId, followUpId, userId, timelinePosition, createdAt });
  return id;
}

function sha1Of(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("hex");
}

function newTag(): string {
  return `${randomBytes(4).toString("hex")}-${randomBytes(4).toString("hex")}-${randomBytes(7).toString("hex")}`;
}
