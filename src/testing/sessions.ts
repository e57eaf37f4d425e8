import { randomBytes } from "node:crypto";
import type { Database } from "./database.js";
import type { ProfileUserRow, SessionRow, UserRow } from "./rows.js";

/** PHP's default: a session that was not used for 24 minutes is forgotten. */
const idleMs = 24 * 60 * 1000;

/** The sessions that are alive, and what is active in each. */
export class Sessions {
  readonly #database: Database;
  readonly #rows = new Map<string, SessionRow>();

  constructor(database: Database) {
    this.#database = database;
  }

  get all(): SessionRow[] {
    return [...this.#rows.values()];
  }

  /** A session of the user's first profile; only their default entity is active when it is one of the profile's. */
  start(user: UserRow): SessionRow | undefined {
    const profileId = user.profiles[0]?.profileId;
    if (profileId === undefined) return undefined;
    const session: SessionRow = {
      token: newToken(),
      userId: user.id,
      profileId,
      activeEntity: 0,
      activeEntityRecursive: 0,
      activeEntities: [],
      lastUsedAt: this.#database.now().getTime(),
    };
    const own = this.profileEntities(session).find((entity) => entity.entityId === user.entityId);
    const activated =
      (own !== undefined && this.activate(session, own.entityId, own.isRecursive ? 1 : 0)) ||
      this.activate(session, user.entityId, 1);
    if (!activated) this.activate(session, "all", 0);
    this.#rows.set(session.token, session);
    return session;
  }

  /** The session, and that it was used; `undefined` when there is none or it was idle for too long. */
  use(token: string): SessionRow | undefined {
    const session = this.#rows.get(token);
    const now = this.#database.now().getTime();
    if (session === undefined) return undefined;
    if (now - session.lastUsedAt > idleMs) {
      this.#rows.delete(token);
      return undefined;
    }
    session.lastUsedAt = now;
    return session;
  }

  forget(token: string): void {
    this.#rows.delete(token);
  }

  forgetAll(): void {
    this.#rows.clear();
  }

  /** Where the session's user has the session's profile. */
  profileEntities(session: SessionRow): ProfileUserRow[] {
    const profiles = this.#database.users.get(session.userId)?.profiles ?? [];
    return profiles.filter((profile) => profile.profileId === session.profileId);
  }

  /** False, and nothing changes, when the profile does not hold there. */
  activate(session: SessionRow, entityId: number | "all", isRecursive: number | boolean): boolean {
    const entities = entityId === "all" ? this.#all(session) : this.#below(session, entityId, Boolean(isRecursive));
    const [first] = entities;
    if (first === undefined) return false;
    session.activeEntity = first;
    session.activeEntityRecursive = isRecursive;
    session.activeEntities = entities;
    return true;
  }

  #all(session: SessionRow): number[] {
    const ids = this.profileEntities(session).flatMap((profile) =>
      profile.isRecursive ? this.#database.sons(profile.entityId) : [profile.entityId],
    );
    return [...new Set(ids)];
  }

  #below(session: SessionRow, entityId: number, isRecursive: boolean): number[] {
    const above = this.#database.ancestors(entityId);
    const held = this.profileEntities(session).some(
      (profile) =>
        (profile.entityId === entityId && (profile.isRecursive || !isRecursive)) ||
        (profile.isRecursive && above.includes(profile.entityId)),
    );
    if (!held || !this.#database.entities.has(entityId)) return [];
    return isRecursive ? this.#database.sons(entityId) : [entityId];
  }
}

/** 26 characters, as PHP's session ids. */
function newToken(): string {
  return randomBytes(26).reduce((token, byte) => token + "0123456789abcdefghijklmnopqrstuv".charAt(byte % 32), "");
}
