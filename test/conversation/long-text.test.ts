import { expect, it } from "vitest";
import { cutLongText } from "../../src/conversation/long-text.js";

it.each([
  ["of 64 kB is whole", "x".repeat(65_536), "x".repeat(65_536)],
  ["of more is cut, and says so", "x".repeat(65_537), `${"x".repeat(65_536)}\n(cut)`],
  ["is cut between characters", `x${"é".repeat(40_000)}`, `x${"é".repeat(32_767)}\n(cut)`],
  ["is cut between characters of two units", `x${"👍".repeat(20_000)}`, `x${"👍".repeat(16_383)}\n(cut)`],
])("a text %s", (_name, text, expected) => {
  expect(cutLongText(text, "(cut)")).toBe(expected);
});
