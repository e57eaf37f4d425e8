import { describe, expect, it } from "vitest";
import {
  addMessage,
  batchId,
  deleteMessage,
  editMessage,
  emptyInbox,
  type Inbox,
  takeMessages,
  toBatch,
} from "../../src/conversation/batch.js";
import { conversation, message } from "../words.js";

function inboxOf(...messages: ReturnType<typeof message>[]): Inbox {
  return messages.reduce((inbox, one) => addMessage(inbox, one).inbox, emptyInbox);
}

function textsOf(inbox: Inbox): string[] {
  return takeMessages(inbox).messages.map(({ text }) => text);
}

describe("an inbox", () => {
  it("gives messages in the order of their own times, those of one instant as they came", () => {
    const inbox = inboxOf(
      message({ id: "c", text: "third", sentAt: 30 }),
      message({ id: "a", text: "first", sentAt: 10 }),
      message({ id: "b2", text: "second", sentAt: new Date(20) }),
      message({ id: "b1", text: "second too", sentAt: 20 }),
    );
    expect(textsOf(inbox)).toEqual(["first", "second", "second too", "third"]);
  });

  it("counts an id once, as number or as text, also after its batch was taken", () => {
    const inbox = inboxOf(message({ id: 7 }));
    expect(addMessage(inbox, message({ id: "7" })).added).toBe(false);
    const taken = takeMessages(inbox).inbox;
    expect(addMessage(taken, message({ id: 7 })).added).toBe(false);
    expect(taken.waiting).toEqual([]);
  });

  it("replaces what a waiting message says and leaves its time and place", () => {
    const inbox = inboxOf(
      message({ id: 1, text: "impresora", sentAt: 10 }),
      message({ id: 2, text: "depois", sentAt: 20 }),
    );
    const edited = editMessage(inbox, message({ id: 1, text: "impressora", sentAt: 99 }));
    expect(edited.tooLate).toBe(false);
    expect(textsOf(edited.inbox)).toEqual(["impressora", "depois"]);
  });

  it("keeps an edit that overtook its message", () => {
    const { inbox } = editMessage(emptyInbox, message({ id: 1, text: "certo", sentAt: 99 }));
    expect(inbox.waiting).toEqual([]);
    const { inbox: later, added } = addMessage(inbox, message({ id: 1, text: "errado", sentAt: 10 }));
    expect(added).toBe(true);
    expect(later.waiting).toMatchObject([{ text: "certo", sentAt: 10 }]);
  });

  it("removes a waiting message, and never takes it again", () => {
    const { inbox, tooLate } = deleteMessage(inboxOf(message({ id: 1 }), message({ id: 2, text: "fica" })), "1");
    expect(tooLate).toBe(false);
    expect(addMessage(inbox, message({ id: 1 })).added).toBe(false);
    expect(textsOf(inbox)).toEqual(["fica"]);
  });

  it("remembers a deletion that overtook its message", () => {
    const { inbox } = deleteMessage(emptyInbox, 1);
    expect(addMessage(inbox, message({ id: 1 })).added).toBe(false);
  });

  it("says when an edit or a deletion comes after the batch was taken", () => {
    const { inbox } = takeMessages(inboxOf(message({ id: 1 })));
    expect(editMessage(inbox, message({ id: 1 })).tooLate).toBe(true);
    expect(deleteMessage(inbox, 1).tooLate).toBe(true);
  });

  it("does not remember ids without end, and never forgets one that waits", () => {
    let inbox = inboxOf(message({ id: "waits" }));
    for (let id = 0; id < 1_500; id += 1) inbox = deleteMessage(inbox, id).inbox;
    expect(inbox.fates.size).toBe(1_000);
    expect(addMessage(inbox, message({ id: "waits" })).added).toBe(false);
    expect(addMessage(inbox, message({ id: 1_499 })).added).toBe(false);
  });
});

describe("an inbox whose fates were forgotten", () => {
  const inbox: Inbox = { waiting: [message({ id: 1, text: "errado" })], fates: new Map() };

  it("still edits, removes and counts once what waits", () => {
    expect(textsOf(editMessage(inbox, message({ id: 1, text: "certo" })).inbox)).toEqual(["certo"]);
    expect(textsOf(deleteMessage(inbox, 1).inbox)).toEqual([]);
    expect(addMessage(inbox, message({ id: 1 })).added).toBe(false);
  });
});

describe("a batch", () => {
  it("has an id that follows from its conversation and the ids of its messages, in whatever order they come", () => {
    const one = toBatch(conversation(), 1, [message({ id: 1 }), message({ id: 2 })]);
    const other = toBatch(conversation(), 9, [message({ id: "2", text: "x" }), message({ id: 1, text: "y" })]);
    expect(one.id).toMatch(/^wz-[0-9a-z]{20}$/);
    expect(other.id).toBe(one.id);
  });

  it("has another id for another tenant, conversation or message", () => {
    const ids = [
      batchId(conversation(), [message({ id: 1 })]),
      batchId(conversation({ tenantId: "other" }), [message({ id: 1 })]),
      batchId(conversation({ id: "other" }), [message({ id: 1 })]),
      batchId(conversation(), [message({ id: 2 })]),
      batchId(conversation(), [message({ id: 1 }), message({ id: 2 })]),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("holds each id once", () => {
    const batch = toBatch(conversation(), undefined, [message({ id: 1 }), message({ id: "1" }), message({ id: 2 })]);
    expect(batch.messages.map(({ id }) => id)).toEqual([1, 2]);
  });
});
