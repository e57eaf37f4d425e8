import type { Json, WireRow } from "./answer.js";
import type { Database } from "./database.js";
import { requestTypeNames } from "./resources/request-types.js";
import { priorities, takenIntoAccountDelay } from "./resources/tickets.js";
import { friendlyName } from "./resources/users.js";
import type { TicketRow, TicketUserRow } from "./rows.js";
import type { FollowUpRow, SolutionRow, TaskRow } from "./timeline-rows.js";
import type { WebhookEvent, WebhookItemtype } from "./webhook-rows.js";

/** The ticket that an item of these belongs to; `undefined`: there is no such item. */
export function ticketOfItem(database: Database, itemtype: WebhookItemtype, id: number): TicketRow | undefined {
  const { tickets, followUps, solutions, tasks } = database;
  if (itemtype === "Ticket") return tickets.get(id);
  const row = { ITILFollowup: followUps, ITILSolution: solutions, TicketTask: tasks }[itemtype].get(id);
  return row === undefined ? undefined : tickets.get(row.ticketId);
}

/** What a webhook says of an item, as GLPI 11's v2 API shows it; private follow-ups and tasks too. */
export function webhookBody(
  database: Database,
  event: WebhookEvent,
  itemtype: WebhookItemtype,
  id: number,
  ticket: TicketRow,
): string {
  if (itemtype === "Ticket") {
    const team = ticket.actors.map((actor) => member(database, actor));
    return phpJson({ item: { ...ticketColumns(database, ticket), team }, event });
  }
  const followUp = itemtype === "ITILFollowup" ? database.followUps.get(id) : undefined;
  const solution = itemtype === "ITILSolution" ? database.solutions.get(id) : undefined;
  const task = itemtype === "TicketTask" ? database.tasks.get(id) : undefined;
  const item = {
    ...(followUp && followUpColumns(database, followUp)),
    ...(solution && solutionColumns(database, solution)),
    ...(task && taskColumns(database, task)),
  };
  // Whose ticket it is, is left out there.
  return phpJson({ item, event, parent_item: { ...ticketColumns(database, ticket), team: [] } });
}

/** As PHP writes it: four spaces, `\/`, and no character beyond ASCII. */
function phpJson(value: Json): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value, null, 4)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, escaped);
}

const roles: Readonly<Record<number, string>> = { 1: "requester", 2: "assigned", 3: "observer" };

function member({ users }: Database, { userId, type }: TicketUserRow): WireRow {
  const user = users.get(userId);
  return {
    role: roles[type] ?? "",
    name: user?.login ?? "",
    realname: user?.realname ?? null,
    firstname: user?.firstname ?? null,
    display_name: user === undefined ? "" : friendlyName(user),
    id: userId,
    href: `/front/user.form.php?id=${userId}`,
  };
}

const statusNames: Readonly<Record<number, string>> = {
  1: "New",
  2: "Processing (assigned)",
  3: "Processing (planned)",
  4: "Pending",
  5: "Solved",
  6: "Closed",
  10: "Approval",
};

