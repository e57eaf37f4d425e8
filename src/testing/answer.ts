import { type MessageKey, message, messages } from "./messages.js";
import type { GlpiVersion } from "./rows.js";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** One object of an answer, as GLPI writes it. */
export type WireRow = { [key: string]: Json };

/** What the simulated server answers. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Ends a request with an answer that is not a success; only the simulator itself catches it. */
export class AnswerError extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`Answered ${answer.status}`);
    this.name = "AnswerError";
    this.answer = answer;
  }
}

export function jsonAnswer(status: number, body: Json, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { ...headers, "content-type": "application/json; charset=UTF-8" },
    body: JSON.stringify(body),
  };
}

/** What GLPI 11 answers where it did not expect what it met. */
export function crashAnswer(): Answer {
  return htmlAnswer(500, "Error - GLPI");
}

/** The web server's, which GLPI never sees. */
export function tooLargeAnswer(): Answer {
  return { ...htmlAnswer(413, "413 Request Entity Too Large"), headers: { "content-type": "text/html" } };
}

export function htmlAnswer(status: number, title: string): Answer {
  const body = `<!DOCTYPE html>\n<html lang="en">\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
  return { status, headers: { "content-type": "text/html; charset=UTF-8" }, body };
}

/** `["ERROR_CODE", "text"]`; the text is in the simulated server's language: pt-BR on 10, English on 11. */
function errorAnswer(version: GlpiVersion, status: number, code: string, key: MessageKey, detail = ""): Answer {
  const documented = messages[key].documented === true;
  const documentation = documented ? message(version, "documentation", `#${code}`) : "";
  return jsonAnswer(status, [code, `${message(version, key, detail)}${documentation}`]);
}

/** An `errorAnswer`, to be thrown. */
export function failure(version: GlpiVersion, status: number, code: string, key: MessageKey, detail = ""): AnswerError {
  return new AnswerError(errorAnswer(version, status, code, key, detail));
}
