import type { Id } from "../host/events.js";
import type { Locale } from "../locales/locale.js";

/** What both types of integration have. */
interface CommonIntegration {
  /** How the operator calls this integration: 1 to 100 characters. */
  name: string;
  /** The address of GLPI's REST API; ends in `/apirest.php` or `/api.php/v1`. */
  url: string;
  /** GLPI's application token. */
  appToken: string;
  /** The API token of the GLPI user that the integration works as. */
  userToken: string;
  /** The language of default texts, and of messages about this configuration. Default `pt-BR`. */
  locale: Locale;
  /** IANA name of the time zone of hours, dates and greetings in texts. Default `America/Sao_Paulo`. */
  timeZone: string;
  /** The calling code of telephones that are written without one, in digits. Default `55`. */
  countryCode: string;
  /** The queue where a conversation goes when GLPI fails; never a queue that has this integration. */
  errorQueueId?: Id | undefined;
  /** Whether a telephone that GLPI holds without area code may match, when nothing else does. Default false. */
  matchWithoutAreaCode: boolean;
  /** The contact's extra field that holds the person's CPF, or another number that GLPI has as administrative number. */
  personField?: string | undefined;
  /** Quiet time after the customer's last message before it goes to GLPI, in milliseconds: 1,000 to 600,000, default 15,000. */
  messageIntervalMs: number;
  /** Minutes without an answer of the customer, when one is waited for; 0 (the default): waited for without end. */
  noAnswerMinutes: number;
  /** What becomes of the conversation then. Default `none`. */
  noAnswerAction: "none" | "transfer" | "close";
  noAnswerQueueId?: Id | undefined;
  /** Whether choices come as buttons or a list too: a channel without them delivers nothing. Default false. */
  sendButtons: boolean;
  /** What the customer reads when none came. Default by `locale`, as all texts. */
  noAnswerText: string;
  /** A file larger than this does not go into the ticket, in MB of 1,048,576 bytes: 1 to 100, default 20. GLPI's own limit holds too. */
  maxFileMb: number;
  /** The servers that files may be fetched from by their address: `files.example.com`, `*.example.com`, with a port if not the usual. Default: none. */
  allowMediaFrom: string[];
  /** Whether a file that GLPI refuses for the ending of its name alone gets another that is true: `.ogg` for `.opus`. Default true. */
  renameRefused: boolean;
  /** What the customer reads, once, of files that did not get into the ticket. */
  filesFailedText: string;
  /** What the customer reads when GLPI fails. */
  failureText: string;
}

