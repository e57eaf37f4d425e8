import { createHash } from "node:crypto";
import { read } from "../access.js";
import type { Answer } from "../answer.js";
import type { Context } from "../resources/resource.js";
import type { StoredDocument } from "../rows.js";
import { imageType } from "./image.js";

/** GLPI 10 gives any file to any session. */
export function canDownload({ access, database }: Context, { entityId }: StoredDocument): boolean {
  return database.version === 10 || (access.has("document", read) && access.reaches(entityId));
}

/** A document's bytes. */
export function downloadAnswer(version: 10 | 11, { name, type, bytes }: NonNullable<StoredDocument["file"]>): Answer {
  const disposition = `filename="${name}"; filename*=utf-8''${encodeURIComponent(name)}`;
  return {
    status: 200,
    headers: {
      "cache-control": version === 10 ? "private" : "must-revalidate, private",
      "content-disposition": imageType(bytes) === undefined ? `attachment; ${disposition}` : disposition,
      "content-type": type.startsWith("text/") ? `${type};charset=UTF-8` : type,
      etag: createHash("md5").update(bytes).digest("hex"),
    },
    body: bytes,
  };
}
