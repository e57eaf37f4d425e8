import type { CreateTicketIntegration } from "../config/integration.js";
import { ticketUrl } from "../glpi/tickets.js";
import type { Timeline } from "../glpi/timeline.js";
import { customerText } from "../locales/customer-text.js";
import type { Known, NextLook, TakenTicket } from "../store/changes.js";
import type { HandlerContext } from "../work/context.js";
import { whenStopped } from "./stopped.js";

const HOUR_MS = 3_600_000;
/** So long before the window closes. */
const BEFORE_MS = HOUR_MS;

/** Whether WhatsApp lets the contact be written to; it always does where there is no window. */
export function isWindowOpen({ windowHours }: CreateTicketIntegration, wroteMsAgo: number | undefined): boolean {
  return windowHours === 0 || (wroteMsAgo !== undefined && wroteMsAgo < windowHours * HOUR_MS);
}

export function lastWroteAt(wroteMsAgo: number | undefined): Date | undefined {
  return wroteMsAgo === undefined ? undefined : new Date(Date.now() - wroteMsAgo);
}

/** When the ticket is to be looked at again, though nothing changes: to remind who is waited for before the window closes. */
export function nextReminder(
  { windowHours, remindInWindow }: CreateTicketIntegration,
  { wroteMsAgo }: TakenTicket,
  status: Timeline["status"],
  known: Known,
): NextLook | "now" {
  const isAwaited = status === "pending" || status === "solved";
  if (!remindInWindow || windowHours === 0 || !isAwaited || known.reminded || wroteMsAgo === undefined) return "rest";
  const inMs = windowHours * HOUR_MS - BEFORE_MS - wroteMsAgo;
  if (inMs > 0) return { inMs };
  return inMs > -BEFORE_MS ? "now" : "rest";
}

/** Reminds whoever is waited for, once, where it is time for that. */
export async function remindOrRest(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  taken: TakenTicket,
  status: Timeline["status"],
  known: Known,
): Promise<{ known: Known; next: NextLook }> {
  const next = nextReminder(integration, taken, status, known);
  if (next !== "now") return { known, next };
  const { conversation, ticketId, title, wroteMsAgo } = taken;
  const stopped = await whenStopped(context, taken);
  if (stopped !== undefined) return { known, next: stopped };
  const about = { ticketNumber: ticketId, ticketTitle: title, ticketUrl: ticketUrl(integration.url, ticketId) };
  const text = customerText(integration.reminderText, conversation, integration, about);
  const { answer } = await context.host.contact(
    {
      ...{ conversation, contact: conversation.contact, text, reason: "reminder" as const, ticketNumber: ticketId },
      ...{ windowOpen: true, lastWroteAt: lastWroteAt(wroteMsAgo) },
    },
    { sendButtons: false, again: false },
  );
  // Who could not be reminded is not reminded of it tomorrow.
  if (answer !== "sent") return { known, next: "rest" };
  return { known: { ...known, reminded: true }, next: "rest" };
}
