import type { CreateTicketIntegration, Integration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { isFile } from "../conversation/description.js";
import { type FileSources, isReachable } from "../files/open-file.js";
import type { Conversation, Media, Message } from "../host/events.js";
import type { HandlerContext } from "../work/context.js";

/** What files need of an integration, of either type. */
export type FileRules = Pick<
  Integration,
  | "url"
  | "appToken"
  | "userToken"
  | "locale"
  | "timeZone"
  | "maxFileMb"
  | "allowMediaFrom"
  | "renameRefused"
  | "filesFailedText"
> &
  Partial<Pick<CreateTicketIntegration, "maxTicketsPerHour">>;

/** A message with what came with it, and its place in its batch. */
export interface FileMessage {
  place: number;
  message: Message & { media: Media };
}

/** Where a file may come from: the store, the host, or a server that the operator names. */
export function sourcesOf(
  { store, host, files, addresses }: HandlerContext,
  { allowMediaFrom }: Pick<FileRules, "allowMediaFrom">,
  conversation: Conversation,
  { message }: FileMessage,
): FileSources {
  return {
    host: host.media,
    opened: message.media.open ?? files.opener(conversation, message.id),
    kept: async () => (message.media.dataIs === "kept" ? store.loadFile?.(conversation, message.id) : undefined),
    hosts: allowMediaFrom,
    addresses,
  };
}

/** What came with the messages of a batch and can be had, as far as anybody knows. */
export function filesIn(
  context: HandlerContext,
  { allowMediaFrom }: Pick<FileRules, "allowMediaFrom">,
  batch: Batch,
): FileMessage[] {
  return batch.messages.flatMap((message, place) => {
    const { media } = message;
    if (media === undefined || !isFile(message) || /sticker/i.test(media.type ?? "")) return [];
    const file = { place, message: { ...message, media } };
    return isReachable(media, sourcesOf(context, { allowMediaFrom }, batch.conversation, file)) ? [file] : [];
  });
}
