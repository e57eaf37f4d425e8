import type { Access } from "../access.js";
import type { WireRow } from "../answer.js";
import type { Database } from "../database.js";
import { type MessageKey, message } from "../messages.js";
import type { PhpValue } from "../request.js";
import type { TicketRow } from "../rows.js";
import type { ServerSettings } from "../settings.js";

/** What a request to a resource is judged by. */
export interface Context {
  readonly database: Database;
  readonly access: Access;
  /** The address that links point to, without a `/` at its end. */
  readonly base: string;
  readonly settings: ServerSettings;
}

/** An object that a request sent. */
export type Input = Readonly<Record<string, unknown>>;

/** The item that a list belongs to. */
export interface Parent {
  readonly type: string;
  readonly id: number;
}

/** What became of one object that was to be made, changed or removed. */
export type Outcome = Made | { readonly refused: string };

interface Made {
  readonly id: number;
  readonly message: string;
}

/** One of GLPI's item types, as far as the REST API shows it. What a resource cannot do, it has no function for. */
export interface Resource {
  canRead(context: Context): boolean;
  /** All in reach, or those of one item: `Ticket/7/ITILFollowup`. */
  list(context: Context, parent: Parent | undefined, query: Readonly<Record<string, PhpValue>>): WireRow[];
  /** `undefined`: there is none. `"denied"`: there is one, out of reach. */
  get?(context: Context, id: number): WireRow | "denied" | undefined;
  add?(context: Context, input: Input): Outcome;
  update?(context: Context, id: number, input: Input): Outcome;
  remove?(context: Context, id: number, forcePurge: boolean): Outcome;
}

export function refuse(context: Context, key: MessageKey, detail = ""): Outcome {
  return { refused: message(context.database.version, key, detail) };
}

export function link(context: Context, type: string, path: string): WireRow {
  return { rel: type, href: `${context.base}/${path}` };
}

/** A number as GLPI reads it from JSON: `1`, `"1"`, `true`; anything else is 0. */
export function toInteger(value: unknown): number {
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? number : 0;
}

/** One id or several, without zeros. */
export function toIds(value: unknown): number[] {
  return (Array.isArray(value) ? value : [value]).map(toInteger).filter((id) => id > 0);
}

export function toText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** What PHP calls set: sent, and not `null`. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The tickets of a list: the one it belongs to, or all; GLPI forgets for some lists which entities are in reach. */
export function ticketsOf({ database, access }: Context, parent: Parent | undefined, everywhere = false): TicketRow[] {
  const one = parent?.type === "Ticket" ? database.tickets.get(parent.id) : undefined;
  if (parent !== undefined) return one === undefined ? [] : [one];
  return [...database.tickets.values()].filter((ticket) => access.seesTicket(ticket, everywhere));
}

/** The ticket that something is written on. */
export function ticketOf({ database }: Context, input: Input): TicketRow | undefined {
  return input.itemtype === "Ticket" ? database.tickets.get(toInteger(input.items_id)) : undefined;
}
