import { describe, expect, it } from "vitest";
import { Inbox } from "../../src/conversation/inbox.js";
import { message } from "../words.js";

function inboxOf(...messages: ReturnType<typeof message>[]): Inbox {
  const inbox = new Inbox();
  for (const one of messages) inbox.add(one);
  return inbox;
}

function textsOf(inbox: Inbox): string[] {
  return inbox.take().map(({ text }) => text);
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
    expect(inbox.add(message({ id: "7" }))).toBe("known");
    inbox.take();
    expect(inbox.add(message({ id: 7 }))).toBe("known");
    expect(inbox.size).toBe(0);
  });

  it("replaces what a waiting message says and leaves its time and place", () => {
    const inbox = inboxOf(
      message({ id: 1, text: "impresora", sentAt: 10 }),
      message({ id: 2, text: "depois", sentAt: 20 }),
    );
    expect(inbox.edit(message({ id: 1, text: "impressora", sentAt: 99 }))).toBe(true);
    expect(textsOf(inbox)).toEqual(["impressora", "depois"]);
  });

  it("keeps an edit that overtook its message", () => {
    const inbox = new Inbox();
    inbox.edit(message({ id: 1, text: "certo", sentAt: 99 }));
    expect(inbox.size).toBe(0);
    expect(inbox.isNew(1)).toBe(true);
    expect(inbox.add(message({ id: 1, text: "errado", sentAt: 10 }))).toBe("added");
    expect(inbox.take()).toMatchObject([{ text: "certo", sentAt: 10 }]);
  });

  it("removes a waiting message, and never takes it again", () => {
    const inbox = inboxOf(message({ id: 1 }), message({ id: 2, text: "fica" }));
    expect(inbox.remove("1")).toBe(true);
    expect(inbox.add(message({ id: 1 }))).toBe("known");
    expect(textsOf(inbox)).toEqual(["fica"]);
  });

  it("remembers a deletion that overtook its message", () => {
    const inbox = new Inbox();
    inbox.remove(1);
    expect(inbox.add(message({ id: 1 }))).toBe("known");
  });

  it("says when an edit or a deletion comes after the batch was taken", () => {
    const inbox = inboxOf(message({ id: 1 }));
    inbox.take();
    expect(inbox.edit(message({ id: 1 }))).toBe(false);
    expect(inbox.remove(1)).toBe(false);
  });

  it("does not remember ids without end, and never forgets one that waits", () => {
    const inbox = inboxOf(message({ id: "waits" }));
    for (let id = 0; id < 1_500; id += 1) inbox.remove(id);
    expect(inbox.isNew(499)).toBe(true);
    expect(inbox.isNew(500)).toBe(false);
    expect(inbox.add(message({ id: "waits" }))).toBe("known");
    expect(inbox.add(message({ id: 1_499 }))).toBe("known");
  });
});
