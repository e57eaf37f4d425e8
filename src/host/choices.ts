import { cutAtGrapheme, cutAtWord } from "./cut-text.js";
import type { Button, ListRow, OutgoingMessage } from "./host.js";

/** What WhatsApp takes: of anything longer it says nothing, and delivers nothing. */
export const LONGEST_TEXT = 4_096;
const LONGEST_TEXT_WITH_CHOICES = 1_024;
const MOST_BUTTONS = 3;
const LONGEST_BUTTON = 20;
const MOST_ROWS = 10;
const LONGEST_ROW = 24;
const LONGEST_DESCRIPTION = 72;
const LONGEST_LIST_BUTTON = 20;

/** What the customer can choose. */
export interface Choices {
  /** Ids are unique and have 200 characters at most. */
  options: readonly ListRow[];
  /** What opens a list of them. */
  button: string;
  /** What stands over them where the text is too long to. */
  prompt: string;
}

/**
 * A text with choices, as WhatsApp delivers them: three at most as buttons, up to ten as a list, the first ten of more;
 * titles are cut, and made unique by a number. A text that is too long goes first, alone, cut at 4,096 characters.
 */
export function withChoices(text: string, { options, button, prompt }: Choices): OutgoingMessage[] {
  const whole = cutAtWord(text, LONGEST_TEXT);
  const chosen = options.slice(0, MOST_ROWS);
  if (chosen.length === 0) return [{ text: whole }];
  const isShort = whole.length <= LONGEST_TEXT_WITH_CHOICES;
  const body = isShort ? whole : cutAtWord(prompt, LONGEST_TEXT_WITH_CHOICES);
  const offer =
    chosen.length <= MOST_BUTTONS
      ? { text: body, buttons: unique(chosen, LONGEST_BUTTON).map(({ id, title }): Button => ({ id, title })) }
      : { text: body, list: { button: cutAtGrapheme(button, LONGEST_LIST_BUTTON), rows: rowsOf(chosen) } };
  return isShort ? [offer] : [{ text: whole }, offer];
}

function rowsOf(options: readonly ListRow[]): ListRow[] {
  return unique(options, LONGEST_ROW).map(({ id, title, description }) => ({
    id,
    title,
    ...(description && { description: cutAtGrapheme(description, LONGEST_DESCRIPTION) }),
  }));
}

/** With titles that are short enough, none of them empty or twice. */
function unique(options: readonly ListRow[], most: number): ListRow[] {
  const taken = new Set<string>();
  return options.map((option) => {
    const whole = option.title.replace(/\s+/g, " ").trim() || option.id;
    let title = cutAtGrapheme(whole, most);
    for (let number = 2; taken.has(title); number += 1) {
      const end = ` ${number}`;
      title = `${cutAtGrapheme(whole, most - end.length)}${end}`;
    }
    taken.add(title);
    return { ...option, title };
  });
}
