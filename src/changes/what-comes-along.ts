import type { CreateTicketIntegration } from "../config/integration.js";
import { type AnswerDocument, documentsOf, openDocument } from "../glpi/answer-documents.js";
import type { GlpiClient } from "../glpi/client.js";
import { technicianName } from "../glpi/technician-name.js";
import type { TimelineItem } from "../glpi/timeline.js";
import type { OutgoingMedia } from "../host/host.js";
import type { News } from "./whats-new.js";

/** How whoever wrote is called, as the operator wants it; empty where nobody knows, or is to know. */
export async function namesOfNews(
  client: GlpiClient,
  { answers, solution }: News,
  style: CreateTicketIntegration["technicianName"],
): Promise<(userId: number) => string> {
  const names = new Map<number, string>();
  if (style === "none") return () => "";
  const authors = [...answers, ...(solution ? [solution] : [])].map(({ authorId }) => authorId);
  for (const id of new Set(authors.filter((each) => each > 0))) {
    const name = await technicianName(client, id);
    // "Ana Paula" is two names to GLPI's one field.
    names.set(id, style === "first" ? (name.first.split(/\s+/)[0] ?? "") : name.full);
  }
  return (userId) => names.get(userId) ?? "";
}

/** The files of what was written, as far as it is certain that they belong to it. */
export async function filesOfNews(
  client: GlpiClient,
  ticketId: number,
  { answers, solution }: News,
): Promise<(item: TimelineItem) => readonly AnswerDocument[]> {
  const files = new Map<TimelineItem, readonly AnswerDocument[]>();
  for (const item of answers)
    files.set(item, await documentsOf(client, { ...item, ticketId, itemtype: "ITILFollowup" }));
  if (solution) files.set(solution, await documentsOf(client, { ...solution, ticketId, itemtype: "ITILSolution" }));
  return (item) => files.get(item) ?? [];
}

/** More of a file than WhatsApp takes is not read. */
const MOST_BYTES = 100 * 1024 * 1024;

/** A file of GLPI's, as the host is given it. */
export function mediaOf(client: GlpiClient, { id, fileName, mimeType }: AnswerDocument): OutgoingMedia {
  const type = /^(image|video|audio)\//.exec(mimeType)?.[1] ?? "document";
  return {
    type: type as OutgoingMedia["type"],
    mimeType,
    fileName,
    documentId: id,
    open: () => openDocument(client, id, MOST_BYTES),
  };
}
