import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { parseEnv } from "node:util";
import type { Locale } from "../../locales/locale.js";
import { renderTemplate } from "../../locales/render.js";
import { UsageError } from "../command.js";
import { type Path, SettingsDocument } from "./document.js";
import { readSettings } from "./mistakes.js";
import type { Settings } from "./settings.js";
import { serveWords } from "./words.js";

/** The file that is meant where none is named. */
export const USUAL_FILE = "whazing-glpi.yaml";

/** The `.env` file of a file: of the same name, beside it. */
export function secretsFileOf(path: string): string {
  return join(dirname(path), `${basename(path, extname(path))}.env`);
}

/**
 * What a file says, `${NAME}` filled in by the environment and its `.env` file, of which the environment goes first; and
 * the environment with that file. `data` is where the file is. Rejects with a `UsageError` that names every mistake,
 * each with its line, and no value.
 */
export async function loadSettings(
  path: string,
  environment: NodeJS.ProcessEnv,
  locale: Locale,
): Promise<{ settings: Settings; environment: NodeJS.ProcessEnv }> {
  const text = await read(path, locale);
  const secrets = await read(secretsFileOf(path), locale, "");
  const given = Object.entries(environment).filter(([, value]) => value);
  const whole = { ...parseEnv(secrets), ...Object.fromEntries(given) };
  const settings = settingsIn(text, { path, environment: whole, locale });
  return { settings: { ...settings, data: resolve(dirname(path), settings.data) }, environment: whole };
}

function settingsIn(
  text: string,
  { path, environment, locale }: { path: string; environment: NodeJS.ProcessEnv; locale: Locale },
): Settings {
  const { mistake } = serveWords[locale];
  const document = new SettingsDocument(text);
  const unread = document.errors.map(({ line, code }) => ({ line, text: renderTemplate(mistake.notYaml, { code }) }));
  if (unread.length > 0) throw mistaken(path, unread, locale);
  const missing = document.fillIn(environment);
  const { settings, mistakes } = readSettings(valuesIn(document, path, locale), locale);
  if (settings !== undefined && missing.length === 0) return settings;
  const empty = new Set(missing.map(({ line }) => line));
  const found = [
    ...missing.map(({ line, name }) => ({ line, text: renderTemplate(mistake.noVariable, { name }) })),
    ...mistakes.map(({ path: at, text: why }) => ({ line: document.lineOf(at), text: `${written(at)}${why}` })),
  ];
  // What is wrong with a value that is not there was said.
  const told = found.filter(({ line }, index) => index < missing.length || !empty.has(line));
  throw mistaken(path, told, locale);
}

function valuesIn(document: SettingsDocument, path: string, locale: Locale): unknown {
  try {
    return document.value;
  } catch {
    const text = renderTemplate(serveWords[locale].mistake.notYaml, { code: "ALIASES" });
    throw mistaken(path, [{ line: 1, text }], locale);
  }
}

function mistaken(path: string, mistakes: readonly { line: number; text: string }[], locale: Locale): UsageError {
  const words = serveWords[locale];
  const lines = [...mistakes]
    .sort((one, other) => one.line - other.line)
    .map(({ line, text }) => `  ${renderTemplate(words.line, { line })}: ${text}`);
  return new UsageError([renderTemplate(words.mistakes, { file: path, count: lines.length }), ...lines].join("\n"));
}

/** `channels[0].url: ` */
function written(path: Path): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text === "" ? "" : `${text.slice(1)}: `;
}

async function read(path: string, locale: Locale, otherwise?: string): Promise<string> {
  const { problems } = serveWords[locale];
  try {
    return (await readFile(path, "utf8")).replace(/^\ufeff/, "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && otherwise !== undefined) return otherwise;
    const text = code === "ENOENT" ? problems.noFile : problems.fileUnreadable;
    throw new UsageError(renderTemplate(text, { path, why: code }));
  }
}
