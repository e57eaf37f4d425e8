import { expect, it } from "vitest";
import { message, validate } from "../../src/host/validate.js";

const read = (given: object) => validate("onMessage", message, { id: 1, sentAt: 1, ...given });

it("a button that was chosen comes with its id, and with its title or the id as a text", () => {
  expect(read({ text: "Acrescentar algo", choice: "add:12" })).toMatchObject({
    text: "Acrescentar algo",
    choice: "add:12",
  });
  expect(read({ text: "", choice: " add:12 " })).toMatchObject({ text: "add:12", choice: "add:12" });
  expect(read({ body: "add:12", mediaType: "buttonsResponseMessage" })).toMatchObject({ text: "add:12" });
});

it.each([[""], ["  "], [null], [{}], [undefined]])("%j is no choice", (choice) => {
  expect(read({ text: "oi", choice }).choice).toBeUndefined();
});

it("the id of a choice is no longer than a button's can be", () => {
  expect(read({ text: "oi", choice: "x".repeat(300) }).choice).toHaveLength(256);
});
