import type { Message } from "../host/events.js";

/** What somebody who looked up their tickets wants done with what they write. */
export type Errand =
  /** Into a ticket of theirs; `reopen`: it is why that is not solved. `approve`: that it is. */
  | { readonly do: "add" | "reopen" | "approve"; readonly ticketId: number }
  /** How well it was solved, from 1 to 5. */
  | { readonly do: "rate"; readonly ticketId: number; readonly score: number }
  /** The customer wants to hear of no changes any more, or of all again. */
  | { readonly do: "stop" }
  /** Nobody knows yet: it belongs to no ticket. */
  | { readonly do: "ask" }
  /** A new ticket. */
  | { readonly do: "open" }
  /** Into the ticket that the words before it became. */
  | { readonly do: "goOn" }
  /** Nothing: the customer wants no ticket of it, or the team reads it in the conversation. */
  | { readonly do: "leave" }
  /** Nothing of its own: what was written before goes on its way. */
  | { readonly do: "end" };

/** A message with what it is for: of a conversation that looks up tickets, and kept with the message. */
export interface Sent extends Message {
  readonly errand?: Errand | undefined;
  /** It is an answer to our question, and nothing that a technician has to read. */
  readonly isAnswer?: boolean | undefined;
}

const decides: ReadonlySet<Errand["do"]> = new Set(["stop", "approve", "rate", "open", "leave"]);

/** What a batch is for: what an answer in it decided, else what its first message was written for. */
export function errandOf(messages: readonly Sent[]): Errand | undefined {
  const errands = messages.flatMap(({ errand }) => errand ?? []);
  return (
    errands.find((errand) => decides.has(errand.do)) ?? errands.find((errand) => errand.do !== "end") ?? errands[0]
  );
}

/** What a technician reads of it. */
export function withoutAnswers(messages: readonly Sent[]): Sent[] {
  return messages.filter(({ isAnswer }) => !isAnswer);
}
