import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FlowEvent, flow } from "../../src/conversation/flow.js";
import { Inbox } from "../../src/conversation/inbox.js";
import { away, type ChoosingOption, type ConversationState } from "../../src/conversation/state.js";
import type { Message } from "../../src/host/events.js";
import { message } from "../words.js";

const gathering: ConversationState = { phase: "gathering", integrationId: 1 };
const asked: ConversationState = { ...gathering, asked: true };
const consulting: ConversationState = { phase: "consulting", integrationId: 2 };
const lastMessage = message();
const add = (other: object = {}) => ({
  do: "add",
  integrationId: 1,
  message: lastMessage,
  described: true,
  askIfKnown: "never",
  ...other,
});

function transfer(other: Partial<Extract<FlowEvent, { type: "transfer" }>> = {}): FlowEvent {
  return {
    type: "transfer",
    purpose: "create",
    integrationId: 1,
    described: other.lastMessage !== undefined,
    ...other,
  };
}

function written(other: Partial<Extract<FlowEvent, { type: "message" }>> = {}): FlowEvent {
  return { type: "message", purpose: "create", integrationId: 1, message: lastMessage, described: true, ...other };
}

describe("a transfer into a queue that creates tickets", () => {
  it("adds a last message that describes something, and asks if that was in a ticket already", () => {
    expect(flow(away, transfer({ lastMessage }))).toEqual({
      state: gathering,
      actions: [add({ askIfKnown: "newTransfer" })],
    });
  });

  it("adds one that describes nothing, and asks at once for a description", () => {
    expect(flow(away, transfer({ lastMessage, described: false }))).toEqual({
      state: asked,
      actions: [add({ described: false }), { do: "ask", integrationId: 1, newcomer: false }],
    });
  });

  it("asks for a description when there is no last message", () => {
    expect(flow(away, transfer())).toEqual({
      state: asked,
      actions: [{ do: "ask", integrationId: 1, newcomer: false }],
    });
  });

  it("asks nothing when it is told again", () => {
    expect(flow(asked, transfer({ integrationId: "1" }))).toEqual({ state: asked, actions: [] });
    const again = flow(asked, transfer({ lastMessage, described: false }));
    expect(again.actions).toEqual([add({ described: false }), { do: "expect", integrationId: 1 }]);
  });

  it("makes what waits for another integration due first", () => {
    const { state, actions } = flow(gathering, transfer({ integrationId: 9, lastMessage }));
    expect(state).toEqual({ phase: "gathering", integrationId: 9 });
    expect(actions).toEqual([{ do: "flush" }, add({ integrationId: 9, askIfKnown: "newTransfer" })]);
  });
});

describe("a transfer into a queue that consults", () => {
  it("sends the list each time, but not when the same transfer is told again", () => {
    const first = transfer({ purpose: "consult", integrationId: 2 });
    const later = transfer({ purpose: "consult", integrationId: 2, lastMessage });
    expect(flow(away, first)).toEqual({ state: consulting, actions: [{ do: "consult", integrationId: 2 }] });
    expect(flow(consulting, first).actions).toEqual([{ do: "consult", integrationId: 2 }]);
    const { state, actions } = flow(consulting, later);
    expect(actions).toEqual([{ do: "consult", integrationId: 2 }]);
    expect(flow(state, later)).toEqual({ state, actions: [] });
    expect(
      flow(state, transfer({ purpose: "consult", integrationId: 2, lastMessage: message() })).actions,
    ).toHaveLength(1);
  });

  it("makes what waits due first", () => {
    const { actions } = flow(gathering, transfer({ purpose: "consult", integrationId: 2 }));
    expect(actions).toEqual([{ do: "flush" }, { do: "consult", integrationId: 2 }]);
  });
});

describe("a message", () => {
  it("is added, whether a transfer was told or not", () => {
    const added = { state: gathering, actions: [add()] };
    expect(flow(away, written())).toEqual(added);
    expect(flow(gathering, written())).toEqual(added);
    expect(flow(consulting, written())).toEqual(added);
  });

  it("that comes first and describes nothing asks for a description, unless there is a ticket", () => {
    expect(flow(away, written({ described: false }))).toEqual({
      state: asked,
      actions: [add({ described: false }), { do: "ask", integrationId: 1, newcomer: true }],
    });
  });

  it("that describes nothing has a customer who was asked waited for anew; a description ends the wait", () => {
    expect(flow(asked, written({ described: false })).actions).toEqual([
      add({ described: false }),
      { do: "expect", integrationId: 1 },
    ]);
    const described = flow(asked, written());
    expect(described).toEqual({ state: gathering, actions: [add(), { do: "expectNothing" }] });
  });

  it("in a queue that consults sends the list once", () => {
    const consulted = written({ purpose: "consult", integrationId: 2 });
    expect(flow(away, consulted)).toEqual({
      state: { ...consulting, answered: ["m1"] },
      actions: [{ do: "consult", integrationId: 2 }],
    });
    expect(flow({ ...consulting, answered: ["m1"] }, consulted).actions).toEqual([]);
  });
});

