import type { Conversation } from "../host/events.js";
import type { Locale } from "./locale.js";
import { messageVariables } from "./message-variables.js";
import { renderTemplate } from "./render.js";

/** A text to the contact as it reads now: Whazing's variables, and `own` before them. */
export function customerText(
  template: string,
  conversation: Conversation,
  { locale, timeZone }: { locale: Locale; timeZone: string },
  own: Readonly<Record<string, unknown>> = {},
): string {
  const variables = messageVariables({ conversation, now: new Date(), timeZone, locale });
  return renderTemplate(template, { ...variables, ...own });
}
