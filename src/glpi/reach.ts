import type { GlpiClient } from "./client.js";
import { GlpiIntegrationError } from "./errors.js";

/**
 * Sees that something can be made in an entity before anything is written: GLPI's own refusal names nothing. Rejects
 * with `RIGHT_MISSING`.
 */
export async function needReach(client: GlpiClient, entityId: number, what: string): Promise<void> {
  if (await client.reaches(entityId)) return;
  throw new GlpiIntegrationError(
    "RIGHT_MISSING",
    `${what} would be in the company (entity) ${entityId}, which is out of the API user's reach: give the API user its profile there too, in Administration > Users > Authorizations, or at the root as recursive.`,
  );
}
