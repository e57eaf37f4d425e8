import { isMediaType } from "./media-type.js";

/** An object as a host has it: plain, or a model's instance with getters. */
type Shape = Readonly<Record<string, unknown>>;

const isShape = (value: unknown): value is Shape => typeof value === "object" && value !== null;

/** The first of these that the object has. */
function first(shape: Shape, ...names: readonly string[]): unknown {
  for (const name of names) {
    const value = shape[name];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** A contact by our names, read from Whazing's: `number`, `pushname`, and extra fields as rows of `name` and `value`. */
export function asContact(value: unknown): unknown {
  if (!isShape(value)) return value;
  return {
    id: value.id,
    name: first(value, "name", "pushname"),
    phoneNumber: first(value, "phoneNumber", "number"),
    email: value.email,
    lid: value.lid,
    isGroup: value.isGroup,
    fields: first(value, "fields") ?? fieldsOf(first(value, "extraInfo", "customFields")),
  };
}

function fieldsOf(rows: unknown): unknown {
  if (!Array.isArray(rows)) return undefined;
  const named = rows.filter(isShape).filter(({ name }) => typeof name === "string");
  return Object.fromEntries(named.map(({ name, value }) => [name, value]));
}

/** A conversation by our names, read from Whazing's ticket: `queueId`. What says of a group who it is names nobody. */
export function asConversation(value: unknown): unknown {
  if (!isShape(value)) return value;
  return {
    id: value.id,
    tenantId: value.tenantId,
    protocol: value.protocol,
    channel: readChannel(value.channel),
    isGroup: value.isGroup,
    queue: queueOf(value),
    contact: asContact(value.contact),
    fields: value.fields,
  };
}

/** Where it was moved, `queueId` says so, and a queue that was read with the row before is another one. */
function queueOf({ queue, queueId }: Shape): unknown {
  const read = isShape(queue) ? queue : undefined;
  const id = queueId === undefined ? read?.id : queueId;
  if (id === undefined || id === null) return undefined;
  const isRead = read !== undefined && (read.id === undefined || String(read.id) === String(id));
  return { id, name: isRead ? first(read, "name", "queue") : undefined };
}

const channels = new Map([
  ["whatsapp", "WhatsApp"],
  ["waba", "WhatsApp"],
  ["instagram", "Instagram"],
  ["telegram", "Telegram"],
  ["messenger", "Messenger"],
  ["webchat", "WebChat"],
]);

/** As a technician reads it. */
function readChannel(value: unknown): unknown {
  return typeof value === "string" ? (channels.get(value.toLowerCase()) ?? value) : value;
}

/**
 * A message by our names, read from Whazing's: `messageId` (the channel's; `id` may be the database's), `body` or
 * `messageBody`, `timestamp` or `createdAt`, `mediaType`, `mediaUrl`, `mediaName`, `quotedMsgId`.
 */
export function asMessage(value: unknown): unknown {
  if (!isShape(value)) return value;
  const media = first(value, "media") ?? mediaOf(value);
  const text = first(value, "text", "body", "messageBody");
  const fileName = isShape(media) ? media.fileName : undefined;
  return {
    id: value.text === undefined ? first(value, "messageId", "id") : first(value, "id", "messageId"),
    // A file without a caption has its name for a text.
    text: text !== undefined && text === fileName && value.text === undefined ? "" : text,
    sentAt: first(value, "sentAt", "timestamp", "createdAt"),
    fromMe: value.fromMe,
    author: asContact(first(value, "author", "contactmessage")),
    repliesTo: first(value, "repliesTo", "quotedMsgId"),
    media,
    choice: value.choice,
    kind: value.kind ?? kindOf(value.mediaType),
    edited: value.edited,
    isDeleted: value.isDeleted,
  };
}

function mediaOf(value: Shape): unknown {
  const { mediaType: type, mediaUrl } = value;
  if (typeof mediaUrl !== "string" || mediaUrl === "") {
    // Of a text, a button or a notice it is the kind of message, and no file.
    return typeof type === "string" && isMediaType(type) ? { type } : undefined;
  }
  return { type, url: mediaUrl, data: value.mediaBase64, fileName: first(value, "mediaName") ?? lastPart(mediaUrl) };
}

/** The file's name in an address or a path. */
function lastPart(url: string): string | undefined {
  const [path = ""] = url.split(/[?#]/);
  const name = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name) || undefined;
  } catch {
    return name;
  }
}

const kinds = new Map([
  ["call_log", "call"],
  ["call", "call"],
  ["reaction", "reaction"],
  ["reactionMessage", "reaction"],
  ["e2e_notification", "system"],
  ["notification_template", "system"],
]);

function kindOf(mediaType: unknown): string | undefined {
  return typeof mediaType === "string" ? kinds.get(mediaType) : undefined;
}
