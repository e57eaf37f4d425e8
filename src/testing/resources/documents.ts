import { randomBytes } from "node:crypto";
import { create, read, update } from "../access.js";
import type { WireRow } from "../answer.js";
import { message } from "../messages.js";
import type { UploadedFile } from "../multipart.js";
import type { DocumentRow, TicketRow } from "../rows.js";
import { messageText } from "../text.js";
import { type Context, type Input, link, type Made, type Resource, refuse, toInteger, toText } from "./resource.js";

/** GLPI's default for `document_max_size`. */
export const documentMaxSizeMb = 2;

/** What GLPI lets in by default: neither mp4 nor opus nor vcf. */
const allowedExtensions = new Set(
  (
    "7z ai aiff asf au avi bmp bz2 c csv deb doc docx dvi dwg eps gif gz h html jpeg jpg json log mid mng mov mp3 mpg odb " +
    "odc odf odg odi odm odp ods odt ogg ott pas pdf png ppt pptx ps psd qt ra ram rm rpm rtf sql svg swf tex tgz tif " +
    "tiff txt wav wmv xcf xls xlsx xml zip"
  ).split(" "),
);

/** `Document`'s own answer says what became of each file, by the field it came in. */
export type UploadResult = { filename: WireRow[] };

type Refused = { readonly refused: string };

/** Makes a document. A refused file fails it when it is to be linked to a ticket, and else leaves it without a file. */
export function addDocument(
  context: Context,
  input: Input,
  files: readonly UploadedFile[],
): (Made & { readonly uploadResult: UploadResult }) | Refused {
  const { database, access } = context;
  const denied = { refused: message(database.version, "permissionDenied") };
  const linked = input.itemtype === "Ticket" && toInteger(input.items_id) > 0;
  const ticket = linked ? database.tickets.get(toInteger(input.items_id)) : undefined;
  if (!access.has("document", create) || (linked && !canAttach(context, ticket))) return denied;

  const uploads = files.filter((file) => file.field === "filename");
  const results = uploads.map((file) => uploadResult(context, file));
  const accepted = uploads.find((_, index) => results[index]?.url !== undefined);
  if (linked && accepted === undefined) {
    const wanted = Array.isArray(input._filename) ? toText(input._filename[0]) : uploads[0]?.name;
    return { refused: message(database.version, "fileNotFound", wanted ?? "") };
  }
  const id = database.nextId("document");
  const row: DocumentRow = {
    id,
    name: documentName(context, input, ticket),
    file: accepted === undefined ? null : { name: accepted.name, type: accepted.type, bytes: accepted.bytes },
    entityId: ticket?.entityId ?? toInteger(input.entities_id),
    userId: access.session.userId,
    link: ticket === undefined ? null : { id: database.nextId("documentItem"), ticketId: ticket.id },
    createdAt: database.date(),
  };
  database.documents.set(id, row);
  // Who attaches something has not taken the ticket into account by that.
  if (ticket !== undefined) database.touch(ticket, access.session.userId, false);
  const shown = message(database.version, "added", messageText(database.version, row.name));
  return { id, message: shown, uploadResult: { filename: results } };
}

/** GLPI 10 names a document after the ticket it is linked to, whatever name was sent. */
function documentName({ database }: Context, input: Input, ticket: TicketRow | undefined): string {
  if (database.version === 10 && ticket !== undefined) return `Documento: Chamado - ${ticket.title}`;
  return database.store(toText(input.name) ?? "");
}

/** Nothing is attached to a closed ticket. */
function canAttach({ access }: Context, ticket: TicketRow | undefined): boolean {
  if (ticket === undefined || ticket.status === 6) return false;
  return access.canFollowUp(ticket) || (access.reaches(ticket.entityId) && access.has("ticket", update));
}

/** Only a file that was taken has a `url`; an empty one that was not has `error: false`. */
function uploadResult({ database, base }: Context, file: UploadedFile): WireRow {
  const { version } = database;
  const prefix = `${randomBytes(7).toString("hex")}.${String(randomBytes(4).readUInt32BE() % 1e8).padStart(8, "0")}`;
  const stored = `${prefix}${file.name}`;
  const server = base.slice(0, base.lastIndexOf("/api"));
  const common = {
    prefix,
    display: file.name,
    filesize: `${file.bytes.length} ${version === 10 ? "o" : "B"}`,
    id: `docfilename${randomBytes(4).readUInt32BE()}`,
  };
  const named = { name: stored, size: file.bytes.length, type: file.type };
  const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? "";
  const allowed = allowedExtensions.has(extension) || (extension === "webp" && version === 11);
  if (!allowed) return { ...named, error: message(version, "fileTypeRefused"), ...common };
  if (file.bytes.length > documentMaxSizeMb * 1024 * 1024) {
    return { ...named, error: message(version, "fileTooBig"), ...common };
  }
  if (file.bytes.length === 0) return { ...named, error: false, ...common };
  return {
    ...named,
    url: `${server}/files/${stored}`,
    deleteUrl: `${server}/index.php?filenam=${stored}`,
    deleteType: "DELETE",
    ...common,
  };
}

export const documents: Resource = {
  canRead: ({ access }) => access.has("document", read),
  list: (context) => [...context.database.documents.values()].map((row) => documentWire(context, row)),
  get(context, id) {
    const row = context.database.documents.get(id);
    return row === undefined ? undefined : documentWire(context, row);
  },
  add(context, input) {
    const outcome = addDocument(context, input, []);
    return "refused" in outcome ? outcome : { id: outcome.id, message: outcome.message };
  },
  remove(context, id) {
    if (!context.access.has("document", 16)) return refuse(context, "permissionDenied");
    return context.database.documents.delete(id) ? { id, message: "" } : refuse(context, "itemNotFound");
  },
};

function documentWire(context: Context, row: DocumentRow): WireRow {
  return {
    id: row.id,
    entities_id: row.entityId,
    is_recursive: 0,
    name: row.name,
    filename: row.file?.name ?? null,
    mime: row.file?.type ?? null,
    users_id: row.userId,
    tickets_id: row.link?.ticketId ?? 0,
    date_mod: row.createdAt,
    date_creation: row.createdAt,
    is_deleted: 0,
    links: [link(context, "Entity", `Entity/${row.entityId}`), link(context, "User", `User/${row.userId}`)],
  };
}

/** Which document is linked to which ticket. */
export const documentItems: Resource = {
  canRead: () => true,
  list(context, parent) {
    const rows = [...context.database.documents.values()];
    return rows.flatMap((row) => {
      if (row.link === null) return [];
      if (parent !== undefined && (parent.type !== "Ticket" || parent.id !== row.link.ticketId)) return [];
      return [
        {
          id: row.link.id,
          documents_id: row.id,
          items_id: row.link.ticketId,
          itemtype: "Ticket",
          entities_id: row.entityId,
          is_recursive: 0,
          date_mod: row.createdAt,
          users_id: row.userId,
          timeline_position: 1,
          date_creation: row.createdAt,
          date: null,
          links: [
            link(context, "Document", `Document/${row.id}`),
            link(context, "Ticket", `Ticket/${row.link.ticketId}`),
            link(context, "Entity", `Entity/${row.entityId}`),
            link(context, "User", `User/${row.userId}`),
          ],
        },
      ];
    });
  },
};
