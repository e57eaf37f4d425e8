import type { GlpiClient } from "./client.js";
import type { UploadFile } from "./upload.js";
import { withFilesAnswer } from "./wire.js";

/** A file that goes along with a text. */
export interface FileAlong {
  file: UploadFile;
  /** By which the text says where a picture is to be shown (`<img id="…" src="">`); it is the document's from then on. */
  tag?: string | undefined;
}

/** What was made with files. */
export interface MadeWithFiles {
  id: number;
  /** GLPI says that it took all of them: it tells of the first only. */
  taken: boolean;
}

/**
 * Makes an item with files. Only for files that are sure to pass: of one that does not, GLPI 10 says nothing unless it is
 * the first, and GLPI 11 makes the item without any and says that it failed (`ANSWER_LOST`). A file whose bytes its
 * entity has already is that document, whatever its name and tag.
 */
export async function addWithFiles(
  client: GlpiClient,
  path: string,
  input: Readonly<Record<string, unknown>>,
  files: readonly FileAlong[],
  beforeSend: () => Promise<void>,
): Promise<MadeWithFiles> {
  const tags = files.map(({ tag = "" }) => tag);
  const tagged = tags.some((tag) => tag !== "") ? { ...input, _tag_filename: tags } : input;
  // A field for each: of one field GLPI 10 keeps only the first file.
  const parts = files.map(({ file }, index) => ({ ...file, field: `file${index + 1}` }));
  const { id, upload_result: result } = await client.upload(
    { path, schema: withFilesAnswer, beforeSend },
    tagged,
    parts,
  );
  return { id, taken: files.length === 1 && result.file1.some(({ url }) => url !== "") };
}
