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

/** The customer was asked for the category or the location of their ticket; the batch waits for the answer. */
export interface ChoosingOption {
  readonly about: "category" | "location";
  /** The name of what was chosen before; these are below it. */
  readonly within?: string | undefined;
  /** What was offered, from 1; one more is "other". */
  readonly options: readonly { readonly id: number; readonly name: string }[];
  readonly unclear: number;
  readonly answer?: number | "other" | "unclear" | undefined;
  /** The newest messages of the batch: told again, they are no answer. */
  readonly before?: readonly string[] | undefined;
  /** The messages that answered this question and those before it: told again, they answer no other. */
  readonly answeredBy?: readonly string[] | undefined;
}

/** Where somebody who looks up their tickets is. */
export type Place =
  /** Before the list, where nothing is said, too. */
  | { readonly at: "list" }
  /** `status`: as it was shown; undefined until then. */
  | { readonly at: "detail"; readonly ticketId: number; readonly status?: "open" | "solved" | "closed" | undefined }
  /** What is written next goes into this ticket; `reopen`: it says why it is not solved. */
  | { readonly at: "writing"; readonly ticketId: number; readonly as: "add" | "reopen" }
  /** Words were written that belong to no ticket: what is to become of them was asked. */
  | { readonly at: "words" }
  /** The words became a ticket, into which goes what is written next. */
  | { readonly at: "opened" }
  /** With the team from now on. */
  | { readonly at: "team" }
  | { readonly at: "ended" };

/** A conversation that looks up tickets. */
export interface Consulting {
  readonly phase: "consulting";
  readonly integrationId: Id;
  /** The message with which the list was last asked for. */
  readonly askedBy?: string | undefined;
  readonly place?: Place | undefined;
  /** The tickets of the page that was shown, by their position from 1. */
  readonly offered?: readonly number[] | undefined;
  /** How many come before that page. */
  readonly from?: number | undefined;
  /** Another page follows. */
  readonly more?: boolean | undefined;
  /** The tickets shown are of several companies. */
  readonly several?: boolean | undefined;
  /** Answers so far, in a row, of which none was clear. */
  readonly unclear?: number | undefined;
  /** The last messages that were answers: one that is told again is none. */
  readonly answered?: readonly string[] | undefined;
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
      readonly choosingOption?: ChoosingOption | undefined;
    }
  | Consulting;

/** In a queue whose integration creates tickets. */
export type Gathering = Extract<ConversationState, { phase: "gathering" }>;

export const away: ConversationState = { phase: "away" };
