import { attachFiles } from "../files/attach.js";
import { keptFiles, type ReceivedField, type ReceivedFile } from "../files/received.js";
import { message } from "../messages.js";
import { uploadDocument } from "./documents.js";
import { type Context, type Input, isSet, type Outcome, type Resource, toInteger, toText } from "./resource.js";

/**
 * Makes one object with the files that came along. Where one of them is refused, GLPI 11 has kept the text already when it
 * fails (`"crash"`), and none of the files; 10 leaves out that file.
 */
export function addWithFiles(
  context: Context,
  type: string,
  resource: Resource,
  input: Input,
  fields: readonly ReceivedField[],
): Outcome | "crash" {
  const { version } = context.database;
  const files = keptFiles(version, fields);
  if (type === "Document") return uploadDocument(context, input, files[0]);
  const outcome = resource.add?.(context, input);
  if (outcome === undefined || "refused" in outcome || (type !== "Ticket" && type !== "ITILFollowup")) {
    return outcome ?? { refused: message(version, "permissionDenied") };
  }
  if (version === 11 && files.some(({ taken }) => !taken)) return "crash";
  attach(context, type, outcome.id, input, files);
  const last = files.at(-1);
  if (type === "Ticket" || last === undefined) return outcome;
  return {
    id: outcome.id,
    message: last.taken ? message(version, "documentCopied") : message(version, "fileNotFound", last.name),
  };
}

function attach(
  { database, access }: Context,
  itemtype: "Ticket" | "ITILFollowup",
  itemId: number,
  input: Input,
  files: readonly ReceivedFile[],
): void {
  const followUp = itemtype === "ITILFollowup" ? database.followUps.get(itemId) : undefined;
  const ticket = database.tickets.get(followUp?.ticketId ?? itemId);
  if (ticket === undefined) return;
  const { userId, activeEntity } = access.session;
  const tags: readonly unknown[] = Array.isArray(input._tag_filename) ? input._tag_filename : [];
  const tagged = files.map((file, index) => ({ ...file, tag: toText(tags[index]) || undefined }));
  // A follow-up has no entity of its own.
  const ofFollowUp = isSet(input.entities_id) ? toInteger(input.entities_id) : activeEntity;
  const attaching = {
    entityId: followUp === undefined ? ticket.entityId : ofFollowUp,
    userId,
    authorId: followUp?.userId ?? userId,
  };
  const taken = tagged.filter((file) => file.taken);
  const text = attachFiles(database, { itemtype, itemId, ticket }, taken, attaching, toText(input.content) ?? "");
  if (text === "" || !taken.some(({ tag }) => tag !== undefined)) return;
  if (followUp === undefined) ticket.content = database.store(text);
  else database.followUps.set(itemId, { ...followUp, content: database.store(text) });
}
