import { ratingChoiceId, verdictChoiceId } from "../conversation/verdict.js";
import type { Choices } from "../host/choices.js";
import type { Locale } from "../locales/locale.js";
import { locales } from "../locales/locales.js";

/** Whether the solution helped. */
export function verdictChoices(locale: Locale, ticketId: number): Choices {
  const { choices } = locales[locale];
  return ofOptions(locale, [
    { id: verdictChoiceId(ticketId, "yes"), title: choices.solved },
    { id: verdictChoiceId(ticketId, "no"), title: choices.reopen },
  ]);
}

/** From 5 stars to one. */
export function ratingChoices(locale: Locale, ticketId: number): Choices {
  const scores = [5, 4, 3, 2, 1];
  return ofOptions(
    locale,
    scores.map((score) => ({ id: ratingChoiceId(ticketId, score), title: "⭐".repeat(score) })),
  );
}

function ofOptions(locale: Locale, options: Choices["options"]): Choices {
  const { button, prompt } = locales[locale].choices;
  return { options, button, prompt };
}
