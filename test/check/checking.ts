import { vi } from "vitest";
import { checkIntegration } from "../../src/check/check-integration.js";
import type { Finding } from "../../src/check/finding.js";
import type { CheckIntegrationOptions } from "../../src/check/options.js";
import type { FetchLike } from "../../src/glpi/fetch-like.js";
import { GlpiSimulator, type ProfileRights } from "../../src/testing/index.js";

/** What the docs ask for. */
export const leastRights: ProfileRights = { ticket: 1031, user: 5, followup: 4101, document: 4 };

/** A GLPI with two companies, and an API user of all of it with these rights. */
export function makeGlpi(version: 10 | 11, rights: ProfileRights = leastRights) {
  const glpi = new GlpiSimulator({ version });
  const acme = glpi.addEntity({ name: "ACME" });
  const globex = glpi.addEntity({ name: "Globex" });
  const profile = glpi.addProfile({ name: "API", rights });
  const profiles = [{ profileId: profile.id, entityId: 0, isRecursive: true }];
  const api = glpi.addUser({ login: "whazing", apiToken: "least", profiles });
  const account = { name: "GLPI", url: glpi.url, appToken: glpi.appToken, userToken: "least", timeZone: "UTC" };
  return {
    glpi,
    acme,
    globex,
    profile,
    api,
    create: { type: "glpi-create-ticket", ...account },
    consult: { type: "glpi-consult-tickets", ...account },
  };
}

/** As a GLPI in Portuguese answers: the root's name is translated where it stands alone, and nowhere else. */
export function translated(glpi: GlpiSimulator): FetchLike {
  return async (input, init) => {
    const request = new Request(input, init);
    const response = await glpi.fetch(request);
    if (!request.url.includes("/getMyEntities")) return response;
    const text = await response.text();
    return new Response(text.replace('"name":"Root entity"', '"name":"Entidade raiz"'), response);
  };
}

/** The findings by their ids, each once. Needs a fake clock where requests fail: they are repeated. */
export async function check(
  raw: unknown,
  options: CheckIntegrationOptions = {},
): Promise<Map<string, Finding> & { list: Finding[] }> {
  const list = await whatever(checkIntegration(raw, options));
  const byId = new Map(list.map((finding) => [finding.id, finding]));
  if (byId.size !== list.length) throw new Error(`an id comes twice: ${list.map(({ id }) => id).join(" ")}`);
  // A variable that nobody filled in leaves a hole.
  const holed = list.find(({ text, mend }) =>
    /\(\s*[,)]|\{\{| {2}|“”|undefined|null|: \.| ,| \.(?!\w)/.test(`${text}|${mend}`),
  );
  if (holed !== undefined) throw new Error(`${holed.id}: ${holed.text} ${holed.mend}`);
  return Object.assign(byId, { list });
}

/** Lets time go by, on a fake clock, until it is done. */
async function whatever<T>(promise: Promise<T>): Promise<T> {
  let isDone = false;
  const done = promise.finally(() => {
    isDone = true;
  });
  done.catch(() => undefined);
  while (!isDone) {
    if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(100);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return done;
}

/** `id state` of all that is not ok. */
export function troubles(list: readonly Finding[]): string[] {
  return list.filter(({ state }) => state !== "ok").map(({ id, state }) => `${id} ${state}`);
}
