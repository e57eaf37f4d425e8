import { createHash } from "node:crypto";
import type { GlpiAccount } from "./clients.js";

/**
 * Names an API account without its tokens. Another GLPI may come to stand behind an address (a test becomes production,
 * a backup is restored elsewhere): it has other tokens, and its numbers are other people's and other tickets'.
 */
export function accountOf({ appToken, userToken }: Omit<GlpiAccount, "url">): string {
  return createHash("sha256")
    .update(JSON.stringify([appToken, userToken]))
    .digest("base64url")
    .slice(0, 16);
}
