import type { Id } from "../host/events.js";

/** The customer was asked whether it is about one of their open tickets; the batch waits for the answer. */
export interface Choosing {
  /** What was offered, from 1; one more is "another problem". */
  readonly ticketIds: readonly number[];
  /** Answers so far of which none was clear. */
  readonly unclear: number;
  /** `another`: another problem. `unclear`: it was not to be found out. */
  readonly answer?: number | "another" | "unclear" | undefined;
}

/** The customer was asked for which company it is; the batch waits for the answer. */
export interface ChoosingCompany {
  /** What was offered, from 1: a GLPI user of each company, and the company's name. */
  readonly companies: readonly { readonly requesterId: number; readonly name: string }[];
  readonly unclear: number;
  /** The GLPI user of the company that was named. */
  readonly answer?: number | "unclear" | undefined;
}

/**
 * Where a conversation is: `away` from every GLPI queue, or in one whose integration creates tickets (`gathering`) or
 * tells about them (`consulting`).
 */
export type ConversationState =
  | { readonly phase: "away" }
  /** `asked`: the customer was asked to describe the problem, and has not yet. */
  | {
      readonly phase: "gathering";
      readonly integrationId: Id;
      readonly asked?: boolean | undefined;
      readonly choosing?: Choosing | undefined;
      readonly choosingCompany?: ChoosingCompany | undefined;
    }
  /** `askedBy`: the message with which the list was last asked for. */
  | { readonly phase: "consulting"; readonly integrationId: Id; readonly askedBy?: string | undefined };

export const away: ConversationState = { phase: "away" };
