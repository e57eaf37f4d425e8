import type { Integration } from "../config/integration.js";
import { away } from "../conversation/state.js";
import type { Conversation } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import { locales } from "../locales/locales.js";
import type { HandlerContext } from "./context.js";

/** What holds for an integration whose configuration cannot be read. */
const unreadable = {
  locale: "pt-BR",
  timeZone: "America/Sao_Paulo",
  failureText: locales["pt-BR"].texts["glpi-create-ticket"].failureText,
} as const;

/**
 * Tells the customer that it did not work, and moves the conversation to the error queue, if there is one and the
 * conversation has not left; neither again and again (`FailureNotices`).
 */
export async function tellFailure(
  { host, store, failureNotices }: HandlerContext,
  conversation: Conversation,
  integration: Integration | undefined,
): Promise<void> {
  const settings = integration ?? unreadable;
  if (failureNotices.mayTell(conversation)) {
    await host.say(conversation, customerText(settings.failureText, conversation, settings));
  }
  if (integration === undefined) return;
  // A conversation that was closed, or is with somebody else by now, stays where it is.
  const { phase } = await store.loadState(conversation).catch(() => away);
  if (phase === "away" || !host.hasErrorQueue(conversation, integration)) return;
  if (failureNotices.mayMove(conversation)) await host.transferToErrorQueue(conversation, integration);
}
