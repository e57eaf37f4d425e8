import { createHash } from "node:crypto";
import type { DocumentRow, GlpiSimulator } from "../../src/testing/index.js";
import type { Filed } from "./judge.js";
import type { Talk, Written } from "./ledger.js";
import { pictureName, pictureOf } from "./picture.js";

/** What a GLPI has of a picture: one for each link, and one for a document without any. */
interface Copy {
  glpi: GlpiSimulator;
  ticketId: number | null;
  sha1: string | null;
}

/** Each picture of an accepted message is, whole, a document of the ticket that the message is in, and nothing else. */
export function filesOf(
  talks: readonly Talk[],
  filed: readonly Filed[],
  glpis: readonly GlpiSimulator[],
): { files: number; missing: Written[]; twice: number } {
  const bySha1 = new Map<string, Copy[]>();
  const byName = new Map<string, Copy[]>();
  for (const glpi of glpis) {
    for (const document of glpi.documents) {
      const copies = copiesOf(glpi, document);
      for (const [map, key] of [
        [bySha1, document.sha1],
        [byName, document.file?.name],
      ] as const) {
        if (key) map.set(key, [...(map.get(key) ?? []), ...copies]);
      }
    }
  }
  const homes = new Map<unknown, Filed[]>();
  for (const each of filed) {
    for (const { message } of each.parts) homes.set(message, [...(homes.get(message) ?? []), each]);
  }
  const judged = talks.flatMap(({ conversation, messages }) =>
    messages.flatMap((message) => {
      if (!message.hasPicture || message.acceptedAt === undefined) return [];
      const sha1 = createHash("sha1").update(pictureOf(conversation, message.id)).digest("hex");
      const copies = new Set([...(bySha1.get(sha1) ?? []), ...(byName.get(pictureName(message.id)) ?? [])]);
      const home = homes.get(message) ?? [];
      const isHome = (copy: Copy) =>
        copy.sha1 === sha1 && home.some(({ glpi, ticket }) => glpi === copy.glpi && ticket.id === copy.ticketId);
      return [{ message, isThere: [...copies].some(isHome), copies: copies.size }];
    }),
  );
  return {
    files: judged.length,
    missing: judged.filter(({ isThere }) => !isThere).map(({ message }) => message),
    twice: judged.filter(({ copies }) => copies > 1).length,
  };
}

function copiesOf(glpi: GlpiSimulator, { sha1, links }: DocumentRow): Copy[] {
  const ticketIds = links.length === 0 ? [null] : links.map(({ ticketId }) => ticketId);
  return ticketIds.map((ticketId) => ({ glpi, ticketId, sha1 }));
}
