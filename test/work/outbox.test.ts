import { describe, expect, it, vi } from "vitest";
import type { GlpiIntegrationError } from "../../src/glpi/errors.js";
import type { OutgoingMessage } from "../../src/host/host.js";
import { MemoryStore } from "../../src/store/memory.js";
import { Chatter } from "../../src/work/chatter.js";
import { HostCalls } from "../../src/work/host-calls.js";
import { handOver, outbox } from "../../src/work/outbox.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation } from "../words.js";

useFakeClock();

const talk = conversation();
const retry = { firstPauseMs: 5_000, maxPauseMs: 300_000, giveUpAfterMs: 600_000 };
const choices = {
  options: [
    { id: "1", title: "Sim" },
    { id: "2", title: "Não" },
  ],
  button: "Ver opções",
  prompt: "Escolha:",
};
const withButtons = { sendButtons: true };

function make(store = new MemoryStore()) {
  vi.spyOn(Math, "random").mockReturnValue(0);
  const sent: OutgoingMessage[] = [];
  const done: unknown[] = [];
  const warnings: GlpiIntegrationError[] = [];
  const emit = (_event: string, payload: unknown) => warnings.push((payload as { error: GlpiIntegrationError }).error);
  const failing: { with: Error | undefined; after: number } = { with: undefined, after: 0 };
  const act = (what: unknown) => {
    if (failing.with && failing.after <= 0) throw failing.with;
    failing.after -= 1;
    done.push(what);
  };
  const host = {
    sendMessage: (_to: unknown, message: OutgoingMessage) => {
      act("say");
      sent.push(message);
    },
    transferToQueue: (_to: unknown, queueId: unknown) => act(queueId),
    closeConversation: () => act("close"),
    loadIntegration: () => null,
  };
  const calls = new HostCalls(host, emit, new Chatter(emit), outbox({ store, emit, retry }));
  const context = { host: calls, store, retry, tellForMs: 3_600_000, emit };
  return {
    ...{ calls, store, sent, done, warnings },
    fails: (error: Error | undefined, after = 0) => Object.assign(failing, { with: error, after }),
    /** Lets time go by, and hands over what is due; resolves to how much that was. */
    later: async (seconds: number) => {
      await vi.advanceTimersByTimeAsync(seconds * 1_000);
      const due = await store.takeAlarms(10, 60_000);
      for (const alarm of due) await handOver(context, alarm);
      return due.length;
    },
    /** As several processes may: the newest first. */
    laterBackwards: async (seconds: number) => {
      await vi.advanceTimersByTimeAsync(seconds * 1_000);
      const due = await store.takeAlarms(10, 60_000);
      const newestFirst = due.sort((one, other) => (one.conversation.id < other.conversation.id ? 1 : -1));
      for (const alarm of newestFirst) await handOver(context, alarm);
    },
  };
}

const down = Object.assign(new Error("ECONNREFUSED"), { retryable: true });
const broken = Object.assign(new Error("no such conversation"), { retryable: false });

