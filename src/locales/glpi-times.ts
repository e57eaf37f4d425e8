import type { GlpiClient } from "../glpi/client.js";
import { readGlpiTime } from "../glpi/glpi-time.js";
import { formatDateTime } from "./date-time.js";

/** How a time that GLPI wrote is shown to the customer. */
export async function timesOf(
  client: GlpiClient,
  { timeZone }: { timeZone: string },
): Promise<(time: string) => string> {
  const { zoneOffsetMs = 0 } = await client.session();
  return (time) => {
    const moment = readGlpiTime(time, zoneOffsetMs);
    return moment === undefined ? time : formatDateTime(moment, timeZone);
  };
}
