import { GlpiClients, type GlpiClientsOptions } from "../glpi/clients.js";
import { publicFetch } from "../glpi/public-fetch.js";
import { connect, type Heard, listener, tooLate } from "./connect.js";
import { checkCompanies, checkEntities } from "./entities.js";
import { checkFiles } from "./files.js";
import { type Finding, sayIn } from "./finding.js";
import { checkItems } from "./items.js";
import { type CheckIntegrationOptions, type ReadOptions, readOptions } from "./options.js";
import { checkPerson } from "./person.js";
import { type Configuration, readConfiguration } from "./read-configuration.js";
import { checkRights } from "./rights.js";
import type { Scene } from "./scene.js";
import { checkServer, checkWebhooks } from "./server.js";
import { settle } from "./settle.js";
import { checkStore } from "./store.js";
import { checkTemplate } from "./template.js";
import { TimeLimit } from "./time-limit.js";
import { checkWriting } from "./write-ticket.js";

/** What is asked of a GLPI that lets us in, in the order of the findings; each by the id of what it could not look at. */
const checks: readonly (readonly [id: string, check: (scene: Scene) => Finding[] | Promise<Finding[]>])[] = [
  ["version", checkServer],
  ["rights", checkRights],
  ["entities", checkEntities],
  ["companies", checkCompanies],
  ["items", checkItems],
  ["template", checkTemplate],
  ["files", checkFiles],
  ["person", checkPerson],
  ["webhooks", checkWebhooks],
  ["write", checkWriting],
];

/** All that is asked of GLPI may take so many times what one request may. */
const MOST_TIMEOUTS = 4;

/** See `checkIntegration`. */
export async function runChecks(raw: unknown, options: CheckIntegrationOptions): Promise<Finding[]> {
  const read = readOptions(options);
  const configuration = readConfiguration(raw, read);
  const say = sayIn(configuration.locale);
  const [glpi, store] = await Promise.all([checkGlpi(configuration, read), checkStore(read.store, say)]);
  return [...configuration.findings, ...glpi, ...store];
}

async function checkGlpi({ integration, locale }: Configuration, options: ReadOptions): Promise<Finding[]> {
  if (integration === undefined) return [sayIn(locale)("address", "skipped", "notReached")];
  const heard: Heard = { last: undefined, full: undefined, noisy: false };
  // Sessions of its own: those that are there may have been started before a right was granted.
  const clients = new GlpiClients({ ...connectionOf(options), onAnswer: listener(heard) });
  const limit = new TimeLimit(options.timeoutMs * MOST_TIMEOUTS);
  try {
    const connecting = { clients, heard, say: sayIn(locale), timeoutMs: options.timeoutMs };
    const { findings, session, version } =
      (await limit.within(connect(connecting, integration))) ??
      tooLate({ ...connecting, timeoutMs: limit.ms }, integration.url);
    if (session === undefined || heard.full === undefined) return findings;
    const say = sayIn(locale, { profile: heard.full.profile || "…" });
    const client = clients.for(integration);
    const scene: Scene = { integration, options, locale, say, clients, client, session, full: heard.full, version };
    const found = await Promise.all(
      checks.map(async ([id, check]) => {
        const settled = settle(scene, id, check);
        // A ticket that was opened is deleted, however long that takes.
        if (id === "write") return settled;
        return (await limit.within(settled)) ?? [say(id, "failed", "notInTime", { limit: limit.ms / 1_000 })];
      }),
    );
    const noise = heard.noisy ? say("noise", "warning", "noise") : say("noise", "ok", "noiseNone");
    return [...findings, noise, ...found.flat()];
  } finally {
    await limit.within(clients.close());
    limit.end();
  }
}

function connectionOf({ timeoutMs, fetch, addresses }: ReadOptions): GlpiClientsOptions {
  return {
    requestTimeoutMs: timeoutMs,
    maxRequestsInFlight: 4,
    // A host's own fetch is its own matter.
    fetch: fetch ?? (addresses === "public" ? publicFetch : undefined),
  };
}
