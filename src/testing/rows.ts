/** The major version of GLPI that is simulated: 10 answers as 10.0.14 does, 11 as 11.0.6. */
export type GlpiVersion = 10 | 11;

/**
 * Rights of a profile, as GLPI's bit masks: READ 1, UPDATE 2, CREATE 4, DELETE 8, PURGE 16; ticket READALL 1024;
 * followup SEEPUBLIC 1, ADDMY 4, ADDALLTICKET 4096, SEEPRIVATE 8192. A right that is left out is 0.
 */
export interface ProfileRights {
  ticket?: number;
  user?: number;
  followup?: number;
  document?: number;
  entity?: number;
  task?: number;
  itilcategory?: number;
  /** The types of files that documents may have. */
  typedoc?: number;
  location?: number;
  group?: number;
  profile?: number;
  /** Ticket templates. */
  itiltemplate?: number;
}

export interface EntityRow {
  readonly id: number;
  readonly name: string;
  /** `Root entity > ACME`. */
  readonly completeName: string;
  /** `undefined` for the root entity, which is 0. */
  readonly parentId: number | undefined;
  /** The administrative number: a CNPJ, as it was written. */
  readonly registrationNumber: string | null;
  /** 0: a ticket closes with its solution. `null`: GLPI's cron would close it, and there is none here. */
  readonly autocloseDelay: 0 | null;
  /** Whether a survey is there as soon as a ticket closes. */
  readonly hasSurvey: boolean;
  /** `undefined`: that of the entity above. */
  readonly ticketTemplateId: number | undefined;
}

export interface ProfileRow {
  readonly id: number;
  readonly name: string;
  readonly rights: Readonly<Required<ProfileRights>>;
}

/** A profile that a user has in an entity, and below it when recursive. */
export interface ProfileUserRow {
  readonly id: number;
  readonly profileId: number;
  readonly entityId: number;
  readonly isRecursive: boolean;
  /** Given by GLPI's default, not by who made the user. */
  readonly isDefault: boolean;
}

/** A category or a location. */
export interface TreeRow {
  readonly id: number;
  /** As GLPI stores it. */
  readonly name: string;
  /** `Hardware > Printer`. */
  readonly completeName: string;
  /** 0: none. */
  readonly parentId: number;
  readonly level: number;
  readonly entityId: number;
  readonly isRecursive: boolean;
}

/** A group of people. */
export interface GroupRow {
  readonly id: number;
  readonly name: string;
  readonly entityId: number;
  readonly isRecursive: boolean;
  /** Whether tickets can be assigned to it. */
  readonly isAssignable: boolean;
}

/** A ticket template. */
export interface TicketTemplateRow {
  readonly id: number;
  readonly name: string;
  readonly entityId: number;
  readonly isRecursive: boolean;
  /** Numbers of search options. */
  readonly mandatoryFields: readonly number[];
}

export interface CategoryRow extends TreeRow {
  readonly isHelpdeskVisible: boolean;
  readonly isIncident: boolean;
  readonly isRequest: boolean;
  /** Of incidents; 0: none of its own. */
  readonly ticketTemplateId: number;
}

/** A user; texts are as GLPI stores them, `null` is a column that was never filled. */
export interface UserRow {
  id: number;
  login: string;
  realname: string | null;
  firstname: string | null;
  phone: string | null;
  phone2: string | null;
  mobile: string | null;
  /** The administrative number: a CPF, as it was written. */
  registrationNumber: string | null;
  emails: string[];
  /** The default entity; 0 is the root and also what an unset one reads as. */
  entityId: number;
  profiles: ProfileUserRow[];
  isActive: boolean;
  isDeleted: boolean;
  apiToken: string | undefined;
  createdAt: string;
  updatedAt: string;
}

/** Who has to do with a ticket. `type`: 1 requester, 2 assigned, 3 observer. */
export interface TicketUserRow {
  readonly id: number;
  readonly userId: number;
  readonly type: number;
}

/** A ticket; `title` and `content` are as GLPI stores them (GLPI 10 with `<`, `>`, `&` as `&#60;`, `&#62;`, `&#38;`). */
export interface TicketRow {
  id: number;
  title: string;
  content: string;
  entityId: number;
  /** 1 new, 2 assigned, 3 planned, 4 pending, 5 solved, 6 closed, 10 approval (GLPI 11). */
  status: number;
  /** 1 incident, 2 request. */
  type: number;
  urgency: number;
  categoryId: number;
  requestTypeId: number;
  locationId: number;
  /** The assigned group; 0 is none. */
  groupId: number;
  actors: TicketUserRow[];
  /** GLPI 11 only. */
  externalId: string | null;
  /** Dates are `YYYY-MM-DD HH:MM:SS`, in UTC. */
  openedAt: string;
  updatedAt: string;
  takenIntoAccountAt: string | null;
  solvedAt: string | null;
  closedAt: string | null;
  /** Until when it shall be solved: GLPI's `time_to_resolve`. */
  dueAt: string | null;
  createdById: number;
  updatedById: number;
  isDeleted: boolean;
}

/** What a document is linked to. */
export interface DocumentLinkRow {
  readonly id: number;
  /** `Ticket`, `ITILFollowup` or `ITILSolution`; GLPI also keeps others. */
  readonly itemtype: string;
  readonly itemId: number;
  /** The ticket, or that of the follow-up or solution; `null` when there never was one. */
  readonly ticketId: number | null;
  readonly followUpId: number | null;
  /** The author of the follow-up that it came along with; else who attached it. */
  readonly userId: number;
  /** -1 when a text shows it already. */
  readonly timelinePosition: number;
  readonly createdAt: string;
}

/** A document in the database. */
export interface StoredDocument {
  readonly id: number;
  readonly name: string;
  /** `null` when GLPI refused the file and made the document all the same. */
  readonly file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array } | null;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha1: string | null;
  readonly comment: string | null;
  /** By which a text can show it; GLPI makes one up when none is sent. */
  readonly tag: string;
  readonly entityId: number;
  /** Who uploaded it: the session's user, whoever wrote the follow-up that it came with. */
  readonly userId: number;
  links: DocumentLinkRow[];
  /** GLPI's `tickets_id`: filled when it came along with a text, 0 when it was sent alone. */
  readonly sentWithTicketId: number;
  readonly createdAt: string;
}

/**
 * A document, and where it is shown. GLPI takes a file that came along with a text for one it has already when the bytes
 * are the same, so one document may be linked to several tickets and follow-ups.
 */
export interface DocumentRow extends Readonly<Omit<StoredDocument, "links">> {
  readonly links: readonly DocumentLinkRow[];
  /** The ticket it was first linked to, and the id of that link. */
  readonly link: { readonly id: number; readonly ticketId: number } | null;
  /** The ticket it was first linked to, itself or by a follow-up. */
  readonly ticketId: number | null;
  /** The follow-up it was first linked to; `null` when that was a ticket itself. */
  readonly followUpId: number | null;
}

export interface TicketLinkRow {
  readonly id: number;
  readonly ticketId1: number;
  readonly ticketId2: number;
  /** 1 linked to, 2 duplicates, 3 son of, 4 parent of. */
  readonly link: number;
}

export interface SessionRow {
  readonly token: string;
  readonly userId: number;
  readonly profileId: number;
  activeEntity: number;
  /** GLPI keeps what it was given: 0 or 1 from a profile, `true` from a request. */
  activeEntityRecursive: number | boolean;
  activeEntities: number[];
  /** Milliseconds since 1970. */
  lastUsedAt: number;
}
