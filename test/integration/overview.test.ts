import { expect, it } from "vitest";
import { MemoryStore } from "../../src/store/memory.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

it("an overview tells a tenant's integrations apart, and health stays as it was", async () => {
  const world = makeWorld(11, { create: { tellChanges: true } });
  world.host.integrations[3] = { ...world.create, userToken: "wrong" };
  addBeatriz(world.glpi);
  const write = (id: number, integrationId: number, tenantId = 1) =>
    world.integration.onMessage({
      conversation: conversation({ id, tenantId }),
      integrationId,
      message: message({ text: "a impressora não imprime" }),
    });
  await write(1, 1);
  await write(2, 3);
  await world.pass(20_000);
  await write(3, 1);
  await write(4, 1, 2);
  const { integrations } = await world.integration.overview({ tenantId: 1 });
  expect(integrations).toMatchObject([
    { integrationId: 1, waiting: 1, dead: 0, linked: 1, watched: 1 },
    { integrationId: 3, waiting: 0, dead: 1, linked: 0, watched: 0 },
  ]);
  expect(await world.integration.health({ tenantId: 1 })).toMatchObject({ waiting: 1, dead: 1 });
  await world.integration.close();
});

it("an overview has an integration that is no more, as long as there is anything of it", async () => {
  const world = makeWorld(11);
  addBeatriz(world.glpi);
  await world.integration.onMessage({ conversation: conversation(), integrationId: 1, message: message() });
  await world.pass(20_000);
  delete world.host.integrations[1];
  world.integration.forgetIntegration(1, 1);
  expect(await world.integration.overview({ tenantId: 1 })).toMatchObject({
    integrations: [{ integrationId: 1, linked: 1 }],
  });
  await world.integration.forgetContact({ tenantId: 1, contactId: 7 });
  expect(await world.integration.overview({ tenantId: 1 })).toEqual({ integrations: [] });
  await world.integration.close();
});

it("an overview needs a tenant, and a store that can say", async () => {
  const { integration } = makeWorld(11);
  await expect(integration.overview({} as never)).rejects.toMatchObject({ code: "EVENT_INVALID" });
  await integration.close();
  const store = Object.assign(new MemoryStore(), { overview: undefined });
  const other = makeWorld(11, { options: { store } }).integration;
  await expect(other.overview({ tenantId: 1 })).rejects.toThrow("this store has no overview()");
  await other.close();
});
