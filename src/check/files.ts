import type { KnownType } from "../files/file-type.js";
import { fittingName } from "../files/fitting-name.js";
import { KnownDocumentRules } from "../glpi/document-rules.js";
import { type Finding, listIn } from "./finding.js";
import type { Scene } from "./scene.js";
import type { MediaKind } from "./words/check-words.js";
import { checkWords } from "./words/index.js";

const MB = 1024 * 1024;
/** WhatsApp's own limit of a video or an audio; documents may have more. */
const WHATSAPP_MB = 16;

/** What each kind comes as: the ending of its name, and what its first bytes say. */
const sent: readonly (readonly [MediaKind, ending: string, known?: KnownType])[] = [
  ["photo", "jpg", "jpg"],
  ["photo", "png", "png"],
  ["iphonePhoto", "heic"],
  ["sticker", "webp", "webp"],
  ["voice", "opus", "ogg"],
  ["voice", "ogg", "ogg"],
  ["audio", "mp3"],
  ["audio", "m4a"],
  ["audio", "aac"],
  ["audio", "amr"],
  ["video", "mp4"],
  ["video", "3gp"],
  ["document", "pdf", "pdf"],
  ["document", "docx"],
  ["document", "xlsx"],
  ["document", "pptx"],
  ["document", "txt"],
  ["document", "zip"],
  ["card", "vcf"],
];

/** What of a customer's files GLPI will not take. */
export async function checkFiles({ client, integration, full, locale, say }: Scene): Promise<Finding[]> {
  const { maxBytes, endings } = await new KnownDocumentRules().of(client);
  const { maxFileMb, renameRefused } = integration;
  const max = Math.round((maxBytes / MB) * 10) / 10;
  const size =
    max >= Math.min(maxFileMb, WHATSAPP_MB)
      ? say("files.size", "ok", "fileSizeOk", { max })
      : say("files.size", "warning", "fileSizeSmall", { max, own: maxFileMb });

  const words = checkWords[locale].media;
  const refused = sent.filter(([, ending, known]) => !fittingName(`x.${ending}`, known, endings, renameRefused));
  const kinds = [...new Set(refused.map(([kind]) => kind))].map((kind) => {
    const names = refused.filter(([each]) => each === kind).map(([, ending]) => `.${ending}`);
    return `${words[kind]} (${names.join(", ")})`;
  });
  const assumed = ((full.rights.get("typedoc") ?? 0) & 1) === 0;
  const types =
    kinds.length === 0
      ? say("files.types", "ok", "fileTypesOk", { assumed })
      : say("files.types", "warning", "fileTypesRefused", { kinds: listIn(locale, kinds), assumed });
  return [size, types];
}
