import { existsSync } from "node:fs";
import { access, constants } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Locale } from "../../locales/locale.js";
import { renderTemplate } from "../../locales/render.js";
import { type Command, type Terminal, UsageError } from "../command.js";
import { readFlags } from "../read-flags.js";
import { secretsFileOf, USUAL_FILE } from "../serve/file.js";
import { askAll, Interrupted } from "./ask.js";
import { initWords } from "./words.js";
import { writeFiles } from "./write.js";

const flags = { locale: { type: "string" }, help: { type: "boolean", short: "h" } } as const;

/** `whazing-glpi init`: asks for what `serve` needs, and writes it. */
export const initCommand: Command = {
  usage: (locale) => initWords[locale].usage,

  async run(args, terminal, locale) {
    const [first = ""] = args;
    const isNamed = first !== "" && !first.startsWith("-");
    readFlags(isNamed ? args.slice(1) : args, flags, locale);
    return init(resolve(isNamed ? first : USUAL_FILE), terminal, locale);
  },
};

/**
 * Asks, and writes the file; resolves to the exit code. Rejects with a `UsageError` where it is there already, where it
 * cannot be written, and where there is no terminal to ask at.
 */
export async function init(path: string, { print, complain }: Terminal, locale: Locale): Promise<0 | 1> {
  const words = initWords[locale];
  const secrets = secretsFileOf(path);
  const there = [path, secrets].find((each) => existsSync(each));
  if (there !== undefined) throw new UsageError(renderTemplate(words.exists, { path: there }));
  const folder = dirname(path);
  // Before anything is asked.
  await access(folder, constants.W_OK).catch(({ code: why }: NodeJS.ErrnoException) => {
    throw new UsageError(renderTemplate(words.unwritable, { folder, why }));
  });
  const { stdin: input, stdout: output } = process;
  if (!input.isTTY) throw new UsageError(words.noTerminal);
  try {
    print(`${words.welcome}\n`);
    await writeFiles(path, await askAll({ input, output }, locale), locale);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    complain(`\n${words.stopped}`);
    return 1;
  }
  print(`\n${renderTemplate(words.written, { path, secrets })}`);
  print(`${renderTemplate(words.next, { address: "/whazing", secrets })}\n`);
  return 0;
}
