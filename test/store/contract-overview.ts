import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Conversation, Id } from "../../src/host/events.js";
import type { IntegrationCounts, Store, TicketLink } from "../../src/store/store.js";
import { conversation, message } from "../words.js";
import type { StoreUnderTest } from "./contract.js";

const account = { url: "https://glpi.example/apirest.php", account: "a" };
const nothing = { waiting: 0, held: 0, inProgress: 0, failed: 0, dead: 0, oldestWaitMs: 0, linked: 0, watched: 0 };

/** What every store tells of the integrations of a tenant: run by the tests of each. */
export function overviewContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of a store: its overview`, () => {
    let test: StoreUnderTest;
    let store: Store;
    let talks = 0;

    beforeEach(async () => {
      test = await make();
      store = test.store;
    });
    afterEach(() => test.stop());

    const overview = async (tenantId: Id = 1): Promise<IntegrationCounts[]> => {
      if (store.overview === undefined) throw new Error("it has no overview");
      return store.overview(tenantId);
    };
    const add = async (integrationId: Id, waitMs: number, described = true, tenantId: Id = 1) => {
      talks += 1;
      const times = { quietMs: waitMs, maxWaitMs: waitMs };
      const where = conversation({ id: talks, tenantId });
      await store.add(where, message(), { integrationId, ...times, described });
      return where;
    };
    const takeNow = async (integrationId: Id) => {
      await add(integrationId, 0);
      await test.pass(1);
      const [taken] = await store.take(1, [], 8_000);
      if (taken === undefined) throw new Error("nothing taken");
      return taken;
    };
    const link = (
      ticketId: number,
      integrationId: Id | undefined,
      other: Partial<TicketLink> = {},
      where: Conversation = conversation({ id: ticketId }),
    ): TicketLink => ({
      ...account,
      ...{ ticketId, integrationId, tenantId: where.tenantId, conversationId: where.id, contactId: where.contact.id },
      ...{ requesterId: 7, entityId: 1, title: `Ticket ${ticketId}`, openedAt: Date.now(), status: "new" },
      ...other,
    });

    it("is empty where there is nothing", async () => {
      expect(await overview()).toEqual([]);
    });

    it("counts by integration what waits, is in progress, failed and was given up", async () => {
      await store.bury(await takeNow(1), { code: "REFUSED", message: "x" });
      await store.retry(await takeNow(1), 600_000, true);
      await store.finish(await takeNow(3));
      await add(1, 600_000);
      await add("1", 600_000);
      await add(2, 600_000, false);
      await add(1, 600_000, true, 2);
      await takeNow(2);
      await test.pass(2_000);
      const [first, second, ...others] = await overview();
      expect(others).toEqual([]);
      expect(first).toEqual({
        ...{ ...nothing, waiting: 2, failed: 1, dead: 1 },
        integrationId: expect.anything(),
        oldestWaitMs: expect.any(Number),
      });
      expect(String(first?.integrationId)).toBe("1");
      expect(first?.oldestWaitMs).toBeGreaterThanOrEqual(2_000);
      expect(second).toEqual({
        ...{ ...nothing, held: 1, inProgress: 1 },
        integrationId: 2,
        oldestWaitMs: expect.any(Number),
      });
      expect(await overview("2")).toMatchObject([{ integrationId: 1, waiting: 1, dead: 0 }]);
    });

    it("counts what the whole tenant's counts are made of, whatever becomes of a batch", async () => {
      const agrees = async (tenantId: Id) => {
        const each = await overview(tenantId);
        const sum = (of: (counts: IntegrationCounts) => number) => each.reduce((all, counts) => all + of(counts), 0);
        expect({
          waiting: sum(({ waiting }) => waiting),
          held: sum(({ held }) => held),
          inProgress: sum(({ inProgress }) => inProgress),
          failed: sum(({ failed }) => failed),
          dead: sum(({ dead }) => dead),
          oldestWaitMs: Math.max(0, ...each.map(({ oldestWaitMs }) => oldestWaitMs)),
        }).toEqual(await store.counts(tenantId));
      };
      await agrees(1);
      await add(1, 600_000, false);
      await add(2, 600_000);
      await add(1, 600_000, true, 2);
      const taken = await takeNow(1);
      await agrees(1);
      await store.save(taken, { posting: true }, 8_000);
      await store.retry(taken, 0, true);
      await agrees(1);
      const [again] = await store.take(1, [], 8_000);
      if (again === undefined) throw new Error("nothing taken");
      await agrees(1);
      await store.bury(again, { code: "REFUSED", message: "x" });
      await agrees(1);
      await store.replay(again.batch.id);
      await agrees(1);
      await agrees(2);
      await agrees(3);
    });

    it("is as long for one that holds nothing but what was not described", async () => {
      await add(1, 600_000, false);
      await test.pass(2_000);
      expect(await overview()).toEqual([{ ...nothing, integrationId: 1, held: 1 }]);
    });

    it("counts each ticket once that is linked and watched, and not closed", async () => {
      const one = conversation({ id: 1 });
      await store.saveLink(link(1, 1, { conversation: one }));
      // The same ticket, in another conversation.
      await store.saveLink(link(1, 1, { conversation: one, conversationId: 50 }));
      await store.saveLink(link(2, 1));
      await store.saveLink(link(3, 1, { status: "closed" }));
      await store.saveLink(link(4, 2, { conversation: conversation({ id: 4 }) }));
      await store.saveLink(link(5, undefined));
      await store.saveLink(link(6, 1, {}, conversation({ id: 6, tenantId: 2 })));
      expect(await overview()).toEqual([
        { ...nothing, integrationId: undefined, linked: 1 },
        { ...nothing, integrationId: 1, linked: 2, watched: 1 },
        { ...nothing, integrationId: 2, linked: 1, watched: 1 },
      ]);
      await store.changes?.noteChanges(account, [{ ticketId: 4, status: "closed" }], undefined);
      const [taken] = (await store.changes?.takeTickets(9, 15_000)) ?? [];
      if (taken === undefined) throw new Error("nothing taken");
      await store.changes?.finishTicket(taken, { status: "closed" }, "rest");
      expect((await overview()).map(({ integrationId }) => integrationId)).toEqual([undefined, 1]);
    });
  });
}
