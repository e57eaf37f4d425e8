import { type Answer, errorFromAnswer, type RequestName } from "./answer-errors.js";
import { GlpiIntegrationError } from "./errors.js";
import type { Exchange } from "./exchange.js";
import { readGlpiTime, zoneOffsetMs } from "./glpi-time.js";
import { read } from "./read-answer.js";
import { steadyNow } from "./steady-clock.js";
import { activeEntitiesAnswer, refusalAnswer, sessionAnswer } from "./wire.js";

/** Bit masks of the API user's active profile, as GLPI's full session tells them. */
export interface Rights {
  ticket: number;
  user: number;
  document: number;
  followup: number;
}

export interface Session {
  token: string;
  /** GLPI user id of the API user; undefined when GLPI did not tell. */
  userId: number | undefined;
  /** GLPI's major version: 11 differs from 10 in how it treats requesters, long titles and `externalid`. */
  version: 10 | 11;
  /** Undefined when GLPI did not tell. */
  rights: Rights | undefined;
  /** How far the clock of GLPI's time zone is ahead of UTC, in milliseconds; undefined when GLPI did not tell. */
  zoneOffsetMs: number | undefined;
  /** What GLPI's clock shows, in milliseconds since 1970 as if it were UTC, less `steadyNow()`; undefined when GLPI did not tell. */
  clockMs: number | undefined;
  /** The entities within the API user's reach; undefined when GLPI did not tell. */
  entities: ReadonlySet<number> | undefined;
  /** By `steadyNow()`. */
  startedAt: number;
}

/** Starts a session that sees all that the API user may see. `hear` is told of the answer. */
export async function startSession(
  exchange: Exchange,
  { appToken, userToken }: { appToken: string; userToken: string },
  hear: (answer: Answer) => void,
): Promise<Session> {
  const request = {
    method: "GET",
    path: "initSession",
    query: new URLSearchParams({ get_full_session: "true" }),
  } as const;
  const headers = { "App-Token": appToken, Authorization: `user_token ${userToken}` };
  const answer = await exchange({ ...request, headers });
  hear(answer);
  if (answer.status !== 200 || answer.body === undefined) throw errorFromAnswer(request, answer);

  const { session_token: token, session: full } = read(request, answer, sessionAnswer);
  const profile = full?.glpiactiveprofile;
  const active = new Set(full?.glpiactiveentities);
  const own = { "App-Token": appToken, "Session-Token": token };
  const seesAll = profile?.entities.every(({ id }) => active.has(id)) ?? true;
  if (!seesAll) await activateAllEntities(exchange, own);
  const entities = seesAll ? active : await activeEntities(exchange, own);
  return {
    token,
    userId: full?.glpiID,
    version: full !== undefined && "glpientity_fullstructure" in full ? 11 : 10,
    rights: profile && rightsOf(profile),
    zoneOffsetMs: zoneOffsetMs(full?.glpi_currenttime),
    clockMs: clockMs(full?.glpi_currenttime),
    entities: entities && entities.size > 0 ? entities : undefined,
    startedAt: steadyNow(),
  };
}

function clockMs(currentTime: string | undefined): number | undefined {
  const shown = readGlpiTime(currentTime ?? "", 0);
  return shown && shown.getTime() - steadyNow();
}

function rightsOf({ ticket, user, document, followup }: Rights): Rights {
  return { ticket, user, document, followup };
}

/** With profiles in several entities only the default one is active at first; searches see no other. */
async function activateAllEntities(exchange: Exchange, headers: Readonly<Record<string, string>>): Promise<void> {
  // Without `entities_id` it means all of them; the word "all" is read as the root entity.
  const request = { method: "POST", path: "changeActiveEntities", json: { is_recursive: true } } as const;
  const answer = await exchange({ ...request, headers });
  if (answer.body === true) return;
  if (answer.body !== false) throw errorFromAnswer(request, answer);
  throw new GlpiIntegrationError(
    "RIGHT_MISSING",
    "POST changeActiveEntities: GLPI does not let the API user into the entities of its own profile: give it a profile in the companies whose tickets it opens.",
    { status: answer.status },
  );
}

/** Undefined where GLPI does not say. */
async function activeEntities(
  exchange: Exchange,
  headers: Readonly<Record<string, string>>,
): Promise<ReadonlySet<number> | undefined> {
  const answer = await exchange({ method: "GET", path: "getActiveEntities", headers }).catch(() => undefined);
  const { data } = activeEntitiesAnswer.safeParse(answer?.body);
  return data && new Set(data.active_entity.active_entities.map(({ id }) => id));
}

/**
 * 401 says so, and where the API was switched off a new session will say that. A GET that got a 500 with a page may be
 * GLPI 11 refusing a session token it cannot read; a POST that got one may have been carried out and is not repeated.
 */
export function sessionMayBeLost({ method }: RequestName, { status, body }: Answer): boolean {
  const refusal = refusalAnswer.safeParse(body);
  const switchedOff = status === 400 && refusal.success && refusal.data[0] === "ERROR";
  return status === 401 || switchedOff || (method === "GET" && status === 500 && body === undefined);
}
