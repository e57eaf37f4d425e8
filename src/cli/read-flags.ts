import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Locale } from "../locales/locale.js";
import { renderTemplate } from "../locales/render.js";
import { UsageError } from "./command.js";
import { cliWords } from "./words.js";

/** Reads a command's flags. Rejects what it does not know with a `UsageError`, which repeats no value. */
export function readFlags<const O extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: O,
  locale: Locale,
): ReturnType<typeof parseArgs<{ options: O }>>["values"] {
  const { problems } = cliWords[locale];
  const said = (problem: keyof typeof problems, flag = "") =>
    new UsageError(renderTemplate(problems[problem], { flag }));
  for (const { kind, name } of parseArgs({ args: [...args], options, strict: false, tokens: true }).tokens.map(named)) {
    // What is no flag may be a token that was pasted.
    if (kind === "positional") throw said("notFlag");
    if (kind !== "option" || Object.hasOwn(options, name)) continue;
    throw said(/token/i.test(name) ? "tokenTyped" : "unknownFlag", /^[a-z-]{1,30}$/i.test(name) ? `--${name}` : "");
  }
  try {
    return parseArgs({ args: [...args], options, strict: true }).values as never;
  } catch {
    const flag = args.find((arg) => /^--[a-z-]{1,30}$/.test(arg)) ?? "";
    throw said("flagWithout", flag);
  }
}

function named(token: { kind: string; name?: string }): { kind: string; name: string } {
  return { kind: token.kind, name: token.name ?? "" };
}
