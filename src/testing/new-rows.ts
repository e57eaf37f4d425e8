/** An entity to put into GLPI. */
export interface NewEntity {
  name: string;
  /** The root by default. */
  parentId?: number | undefined;
  /** The administrative number: a CNPJ, however it is written. */
  registrationNumber?: string | undefined;
  /** 0 closes a ticket with its solution; without, it waits for the customer. */
  autocloseDelay?: 0 | undefined;
  /** Whether a survey is there as soon as a ticket closes (rate 100, delay 0); false by default. */
  hasSurvey?: boolean | undefined;
  /** That of the entity above by default; the root has none. */
  ticketTemplateId?: number | undefined;
}

/** A group to put into GLPI. */
export interface NewGroup {
  name: string;
  /** The root by default. */
  entityId?: number | undefined;
  /** Whether it is there for the entities below too; false by default. */
  isRecursive?: boolean | undefined;
  /** Whether tickets can be assigned to it; true by default. */
  isAssignable?: boolean | undefined;
}

/** A ticket template to put into GLPI, there for all entities. */
export interface NewTicketTemplate {
  name: string;
  /** Numbers of search options of a ticket: 7 category, 83 location. */
  mandatoryFields: readonly number[];
}

/** A location to put into GLPI. */
export interface NewLocation {
  name: string;
  /** None by default. */
  parentId?: number | undefined;
  /** The root by default. */
  entityId?: number | undefined;
  /** Whether it is there for the entities below too; false by default. */
  isRecursive?: boolean | undefined;
}

/** A category to put into GLPI; visible in the helpdesk, for incidents and for requests by default. */
export interface NewCategory extends NewLocation {
  isHelpdeskVisible?: boolean | undefined;
  isIncident?: boolean | undefined;
  isRequest?: boolean | undefined;
  /** The ticket template of its incidents; none by default. */
  ticketTemplateId?: number | undefined;
}

/** A user to put into GLPI. */
export interface NewUser {
  /** Unique, without case and accents. */
  login: string;
  realname?: string | undefined;
  firstname?: string | undefined;
  phone?: string | undefined;
  phone2?: string | undefined;
  mobile?: string | undefined;
  /** The administrative number: a CPF, however it is written. */
  registrationNumber?: string | undefined;
  emails?: readonly string[] | undefined;
  /** The default entity; the root by default. */
  entityId?: number | undefined;
  /** Self-Service in the default entity and below it by default; `isRecursive` is false by default. */
  profiles?: readonly { profileId: number; entityId: number; isRecursive?: boolean | undefined }[] | undefined;
  isActive?: boolean | undefined;
  isDeleted?: boolean | undefined;
  /** With one, `Authorization: user_token …` starts a session of this user. */
  apiToken?: string | undefined;
}

/** A ticket to put into GLPI; nobody is dropped from it, whatever the version. */
export interface NewTicket {
  title: string;
  /** HTML. */
  content?: string | undefined;
  entityId?: number | undefined;
  status?: number | undefined;
  /** 1 incident (default), 2 request. */
  type?: number | undefined;
  urgency?: number | undefined;
  categoryId?: number | undefined;
  requestTypeId?: number | undefined;
  locationId?: number | undefined;
  groupId?: number | undefined;
  requesters?: readonly number[] | undefined;
  technicians?: readonly number[] | undefined;
  observers?: readonly number[] | undefined;
  /** Kept by GLPI 11 only. */
  externalId?: string | undefined;
  /** Who opened it; the built-in API user by default. */
  createdById?: number | undefined;
  isDeleted?: boolean | undefined;
}
