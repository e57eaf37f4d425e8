import { expect, it } from "vitest";
import { KeyedQueue } from "../../src/work/keyed-queue.js";

it("tasks of one key run one after another, in order, those of others beside them, and a failure stops nobody", async () => {
  const queue = new KeyedQueue();
  const order: string[] = [];
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const first = queue.run("a", async () => {
    order.push("a1 starts");
    await gate;
    order.push("a1 ends");
    throw new Error("a1");
  });
  const second = queue.run("a", async () => {
    order.push("a2");
    return "second";
  });
  await queue.run("b", async () => {
    order.push("b");
  });
  expect(order).toEqual(["a1 starts", "b"]);
  open();
  await expect(first).rejects.toThrow("a1");
  expect(await second).toBe("second");
  expect(order).toEqual(["a1 starts", "b", "a1 ends", "a2"]);
});
