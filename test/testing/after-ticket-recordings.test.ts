import { describe, expect, it } from "vitest";
import { AfterTicketScene } from "./after-ticket-scene.js";
import { isOfFiles, isWebhook, recordedVersions, recordings } from "./recorded.js";

/** Recorded, and not simulated. */
const notSimulated: Readonly<Record<string, string>> = {
  106: "columns of follow-ups in a search of tickets: GLPI shows them in no order, so nobody should ask for them",
  107: "search/ITILFollowup: it gives no ticket",
  266: "columns of follow-ups, as 106",
  281: "search/ITILCategory: it gives no parent",
  283: "search/ITILCategory, as 281",
};

/** Of items most recordings keep the columns that matter; of searches all, and of these items too. */
const whole = ["140", "141", "251", "268", "290"];

/** The keys whose values were set on purpose, on the recorded servers as here. */
const exact: Readonly<Record<string, readonly string[]>> = {
  95: ["items_id", "users_id", "requesttypes_id"],
  290: ["entities_id", "users_id_recipient", "requesttypes_id"],
  291: ["entities_id", "users_id_recipient", "itilcategories_id"],
  101: ["date"],
  219: ["19"],
  220: ["19"],
  221: ["19"],
  222: ["19"],
  223: ["19"],
  314: ["takeintoaccount_delay_stat"],
  316: ["takeintoaccount_delay_stat"],
};

/** 264 was recorded before 251, which shows what it led to. */
function inTime({ number }: { number: string }): number {
  return number === "264" ? 250.5 : Number(number);
}

describe.each(recordedVersions)(
  "after the ticket, the simulator answers as GLPI %s was recorded to",
  async (version) => {
    const scene = await AfterTicketScene.begin(version);
    const cases = recordings(version, { from: 88 })
      .filter(({ number }) => notSimulated[number] === undefined && !isOfFiles(number) && !isWebhook(number))
      .sort((a, b) => inTime(a) - inTime(b))
      .map(({ number, recording }) => ({ number, name: recording.name, recording }));

    it.each(cases)("$number $name", async ({ number, recording }) => {
      await scene.prepare(Number(number), recording);
      const response = await scene.replay.play(recording, scene.sessionOf(recording));
      const subset = !recording.request.path.includes("/search/") && !whole.includes(number);
      await scene.replay.check(recording, response, { subset, exact: exact[number] });
    });

    it("and every recording that is left out is there", () => {
      const numbers = recordings(version, { from: 88 }).map(({ number }) => number);
      expect(numbers).toEqual(expect.arrayContaining(Object.keys(notSimulated)));
    });
  },
);
