import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { conversation } from "../words.js";
import { type Day, dayKinds, makeDay, useDatabase } from "./day.js";

useFakeClock();

const database = useDatabase();
/** As a host says that nothing was done, and that waiting helps. */
const down = () => Object.assign(new Error("connect ECONNREFUSED"), { retryable: true });

describe.each(dayKinds)("a host that is down for a while, on GLPI %i, store %s:", (version, kind) => {
  let day: Day;
  const moved: unknown[] = [];
  beforeEach(async () => {
    day = await makeDay(version, kind, database(), { create: { errorQueueId: 9 }, options: { tellForHours: 0.2 } });
    moved.length = 0;
    vi.spyOn(day.host, "transferToQueue").mockImplementation((_conversation, queueId) => {
      if (day.host.failure) throw day.host.failure;
      moved.push(queueId);
    });
  });
  afterEach(() => day.end());

  const warnings = () => day.names().filter((name) => name === "warning").length;

  it("the question is asked when it works again, once", async () => {
    day.host.failure = down();
    await day.transfers("2");
    await day.wait(240);
    day.host.failure = undefined;
    await day.wait(300);
    expect(day.told()).toEqual(["Olá, Beatriz"]);
    await day.writes("a impressora parou");
    await day.wait(20);
    expect(day.told()).toEqual(["Olá, Beatriz", "Pronto, Beatriz"]);
  });

  it("who has described it meanwhile is not asked", async () => {
    day.host.failure = down();
    await day.transfers("2");
    await day.wait(30);
    await day.writes("a impressora parou");
    await day.wait(300);
    day.host.failure = undefined;
    await day.wait(300);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
  });

  it("that what was added is in the ticket is told when it works again, once", async () => {
    await day.writes("o notebook não liga");
    await day.wait(20);
    day.host.failure = down();
    await day.writes("é o modelo 5420");
    await day.wait(240);
    expect([day.glpi.followUps.length, warnings()]).toEqual([1, 1]);
    day.host.failure = undefined;
    await day.wait(300);
    expect(day.told()).toEqual(["Pronto, Beatriz", "Anotado no chamado 1"]);
  });

  it("that it failed, and the move to the error queue, come when it works again, once", async () => {
    day.create.userToken = "wrong";
    day.host.failure = down();
    await day.writes("o notebook não liga");
    await day.wait(240);
    expect(day.names()).toContain("ticketFailed");
    expect([day.told(), moved]).toEqual([[], []]);
    day.host.failure = undefined;
    await day.wait(300);
    expect([day.told(), moved]).toEqual([["Desculpe, Beatriz"], [9]]);
  });

  it("a conversation that was closed meanwhile is told all the same, and not moved", async () => {
    day.create.userToken = "wrong";
    day.host.failure = down();
    await day.writes("o notebook não liga");
    await day.wait(60);
    await day.integration.onClose({ conversation: conversation() });
    day.host.failure = undefined;
    await day.wait(300);
    expect([day.told(), moved]).toEqual([["Desculpe, Beatriz"], []]);
  });

  /** The host moves nobody until what this returns is called. */
  function cannotMove(): () => void {
    let isDown = true;
    vi.mocked(day.host.transferToQueue).mockImplementation((_conversation, queueId) => {
      if (isDown) throw down();
      moved.push(queueId);
    });
    return () => {
      isDown = false;
    };
  }

  it.each([
    ["who answers before they can be moved for their silence stays", "a impressora parou", []],
    ["who goes on saying nothing is moved when the host works", undefined, [7]],
  ])("%s", async (_what, text, places) => {
    Object.assign(day.create, { noAnswerMinutes: 1, noAnswerAction: "transfer", noAnswerQueueId: 7 });
    await day.transfers("2");
    const mend = cannotMove();
    await day.wait(90);
    if (text !== undefined) await day.writes(text);
    await day.wait(30);
    mend();
    await day.wait(300);
    expect(moved).toEqual(places);
  });

  it("who writes anything before they can be moved for their silence is waited for anew", async () => {
    Object.assign(day.create, { noAnswerMinutes: 5, noAnswerAction: "transfer", noAnswerQueueId: 7 });
    await day.transfers("2");
    const mend = cannotMove();
    await day.wait(310);
    await day.writes("oi?");
    mend();
    await day.wait(290);
    expect(moved).toEqual([]);
    await day.wait(20);
    expect([moved, day.told().length]).toEqual([[7], 3]);
  });

  it("who writes anything while the host fails to say that nobody answered is waited for anew", async () => {
    Object.assign(day.create, { noAnswerMinutes: 5, noAnswerAction: "transfer", noAnswerQueueId: 7 });
    await day.transfers("2");
    await day.wait(295);
    vi.spyOn(day.host, "sendMessage").mockImplementationOnce(async () => {
      await day.writes("oi?");
      throw down();
    });
    await day.wait(15);
    expect(vi.mocked(day.host.sendMessage).mock.calls).toHaveLength(1);
    await day.wait(270);
    expect([day.told(), moved]).toEqual([["Olá, Beatriz"], []]);
    await day.wait(40);
    expect([day.told().length, moved]).toEqual([2, [7]]);
  });

  it("after tellForHours it is left at that, and a warning names the conversation", async () => {
    await day.writes("o notebook não liga");
    await day.wait(20);
    day.host.failure = down();
    await day.writes("é o modelo 5420");
    await day.wait(1_140);
    day.host.failure = undefined;
    await day.wait(300);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
    const last = day.events.filter(({ name }) => name === "warning").at(-1);
    expect(last).toMatchObject({
      event: { conversation: { id: 101 }, error: { code: "HOST_FAILED", retryable: false } },
    });
  });

  it("what a host says waiting does not mend is tried once", async () => {
    await day.writes("o notebook não liga");
    await day.wait(20);
    day.host.failure = new Error("no such conversation");
    await day.writes("é o modelo 5420");
    await day.wait(60);
    day.host.failure = undefined;
    await day.wait(240);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
  });
});
