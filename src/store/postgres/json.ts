import type { Message } from "../../host/events.js";

/** JSON that `jsonb` takes: it refuses NUL and halves of surrogate pairs, which become U+FFFD. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(/\\(?:u(0000|d[89a-f][0-9a-f]{2})|.)/g, (sequence, refused) =>
    refused === undefined ? sequence : "\ufffd",
  );
}

/** An id or a key that `text` takes. */
export function toText(value: string | number): string {
  return JSON.parse(toJson(String(value)));
}

/** A message as it is kept: its time in milliseconds since 1970. */
export function messageJson(message: Message): string {
  return toJson({ ...message, sentAt: Number(message.sentAt) });
}

/** What an edit replaces; without a text it leaves the text. */
export function editJson({ text, media }: Message): string {
  return toJson({ text: text || undefined, media });
}
