import type { Integration } from "../config/integration.js";
import type { GlpiClient } from "../glpi/client.js";
import type { GlpiClients } from "../glpi/clients.js";
import { type Entity, myEntities } from "../glpi/entities.js";
import type { Session } from "../glpi/session.js";
import type { Locale } from "../locales/locale.js";
import type { Say } from "./finding.js";
import type { FullSession } from "./full-session.js";
import type { ReadOptions } from "./options.js";

/** The id of the entity above all. */
export const ROOT = 0;

/** What is looked at in a GLPI that lets us in. */
export interface Scene {
  integration: Integration;
  options: ReadOptions;
  locale: Locale;
  say: Say;
  clients: GlpiClients;
  client: GlpiClient;
  session: Session;
  full: FullSession;
  /** GLPI's exact version; empty where it did not tell. */
  version: string;
}

/** The entities of the API user's profiles, asked for once. */
export function entitiesOf({ client }: Scene): Promise<readonly Entity[]> {
  return client.remembered.of("my entities", () => myEntities(client));
}

/** An entity as people call it. */
export function entityName(entities: readonly Entity[], id: number): string {
  return entities.find((entity) => entity.id === id)?.name || `GLPI ${id}`;
}

/**
 * Whether an entity is above another. Their full names tell, but for the root's: it is above all, and GLPI translates its
 * name where it stands alone and not where it begins another's.
 */
export function isAbove({ id, name }: Entity, other: Entity): boolean {
  return id === ROOT ? other.id !== ROOT : other.name.startsWith(`${name} > `);
}

/** Whether an entity is in the API user's reach, as far as GLPI tells. */
export function reaches({ session: { entities } }: Scene, id: number): boolean {
  return entities?.has(id) ?? true;
}
