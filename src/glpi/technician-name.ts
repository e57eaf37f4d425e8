import type { GlpiClient } from "./client.js";
import { isOutOfReach } from "./requesters.js";
import { decodeGlpiText } from "./rich-text.js";
import { userAnswer } from "./wire.js";

/** How a customer may know a technician; empty where GLPI has no such name, or does not show it. */
export interface TechnicianName {
  first: string;
  full: string;
}

/** The name of a GLPI user, remembered. Never the login, which is nobody's name. */
export async function technicianName(client: GlpiClient, userId: number): Promise<TechnicianName> {
  if (userId <= 0) return { first: "", full: "" };
  const path = `User/${userId}`;
  return client.remembered.of(`name of ${path}`, async () => {
    try {
      const { firstname, realname } = await client.get(path, userAnswer);
      const first = decodeGlpiText(firstname).trim();
      return { first, full: `${first} ${decodeGlpiText(realname).trim()}`.trim() };
    } catch (error) {
      if (isOutOfReach(error)) return { first: "", full: "" };
      throw error;
    }
  });
}
