import type { ConsultTicketsIntegration } from "../config/integration.js";
import { type Offers, wordChoices } from "../conversation/consult-flow.js";
import { choiceId } from "../conversation/consult-menu.js";
import type { Place } from "../conversation/state.js";
import type { TicketSummary } from "../glpi/tickets.js";
import type { Choices } from "../host/choices.js";
import type { ListRow } from "../host/host.js";
import { locales } from "../locales/locales.js";

type Language = Pick<ConsultTicketsIntegration, "locale">;

/** Of all the rows that a list may have. */
const MOST_ROWS = 10;

/** What can be chosen of a list. */
export function listChoices({ locale }: Language, tickets: readonly TicketSummary[], more: boolean): Choices {
  const { choices, statuses } = locales[locale];
  const others: ListRow[] = [...(more ? [{ id: "more", title: choices.more }] : []), { id: "end", title: choices.end }];
  const rows = tickets.slice(0, MOST_ROWS - others.length).map(({ id, title, status }) => ({
    id: choiceId("ticket", id),
    title: `#${id} ${title}`,
    description: [statuses[status], title].join(" · "),
  }));
  return ofOptions({ locale }, [...rows, ...others]);
}

/** What can be done with a ticket. */
export function detailChoices({ locale }: Language, { ticketId, status }: Extract<Place, { at: "detail" }>): Choices {
  const { choices } = locales[locale];
  const option = (what: "add" | "approve" | "reopen") => ({ id: choiceId(what, ticketId), title: choices[what] });
  return ofOptions({ locale }, [
    ...(status === "closed" ? [] : [option("add")]),
    ...(status === "solved" ? [option("approve"), option("reopen")] : []),
    ...leavingOptions({ locale }),
  ]);
}

/** What can become of words that belong to no ticket. */
export function wordsOptions({ locale }: Language, offers: Offers): Choices {
  const { choices } = locales[locale];
  const options = wordChoices(offers).map((what) => ({ id: what, title: choices[what] }));
  return ofOptions({ locale }, [...options, { id: "list", title: choices.list }]);
}

/** Back, or the end. */
export function leavingChoices({ locale }: Language): Choices {
  return ofOptions({ locale }, leavingOptions({ locale }));
}

function leavingOptions({ locale }: Language): ListRow[] {
  const { list, end } = locales[locale].choices;
  return [
    { id: "list", title: list },
    { id: "end", title: end },
  ];
}

function ofOptions({ locale }: Language, options: readonly ListRow[]): Choices {
  const { button, prompt } = locales[locale].choices;
  return { options, button, prompt };
}
