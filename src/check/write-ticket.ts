import { randomUUID } from "node:crypto";
import { type GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import { addTicket } from "../glpi/tickets.js";
import type { Finding } from "./finding.js";
import type { Scene } from "./scene.js";

/** GLPI's rights to move a ticket into the bin, and to remove it for good. */
const DELETE = 8;
const PURGE = 16;

/** Opens a ticket as this integration would, and deletes it: only where the API user may delete it afterwards. */
export async function checkWriting(scene: Scene): Promise<Finding[]> {
  const { integration, full, options, client, say } = scene;
  if (!options.write || integration.type !== "glpi-create-ticket") return [];
  const bits = full.rights.get("ticket") ?? 0;
  if ((bits & (DELETE | PURGE)) === 0) return [say("write", "skipped", "writeNoRight")];
  const title = `whazing-glpi ${randomUUID().slice(0, 8)}`;
  const made = await open(scene, title);
  if (typeof made !== "number") {
    return made.code === "ANSWER_LOST"
      ? [say("write", "failed", "writeLost", { title })]
      : [say("write", "failed", "writeRefused", { why: why(made) })];
  }
  const purges = (bits & PURGE) !== 0;
  try {
    await client.remove(`Ticket/${made}`, purges);
    return [say("write", "ok", purges ? "writeOk" : "writeTrash", { id: made })];
  } catch (error) {
    return [say("write", "failed", "writeLeft", { id: made, why: why(toIntegrationError(error)) })];
  }
}

/** For nobody: no customer hears of it. */
async function open({ integration, client, session }: Scene, title: string): Promise<number | GlpiIntegrationError> {
  if (integration.type !== "glpi-create-ticket") throw new TypeError("It opens no tickets");
  const { fallbackEntityId, newRequesterEntityId, ...options } = integration;
  const wanted = [fallbackEntityId, newRequesterEntityId].find((id) => id !== undefined && session.entities?.has(id));
  const ticket = {
    title,
    content: "<p>whazing-glpi</p>",
    entityId: wanted ?? [...(session.entities ?? [0])][0] ?? 0,
    requesterId: 0,
    externalId: title.replace(" ", "-"),
    type: options.ticketType === "incident" ? (1 as const) : (2 as const),
    categoryId: options.categoryId,
    urgency: options.urgency,
    requestSourceId: options.requestSourceId,
    locationId: options.locationId,
    assignedGroupId: options.assignedGroupId,
  };
  try {
    return await addTicket(client, ticket, async () => undefined);
  } catch (error) {
    return toIntegrationError(error);
  }
}

function why({ code, glpiCode }: GlpiIntegrationError): string {
  return glpiCode === undefined ? code : `${code}, ${glpiCode}`;
}
