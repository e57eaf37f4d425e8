import { cutText } from "./answer-text.js";
import type { GlpiClient } from "./client.js";
import { GlpiIntegrationError } from "./errors.js";
import { decodeGlpiText } from "./rich-text.js";
import { isGone, type TicketStatus, ticketStatus } from "./tickets.js";
import type { UploadFile } from "./upload.js";
import { ticketDocumentsAnswer, uploadAnswer } from "./wire.js";

/** A file of a ticket, as GLPI has it. */
export interface TicketDocument {
  id: number;
  /** Of the file's bytes, in hex. */
  sha1: string;
  /** The mark that `addDocument` gave it; GLPI's own where the file came with a text. */
  tag: string;
  fileName: string;
  mimeType: string;
  /** In the trash. */
  isDeleted: boolean;
}

/** A ticket's files, those of its public follow-ups among them; `gone`: it is deleted, or out of the API user's reach. */
export type TicketFiles =
  | { is: "here"; status: TicketStatus; entityId: number | undefined; documents: TicketDocument[] }
  | { is: "gone" };

/** GLPI links a file to whatever it is told to: this is the look that the ticket is in reach. */
export async function filesOfTicket(client: GlpiClient, ticketId: number): Promise<TicketFiles> {
  const query = new URLSearchParams({ with_documents: "true", get_hateoas: "false" });
  try {
    const ticket = await client.get(`Ticket/${ticketId}`, ticketDocumentsAnswer, query);
    if (ticket.is_deleted !== 0) return { is: "gone" };
    const documents = ticket._documents.map(({ id, sha1sum, tag, filename, mime, is_deleted }) => ({
      ...{ id, sha1: sha1sum, tag, isDeleted: is_deleted !== 0 },
      fileName: cutText(decodeGlpiText(filename)),
      mimeType: cutText(mime) || "application/octet-stream",
    }));
    return { is: "here", status: ticketStatus(ticket.status), entityId: ticket.entities_id, documents };
  } catch (error) {
    if (await isGone(client, error)) return { is: "gone" };
    throw error;
  }
}

/** A file that is to be linked to a ticket. */
export interface NewDocument {
  ticketId: number;
  entityId: number;
  /** By which it is found again among the ticket's files. */
  tag: string;
  file: UploadFile;
}

/** Makes a document and links it to the ticket; resolves to its id. Rejects with `REFUSED` where GLPI does not take the file. */
export async function addDocument(
  client: GlpiClient,
  { ticketId, entityId, tag, file }: NewDocument,
  beforeSend: () => Promise<void>,
): Promise<number> {
  const input = { name: file.name, itemtype: "Ticket", items_id: ticketId, entities_id: entityId, tag };
  const asked = { path: "Document", schema: uploadAnswer, beforeSend };
  const { id, upload_result: result } = await client.upload(asked, input, [{ ...file, field: "filename[0]" }]);
  // Without its file a document says nothing; its `error` may be false.
  if (!result.filename.some(({ url }) => url !== "")) {
    throw new GlpiIntegrationError("REFUSED", "POST Document: GLPI made a document and did not take its file.");
  }
  return id;
}
