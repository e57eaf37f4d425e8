import { describe, expect, it } from "vitest";
import { FilesScene } from "./files-scene.js";
import { isOfFiles, recordedVersions, recordings } from "./recorded.js";

/** The keys whose values were set on purpose, on the recorded servers as here. */
const exact: Readonly<Record<string, readonly string[]>> = { 167: ["tag"], 168: ["tag"] };

describe.each(recordedVersions)("with files, the simulator answers as GLPI %s was recorded to", async (version) => {
  const scene = await FilesScene.begin(version);
  const cases = recordings(version, { from: 146 })
    .filter(({ number }) => isOfFiles(number))
    .map(({ number, recording }) => ({ number, name: recording.name, recording }));

  it.each(cases)("$number $name", async ({ number, recording }) => {
    await scene.prepare(Number(number), recording);
    const response = await scene.replay.play(recording, scene.sessionOf(recording));
    if (number === "215") {
      // The recording keeps one column of the list.
      const rows = JSON.parse(await response.text());
      expect(response.headers.get("content-range")).toBe(recording.response.headers["content-range"]);
      expect(rows.map((row: { ext: string }) => row.ext).join()).toBe(recording.response.body);
      return;
    }
    const subset = !recording.request.path.includes("/search/") && number !== "168";
    await scene.replay.check(recording, response, { subset, exact: exact[number] });
  });

  it("and none is left out", () => {
    expect(cases).toHaveLength(76);
  });
});
