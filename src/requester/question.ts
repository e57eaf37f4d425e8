import { createHash } from "node:crypto";
import type { CreateTicketIntegration, Integration } from "../config/integration.js";
import type { Contact, Conversation } from "../host/events.js";
import type { HandlerContext } from "../work/context.js";

/** What looking for somebody needs. */
export type RequesterContext = Pick<HandlerContext, "clients" | "store" | "emit">;

/** Whom to find, and by whose rules. */
export interface RequesterQuestion {
  integration: Integration;
  conversation: Conversation;
  /** The conversation's contact, or in a group who wrote. */
  contact: Contact;
  /**
   * Which of several people: `ask` wants `SeveralCompanies` thrown where they are of different companies, a GLPI user
   * id was the customer's answer, `unclear` none; without it nobody is asked.
   */
  whom?: number | "ask" | "unclear" | undefined;
  /** Nothing is changed in GLPI: who is found does not get a telephone there. */
  onlyLook?: true;
}

/** For whom a ticket is to be made. */
export interface TicketQuestion extends RequesterQuestion {
  integration: CreateTicketIntegration;
}

/** Names who is looked for, and by whose rules: the same question has the same name. */
export function questionName({ integration, contact }: RequesterQuestion): string {
  const { id, name, phoneNumber, email, lid, fields = {} } = contact;
  // A database gives keys back in an order of its own.
  const asked = [integration, String(id), name, phoneNumber, email, lid, Object.entries(fields).sort()];
  return createHash("sha256").update(JSON.stringify(asked)).digest("base64");
}
