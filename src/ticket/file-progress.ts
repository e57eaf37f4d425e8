import type { Batch } from "../conversation/batch.js";
import type { BatchProgress, FileProgress } from "../store/store.js";
import type { FileMessage } from "./file-sources.js";

/** The ticket that files go to, and for whom it is. */
export interface FilesTicket {
  ticketId: number;
  entityId: number;
  requesterId: number;
}

/** Where the files of a batch go, as far as it has come; undefined where it is in no ticket. */
export function ticketOfFiles({ ticketId, requester, about, followUpId }: BatchProgress): FilesTicket | undefined {
  if (ticketId !== undefined && requester !== undefined) {
    return { ticketId, entityId: requester.entityId, requesterId: requester.id };
  }
  return followUpId === undefined ? undefined : about;
}

/** The mark of a file, by which it is found among the ticket's; none is the beginning of another, for GLPI replaces them in texts. */
export function tagOf(batch: Batch, { place }: FileMessage): string {
  return `${batch.id}-${place}f`;
}

/** What is known of a file so far. */
export function stateOf({ files = [] }: BatchProgress, { message }: FileMessage): FileProgress {
  const messageId = String(message.id);
  return files.find((file) => file.messageId === messageId) ?? { messageId };
}

/** The progress with more known of a file. */
export function withFile(progress: BatchProgress, file: FileMessage, more: Partial<FileProgress>): BatchProgress {
  const state = { ...stateOf(progress, file), ...more };
  const others = (progress.files ?? []).filter(({ messageId }) => messageId !== state.messageId);
  return { ...progress, files: [...others, state] };
}

/** Whether nothing more is to be done about it. */
export function isSettled({ documentId, taken, problem }: FileProgress): boolean {
  return documentId !== undefined || taken === true || problem !== undefined;
}
