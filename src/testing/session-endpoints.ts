import type { Access } from "./access.js";
import { type Answer, type Json, jsonAnswer, type WireRow } from "./answer.js";
import type { Database } from "./database.js";
import { isRecord } from "./json.js";
import type { PhpValue } from "./request.js";
import { toInteger } from "./resources/resource.js";
import { friendlyName } from "./resources/users.js";
import type { SessionRow } from "./rows.js";
import type { Sessions } from "./sessions.js";
import type { ServerSettings } from "./settings.js";
import { encodeSpecialCharacters } from "./text.js";

type Endpoint = (parts: {
  readonly database: Database;
  readonly sessions: Sessions;
  readonly access: Access;
  readonly query: Readonly<Record<string, PhpValue>>;
  readonly body: unknown;
  readonly base: string;
  readonly settings: ServerSettings;
}) => Answer;

/** What GLPI answers about the session itself, by name. */
export const sessionEndpoints: Readonly<Record<string, Endpoint>> = {
  killSession({ sessions, access }) {
    sessions.forget(access.session.token);
    return jsonAnswer(200, true);
  },

  getMyEntities({ database, sessions, access, query }) {
    const recursive = ["true", "1"].includes(String(query.is_recursive));
    const ids = sessions.profileEntities(access.session).flatMap(({ entityId, isRecursive }) => {
      const below = recursive && isRecursive ? database.sons(entityId).filter((id) => id !== entityId) : [];
      return [...below, entityId];
    });
    return jsonAnswer(200, {
      myentities: [...new Set(ids)].map((id) => ({ id, name: entityName(database, id) })),
    });
  },

  getActiveEntities({ access: { session } }) {
    return jsonAnswer(200, {
      active_entity: {
        id: session.activeEntity,
        active_entity_recursive: session.activeEntityRecursive,
        active_entities: session.activeEntities.map((id) => ({ id })),
      },
    });
  },

  changeActiveEntities({ sessions, access, body }) {
    const input = isRecord(body) ? body : {};
    // A word, "all" too, is read as the number 0: the root.
    const entityId = "entities_id" in input ? toInteger(input.entities_id) : "all";
    return jsonAnswer(
      200,
      sessions.activate(access.session, entityId, input.is_recursive === true || toInteger(input.is_recursive) === 1),
    );
  },

  getGlpiConfig({ database: { version }, base, settings }) {
    const server = base.slice(0, base.lastIndexOf("/api"));
    const config = {
      version: version === 10 ? "10.0.14" : "11.0.6",
      document_max_size: String(settings.documentMaxSizeMb),
      url_base: version === 10 ? server : server.replace(/\/api\.php$/, ""),
      url_base_api: base,
      enable_api: "1",
      language: version === 10 ? "pt_BR" : "en_GB",
      ...(version === 11 ? { timezone: "0" } : {}),
    };
    return jsonAnswer(200, { cfg_glpi: config });
  },
};

function entityName(database: Database, id: number): string {
  const name = database.entities.get(id)?.completeName ?? "";
  return database.version === 10 ? encodeSpecialCharacters(name) : name;
}

/** The keys of a full session that matter; `glpientity_fullstructure` is there on 11 only. */
export function fullSession(database: Database, sessions: Sessions, session: SessionRow): Json {
  const user = database.users.get(session.userId);
  const profile = database.profiles.get(session.profileId);
  const active = database.entities.get(session.activeEntity);
  if (user === undefined || profile === undefined || active === undefined) return null;
  const entities: WireRow[] = sessions.profileEntities(session).map(({ entityId, isRecursive }) => ({
    id: entityId,
    name: database.entities.get(entityId)?.name ?? "",
    is_recursive: isRecursive ? 1 : 0,
  }));
  const tree = database.version === 10 ? "estrutura de árvore" : "tree structure";
  return {
    glpiID: user.id,
    glpiname: user.login,
    glpifriendlyname: friendlyName(user),
    glpilanguage: database.version === 10 ? "pt_BR" : "en_GB",
    glpi_currenttime: database.date(),
    glpidefault_entity: user.entityId,
    glpiprofiles: profilesOf(database, user.profiles),
    glpiactive_entity: session.activeEntity,
    glpiactive_entity_name: session.activeEntityRecursive ? `${active.completeName} (${tree})` : active.completeName,
    glpiactive_entity_recursive: session.activeEntityRecursive,
    glpiactiveentities: session.activeEntities,
    glpishowallentities: session.activeEntities.length === database.entities.size ? 1 : 0,
    glpilist_limit: 20,
    glpiactiveprofile: { id: profile.id, name: profile.name, interface: "central", ...profile.rights, entities },
    ...(database.version === 11 ? { glpientity_fullstructure: structure(database, undefined) } : {}),
  };
}

function profilesOf(
  database: Database,
  rows: readonly { profileId: number; entityId: number; isRecursive: boolean }[],
): WireRow {
  const profiles: Record<string, { name: string; entities: WireRow[] }> = {};
  for (const { profileId, entityId, isRecursive } of rows) {
    profiles[profileId] ??= { name: database.profiles.get(profileId)?.name ?? "", entities: [] };
    const name = database.entities.get(entityId)?.name ?? "";
    profiles[profileId].entities.push({ id: entityId, name, is_recursive: isRecursive ? 1 : 0 });
  }
  return profiles;
}

function structure(database: Database, parentId: number | undefined): Json[] {
  return [...database.entities.values()]
    .filter((entity) => entity.parentId === parentId)
    .map((entity) => ({ key: entity.id, title: entity.name, children: structure(database, entity.id) }));
}
