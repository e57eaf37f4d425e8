import { parseIntegration } from "../../config/parse-integration.js";
import { isGlpiIntegrationError } from "../../glpi/errors.js";
import type { Locale } from "../../locales/locale.js";
import type { Prompt } from "./prompt.js";
import { initWords, type Question } from "./words.js";

export type Answers = Record<Question, string>;

interface Asked {
  key: Question;
  /** Taken where nothing is answered. */
  usual?: string;
  unseen?: boolean;
  /** Why an answer will not do; undefined where it will. */
  wrong(answer: string): string | undefined;
}

/** Asks everything, each until it will do. Rejects with `Interrupted`. */
export async function askAll(prompt: Prompt, print: (text: string) => void, locale: Locale): Promise<Answers> {
  const { questions, unseen: unseenWords } = initWords[locale];
  const answers: Partial<Answers> = {};
  for (const { key, usual, unseen = false, wrong } of asked(locale)) {
    const more = unseen ? ` ${unseenWords}` : usual ? ` [${usual}]` : "";
    for (;;) {
      const answer = (await prompt.ask(`${questions[key]}${more}`, { unseen })) || usual;
      const why = answer === undefined ? initWords[locale].wrong.needed : wrong(answer);
      if (why === undefined) {
        answers[key] = answer ?? "";
        break;
      }
      print(`  ${why}`);
    }
  }
  return answers as Answers;
}

function asked(locale: Locale): Asked[] {
  const { wrong, yes, no } = initWords[locale];
  const any = () => undefined;
  const number = (answer: string) => (/^\d+$/.test(answer) ? undefined : wrong.id);
  return [
    { key: "glpiUrl", wrong: (url) => wrongField("url", { url }, locale) },
    { key: "appToken", unseen: true, wrong: (appToken) => wrongField("appToken", { appToken }, locale) },
    { key: "userToken", unseen: true, wrong: (userToken) => wrongField("userToken", { userToken }, locale) },
    { key: "whazingUrl", wrong: (url) => (/^https?:\/\/./.test(url) && URL.canParse(url) ? undefined : wrong.address) },
    { key: "apiToken", unseen: true, wrong: any },
    { key: "kind", usual: "other", wrong: (kind) => (isKind(kind) ? undefined : wrong.kind) },
    { key: "queueId", wrong: number },
    { key: "errorQueueId", usual: "", wrong: (answer) => (answer === "" ? undefined : number(answer)) },
    { key: "tellChanges", usual: no, wrong: (answer) => ([yes, no].includes(answer) ? undefined : wrong.yes) },
  ];
}

function isKind(answer: string): boolean {
  return ["official", "plus", "other"].includes(answer);
}

/** By the same schema as the form; what it says holds no token. */
function wrongField(key: string, given: Record<string, string>, locale: Locale): string | undefined {
  const others = { url: "https://glpi.example/apirest.php", appToken: "a", userToken: "u" };
  try {
    parseIntegration({ type: "glpi-create-ticket", name: "GLPI", ...others, ...given }, { locale });
    return undefined;
  } catch (error) {
    if (!isGlpiIntegrationError(error)) throw error;
    return error.issues?.find((issue) => issue.key === key)?.message;
  }
}
