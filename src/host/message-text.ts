/** A picture of the place in base64, and behind it a link to the map. */
const place = /^data:[\w/+.-]+;base64,[^|]*(?:\|(.*))?$/s;
const cardEdge = /(BEGIN|END):VCARD/gi;

/**
 * What a message says to people, where a host puts a place or a contact's card into its text: the link, the names with
 * their telephones. Other texts stay as they are.
 */
export function readableMessage(text: string): { text: string; isCard: boolean } {
  const [whole, behind = ""] = place.exec(text.trim()) ?? [];
  if (whole !== undefined) return { text: joined(behind.split("|").map((part) => part.trim())), isCard: false };
  const cards = cardsIn(text).map(readCard);
  return cards.length > 0 ? { text: joined(cards), isCard: true } : { text, isCard: false };
}

function joined(lines: readonly string[]): string {
  return lines.filter(Boolean).join("\n");
}

/** What is between each beginning of a card and the next end, in one pass. */
function cardsIn(text: string): string[] {
  const cards: string[] = [];
  let begun: number | undefined;
  for (const { 0: edge, 1: side, index } of text.matchAll(cardEdge)) {
    if (side?.toUpperCase() === "BEGIN") begun ??= index + edge.length;
    else if (begun !== undefined) {
      cards.push(text.slice(begun, index));
      begun = undefined;
    }
  }
  return cards;
}

/** `Ana Lima: +55 31 98765-4321`, from a vCard's lines; a line that begins with a blank goes on. */
function readCard(lines: string): string {
  const fields = lines.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const values = (name: string) =>
    fields.flatMap((line) => {
      const [, value] = new RegExp(`^(?:item\\d+\\.)?${name}(?:;[^:]*)?:(.*)$`, "i").exec(line.trim()) ?? [];
      return value === undefined || value === "" ? [] : [value.replace(/\\([,;\\])/g, "$1").trim()];
    });
  const [name = values("N")[0]?.split(";").filter(Boolean).reverse().join(" ") ?? ""] = values("FN");
  const telephones = [...new Set(values("TEL"))].join(", ");
  return [name, telephones].filter(Boolean).join(": ");
}
