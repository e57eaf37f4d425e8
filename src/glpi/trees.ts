import type { GlpiClient } from "./client.js";
import { decodeGlpiText } from "./rich-text.js";
import { treeAnswer, treeRow } from "./wire.js";

/** A category, or a location. */
export interface TreeItem {
  id: number;
  /** Its own, without those above it. */
  name: string;
  /** 0: none. */
  parentId: number;
  entityId: number;
  /** Whether it is there for the entities below its own too. */
  isRecursive: boolean;
  /** What tickets it is for; a location is for all. */
  forIncidents: boolean;
  forRequests: boolean;
}

/** GLPI gives no more at a time. */
const MOST_ITEMS = 1_000;

/** GLPI's own name of each, and which of its items a customer may see. */
const kinds = {
  category: { itemtype: "ITILCategory", only: { "searchText[is_helpdeskvisible]": "^1$" } },
  location: { itemtype: "Location", only: {} },
} as const;

/**
 * The categories that are visible in the helpdesk, or the locations, of all entities in the API user's reach and of those
 * above; the first 1,000 by their full names. Needs the right to read them.
 */
export async function listTree(client: GlpiClient, kind: keyof typeof kinds): Promise<TreeItem[]> {
  const { itemtype, only } = kinds[kind];
  const range = `0-${MOST_ITEMS - 1}`;
  const query = new URLSearchParams({ ...only, range, get_hateoas: "false", sort: "completename" });
  const rows = await client.get(itemtype, treeAnswer, query);
  return rows.flatMap((row) => {
    const item = treeRow.safeParse(row).data;
    if (item === undefined) return [];
    return {
      id: item.id,
      name: leafOf(item.completename) || `GLPI ${item.id}`,
      parentId: kind === "category" ? item.itilcategories_id : item.locations_id,
      entityId: item.entities_id,
      isRecursive: item.is_recursive !== 0,
      forIncidents: item.is_incident !== 0,
      forRequests: item.is_request !== 0,
    };
  });
}

/** `Hardware > Printer` is a printer; GLPI 10 may write the sign as `&#62;`. */
function leafOf(completeName: string): string {
  return decodeGlpiText(completeName.split(/ (?:>|&#62;) /).at(-1) ?? "").trim();
}
