import type { Conversation, Id } from "../host/events.js";

/** Where there is one: groups and hidden numbers have none. */
export function numberOf({ isGroup, contact }: Conversation): string | undefined {
  const digits = contact.phoneNumber?.replace(/\D/g, "");
  return isGroup || !digits ? undefined : digits;
}

/** Whazing's ids are numbers, whatever kept them. */
export function whazingId(given: Id): Id {
  return typeof given === "string" && /^\d{1,15}$/.test(given) ? Number(given) : given;
}
