import type { Message } from "../host/events.js";
import { plainText } from "./menu.js";

/** What somebody who looks up their tickets answers. */
export type Command =
  /** `isTicket`: a ticket's number, and no position. */
  | { readonly do: "number"; readonly number: number; readonly isTicket: boolean }
  | { readonly do: "add" | "approve" | "reopen"; readonly ticketId?: number | undefined }
  | { readonly do: "list" | "more" | "end" | "open" | "team" };

type Word = Exclude<Command["do"], "number">;

/** What people write for each, in three languages, and the titles of its button: without case, accents, punctuation. */
const words: readonly (readonly [Word, readonly string[]])[] = [
  ["list", ["voltar", "volta", "volver", "back", "lista", "list", "inicio", "menu"]],
  ["list", ["voltar a lista", "volver a la lista", "back to the list"]],
  ["more", ["mais", "mas", "more", "ver mais", "ver mas", "see more", "proximos", "next"]],
  ["end", ["sair", "sai", "salir", "exit", "end", "fim", "fin", "quit", "encerrar", "terminar", "finish"]],
  ["add", ["acrescentar", "acrescentar algo", "adicionar", "agregar", "agregar algo", "add", "add something"]],
  ["approve", ["aprovar", "aprovar a solucao", "aprobar", "aprobar la solucion", "approve", "approve the solution"]],
  ["approve", ["resolvido", "resolveu", "foi resolvido", "resuelto", "se resolvio", "solved", "it is solved"]],
  ["reopen", ["nao foi resolvido", "nao resolveu", "nao resolvido", "no se resolvio", "no resuelto"]],
  ["reopen", ["not solved", "it is not solved"]],
  ["open", ["abrir", "abrir um chamado", "abrir chamado", "abrir un caso", "abrir caso", "open a ticket"]],
  ["team", ["equipe", "equipo", "team", "falar com a equipe", "hablar con el equipo", "talk to the team"]],
];
const commands = new Map(words.flatMap(([word, texts]) => texts.map((text) => [text, word] as const)));

/** Thanks alone want no answer. */
const thanks = new Set([
  ...["obrigado", "obrigada", "muito obrigado", "muito obrigada", "obg", "valeu", "vlw", "ok obrigado", "ok obrigada"],
  ...["gracias", "muchas gracias", "ok gracias", "thanks", "thank you", "ok thanks", "ok", "👍", "🙏"],
]);

/** Of a button, or of a row of a list: it says by itself what of which ticket. */
const byId = /^(ticket|add|approve|reopen):(\d{1,10})$/;
/** `2`, `2.`, `(2)`, `opção 2`. */
const byPosition = /^(?:opcao|opcion|option)?\s*\(?(\d{1,10})\)?$/;
/** `#1234`, `nº 1234`, `chamado 1234`; so a row's title begins too. */
const byNumber =
  /^(?:(?:o|el|the)\s+)?(?:(?:chamado|ticket|caso|numero|number)\s*)?(?:#|nº|n°|no|n)?\s*(\d{1,10})(?:\s|$)/;
const LONGEST_TITLE = 24;

/** The id of a choice, which `readCommand` reads whatever was shown meanwhile. */
export function choiceId(what: "ticket" | "add" | "approve" | "reopen", ticketId: number): string {
  return `${what}:${ticketId}`;
}

/** What a message answers, by the id of what was chosen or by its text; undefined where it is no answer to any menu. */
export function readCommand({ choice, text }: Pick<Message, "choice" | "text">): Command | undefined {
  return (choice === undefined ? undefined : readText(choice)) ?? readText(text);
}

/** Whether a message says thanks and no more. */
export function isThanks({ text }: Pick<Message, "text">): boolean {
  return thanks.has(plainText(text)) || thanks.has(text.replace(/\p{M}|\p{Emoji_Modifier}/gu, "").trim());
}

function readText(text: string): Command | undefined {
  if (text.length > 100) return undefined;
  const [, what, id] = byId.exec(text.trim()) ?? [];
  if (what === "ticket") return { do: "number", number: Number(id), isTicket: true };
  if (what === "add" || what === "approve" || what === "reopen") return { do: what, ticketId: Number(id) };
  const plain = plainText(text);
  const [, position] = byPosition.exec(plain) ?? [];
  if (position !== undefined) {
    return Number(position) === 0 ? { do: "list" } : { do: "number", number: Number(position), isTicket: false };
  }
  const word = commands.get(plain);
  if (word !== undefined) return { do: word };
  const [whole = "", number] = byNumber.exec(plain) ?? [];
  const isRest = whole.length < plain.length;
  // The title of a row goes on with the ticket's own; so do people's words.
  if (number === undefined || (isRest && !(plain.startsWith("#") && text.trim().length <= LONGEST_TITLE)))
    return undefined;
  return { do: "number", number: Number(number), isTicket: true };
}