describe("what a host says that it can take later", () => {
  it("counts as said, is kept, and handed over with growing pauses until the host takes it", async () => {
    const { calls, sent, warnings, fails, later } = make();
    fails(down);
    expect(await calls.say(talk, "Anotado")).toBe(true);
    expect(await calls.offer(talk, "Resolveu?", choices, withButtons)).toBe(true);
    expect(warnings).toHaveLength(2);
    expect([await later(4), await later(1), await later(9), await later(1)]).toEqual([0, 2, 0, 2]);
    fails(undefined);
    expect(await later(20)).toBe(2);
    expect(sent).toEqual([{ text: "Anotado" }, { text: "Resolveu?", buttons: choices.options }]);
    expect([await later(3_600), warnings.length]).toEqual([0, 2]);
  });

  it("is beside what is due for the conversation, which is neither replaced nor cancels it", async () => {
    const { calls, store, fails, later, sent } = make();
    await store.setAlarm({ conversation: talk, integrationId: 1, about: "description" }, 600_000);
    fails(down);
    await calls.say(talk, "um");
    await calls.say(talk, "dois");
    await store.cancelAlarm(talk);
    fails(undefined);
    expect(await later(5)).toBe(2);
    expect(sent.map(({ text }) => text)).toEqual(["um", "dois"]);
  });

  it("is not what it took already", async () => {
    const { calls, sent, fails, later } = make();
    fails(down, 1);
    const text = "palavra ".repeat(200);
    expect(await calls.offer(talk, text, choices, withButtons)).toBe(true);
    fails(undefined);
    await later(5);
    expect(sent.map(({ buttons }) => buttons !== undefined)).toEqual([false, true]);
  });

  it("comes in the order in which it was said, whoever hands it over, and a move after what was said before it", async () => {
    const { calls, sent, done, store, fails, later, laterBackwards } = make();
    await store.saveState(talk, { phase: "gathering", integrationId: 1 });
    fails(down);
    for (const text of ["um", "dois", "três"]) await calls.say(talk, text);
    await calls.transfer(talk, 9);
    await calls.say(conversation({ id: 1010 }), "outra");
    await laterBackwards(5);
    expect(sent).toEqual([]);
    fails(undefined);
    await laterBackwards(30);
    expect(sent.map(({ text }) => text).sort()).toEqual(["outra", "um"]);
    for (let times = 0; times < 12; times += 1) await laterBackwards(30);
    expect(done).toEqual(["say", "say", "say", "say", 9]);
    expect(sent.map(({ text }) => text).filter((text) => text !== "outra")).toEqual(["um", "dois", "três"]);
    expect(await later(3_600)).toBe(0);
  });

  it("is all tried when the process ends, too", async () => {
    const { calls, sent, store, fails, laterBackwards } = make();
    store.onDue(() => undefined);
    fails(down);
    for (const text of ["um", "dois"]) await calls.say(talk, text);
    fails(undefined);
    await store.prepareClose();
    await laterBackwards(0);
    expect(sent).toHaveLength(2);
  });

  it("is left to a caller who tries again", async () => {
    const { calls, fails, later } = make();
    fails(down);
    expect(await calls.say(talk, "Pronto", {}, { keep: false })).toBe(false);
    expect(await calls.offer(talk, "Qual?", choices, withButtons, { keep: false })).toBe(false);
    expect(await calls.attempt(talk, "Descreva", undefined, withButtons)).toBe("later");
    expect(await later(600)).toBe(0);
  });

  it("is nothing where the host failed otherwise, now or when it is handed over", async () => {
    const { calls, fails, later, warnings } = make();
    fails(broken);
    expect(await calls.say(talk, "Anotado")).toBe(false);
    expect(await calls.attempt(talk, "Descreva", undefined, withButtons)).toBe("failed");
    expect(await later(600)).toBe(0);
    fails(down);
    await calls.say(talk, "Anotado");
    fails(broken);
    expect([await later(5), await later(600)]).toEqual([1, 0]);
    expect(warnings.at(-1)).toMatchObject({ code: "HOST_FAILED", retryable: false });
    expect(warnings.at(-1)?.message).toContain("Conversation 101 was not told something");
  });

  it("a move and a close are kept too, and done where the conversation has not left", async () => {
    const { calls, store, done, fails, later } = make();
    await store.saveState(talk, { phase: "gathering", integrationId: 1 });
    fails(down);
    await calls.transfer(talk, 9);
    await calls.close(talk);
    fails(undefined);
    await later(5);
    expect(done).toEqual([9, "close"]);
    fails(down);
    await calls.transfer(talk, 8);
    await store.saveState(talk, { phase: "away" });
    fails(undefined);
    expect([await later(5), done.length]).toEqual([1, 2]);
  });

  it("is told by a warning, and not as said, where the store cannot keep it", async () => {
    const store = new MemoryStore();
    const { calls, fails, warnings } = make(store);
    vi.spyOn(store, "setAlarm").mockRejectedValue(new Error("database is gone"));
    fails(down);
    expect(await calls.say(talk, "Anotado")).toBe(false);
    expect(warnings.map(({ code }) => code)).toEqual(["HOST_FAILED", "STORE_FAILED"]);
  });

  it("is given up after tellForHours", async () => {
    const { calls, fails, later, warnings, sent } = make();
    fails(down);
    await calls.say(talk, "Anotado");
    for (let minute = 0; minute < 70; minute += 1) await later(60);
    fails(undefined);
    expect([await later(3_600), sent.length]).toEqual([0, 0]);
    expect(warnings).toHaveLength(2);
  });
});

describe("what an earlier version kept for a customer who was silent", () => {
  it.each([
    ["is done while they are", true, ["close"]],
    ["is dropped once they answered", false, []],
  ])("%s", async (_what, asked, expected) => {
    const { store, done, later } = make();
    await store.saveState(talk, { phase: "gathering", integrationId: 1, asked });
    const own = { ...talk, id: `${talk.id} 9b2f` };
    const outgoing = { do: "close", silent: true } as const;
    await store.setAlarm(
      { conversation: own, conversationId: talk.id, integrationId: "", about: "outgoing", outgoing, since: Date.now() },
      0,
    );
    expect(await later(1)).toBe(1);
    expect(done).toEqual(expected);
  });
});
