import type { TicketStatus } from "../glpi/tickets.js";
import type { TicketLink } from "../store/store.js";
import type { Verdict } from "./follow-up.js";

/** Where what the customer wrote goes. */
export type Destination =
  /** `after`: the ticket that the new one follows; linked to it in GLPI where that still is. */
  | { to: "newTicket"; after?: TicketLink | undefined; linked: boolean }
  | { to: "followUp"; link: TicketLink; status: TicketStatus; verdict?: Verdict | undefined }
  /** It says how well this one was solved. */
  | { to: "rating"; link: TicketLink; score: number }
  /** It says what is so already, or no more: the customer hears how it is. */
  | { to: "tellStatus"; ticketId: number; status: TicketStatus }
  /** The customer has to say which of these it is about, if any. */
  | { to: "choice"; links: readonly TicketLink[] }
  /** Nothing was described. */
  | { to: "nothing" }
  /** A courtesy after the ticket, or what the operator does not want to have. */
  | { to: "nowhere" };
