/** What hosts and libraries call the kinds that we name. */
const names = new Map([
  ["imagemessage", "image"],
  ["videomessage", "video"],
  ["audiomessage", "audio"],
  ["ptt", "voice"],
  ["documentmessage", "document"],
  ["documentwithcaptionmessage", "document"],
  ["application", "document"],
  ["locationmessage", "location"],
  ["livelocationmessage", "location"],
  ["vcard", "contactCard"],
  ["multi_vcard", "contactCard"],
  ["contactmessage", "contactCard"],
  ["contactsarraymessage", "contactCard"],
  ["stickermessage", "sticker"],
]);

/** A media's type by our name, where it has one; else as the host has it. */
export function readMediaType(type: string | undefined): string | undefined {
  return type === undefined ? undefined : (names.get(type.toLowerCase()) ?? type);
}

const ours: ReadonlySet<string> = new Set([...names.values(), "audio", "image", "video", "document", "sticker"]);

/** Whether something comes with a message of this type. */
export function isMediaType(type: string): boolean {
  return ours.has(readMediaType(type) ?? "");
}
