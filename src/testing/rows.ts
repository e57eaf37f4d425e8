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
  createdById: number;
  updatedById: number;
  isDeleted: boolean;
}

export interface FollowUpRow {
  readonly id: number;
  readonly ticketId: number;
  readonly content: string;
  readonly userId: number;
  readonly isPrivate: boolean;
  readonly requestTypeId: number;
  /** What it is shown under; when it was made, unless another date was sent. */
  readonly date: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Who changed its text; 0 is nobody. */
  readonly editorId: number;
}

export interface SolutionRow {
  readonly id: number;
  readonly ticketId: number;
  readonly content: string;
  readonly userId: number;
  /** 2 waiting for approval, 3 accepted, 4 refused. */
  status: number;
  /** Who accepted or refused it; 0 is nobody. */
  approvedById: number;
  approvedAt: string | null;
  readonly createdAt: string;
}

export interface DocumentRow {
  readonly id: number;
  readonly name: string;
  /** `null` when GLPI refused the file and made the document all the same. */
  readonly file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array } | null;
  readonly entityId: number;
  readonly userId: number;
  /** The ticket it is linked to, and the id of that link. */
  readonly link: { readonly id: number; readonly ticketId: number } | null;
  readonly createdAt: string;
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