/** Gathers what the customer writes into one ticket: a valid configuration, with every default filled in. */
export interface CreateTicketIntegration extends CommonIntegration {
  type: "glpi-create-ticket";
  /** The longest wait from the first description on, in milliseconds; default 120,000, or `messageIntervalMs` if that is longer. */
  maxWaitMs: number;
  /** Whether something must be described before a ticket is opened: words or a file, not "2", "Oi" or a thumb. Default true. */
  needsDescription: boolean;
  /** Whole messages that say nothing, besides those that the package knows: the titles of a bot's menu. */
  ignoredTexts: string[];
  /** Tickets of one contact in an hour at most; what comes after goes to the last one. 1 to 100, default 4. */
  maxTicketsPerHour: number;
  /** Whether group conversations open tickets. Default false. */
  includeGroups: boolean;
  /** What becomes of what the customer writes after the ticket. Default `followUp`. */
  afterTicket: "followUp" | "newTicket" | "ignore";
  /** Whether thanks and thumbs alone go into the ticket too. Default false. */
  courtesyFollowUps: boolean;
  /** What becomes of an edit or deletion of what is in a ticket already: a warning, or a private note in the ticket. Default `warn`. */
  lateEdits: "warn" | "note";
  /** So many hours after a ticket the contact is asked in another conversation whether it is about it; 0 (the default): never. */
  hoursBetweenTickets: number;
  /** What becomes of the conversation once it has its ticket. Default `stay`. */
  afterCreated: "stay" | "transfer" | "close";
  afterCreatedQueueId?: Id | undefined;
  /** The contact's extra field that holds the company's CNPJ: where a new user is created. */
  companyField?: string | undefined;
  /** Whether the customer is asked for the company when people of several ones fit the contact. Default false. */
  askWhenAmbiguous: boolean;
  /** Whether a contact that GLPI does not know becomes a user there. Default true. */
  createRequester: boolean;
  /** Entity of new users; 0, the root, is the default. */
  newRequesterEntityId: number;
  /** Profile of new users; 1, the default, is Self-Service in a stock GLPI. */
  newRequesterProfileId: number;
  /** GLPI user the ticket is for when the contact is neither found nor created. */
  fallbackRequesterId?: number | undefined;
  /** Entity of the ticket of a person who has none. */
  fallbackEntityId?: number | undefined;
  /** Whether a contact may be found by their e-mail. Default true. */
  trustContactEmail: boolean;
  /** Whether the customer chooses the ticket's category and location from GLPI's own, before it is made. Default false. */
  askCategory: boolean;
  askLocation: boolean;
  /** Default `incident`. */
  ticketType: "incident" | "request";
  /** With `askCategory`, that of "other" and of who does not answer. */
  categoryId?: number | undefined;
  /** 1 (very low) to 5 (very high); not sent unless given. */
  urgency?: 1 | 2 | 3 | 4 | 5 | undefined;
  requestSourceId?: number | undefined;
  locationId?: number | undefined;
  assignedGroupId?: number | undefined;
  /** Default `{{firstWords}}`. */
  titleTemplate: string;
  askDescriptionText: string;
  /** `canAdd`: what the customer writes next goes into this ticket. */
  ticketCreatedText: string;
  /** At most once in ten minutes; empty: nothing. */
  followUpAddedText: string;
  ticketReopenedText: string;
  /** Asks whether it is about one of the contact's open tickets. */
  openTicketText: string;
  /** Asks for which of several companies it is. */
  askCompanyText: string;
  /** Asks what the ticket is about, and below a category once more: `within` is its name. */
  askCategoryText: string;
  /** Asks where it is. */
  askLocationText: string;
  /** What the customer reads, once, when GLPI does not answer and the number will come later. */
  ticketDelayedText: string;
  /** Whether the customer hears what happens to the ticket in GLPI: answers, solutions, statuses. Default false. */
  tellChanges: boolean;
  /** `all`: also of tickets that were opened elsewhere for somebody who has one of ours. Default `ours`. */
  tellAbout: "ours" | "all";
  /** Beside answers and solutions, which are always told. `due`: by when it is to be solved. Default solved and closed. */
  tellStatuses: ("assigned" | "planned" | "pending" | "due" | "solved" | "closed")[];
  /** How whoever answered is called. Default `first`. */
  technicianName: "first" | "full" | "none";
  /** Seconds between two looks for changes, for each API account: 15 to 3,600, default 60. */
  changesEverySeconds: number;
  /** So many hours it is tried to tell a change that the host could not: 1 to 168, default 48. */
  tellForHours: number;
  /** So many hours after their last message customers may be written to (WhatsApp's official API): 0 to 72, default 24. 0: always. */
  windowHours: number;
  /** Whether who is waited for is reminded an hour before that window closes. Default false. */
  remindInWindow: boolean;
  /**
   * Who writes exactly this, without regard to case, accents and punctuation, hears of no changes of any ticket until they
   * write it again, or open a new ticket. 40 characters at most, and nothing that a menu, a greeting or an answer is; not given: nobody can.
   */
  stopWord?: string | undefined;
  /** What was answered, one or several at once. */
  answerText: string;
  /** The solution; whether it helped is asked below it. */
  solutionText: string;
  /** Another status: `status` says it in words. */
  statusText: string;
  closedText: string;
  /** Asks for 1 to 5 when the ticket is closed; empty, the default: nothing is asked. */
  ratingText: string;
  reminderText: string;
}

/** Shows the customer their tickets, and takes what they say of them: a valid configuration, with every default filled in. */
export interface ConsultTicketsIntegration extends CommonIntegration {
  type: "glpi-consult-tickets";
  /** Whether a contact may be found by their e-mail: someone else's would show that person's tickets. Default false. */
  trustContactEmail: boolean;
  /** Which tickets are listed; `notClosed` keeps the solved ones in. Default `notSolved`. */
  ticketStatuses: "notSolved" | "notClosed";
  /** Of `notClosed`: for how many days the solved ones are listed, by their last change. 0: all; default 30. */
  solvedDays: number;
  /** How many tickets a page of the list has at most: 1 to 10, default 10. */
  maxTickets: number;
  /** The integration that opens a ticket with what belongs to none; it may be of no queue. */
  createIntegrationId?: Id | undefined;
  openTicketsText: string;
  noTicketsText: string;
  /** One ticket; what can be done with it is told below it. */
  ticketDetailText: string;
  /** Several people have the contact's telephone: nobody's tickets are shown. */
  ambiguousText: string;
}

/** A valid configuration, with every default filled in. */
export type Integration = CreateTicketIntegration | ConsultTicketsIntegration;

export type IntegrationType = Integration["type"];

/** What an operator fills in; without `type`, in which the two differ: an intersection with it would be `never`. */
type AllFields = Omit<CreateTicketIntegration, "type"> & Omit<ConsultTicketsIntegration, "type">;

/** Every key that an operator fills in. */
export type FieldKey = keyof AllFields;

/** A value of the field, or of its list. */
type ValueOf<K extends FieldKey> =
  NonNullable<AllFields[K]> extends readonly (infer Value)[] ? Value : NonNullable<AllFields[K]>;

type ChoiceKey = { [K in FieldKey]: IsChoice<ValueOf<K>> extends true ? K : never }[FieldKey];

type IsChoice<Value> = Value extends boolean
  ? false
  : string extends Value
    ? false
    : number extends Value
      ? false
      : true;

/** A name for each value of each choice. */
export type ChoiceLabels = { [K in ChoiceKey]: Record<ValueOf<K> & (string | number), string> };
