import type { FileProblem } from "../files/file-problem.js";
import type { TicketStatus } from "../glpi/tickets.js";

/** The languages that customers and operators can read. The first is the default. */
export const localeCodes = ["pt-BR", "es", "en"] as const;

/** A language: Brazilian Portuguese, Spanish or English. */
export type Locale = (typeof localeCodes)[number];

/** The texts of each type of integration, by the field in which the operator can replace each. */
interface CustomerTexts {
  "glpi-create-ticket": Record<
    | "askDescriptionText"
    | "ticketCreatedText"
    | "followUpAddedText"
    | "ticketReopenedText"
    | "openTicketText"
    | "askCompanyText"
    | "askCategoryText"
    | "askLocationText"
    | "answerText"
    | "solutionText"
    | "statusText"
    | "closedText"
    | "reminderText"
    | "noAnswerText"
    | "ticketDelayedText"
    | "filesFailedText"
    | "failureText",
    string
  >;
  "glpi-consult-tickets": Record<
    | "openTicketsText"
    | "noTicketsText"
    | "ticketDetailText"
    | "ambiguousText"
    | "noAnswerText"
    | "filesFailedText"
    | "failureText",
    string
  >;
}

/** Everything that customers and technicians read in one language. */
export interface LocaleWords {
  /** What customers read unless the operator wrote something else: mustache templates. */
  texts: CustomerTexts;
  /** For Whazing's variable `{{greting}}`, by the hour: from 5, from 12 and from 18. */
  greetings: { morning: string; afternoon: string; evening: string };
  /** What is told and asked of one's own tickets: mustache templates, `{{number}}` the ticket's. */
  consultation: Record<
    | "listChoices"
    | "detailChoices"
    | "writeMore"
    | "whyNotSolved"
    | "wordsChoices"
    | "unclear"
    | "notFound"
    | "added"
    | "approved"
    | "notApproved"
    | "reopened"
    | "notReopened"
    | "statusIs"
    | "toTeam"
    | "ended",
    string
  >;
  /** What is told of a ticket that changed, beside what the operator writes. `askVerdict`: under a solution. */
  changes: {
    askVerdict: string;
    /** In place of a solution without a word. */
    noText: string;
    statuses: Record<"assigned" | "planned" | "pending" | "due" | "solved", string>;
    /** To what the customer answered: `{{number}}` the ticket's, `{{word}}` the stop word. */
    said: Record<
      | "approved"
      | "notApproved"
      | "notReopened"
      | "askWhy"
      | "alreadyClosed"
      | "statusNow"
      | "ratingThanks"
      | "stopped"
      | "resumed",
      string
    >;
  };
  /** Titles of buttons and rows, 20 characters at most; `prompt` stands over those that follow a long text. */
  choices: Record<
    | "add"
    | "approve"
    | "solved"
    | "reopen"
    | "list"
    | "more"
    | "end"
    | "open"
    | "team"
    | "another"
    | "otherCategory"
    | "otherLocation"
    | "button"
    | "prompt",
    string
  >;
  /** GLPI's own words for a ticket's status; `other` is for one that GLPI itself does not have. */
  statuses: Record<TicketStatus, string>;
  /** Words in a ticket's content, for the technician. */
  ticketContent: Record<
    | "contact"
    | "telephone"
    | "email"
    | "channel"
    | "protocol"
    | "queue"
    | "group"
    | "seeAlso"
    | "editedNote"
    | "deletedNote"
    | "approvedNote"
    | "notSolvedNote"
    | "ratingNote"
    | "textCut"
    | "filesMissing",
    string
  >;
  /** Why a file is not in its ticket, and what the customer may do about it. */
  fileProblems: Record<FileProblem, { why: string; advice: string }>;
  /** Names of what came with a message, by Whazing's `mediaType`; `file` is for any other. */
  media: Record<
    "image" | "video" | "audio" | "voice" | "document" | "location" | "contactCard" | "sticker" | "file",
    string
  >;
}
