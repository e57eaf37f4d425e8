import type { StoredDocument } from "../rows.js";
import { imageWidth } from "./image.js";

/** A document that a text may name by its tag; `#tag#` of what is no image is taken out. */
export interface InlineImage {
  readonly document: StoredDocument;
  readonly isImage: boolean;
}

/** Puts linked images where a text has `<img id="tag">` or `#tag#`. */
export function withInlineImages(
  version: 10 | 11,
  content: string,
  images: readonly InlineImage[],
  ticketId: number,
): string {
  const and = version === 10 ? "&" : "&amp;";
  let text = content;
  for (const { document, isImage } of images) {
    const { id, tag, file } = document;
    const marked = text.replace(new RegExp(`<img[^<>]*${literal(tag)}[^<>]*>`, "gi"), `#${tag}#`);
    const address = `/front/document.send.php?docid=${id}${and}itemtype=Ticket${and}items_id=${ticketId}`;
    const width = imageWidth(file?.bytes ?? new Uint8Array()) ?? 0;
    const image = `<a href="${address}" target="_blank" ><img alt="${tag}" width="${width}" src="${address}" /></a>`;
    text = marked.replaceAll(`#${tag}#`, () => (isImage ? image : ""));
  }
  return text;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
