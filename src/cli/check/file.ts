import { readFile } from "node:fs/promises";
import type { Locale } from "../../locales/locale.js";
import { renderTemplate } from "../../locales/render.js";
import { UsageError } from "../command.js";
import { cliWords } from "../words.js";

/** Reads a configuration as the form stores it, from a JSON file. What is in it is never repeated: it has tokens. */
export async function readConfigurationFile(path: string, locale: Locale): Promise<Record<string, unknown>> {
  const { problems } = cliWords[locale];
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(renderTemplate(problems.fileUnreadable, { path, why: error.code }));
  });
  const parsed = parse(text.replace(/^\ufeff/, ""));
  if (parsed === undefined) throw new UsageError(renderTemplate(problems.notJson, { path }));
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new UsageError(renderTemplate(problems.notObject, { path }));
  }
  return parsed as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
