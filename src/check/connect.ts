import type { Integration } from "../config/integration.js";
import type { Answer } from "../glpi/answer-errors.js";
import type { GlpiClients } from "../glpi/clients.js";
import { GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import type { Session } from "../glpi/session.js";
import { configAnswer } from "../glpi/wire.js";
import { connectionProblem, type Stage, stages } from "./connection-problem.js";
import type { Finding, Say } from "./finding.js";
import { type FullSession, readFullSession } from "./full-session.js";
import type { Cause } from "./words/check-words.js";

/** What was heard from GLPI. */
export interface Heard {
  /** The answer that came last. */
  last: Answer | undefined;
  /** What let us in, if anything did. */
  full: FullSession | undefined;
  noisy: boolean;
}

/** Notes what a server answers. */
export function listener(heard: Heard): (request: { path: string }, answer: Answer) => void {
  return ({ path }, answer) => {
    heard.last = answer;
    heard.noisy ||= answer.noisy === true;
    if (path === "initSession" && answer.status === 200) heard.full = readFullSession(answer.body, Date.now());
  };
}

/** Whom we got in as; undefined where we did not. */
export interface Connected {
  findings: Finding[];
  session: Session | undefined;
  /** GLPI's exact version; empty where it did not tell. */
  version: string;
}

const passed: Readonly<Record<Stage, Cause>> = {
  address: "addressOk",
  redirect: "redirectNone",
  glpi: "glpiOk",
  api: "apiOk",
  ip: "ipOk",
  appToken: "appTokenOk",
  userToken: "userTokenOk",
  session: "sessionOk",
};

/** What it takes to say what was heard. */
interface Hearing {
  heard: Heard;
  say: Say;
  timeoutMs: number;
}

/** As after `connect`, where it took longer than anybody waits. */
export function tooLate(hearing: Hearing, url: string): Connected {
  const cause = Object.assign(new Error("too late"), { name: "TimeoutError" });
  const error = new GlpiIntegrationError("UNAVAILABLE", "GLPI was too slow.", { cause });
  return { findings: findingsOf({ error, ...hearing }, url), session: undefined, version: "" };
}

/** Goes in, and asks something with the session that it gets. Never rejects. */
export async function connect(
  { clients, heard, say, timeoutMs }: Hearing & { clients: GlpiClients },
  integration: Integration,
): Promise<Connected> {
  const client = clients.for(integration);
  const about = (error?: GlpiIntegrationError) => findingsOf({ error, heard, say, timeoutMs }, integration.url);
  try {
    const session = await client.session();
    const version = await client.get("getGlpiConfig", configAnswer).then(
      ({ cfg_glpi }) => cfg_glpi.version,
      (error: unknown) => {
        const { code } = toIntegrationError(error);
        // What GLPI does not tell is no reason to go away.
        if (code === "RIGHT_MISSING" || code === "REFUSED" || code === "NOT_FOUND") return "";
        throw error;
      },
    );
    return { findings: about(), session, version };
  } catch (error) {
    return { findings: about(toIntegrationError(error)), session: undefined, version: "" };
  }
}

/** What every stage is: passed, the one that failed, and those behind it. */
function findingsOf(
  { error, heard, say, timeoutMs }: Hearing & { error: GlpiIntegrationError | undefined },
  url: string,
): Finding[] {
  const { hostname, port, protocol } = new URL(url);
  const always = {
    host: hostname,
    port: port || (protocol === "https:" ? "443" : "80"),
    seconds: timeoutMs / 1_000,
    user: heard.full?.user,
    profile: heard.full?.profile,
  };
  const problem = error && connectionProblem(error, answered(error) ? heard.last : undefined);
  const failedAt = problem === undefined ? stages.length : stages.indexOf(problem.stage);
  return stages.map((stage, index) => {
    if (index < failedAt) return say(stage, "ok", passed[stage], always);
    if (index > failedAt || problem === undefined) return say(stage, "skipped", "notReached");
    return say(stage, "failed", problem.cause, { ...always, ...problem.values });
  });
}

/** Whether it is about an answer, and not about one that did not come. */
function answered({ status }: GlpiIntegrationError): boolean {
  return status !== undefined;
}
