import * as z from "zod";
import { localeCodes } from "../locales/locale.js";
import {
  apiUrl,
  callingCode,
  choice,
  duration,
  glpiId,
  glpiIdWithDefault,
  lines,
  optionalDuration,
  optionalText,
  queueId,
  secret,
  text,
  timeZone,
  toggle,
  urgency,
  wholeNumber,
} from "./fields.js";
import { customerText, customerTextOrNone, template } from "./template-fields.js";

/** The longest wait, unless the quiet time is longer. */
export const usualMaxWaitMs = 120_000;

const aboutTicket = ["ticketNumber", "ticketTitle", "ticketUrl"];

function commonFields() {
  return {
    /** How the operator calls this integration: 1 to 100 characters. */
    name: text(100),
    /** The address of GLPI's REST API; ends in `/apirest.php` or `/api.php/v1`. */
    url: apiUrl(),
    /** GLPI's application token. */
    appToken: secret(),
    /** The API token of the GLPI user that the integration works as. */
    userToken: secret(),
    /** The language of default texts, and of messages about this configuration. */
    locale: choice(localeCodes, "pt-BR"),
    /** The time zone of hours, dates and greetings in texts. */
    timeZone: timeZone("America/Sao_Paulo"),
    /** The calling code of telephones that are written without one. */
    countryCode: callingCode("55"),
    /** The queue where a conversation goes when GLPI fails; never a queue that has this integration. */
    errorQueueId: queueId(),
    /** Whether a telephone that GLPI holds without area code may match, when nothing else does. */
    matchWithoutAreaCode: toggle(false),
    /** The contact's extra field that holds the person's CPF, or another number that GLPI has as administrative number. */
    personField: optionalText(100),
    /** What the customer reads when GLPI fails. */
    failureText: customerText(),
  };
}

export const createTicketFields = z.strictObject({
  type: z.literal("glpi-create-ticket"),
  ...commonFields(),
  /** Quiet time after the customer's last message before the ticket is opened. */
  messageIntervalMs: duration({ minimum: 1_000, maximum: 600_000, fallback: 15_000, adviceBelow: 15_000 }),
  /** The longest wait from the first description on; 120,000, or `messageIntervalMs` if that is longer. */
  maxWaitMs: optionalDuration({ minimum: 1_000, maximum: 3_600_000, usually: usualMaxWaitMs }),
  /** Whether something must be described before a ticket is opened: words or a file, not "2", "Oi" or a thumb. */
  needsDescription: toggle(true),
  /** Whole messages that say nothing, besides those that the package knows: the titles of a bot's menu. */
  ignoredTexts: lines(),
  /** Tickets of one contact in an hour at most; what comes after goes to the last one. 1 to 100. */
  maxTicketsPerHour: wholeNumber(1, 100, 4),
  /** Whether group conversations open tickets. */
  includeGroups: toggle(false),
  /** What becomes of what the customer writes after the ticket. */
  afterTicket: choice(["followUp", "newTicket", "ignore"], "followUp"),
  /** Whether thanks and thumbs alone go into the ticket too. */
  courtesyFollowUps: toggle(false),
  /** What becomes of an edit or deletion of what is in a ticket already: a warning, or a private note in the ticket. */
  lateEdits: choice(["warn", "note"], "warn"),
  /** So many hours after a ticket the contact is asked in another conversation whether it is about it; 0: never. */
  hoursBetweenTickets: wholeNumber(0, 720, 0),
  /** What becomes of the conversation once it has its ticket. */
  afterCreated: choice(["stay", "transfer", "close"], "stay"),
  afterCreatedQueueId: queueId(),
  /** Minutes without an answer of the customer, when one is waited for; 0: waited for without end. */
  noAnswerMinutes: wholeNumber(0, 1_440, 0),
  /** What becomes of the conversation then. */
  noAnswerAction: choice(["none", "transfer", "close"], "none"),
  noAnswerQueueId: queueId(),
  /** The contact's extra field that holds the company's CNPJ: where a new user is created. */
  companyField: optionalText(100),
  /** Whether the customer is asked for the company when people of several ones fit the contact. */
  askWhenAmbiguous: toggle(false),
  /** Whether a contact that GLPI does not know becomes a user there. */
  createRequester: toggle(true),
  /** Entity of new users; 0 is the root. */
  newRequesterEntityId: glpiIdWithDefault(0, 0),
  /** Profile of new users; 1 is Self-Service in a stock GLPI. */
  newRequesterProfileId: glpiIdWithDefault(1, 1),
  /** GLPI user the ticket is for when the contact is neither found nor created. */
  fallbackRequesterId: glpiId(1),
  /** Entity of the ticket of a person who has none. */
  fallbackEntityId: glpiId(0),
  /** Whether a contact may be found by their e-mail. */
  trustContactEmail: toggle(true),
  ticketType: choice(["incident", "request"], "incident"),
  categoryId: glpiId(1),
  /** 1 (very low) to 5 (very high); not sent unless given. */
  urgency: urgency(),
  requestSourceId: glpiId(1),
  locationId: glpiId(1),
  assignedGroupId: glpiId(1),
  titleTemplate: template("{{firstWords}}", ["firstWords"]),
  askDescriptionText: customerText(),
  /** `canAdd`: what the customer writes next goes into this ticket. */
  ticketCreatedText: customerText([...aboutTicket, "canAdd"]),
  /** At most once in ten minutes; empty: nothing. */
  followUpAddedText: customerTextOrNone(aboutTicket),
  ticketReopenedText: customerText(aboutTicket),
  /** Asks whether it is about one of the contact's open tickets. */
  openTicketText: customerText(["another", "several"], { tickets: ["position", "number", "title"] }),
  /** Asks for which of several companies it is. */
  askCompanyText: customerText(["total"], { companies: ["position", "name"] }),
  noAnswerText: customerText(),
  /** What the customer reads, once, when GLPI does not answer and the number will come later. */
  ticketDelayedText: customerText(),
});

export const consultTicketsFields = z.strictObject({
  type: z.literal("glpi-consult-tickets"),
  ...commonFields(),
  /** Whether a contact may be found by their e-mail: someone else's would show that person's tickets. */
  trustContactEmail: toggle(false),
  /** Which tickets are listed; `notClosed` keeps the solved ones in. */
  ticketStatuses: choice(["notSolved", "notClosed"], "notSolved"),
  /** How many tickets are listed at most: 1 to 10. */
  maxTickets: wholeNumber(1, 10, 10),
  openTicketsText: customerText(["total", "shown", "more"], {
    tickets: ["number", "title", "status", "openedAt", "updatedAt", "entity", "url"],
  }),
  noTicketsText: customerText(),
  /** Several people have the contact's telephone: nobody's tickets are shown. */
  ambiguousText: customerText(),
});
