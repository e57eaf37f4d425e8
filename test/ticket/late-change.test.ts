import { describe, expect, it } from "vitest";
import type { SimulatedRequest } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

const talk = conversation();
const postsFollowUp = ({ method, path }: SimulatedRequest) => method === "POST" && path === "/ITILFollowup";

/** A message that is in its ticket, and its edit, told by a webhook. */
async function withLateEdit() {
  const world = makeWorld(10, { create: { lateEdits: "note" } });
  addBeatriz(world.glpi);
  const written = message({ text: "sala 3 sem rede" });
  await world.integration.onMessage({ conversation: talk, integrationId: 1, message: written });
  await world.pass(16_000);
  const tellEdit = async () => {
    await world.integration.onMessageEdited({ conversation: talk, message: { ...written, text: "sala 5 sem rede" } });
    await world.pass(1_000);
  };
  return { world, tellEdit };
}

describe("the note of a late edit", () => {
  it("whose answer is lost is not written twice, and the operator is told", async () => {
    const { world, tellEdit } = await withLateEdit();
    world.glpi.faults.resetAfter({ when: postsFollowUp, times: 1 });
    await tellEdit();
    await tellEdit();
    expect(world.glpi.followUps).toMatchObject([{ isPrivate: true }]);
    const warnings = world.events.filter(({ name }) => name === "warning");
    expect(warnings).toMatchObject([{ event: { conversation: { id: talk.id }, error: { code: "ANSWER_LOST" } } }]);
    await world.integration.close();
  });

  it("that GLPI did not take is written when the edit is told again", async () => {
    const { world, tellEdit } = await withLateEdit();
    const moved = world.glpi.faults.redirect("https://glpi.example/", { when: postsFollowUp });
    await tellEdit();
    expect(world.events.at(-1)).toMatchObject({ name: "warning", event: { error: { code: "UNAVAILABLE" } } });
    moved.off();
    await tellEdit();
    await tellEdit();
    expect(world.glpi.followUps).toMatchObject([{ isPrivate: true }]);
    await world.integration.close();
  });
});
