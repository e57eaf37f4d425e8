import { describe, expect, it } from "vitest";
import type { DeadLettersOf } from "../../src/index.js";
import { MemoryStore } from "../../src/store/memory.js";
import type { Store } from "../../src/store/store.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld, type World } from "../world.js";

useFakeClock();

/** A store of a host's own that knows nothing of queries and tenants. */
function plainStore(): Store {
  const store: Store = new MemoryStore();
  const { deadLetters } = store;
  store.deadLetters = () => deadLetters.call(store);
  store.tenantOfDeadLetter = undefined as never;
  store.replayAll = undefined as never;
  return store;
}

async function die(world: World, id: number, tenantId: number): Promise<string> {
  const where = conversation({ id, tenantId });
  await world.integration.onMessage({
    conversation: where,
    integrationId: 1,
    message: message({ text: `parou ${id}` }),
  });
  await world.pass(16_000);
  const failed = world.events.flatMap(({ name, event }) => (name === "ticketFailed" ? [event] : [])).at(-1);
  return failed?.batch.id ?? "";
}

describe.each([
  ["a store of ours", () => new MemoryStore()],
  ["a store that knows no queries", plainStore],
] as const)("dead letters on %s", (_name, makeStore) => {
  const makeDead = async () => {
    const world = makeWorld(11, { options: { store: makeStore() } });
    addBeatriz(world.glpi);
    world.host.integrations[1] = { ...world.create, userToken: "wrong" };
    const ids = [await die(world, 1, 1), await die(world, 2, 2), await die(world, 3, 1)];
    return {
      world,
      ids,
      of: async (query: DeadLettersOf) => (await world.integration.deadLetters(query)).map(({ batch }) => batch.id),
    };
  };

  it("are the tenant's that is named", async () => {
    const { world, ids, of } = await makeDead();
    const [one, two, three] = ids as [string, string, string];
    expect(await of({ tenantId: 1 })).toEqual([one, three]);
    expect(await of({ tenantId: "2" })).toEqual([two]);
    expect(await of({ allTenants: true })).toEqual([one, two, three]);
    expect(await of({ tenantId: 1, integrationId: 2 })).toEqual([]);
    expect(await of({ allTenants: true, limit: 1 })).toEqual([one]);
    const [first] = await world.integration.deadLetters({ allTenants: true });
    expect(await of({ allTenants: true, after: first })).toEqual([two, three]);
    expect(await world.integration.replay(two, { tenantId: 1 })).toBe(false);
    expect(await world.integration.discard(two, { tenantId: 1 })).toBe(false);
    expect(await of({ tenantId: 2 })).toEqual([two]);
    expect(await world.integration.discard(two, { tenantId: 2 })).toBe(true);
    expect(await world.integration.discard(one, { allTenants: true })).toBe(true);
    expect(await world.integration.replay(three, { tenantId: "1" })).toBe(true);
    await world.integration.close();
  });

  it("of a tenant are all replayed when its token was changed", async () => {
    const { world, of } = await makeDead();
    world.host.integrations[1] = world.create;
    expect(await world.integration.replayAll({ tenantId: 1, code: "REFUSED" })).toBe(0);
    expect(await world.integration.replayAll({ tenantId: 1, code: "USER_TOKEN_WRONG" })).toBe(2);
    await world.pass(3_000);
    expect(world.glpi.tickets.map(({ title }) => title)).toEqual(["parou 1", "parou 3"]);
    expect(await of({ allTenants: true })).toHaveLength(1);
    await world.integration.close();
  });

  it.each([
    {},
    { tenantId: undefined },
    { tenantId: null },
    { allTenants: false },
    { tenantId: 1, allTenants: true },
    { tenantId: 1, limit: 0 },
  ])("are nobody's where %o is asked for", async (of) => {
    const { world, ids } = await makeDead();
    const { integration } = world;
    const refusals = [
      integration.deadLetters(of as never),
      integration.replay(ids[0] ?? "", of as never),
      integration.discard(ids[0] ?? "", of as never),
      integration.replayAll(of as never),
    ];
    for (const refusal of refusals) await expect(refusal).rejects.toMatchObject({ code: "CONFIGURATION_INVALID" });
    await expect(integration.replayAll(undefined as never)).rejects.toMatchObject({ code: "CONFIGURATION_INVALID" });
    await world.integration.close();
  });

  it("and what waits are counted for one tenant, whose id stays what it was", async () => {
    const { world } = await makeDead();
    const { servers, dead } = await world.integration.health();
    expect([servers.map(({ tenantId }) => tenantId), dead]).toEqual([[1, 2], 3]);
    expect((await world.integration.health({ tenantId: "2" })).servers.map(({ tenantId }) => tenantId)).toEqual([2]);
    await world.integration.close();
  });
});