function ticketColumns(database: Database, ticket: TicketRow): WireRow {
  const { categories, locations, entities } = database;
  const { id: entityId = 0, name = "", completeName = "" } = entities.get(ticket.entityId) ?? {};
  return {
    id: ticket.id,
    name: ticket.title,
    content: ticket.content,
    is_deleted: ticket.isDeleted,
    urgency: ticket.urgency,
    impact: 3,
    priority: priorities[ticket.urgency] ?? 3,
    actiontime: 0,
    begin_waiting_date: isoDate(ticket.status === 4 ? ticket.updatedAt : ticket.status === 5 ? ticket.solvedAt : null),
    waiting_duration: 0,
    resolution_duration: secondsBetween(ticket.openedAt, ticket.solvedAt),
    close_duration: secondsBetween(ticket.openedAt, ticket.closedAt),
    resolution_date: null,
    date_creation: isoDate(ticket.openedAt),
    date_mod: isoDate(ticket.updatedAt),
    date: isoDate(ticket.openedAt),
    date_solve: isoDate(ticket.solvedAt),
    date_close: isoDate(ticket.closedAt),
    type: ticket.type,
    external_id: ticket.externalId,
    take_into_account_date: isoDate(ticket.takenIntoAccountAt),
    take_into_account_duration: takenIntoAccountDelay(ticket),
    sla_waiting_duration: 0,
    ola_waiting_duration: 0,
    ola_ttr_begin_date: null,
    ola_tto_begin_date: null,
    internal_resolution_date: null,
    internal_take_into_account_date: null,
    global_validation: 1,
    status: { id: ticket.status, name: statusNames[ticket.status] ?? "" },
    user_recipient: userOf(database, ticket.createdById),
    user_editor: userOf(database, ticket.updatedById),
    category: named(categories, ticket.categoryId),
    location: named(locations, ticket.locationId),
    request_type: { id: ticket.requestTypeId, name: requestTypeNames[ticket.requestTypeId - 1] ?? "" },
    sla_ttr: null,
    sla_tto: null,
    ola_ttr: null,
    ola_tto: null,
    sla_level_ttr: null,
    ola_level_ttr: null,
    entity: { id: entityId, name, completename: completeName },
  };
}

function followUpColumns(database: Database, row: FollowUpRow): WireRow {
  const requestType = requestTypeNames[row.requestTypeId - 1];
  return {
    id: row.id,
    itemtype: "Ticket",
    items_id: row.ticketId,
    content: row.content,
    is_private: row.isPrivate,
    date: isoDate(row.date),
    date_creation: isoDate(row.createdAt),
    date_mod: isoDate(row.updatedAt),
    timeline_position: 1,
    source_item_id: 0,
    source_of_item_id: 0,
    user: userOf(database, row.userId),
    user_editor: userOf(database, row.editorId),
    request_type: requestType === undefined ? null : { id: row.requestTypeId, name: requestType },
  };
}

function solutionColumns(database: Database, row: SolutionRow): WireRow {
  return {
    id: row.id,
    itemtype: "Ticket",
    items_id: row.ticketId,
    content: row.content,
    status: row.status,
    date_creation: isoDate(row.createdAt),
    date_mod: isoDate(row.createdAt),
    date_approval: isoDate(row.approvedAt),
    type: null,
    user: userOf(database, row.userId),
    user_editor: null,
    approver: userOf(database, row.approvedById),
    approval_followup: null,
  };
}

function taskColumns(database: Database, row: TaskRow): WireRow {
  return {
    id: row.id,
    uuid: `00000000-0000-4000-8000-${String(row.id).padStart(12, "0")}`,
    content: row.content,
    is_private: row.isPrivate,
    date: isoDate(row.createdAt),
    date_creation: isoDate(row.createdAt),
    date_mod: isoDate(row.createdAt),
    duration: 0,
    planned_begin: isoDate(row.begin),
    planned_end: isoDate(row.end),
    state: row.state,
    timeline_position: 1,
    tickets_id: row.ticketId,
    source_item_id: 0,
    source_of_item_id: 0,
    user: userOf(database, row.userId),
    user_editor: null,
    user_tech: null,
    group_tech: null,
    category: null,
  };
}

function userOf({ users }: Database, id: number): WireRow | null {
  const user = users.get(id);
  return user === undefined ? null : { id, name: user.login };
}

function named(rows: ReadonlyMap<number, { readonly name: string }>, id: number): WireRow | null {
  const row = rows.get(id);
  return row === undefined ? null : { id, name: row.name };
}

/** Unlike the REST API's dates, with a time zone. */
function isoDate(date: string | null): string | null {
  return date === null ? null : `${date.replace(" ", "T")}+00:00`;
}

function secondsBetween(from: string, to: string | null): number {
  return to === null ? 0 : (Date.parse(to) - Date.parse(from)) / 1_000;
}
