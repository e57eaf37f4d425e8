/**
 * The ticket that a webhook of GLPI 11 is about, as a hint where to look; `undefined`: it cannot be seen. `item` is the
 * ticket itself in a ticket's own events, else what belongs to it. Nothing else of a payload is read: private notes are
 * in it.
 */
export function changedTicket(payload: Readonly<Record<string, unknown>>): number | undefined {
  const item = recordOf(payload.item);
  if (item.tickets_id !== undefined) return idOf(item.tickets_id);
  if (item.itemtype !== undefined) return item.itemtype === "Ticket" ? idOf(item.items_id) : undefined;
  return idOf(recordOf(payload.parent_item ?? item).id);
}

function idOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