describe("an edit", () => {
  it("that describes the problem at last ends the wait for a description", () => {
    const edit: FlowEvent = { type: "messageEdited", message: lastMessage, described: true };
    expect(flow(asked, edit)).toEqual({
      state: gathering,
      actions: [{ do: "edit", message: lastMessage, described: true }, { do: "expectNothing" }],
    });
    expect(flow(asked, { ...edit, described: false }).state).toEqual(asked);
    expect(flow(away, edit).actions).toHaveLength(1);
  });
});

describe("the question which ticket it is about", () => {
  const choosing = { ticketIds: [31, 27], unclear: 0 };
  const state: ConversationState = { ...gathering, choosing };
  const says = (text: string, from: ConversationState = state) =>
    flow(from, written({ message: message({ text }), described: false }));

  it("is answered by a number, and the answer is no message of the ticket", () => {
    expect(says("2")).toEqual({
      state: { ...state, choosing: { ...choosing, answer: 27 } },
      actions: [{ do: "wake" }],
    });
    expect(says("3").state).toMatchObject({ choosing: { answer: "another" } });
    expect(says("o 31").state).toMatchObject({ choosing: { answer: 31 } });
  });

  it("is asked once more when the answer is not clear, and then no more; what was written is kept", () => {
    const once = says("não sei");
    expect(once.state).toMatchObject({ choosing: { unclear: 1 } });
    expect(once.actions).toMatchObject([{ do: "add" }, { do: "askAgain" }]);
    const twice = says("hein?", once.state);
    expect(twice.state).toMatchObject({ choosing: { answer: "unclear" } });
    expect(twice.actions).toMatchObject([{ do: "add" }, { do: "wake" }]);
    expect(says("2", twice.state).actions).toMatchObject([{ do: "add" }]);
  });

  it("is over when the conversation leaves", () => {
    expect(flow(state, transfer({ integrationId: 9 })).actions).toEqual([
      { do: "flush" },
      { do: "wake" },
      { do: "ask", integrationId: 9, newcomer: false },
    ]);
  });
});

describe("the question for which company it is", () => {
  const companies = [
    { requesterId: 9, name: "ACME" },
    { requesterId: 4, name: "Globex" },
  ];
  const choosingCompany = { companies, unclear: 0 };
  const state: ConversationState = { ...gathering, choosingCompany };
  const says = (text: string, from: ConversationState = state) =>
    flow(from, written({ message: message({ text }), described: false }));

  it("is answered by a number or a name, and the answer is no message of the ticket", () => {
    for (const text of ["2", "globex"]) {
      expect(says(text)).toEqual({
        state: { ...state, choosingCompany: { ...choosingCompany, answer: 4 } },
        actions: [{ do: "wake" }],
      });
    }
  });

  it("is asked once more when the answer is not clear, and then no more; what was written is kept", () => {
    const once = says("não sei");
    expect(once.actions).toMatchObject([{ do: "add" }, { do: "askCompanyAgain" }]);
    const twice = says("3", once.state);
    expect(twice.state).toMatchObject({ choosingCompany: { answer: "unclear" } });
    expect(twice.actions).toMatchObject([{ do: "add" }, { do: "wake" }]);
  });

  it("comes after the one which ticket it is about", () => {
    const both: ConversationState = { ...state, choosing: { ticketIds: [31], unclear: 0 } };
    expect(says("2", both).state).toMatchObject({ choosing: { answer: "another" }, choosingCompany });
  });

  it("is over when the conversation leaves", () => {
    expect(flow(state, transfer({ integrationId: 9 })).actions).toContainEqual({ do: "wake" });
  });
});

describe("the question what it is, or where", () => {
  const options = [
    { id: 9, name: "Impressora" },
    { id: 4, name: "Rede" },
  ];
  const choosingOption: ChoosingOption = { about: "category", options, unclear: 0, before: ["b"] };
  const state: ConversationState = { ...gathering, choosingOption };
  const says = (text: string, from: ConversationState = state, id = "a") =>
    flow(from, written({ message: message({ id, text }), described: false }));

  it.each([
    ["2", 4],
    ["rede", 4],
    ["3", "other"],
    ["outro", "other"],
  ])("is answered by a number, a name or “other”: %s", (text, answer) => {
    expect(says(text)).toEqual({
      state: { ...state, choosingOption: { ...choosingOption, answer, answeredBy: ["a"] } },
      actions: [{ do: "wake" }],
    });
  });

  it("is asked once more when the answer is not clear, and then no more; what was written is kept", () => {
    const once = says("não sei");
    expect(once.actions).toMatchObject([{ do: "add" }, { do: "askOptionAgain", integrationId: 1 }]);
    const twice = says("4", once.state);
    expect(twice.state).toMatchObject({ choosingOption: { answer: "unclear" } });
    expect(twice.actions).toMatchObject([{ do: "add" }, { do: "wake" }]);
  });

  it("takes no message for an answer that was there before it, or has answered", () => {
    expect(says("2", state, "b")).toMatchObject({ state, actions: [{ do: "add" }] });
    const next: ConversationState = { ...gathering, choosingOption: { ...choosingOption, answeredBy: ["a"] } };
    expect(says("2", next)).toEqual({ state: next, actions: [] });
    const lastMessage = message({ id: "a", text: "2" });
    for (const fact of [true, false]) {
      expect(flow(next, transfer({ lastMessage, fact })), String(fact)).toEqual({ state: next, actions: [] });
    }
  });

  it("comes after the other questions, and is over when the conversation leaves", () => {
    const both: ConversationState = { ...state, choosing: { ticketIds: [31], unclear: 0 } };
    expect(says("2", both).state).toMatchObject({ choosing: { answer: "another" }, choosingOption });
    expect(flow(state, transfer({ integrationId: 9 })).actions).toContainEqual({ do: "wake" });
  });
});

