import type { Locale } from "../locales/locale.js";
import { type Command, type Terminal, UsageError } from "./command.js";
import { type CommandName, cliWords } from "./words.js";

/** What stands behind each word. One is loaded when it is wanted: what only another needs is not. */
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map<CommandName, () => Promise<Command>>([
  ["check", async () => (await import("./check/command.js")).checkCommand],
  ["serve", async () => (await import("./serve/command.js")).serveCommand],
  ["init", async () => (await import("./init/command.js")).initCommand],
]);

/** Does what was typed behind `whazing-glpi`; resolves to the exit code: 0, 1 failed, 2 usage. */
export async function runCommand(argv: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const [name = "", ...args] = argv;
  const locale = localeOf(argv, terminal.environment);
  const words = cliWords[locale];
  const load = commands.get(name);
  if (load === undefined) {
    const wantsHelp = ["help", "--help", "-h"].includes(name);
    const say = wantsHelp ? terminal.print : terminal.complain;
    say(
      `${words.usage}\n\n${Object.entries(words.commands)
        .map(([each, what]) => `  ${each}  ${what}`)
        .join("\n")}`,
    );
    return wantsHelp ? 0 : 2;
  }
  const command = await load();
  if (args.includes("--help") || args.includes("-h")) {
    terminal.print(command.usage(locale));
    return 0;
  }
  try {
    return await command.run(args, terminal, locale);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.complain(`${error.message}\n\n${words.seeHelp.replace("{{name}}", name)}`);
    return 2;
  }
}

/** The language that is asked for, else the terminal's, else Portuguese. */
function localeOf(argv: readonly string[], { LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Locale {
  const asked = argv.flatMap((arg, index) =>
    arg === "--locale" ? [argv[index + 1]] : arg.split("--locale=").slice(1),
  );
  const wanted = asked[0] || LC_ALL || LC_MESSAGES || LANG || "";
  if (/^es\b|^es_/i.test(wanted)) return "es";
  return /^en\b|^en_/i.test(wanted) ? "en" : "pt-BR";
}
