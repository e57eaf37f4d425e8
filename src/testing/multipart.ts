import { isRecord, parseJson } from "./request.js";

/** A file of an upload. */
export interface UploadedFile {
  /** The name of its part without an index: `filename`. */
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface Multipart {
  /** The part `uploadManifest`; `undefined` when it is missing or not a JSON object. */
  readonly manifest: Readonly<Record<string, unknown>> | undefined;
  readonly files: readonly UploadedFile[];
}

/** Reads `multipart/form-data`; a body that is not well formed has no parts. */
export async function readMultipart(body: Uint8Array, contentType: string): Promise<Multipart> {
  const form = await new Response(body, { headers: { "content-type": contentType } })
    .formData()
    .catch(() => new FormData());
  const files: UploadedFile[] = [];
  let manifest: unknown;
  for (const [field, value] of form) {
    if (field === "uploadManifest") {
      manifest = parseJson(typeof value === "string" ? value : await value.text());
    } else if (typeof value !== "string") {
      const bytes = new Uint8Array(await value.arrayBuffer());
      files.push({ field: field.replace(/\[\d*\]$/, ""), name: value.name, type: value.type, bytes });
    }
  }
  return { manifest: isRecord(manifest) ? manifest : undefined, files };
}