it("leaving makes what waits due, also when the state was forgotten", () => {
  for (const state of [gathering, consulting, away]) {
    expect(flow(state, { type: "leave" })).toEqual({
      state: away,
      actions: [{ do: "flush" }, { do: "wake" }, { do: "expectNothing" }],
    });
  }
});

/** Does what the flow says on an inbox alone; time is "everything due now" at any point. */
function interpret(events: readonly (FlowEvent | { type: "quiet" })[]) {
  let state: ConversationState = away;
  const inbox = new Inbox();
  const batches: (readonly Message[])[] = [];
  const take = () => {
    const messages = inbox.take();
    if (messages.length > 0) batches.push(messages);
  };
  for (const event of events) {
    if (event.type === "quiet") {
      take();
      continue;
    }
    const step = flow(state, event);
    state = step.state;
    for (const action of step.actions) {
      if (action.do === "add") inbox.add(action.message);
      else if (action.do === "edit") inbox.edit(action.message);
      else if (action.do === "remove") inbox.remove(action.messageId);
      else if (action.do === "flush") take();
    }
  }
  take();
  return batches;
}

const ids = fc.integer({ min: 1, max: 6 });
const messageOf = (id: number): Message => ({ id, text: `text ${id}`, sentAt: id * 10 });
const integrationId = fc.integer({ min: 1, max: 2 });
const purpose = fc.constant("create" as const);
const described = fc.boolean();

const events = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant("message" as const),
      purpose,
      integrationId,
      message: ids.map(messageOf),
      described,
    }),
    fc.record({
      type: fc.constant("transfer" as const),
      purpose,
      integrationId,
      lastMessage: fc.option(ids.map(messageOf), { nil: undefined }),
      described,
    }),
    fc.record({
      type: fc.constant("transfer" as const),
      purpose: fc.constant("consult" as const),
      integrationId,
      described,
    }),
    ids.map((id) => ({
      type: "messageEdited" as const,
      message: { ...messageOf(id), text: `edited ${id}` },
      described: true,
    })),
    ids.map((messageId) => ({ type: "messageDeleted" as const, messageId })),
    fc.constant({ type: "leave" as const }),
    fc.constant({ type: "quiet" as const }),
  ),
  { maxLength: 40 },
);

describe("whatever the order of events", () => {
  it("each message that was not deleted ends in exactly one batch, in time order", () => {
    fc.assert(
      fc.property(events, (happened) => {
        const batches = interpret(happened);
        for (const batch of batches) {
          const times = batch.map(({ sentAt }) => Number(sentAt));
          expect(times).toEqual([...times].sort((one, other) => one - other));
        }
        const written = new Set(
          happened.flatMap((event) => {
            if (event.type === "message") return [event.message.id];
            if (event.type !== "transfer" || !("lastMessage" in event) || !event.lastMessage) return [];
            return [event.lastMessage.id];
          }),
        );
        const deleted = new Set(
          happened.flatMap((event) => (event.type === "messageDeleted" ? [event.messageId] : [])),
        );
        const taken = batches.flat().map(({ id }) => id);
        expect(new Set(taken).size).toBe(taken.length);
        for (const id of written) if (!deleted.has(Number(id))) expect(taken).toContain(id);
        for (const id of taken) expect(written).toContain(id);
      }),
      { numRuns: 2_000 },
    );
  });

  it("a message that was edited before its batch was taken says what the last edit says", () => {
    fc.assert(
      fc.property(events, (happened) => {
        const first = happened.findIndex((event) => event.type === "messageEdited");
        const edit = happened[first];
        if (edit?.type !== "messageEdited") return;
        // Nothing was taken before the first edit as long as nothing was written before it.
        const before = happened
          .slice(0, first)
          .every((event) => event.type === "messageDeleted" || event.type === "quiet");
        if (!before) return;
        const said = interpret(happened)
          .flat()
          .find(({ id }) => id === edit.message.id)?.text;
        expect([undefined, edit.message.text]).toContain(said);
      }),
      { numRuns: 2_000 },
    );
  });
});
