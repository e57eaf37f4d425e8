import type { Conversation, Message } from "../host/events.js";
import type { HandlerContext } from "./context.js";

/**
 * Sees that a message's file can be had when it is needed, and takes out of the message what a store cannot keep in it:
 * bytes are kept beside it, the function that gives them in this process. Where they are not kept, the message says so.
 */
export async function keepFile(
  { store, files }: Pick<HandlerContext, "store" | "files">,
  conversation: Conversation,
  message: Message,
): Promise<Message> {
  const { media } = message;
  if (media === undefined || (media.open === undefined && media.data === undefined)) return message;
  const { open, data, ...kept } = media;
  if (open !== undefined) files.remember(conversation, message.id, open);
  if (!(data instanceof Uint8Array)) return { ...message, media: { ...kept, dataIs: "opened" } };
  const isKept = (await store.keepFile?.(conversation, message.id, data)) ?? false;
  return { ...message, media: { ...kept, dataIs: isKept ? "kept" : "tooLarge" } };
}
