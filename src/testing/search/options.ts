import type { Json } from "../answer.js";
import type { Database } from "../database.js";
import { requestTypeNames } from "../resources/request-types.js";
import { friendlyName } from "../resources/users.js";
import type { EntityRow, GlpiVersion, StoredDocument, TicketRow, UserRow } from "../rows.js";

/** One search option of an item type: what a column shows, and what criteria on it compare. */
export interface SearchOption<Row> {
  readonly id: number;
  readonly name: string;
  readonly table: string;
  readonly field: string;
  readonly datatype: string;
  /** What the column shows. */
  show(row: Row, database: Database): Json;
  /** The texts that `contains` looks at; what it shows, when left out. */
  texts?(row: Row, database: Database): readonly (string | null)[];
  /** The ids that `equals` compares; without, `equals` compares texts. */
  ids?(row: Row): readonly number[];
}

/** GLPI shows several values as an array, one as itself, none as `null`. */
function several(values: readonly Json[]): Json {
  return values.length > 1 ? [...values] : (values[0] ?? null);
}

const user = columnsOf<UserRow>("glpi_users");

const userOptions: readonly SearchOption<UserRow>[] = [
  // `equals` on a login compares the id.
  { ...user.text(1, "Login", "name", (row) => row.login), ids: (row) => [row.id] },
  user.number(2, "ID", "id", (row) => row.id),
  {
    ...user.text(5, "Emails", "email", () => null),
    table: "glpi_useremails",
    datatype: "email",
    show: (row) => several(row.emails),
    texts: (row) => (row.emails.length > 0 ? row.emails : [null]),
  },
  user.text(6, "Phone", "phone", (row) => row.phone),
  { ...user.number(8, "Active", "is_active", (row) => (row.isActive ? 1 : 0)), datatype: "bool" },
  user.text(9, "First name", "firstname", (row) => row.firstname),
  user.text(10, "Phone 2", "phone2", (row) => row.phone2),
  user.text(11, "Mobile phone", "mobile", (row) => row.mobile),
  user.text(22, "Administrative number", "registration_number", (row) => row.registrationNumber),
  user.text(34, "Last name", "realname", (row) => row.realname),
  {
    ...user.text(77, "Default entity", "name", () => null),
    table: "glpi_entities",
    show: (row, { entities }) => entities.get(row.entityId)?.name ?? null,
    ids: (row) => [row.entityId],
  },
  {
    ...user.text(80, "Entities (Profile)", "completename", () => null),
    table: "glpi_entities",
    show: (row, { entities }) =>
      several([...new Set(row.profiles.map((profile) => entities.get(profile.entityId)?.completeName ?? null))]),
    ids: (row) => row.profiles.map((profile) => profile.entityId),
  },
];

const ticket = columnsOf<TicketRow>("glpi_tickets");

const ticketOptions: readonly SearchOption<TicketRow>[] = [
  ticket.text(1, "Title", "name", (row) => row.title),
  ticket.number(2, "ID", "id", (row) => row.id),
  actor(4, "Requester", 1),
  actor(5, "Technician", 2),
  // There are no categories here, whatever number a ticket was given.
  {
    ...ticket.text(7, "Category", "completename", () => null),
    table: "glpi_itilcategories",
    ids: (row) => [row.categoryId],
  },
  {
    ...ticket.text(9, "Request source", "name", (row) => requestTypeNames[row.requestTypeId - 1] ?? null),
    table: "glpi_requesttypes",
    datatype: "dropdown",
    ids: (row) => [row.requestTypeId],
  },
  { ...ticket.number(12, "Status", "status", (row) => row.status), datatype: "specific" },
  { ...ticket.text(15, "Opening date", "date", (row) => row.openedAt), datatype: "datetime" },
  { ...ticket.text(19, "Last update", "date_mod", (row) => row.updatedAt), datatype: "datetime" },
  { ...ticket.text(21, "Description", "content", (row) => row.content), datatype: "text" },
  // Shown by the login; the other columns of people show ids.
  {
    ...ticket.text(64, "Last edit by", "name", () => null),
    table: "glpi_users",
    datatype: "dropdown",
    show: (row, { users }) => users.get(row.updatedById)?.login ?? null,
    texts: (row, { users }) => namesOf(users.get(row.updatedById)),
    ids: (row) => [row.updatedById],
  },
  {
    ...ticket.text(80, "Entity", "completename", () => null),
    table: "glpi_entities",
    show: (row, { entities }) => entities.get(row.entityId)?.completeName ?? null,
    ids: (row) => [row.entityId],
  },
];

const externalId = ticket.text(87, "External ID", "externalid", (row) => row.externalId);

const entity = columnsOf<EntityRow>("glpi_entities");

const entityOptions: readonly SearchOption<EntityRow>[] = [
  // `equals` on a name compares the id.
  { ...entity.text(1, "Complete name", "completename", (row) => row.completeName), ids: (row) => [row.id] },
  entity.number(2, "ID", "id", (row) => row.id),
  entity.text(70, "Administrative number", "registration_number", (row) => row.registrationNumber),
];

const document = columnsOf<StoredDocument>("glpi_documents");

const documentOptions: readonly SearchOption<StoredDocument>[] = [
  document.text(1, "Name", "name", (row) => row.name),
  document.number(2, "ID", "id", (row) => row.id),
  document.text(3, "File", "filename", (row) => row.file?.name ?? null),
  {
    ...document.text(80, "Entity", "completename", () => null),
    table: "glpi_entities",
    show: (row, { entities }) => entities.get(row.entityId)?.completeName ?? null,
    ids: (row) => [row.entityId],
  },
];

const contact = columnsOf<never>("glpi_contacts");

/** Nobody is in GLPI's address book of contacts here: it can be searched, and nothing is found. */
const contactOptions = [contact.text(1, "Last name", "name", () => null), contact.text(2, "ID", "id", () => null)];

export const searchOptions = {
  User: () => userOptions,
  Ticket: (version: GlpiVersion) => (version === 11 ? [...ticketOptions, externalId] : ticketOptions),
  Entity: () => entityOptions,
  Document: () => documentOptions,
  Contact: () => contactOptions,
};

/** Makers of the plain columns of a table. */
function columnsOf<Row>(table: string) {
  return {
    text(id: number, name: string, field: string, show: (row: Row) => string | null): SearchOption<Row> {
      return { id, name, table, field, datatype: "string", show };
    },
    number(id: number, name: string, field: string, show: (row: Row) => number): SearchOption<Row> {
      return { id, name, table, field, datatype: "number", show, ids: (row) => [show(row)] };
    },
  };
}

/** The users that have a part in a ticket: shown as ids (in text), searched by their names or by id. */
function actor(id: number, name: string, type: number): SearchOption<TicketRow> {
  const ids = (row: TicketRow) => row.actors.filter((each) => each.type === type).map((each) => each.userId);
  return {
    id,
    name,
    table: "glpi_users",
    field: "name",
    datatype: "dropdown",
    show: (row) => several(ids(row).map(String)),
    texts: (row, { users }) => ids(row).flatMap((userId) => namesOf(users.get(userId))),
    ids,
  };
}

function namesOf(found: UserRow | undefined): string[] {
  return found === undefined ? [] : [found.login, friendlyName(found)];
}
