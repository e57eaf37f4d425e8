import type { FileProblem } from "../files/file-problem.js";
import type { Classified } from "./classified.js";
import type { TicketLink, TicketRequester } from "./kept.js";

/** What is made in GLPI once: see `BatchProgress.posting`. */
export type PostedItem = "ticket" | "followUp" | "document" | "filesNote";

/** What became of a file of a batch: GLPI has it, or why not. */
export interface FileProgress {
  messageId: string;
  documentId?: number;
  /** GLPI took it along with the text, and did not say as which document. */
  taken?: boolean;
  problem?: FileProblem;
  /** As it was to be called. */
  name?: string;
  /** Of its bytes, by which it is looked for. */
  sha1?: string;
  /** How often it was posted and a web server's page came in place of GLPI's answer. */
  lost?: number;
  /** That it is missing, the ticket says, and the customer was told. */
  noted?: boolean;
  told?: boolean;
}

/** How far a batch has come. Saved step by step: whoever takes it over goes on from there. Plain JSON. */
export interface BatchProgress {
  /** The GLPI that `requester` and `ticketId` are of, and the API account that saw them there. */
  url?: string;
  account?: string;
  /** Whom the ticket is for, from the first POST on: a repetition is for the same person. */
  requester?: TicketRequester;
  /** An item was about to be posted, and whether it was made is not known. */
  posting?: boolean;
  /** By when, in milliseconds after its note, that POST must have ended: by the time limit of the process that sent it. */
  postMs?: number;
  /** It was given up but for one more look for what its POST made. */
  lastLook?: boolean;
  /** Which one; a ticket where it does not say. */
  item?: PostedItem;
  /** GLPI's number of the ticket. */
  ticketId?: number;
  /** The ticket that the batch is about; from the first POST on it stays so. */
  about?: TicketLink;
  /** GLPI's number of the follow-up to `about`. */
  followUpId?: number;
  /** The open tickets that the customer was asked to choose among. */
  choice?: TicketLink[];
  /** The customer was asked for which of several companies it is. */
  askedCompany?: boolean;
  /** The ticket's category and location, as far as the customer was asked for them. */
  classified?: Classified;
  /** How often a web server, or a firewall, answered in GLPI's place, and how it said so last. */
  pages?: { count: number; last: string };
  /** The new ticket was to be linked in GLPI to `about`. */
  linked?: boolean;
  /** How often the host could not tell the customer the number. */
  untold?: number;
  /** When it could not for the first time, in milliseconds since 1970. */
  untoldSince?: number;
  /** The customer was told what is to be told at once; only files are left. */
  told?: boolean;
  /** How well its ticket was solved is in GLPI. */
  rated?: boolean;
  /** What became of its files. */
  files?: readonly FileProgress[];
  /** Some of them went out with the text of an earlier POST: another one goes without. */
  sentFiles?: boolean;
  /** When one of them could not be had for the first time, in milliseconds since 1970. */
  filesSince?: number;
  /** The customer was told that it takes longer. */
  toldDelay?: boolean;
  /** The customer was told that it failed, and is told so once, however often it is replayed. */
  toldFailure?: boolean;
  /** It was replayed: its configuration is read anew, for somebody has mended it. */
  fresh?: boolean;
}
