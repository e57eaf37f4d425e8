import type { Readable, Writable } from "node:stream";
import { confirm, isCancel, password, select, text } from "@clack/prompts";
import { parseIntegration } from "../../config/parse-integration.js";
import { isGlpiIntegrationError } from "../../glpi/errors.js";
import type { Locale } from "../../locales/locale.js";
import type { Answers } from "./answers.js";
import { initWords } from "./words.js";

/** Where it is asked. */
export interface Screen {
  input: Readable;
  output: Writable;
}

/** The other end did not answer: Ctrl+C, or Esc. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** Why an answer will not do, in the operator's language; undefined where it will. */
type Judge = (answer: string) => string | undefined;

/** Asks everything, each until it will do. What is secret is not shown. Rejects with `Interrupted`. */
export async function askAll(screen: Screen, locale: Locale): Promise<Answers> {
  const { questions, kinds, wrong, yes, no } = initWords[locale];
  const asked = (judge: Judge) => ({ ...screen, validate: (answer = "") => judge(answer.trim()) });
  const open = async (key: keyof Answers, judge: Judge) =>
    (await answered(text({ message: questions[key], ...asked(judge) }))).trim();
  const secret = async (key: keyof Answers, judge: Judge) =>
    (await answered(password({ message: questions[key], ...asked(judge) }))).trim();
  const needed: Judge = (answer) => (answer === "" ? wrong.needed : undefined);
  const number: Judge = (answer) => (/^\d+$/.test(answer) ? undefined : wrong.id);
  const field =
    (key: string): Judge =>
    (answer) =>
      needed(answer) ?? wrongField(key, answer, locale);

  return {
    glpiUrl: await open("glpiUrl", field("url")),
    appToken: await secret("appToken", field("appToken")),
    userToken: await secret("userToken", field("userToken")),
    whazingUrl: await open("whazingUrl", (url) => (isAddress(url) ? undefined : wrong.address)),
    apiToken: await secret("apiToken", needed),
    kind: await answered(
      select({
        ...screen,
        message: questions.kind,
        options: (["other", "plus", "official"] as const).map((value) => ({ value, label: kinds[value] })),
        showInstructions: false,
      }),
    ),
    queueId: Number(await open("queueId", number)),
    errorQueueId: numberOf(await open("errorQueueId", (answer) => (answer === "" ? undefined : number(answer)))),
    tellChanges: await answered(
      confirm({ ...screen, message: questions.tellChanges, active: yes, inactive: no, initialValue: false }),
    ),
  };
}

async function answered<T>(asked: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await asked;
  if (isCancel(answer)) throw new Interrupted();
  return answer as Exclude<T, symbol>;
}

function isAddress(url: string): boolean {
  return /^https?:\/\/./.test(url) && URL.canParse(url);
}

function numberOf(answer: string): number | undefined {
  return answer === "" ? undefined : Number(answer);
}

/** By the same schema as the form; what it says holds no token. */
function wrongField(key: string, answer: string, locale: Locale): string | undefined {
  const others = { url: "https://glpi.example/apirest.php", appToken: "a", userToken: "u" };
  try {
    parseIntegration({ type: "glpi-create-ticket", name: "GLPI", ...others, [key]: answer }, { locale });
    return undefined;
  } catch (error) {
    if (!isGlpiIntegrationError(error)) throw error;
    return error.issues?.find((issue) => issue.key === key)?.message;
  }
}
