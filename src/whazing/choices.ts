import type { Button, ChoiceList } from "../host/host.js";

/** A text with buttons or a list, as `/apioficial` and `/apiplus` take it; undefined where there are none. */
export function choicesOf(text: string, buttons: readonly Button[] | undefined, list: ChoiceList | undefined) {
  if (buttons !== undefined && buttons.length > 0) {
    const replies = buttons.map(({ id, title }) => ({ type: "reply", reply: { id, title } }));
    return { type: "button", body: { text }, action: { buttons: replies } };
  }
  if (list === undefined) return undefined;
  const rows = list.rows.map(({ id, title, description }) => ({ id, title, ...(description && { description }) }));
  return { type: "list", body: { text }, action: { button: list.button, sections: [{ title: list.button, rows }] } };
}
