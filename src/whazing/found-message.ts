import { z } from "zod";
import type { Id } from "../host/events.js";
import { id } from "../host/validate.js";

/** A message as Whazing lists it. */
export interface FoundMessage {
  /** The channel's; undefined where several have this text. */
  id: Id | undefined;
  fromMe: boolean;
}

const listed = z.looseObject({ messageId: id, body: z.string(), fromMe: z.boolean() });

/** Of what `GET /ticket/{id}` answers, the message with this text; undefined where it does not say whose that is. */
export function foundIn(answer: unknown, text: string): FoundMessage | undefined {
  const rows = [answer, ...(typeof answer === "object" && answer !== null ? Object.values(answer) : [])].find(
    Array.isArray,
  );
  const found = (rows ?? [])
    .flatMap((row: unknown) => listed.safeParse(row).data ?? [])
    .filter(({ body }) => body === text);
  const [first, ...others] = found;
  if (first === undefined || others.some(({ fromMe }) => fromMe !== first.fromMe)) return undefined;
  return { id: others.length === 0 ? first.messageId : undefined, fromMe: first.fromMe };
}
