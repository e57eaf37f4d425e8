import { describe, expect, it } from "vitest";
import { batchId, toBatch, weightOf } from "../../src/conversation/batch.js";
import { conversation, message } from "../words.js";

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

it("what a text costs is its bytes, and more where characters have to be escaped", () => {
  expect(weightOf({ text: "" })).toBe(0);
  expect(weightOf({ text: "impressora" })).toBe(10);
  expect(weightOf({ text: "não 👍" })).toBe(9);
  expect(weightOf({ text: '<&>"\\\n' })).toBe(36);
});
