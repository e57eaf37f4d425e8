import { describe, it } from "vitest";
import { type RecordedVersion, recordedVersions, recordings } from "./recorded.js";
import { Replay } from "./replay.js";

/** A recording that keeps only some of the answer's keys, as its note says. */
const partial = ["08", "71"];

/** Solved within a second, which counts as one. */
const exact: Readonly<Record<string, readonly string[]>> = { 47: ["takeintoaccount_delay_stat"] };

/** The ids that unrecorded requests gave, on the recorded servers. */
const recordedIds = {
  "10.0.14": { inactive: 131089, elsewhere: 131090, linked: 1000, externalId: "wz-01TEST515829" },
  "11.0.6": { inactive: 30, elsewhere: 31, linked: 126, externalId: "wz-01TEST515830" },
} as const;

function begin(version: RecordedVersion): Replay {
  const replay = new Replay(version, "2026-11-24T10:23:17Z");
  replay.glpi.addEntity({ name: "ACME" });
  replay.glpi.addEntity({ name: "Globex" });
  return replay;
}

/** What was done on the recorded servers without being recorded. */
async function prepare(version: RecordedVersion, number: string, replay: Replay): Promise<void> {
  const { glpi } = replay;
  const ids = recordedIds[version];
  glpi.apiEnabled = number !== "05";
  glpi.ipAllowed = number !== "06";
  if (number === "38") {
    // On GLPI 11 the further tickets were made in the next second, and come first.
    if (glpi.version === 11) replay.now = new Date("2026-11-24T10:23:18Z");
    const requesters = glpi.users.filter((user) => user.login === "beatriz").map((user) => user.id);
    for (const title of ["extra 0", "extra 1", "extra 2"]) glpi.addTicket({ title, entityId: 1, requesters });
  }
  if (number === "58") {
    const profile = glpi.addProfile({ name: "Nothing", rights: {} });
    await addApiUser(replay, "restricted", profile.id, [0], "SESSION_TOKEN_RESTRICTED");
  }
  if (number === "65") {
    glpi.addUser({ login: "joao", mobile: "+55 11 91234-5678", entityId: 2 });
    await addApiUser(replay, "two-entities", 4, [1, 2], "SESSION_TOKEN_TWO_ENTITIES");
  }
  if (number === "72") {
    await replay.startSession(glpi.userToken, "SESSION_TOKEN");
    replay.name("User", ids.inactive, glpi.addUser({ login: "inactive", entityId: 1, isActive: false }).id);
    replay.name("User", ids.elsewhere, glpi.addUser({ login: "elsewhere", entityId: 2 }).id);
  }
  if (number === "83") {
    const ticket = glpi.addTicket({ title: "novo", content: "<p>x</p>", entityId: 1, externalId: ids.externalId });
    replay.name("Ticket", ids.linked, ticket.id);
  }
}

async function addApiUser(
  replay: Replay,
  login: string,
  profileId: number,
  entityIds: readonly number[],
  session: string,
): Promise<void> {
  const profiles = entityIds.map((entityId) => ({ profileId, entityId, isRecursive: true }));
  replay.glpi.addUser({ login, apiToken: login, entityId: entityIds[0], profiles });
  await replay.startSession(login, session);
}

describe.each(recordedVersions)("up to the ticket, the simulator answers as GLPI %s was recorded to", (version) => {
  const replay = begin(version);
  const cases = recordings(version, { to: 87 }).map(({ number, recording }) => ({
    number,
    name: recording.name,
    recording,
  }));
  it.each(cases)("$number $name", async ({ number, recording }) => {
    await prepare(version, number, replay);
    const response = await replay.play(recording);
    await replay.check(recording, response, { subset: partial.includes(number), exact: exact[number] });
  });
});
