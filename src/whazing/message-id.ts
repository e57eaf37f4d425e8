import { z } from "zod";
import type { Id } from "../host/events.js";

const answered = z.object({ messageId: z.union([z.string().min(1), z.number()]) });

/** The id of what was said, where Whazing's answer has one. */
export function messageIdOf(answer: unknown): { messageId: Id } | undefined {
  const inside = typeof answer === "object" && answer !== null && "message" in answer ? answer.message : undefined;
  return answered.safeParse(answer).data ?? answered.safeParse(inside).data;
}
