import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMessage, deleteMessage, editMessage, emptyInbox, takeMessages } from "../../src/conversation/batch.js";
import { away, type ConversationState, type FlowEvent, flow } from "../../src/conversation/flow.js";
import type { Message } from "../../src/host/events.js";
import { message } from "../words.js";

const gathering: ConversationState = { phase: "gathering", integrationId: 1 };
const consulting: ConversationState = { phase: "consulting", integrationId: 2 };
const lastMessage = message();

describe("a transfer into a queue that creates tickets", () => {
  it("adds the last message", () => {
    expect(flow(away, { type: "transfer", purpose: "create", integrationId: 1, lastMessage })).toEqual({
      state: gathering,
      actions: [{ do: "add", integrationId: 1, message: lastMessage }],
    });
  });

  it("asks for a description when there is no last message", () => {
    expect(flow(away, { type: "transfer", purpose: "create", integrationId: 1 })).toEqual({
      state: gathering,
      actions: [{ do: "ask" }],
    });
  });

  it("asks nothing when it is told again", () => {
    const again = flow(gathering, { type: "transfer", purpose: "create", integrationId: "1" });
    expect(again.actions).toEqual([]);
  });

  it("makes what waits for another integration a ticket first", () => {
    const { state, actions } = flow(gathering, { type: "transfer", purpose: "create", integrationId: 9, lastMessage });
    expect(state).toEqual({ phase: "gathering", integrationId: 9 });
    expect(actions).toEqual([{ do: "flush" }, { do: "add", integrationId: 9, message: lastMessage }]);
  });
});

describe("a transfer into a queue that consults", () => {
  it("sends the list each time, but not when the same transfer is told again", () => {
    const transfer: FlowEvent = { type: "transfer", purpose: "consult", integrationId: 2 };
    const asked: FlowEvent = { ...transfer, lastMessage };
    expect(flow(away, transfer)).toEqual({ state: consulting, actions: [{ do: "consult", integrationId: 2 }] });
    expect(flow(consulting, transfer).actions).toEqual([{ do: "consult", integrationId: 2 }]);
    const { state, actions } = flow(consulting, asked);
    expect(actions).toEqual([{ do: "consult", integrationId: 2 }]);
    expect(flow(state, asked)).toEqual({ state, actions: [] });
    expect(flow(state, { ...asked, lastMessage: message() }).actions).toHaveLength(1);
  });

  it("makes what waits a ticket first", () => {
    const { actions } = flow(gathering, { type: "transfer", purpose: "consult", integrationId: 2 });
    expect(actions).toEqual([{ do: "flush" }, { do: "consult", integrationId: 2 }]);
  });
});

describe("a message", () => {
  it("is added, whether a transfer was told or not", () => {
    const written: FlowEvent = { type: "message", purpose: "create", integrationId: 1, message: lastMessage };
    const added = { state: gathering, actions: [{ do: "add", integrationId: 1, message: lastMessage }] };
    expect(flow(away, written)).toEqual(added);
    expect(flow(gathering, written)).toEqual(added);
    expect(flow(consulting, written)).toEqual(added);
  });

  it("in a queue that consults sends the list once", () => {
    const written: FlowEvent = { type: "message", purpose: "consult", integrationId: 2, message: lastMessage };
    expect(flow(away, written)).toEqual({ state: consulting, actions: [{ do: "consult", integrationId: 2 }] });
    expect(flow(consulting, written).actions).toEqual([]);
  });
});

it("leaving makes what waits a ticket, also when the state was forgotten", () => {
  for (const state of [gathering, consulting, away]) {
    expect(flow(state, { type: "leave" })).toEqual({ state: away, actions: [{ do: "flush" }] });
  }
});

/** Does what the flow says on the pure inbox alone; time is "everything due now" at any point. */
function interpret(events: readonly (FlowEvent | { type: "quiet" })[]) {
  let state: ConversationState = away;
  let inbox = emptyInbox;
  const batches: (readonly Message[])[] = [];
  const take = () => {
    const taken = takeMessages(inbox);
    inbox = taken.inbox;
    if (taken.messages.length > 0) batches.push(taken.messages);
  };
  for (const event of events) {
    if (event.type === "quiet") {
      take();
      continue;
    }
    const step = flow(state, event);
    state = step.state;
    for (const action of step.actions) {
      if (action.do === "add") inbox = addMessage(inbox, action.message).inbox;
      else if (action.do === "edit") inbox = editMessage(inbox, action.message).inbox;
      else if (action.do === "remove") inbox = deleteMessage(inbox, action.messageId).inbox;
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

const events = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant("message" as const), purpose, integrationId, message: ids.map(messageOf) }),
    fc.record({
      type: fc.constant("transfer" as const),
      purpose,
      integrationId,
      lastMessage: fc.option(ids.map(messageOf), { nil: undefined }),
    }),
    fc.record({ type: fc.constant("transfer" as const), purpose: fc.constant("consult" as const), integrationId }),
    ids.map((id) => ({ type: "messageEdited" as const, message: { ...messageOf(id), text: `edited ${id}` } })),
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
