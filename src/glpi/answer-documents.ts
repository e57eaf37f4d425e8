import { Parser } from "htmlparser2";
import type { GlpiClient } from "./client.js";
import { filesOfTicket } from "./documents.js";
import { newestRows } from "./newest-rows.js";
import { decodeGlpiText } from "./rich-text.js";
import { documentLinkRow } from "./wire.js";

/** More files of one answer than these are not looked at. */
const MOST_FILES = 20;
/** No more of a text is read. */
const MOST_READ = 200_000;

/** The right bits that count here. */
const READ = 1;
const SEE_PRIVATE = 8192;

/** A public follow-up, or a solution. */
export interface AnswerItem {
  ticketId: number;
  itemtype: "ITILFollowup" | "ITILSolution";
  id: number;
  /** As GLPI wrote it. */
  html: string;
}

/** A file that belongs to it. */
export interface AnswerDocument {
  id: number;
  fileName: string;
  mimeType: string;
}

/**
 * The files of a public follow-up or a solution that are certainly its own, the first linked first. A customer gets what
 * this names, and GLPI 10 hands out any file of any company by its id: so each is one that GLPI has linked to the item,
 * or, where the API user may not read that (right document, Read), one that the text shows; and in either case one of
 * this ticket's. Without that right GLPI 11 gives no file, and nor is one told where private notes may be among them.
 */
export async function documentsOf(client: GlpiClient, item: AnswerItem): Promise<AnswerDocument[]> {
  const ids = await idsOf(client, item);
  if (ids.length === 0) return [];
  const files = await filesOfTicket(client, item.ticketId);
  if (files.is === "gone") return [];
  return ids.flatMap((id) => {
    const found = files.documents.find((each) => each.id === id && !each.isDeleted && each.fileName !== "");
    return found === undefined ? [] : [{ id, fileName: found.fileName, mimeType: found.mimeType }];
  });
}

/**
 * Opens a file that `documentsOf` named: its bytes as they come, `maxBytes` at most. Rejects, and its reading rejects,
 * with a `GlpiIntegrationError`; `FILE_FAILED`: it is larger.
 */
export function openDocument(client: GlpiClient, id: number, maxBytes: number): Promise<AsyncIterable<Uint8Array>> {
  return client.download(`Document/${id}`, maxBytes);
}

async function idsOf(client: GlpiClient, { itemtype, id, html }: AnswerItem): Promise<number[]> {
  const { rights, version } = await client.session();
  if (rights === undefined || (rights.document & READ) !== 0) {
    const links = await newestRows(client, `${itemtype}/${id}/Document_Item`, MOST_FILES, documentLinkRow);
    const own = links.filter((link) => link.itemtype === itemtype && link.items_id === id);
    return unique(own.map((link) => link.documents_id).reverse());
  }
  return version === 10 && (rights.followup & SEE_PRIVATE) === 0 ? shownIn(html) : [];
}

/** The documents that a text shows, or links to. */
function shownIn(html: string): number[] {
  const ids: number[] = [];
  const parser = new Parser({
    onopentag: (_name, { src, href }) => {
      const address = /\/front\/document\.send\.php\?(.*)$/.exec(src ?? href ?? "")?.[1];
      const id = Number(new URLSearchParams(address).get("docid"));
      if (Number.isSafeInteger(id) && id > 0) ids.push(id);
    },
  });
  parser.write(decodeGlpiText(html.slice(0, MOST_READ)));
  parser.end();
  return unique(ids).slice(0, MOST_FILES);
}

function unique(ids: readonly number[]): number[] {
  return [...new Set(ids)];
}
