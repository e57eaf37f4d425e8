import type { GlpiClient } from "./client.js";
import { isGlpiIntegrationError } from "./errors.js";
import { steadyNow } from "./steady-clock.js";
import { configAnswer, documentTypesAnswer } from "./wire.js";

/** What a GLPI takes for a document. */
export interface DocumentRules {
  maxBytes: number;
  /** The endings of names that it takes, in small letters. */
  endings: ReadonlySet<string>;
}

const HOUR_MS = 3_600_000;
const MB = 1024 * 1024;
const stockMaxMb = 2;

/** What a stock GLPI takes; 10.0.14 and 11.0.6. */
const stockEndings = new Set(
  (
    "jpg png gif bmp psd tif aiff asf avi bz2 doc djvu eps gz html mid mov mp3 mpg ogg pdf ppt ps qt ra ram rm rtf " +
    "sdd sdw sit sxi sxw swf tgz txt wav xls xml wmv zip mng ai c deb dvi h pas rpm sxc tex xcf jpeg odt ods odp otp " +
    "ott ots odf odg otg odb oth odm odc odi docx xlsx pptx csv svg"
  ).split(" "),
);

/** What each GLPI takes for a document: asked once in an hour, with as much of it as the API user may read. */
export class KnownDocumentRules {
  readonly #known = new WeakMap<GlpiClient, { rules: Promise<DocumentRules>; askedAt: number }>();

  /** Rejects with `GlpiIntegrationError`, and asks again the next time. */
  async of(client: GlpiClient): Promise<DocumentRules> {
    const known = this.#known.get(client);
    if (known !== undefined && steadyNow() - known.askedAt < HOUR_MS) return known.rules;
    const rules = ask(client);
    this.#known.set(client, { rules, askedAt: steadyNow() });
    rules.catch(() => this.#known.delete(client));
    return rules;
  }
}

async function ask(client: GlpiClient): Promise<DocumentRules> {
  const [maxMb, endings] = await Promise.all([maxMbOf(client), endingsOf(client)]);
  return { maxBytes: maxMb * MB, endings };
}

async function maxMbOf(client: GlpiClient): Promise<number> {
  const config = await ifAllowed(client.get("getGlpiConfig", configAnswer));
  return config?.cfg_glpi.document_max_size || stockMaxMb;
}

async function endingsOf(client: GlpiClient): Promise<ReadonlySet<string>> {
  const query = new URLSearchParams({ "searchText[is_uploadable]": "^1$", range: "0-999", get_hateoas: "false" });
  const types = await ifAllowed(client.get("DocumentType", documentTypesAnswer, query));
  if (types !== undefined && types.length > 0) return new Set(types.map(({ ext }) => ext.toLowerCase()));
  const { version } = await client.session();
  return version === 11 ? new Set([...stockEndings, "webp"]) : stockEndings;
}

/** Undefined where the API user may not read it: the least rights do not hold it. */
async function ifAllowed<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const refused = new Set(["RIGHT_MISSING", "NOT_FOUND", "REFUSED"]);
    if (isGlpiIntegrationError(error) && refused.has(error.code)) return undefined;
    throw error;
  }
}
