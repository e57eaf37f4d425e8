import { checkIntegration } from "../../check/check-integration.js";
import type { CheckIntegrationOptions } from "../../check/options.js";
import { type Locale, localeCodes } from "../../locales/locale.js";
import { type Command, UsageError } from "../command.js";
import { readFlags } from "../read-flags.js";
import { cliWords } from "../words.js";
import { withDatabase } from "./database.js";
import { drawFindings } from "./draw.js";
import { readConfigurationFile } from "./file.js";

const flags = {
  config: { type: "string" },
  type: { type: "string" },
  url: { type: "string" },
  locale: { type: "string" },
  phone: { type: "string" },
  email: { type: "string" },
  field: { type: "string", multiple: true },
  database: { type: "boolean" },
  write: { type: "boolean" },
  timeout: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const types: ReadonlyMap<string, string> = new Map([
  ["create", "glpi-create-ticket"],
  ["consult", "glpi-consult-tickets"],
]);

/** Of a flag, in characters. */
const LONGEST_VALUE = 500;

/** `whazing-glpi check`: what is wrong with a configuration, and how to mend it. */
export const checkCommand: Command = {
  usage: (locale) => cliWords[locale].checkUsage,

  async run(args, terminal, locale) {
    const typed = readFlags(args, flags, locale);
    const raw = await configurationOf(typed, terminal.environment, locale);
    const findings = await withDatabase(typed.database ?? false, terminal.environment, locale, (store) =>
      checkIntegration(raw, { ...optionsOf(typed, raw, locale), store }),
    );
    terminal.print(typed.json ? JSON.stringify(findings, null, 2) : drawFindings(findings, locale, terminal.colors));
    return findings.some(({ state }) => state === "failed") ? 1 : 0;
  },
};

type Typed = ReturnType<typeof readFlags<typeof flags>>;

/** The file's, and what the environment and the flags put in its place. */
async function configurationOf(
  { config, type, url }: Typed,
  { GLPI_URL, GLPI_APP_TOKEN, GLPI_USER_TOKEN }: NodeJS.ProcessEnv,
  locale: Locale,
): Promise<Record<string, unknown>> {
  const { problems } = cliWords[locale];
  if (type !== undefined && !types.has(type)) throw new UsageError(problems.wrongType);
  const given = {
    url: url ?? GLPI_URL,
    appToken: GLPI_APP_TOKEN,
    userToken: GLPI_USER_TOKEN,
    type: type === undefined ? undefined : types.get(type),
  };
  const file = config === undefined ? undefined : await readConfigurationFile(config, locale);
  if (file === undefined && [given.url, given.appToken, given.userToken].some((value) => !value)) {
    throw new UsageError(problems.nothingGiven);
  }
  const set = Object.entries(given).filter(([, value]) => value !== undefined && value !== "");
  return { type: "glpi-create-ticket", name: "GLPI", ...file, ...Object.fromEntries(set) };
}

function optionsOf(typed: Typed, raw: Readonly<Record<string, unknown>>, locale: Locale): CheckIntegrationOptions {
  const { problems } = cliWords[locale];
  const { locale: wanted, phone, email, field = [], write, timeout } = typed;
  if (wanted !== undefined && !localeCodes.some((code) => code === wanted)) throw new UsageError(problems.wrongLocale);
  const fields = field.map((each): [string, string] => {
    const at = each.indexOf("=");
    if (at < 1) throw new UsageError(problems.wrongField);
    return [each.slice(0, at), each.slice(at + 1)];
  });
  if ([phone, email, ...field].some((each) => each !== undefined && each.length > LONGEST_VALUE)) {
    throw new UsageError(problems.tooLong);
  }
  const seconds = timeout === undefined ? undefined : Number(timeout);
  if (seconds !== undefined && !(seconds >= 1 && seconds <= 300)) throw new UsageError(problems.wrongTimeout);
  return {
    // A configuration may have its own.
    locale: wanted === undefined && raw.locale !== undefined ? undefined : locale,
    phone,
    email,
    fields: fields.length === 0 ? undefined : Object.fromEntries(fields),
    write,
    timeoutMs: seconds === undefined ? undefined : Math.round(seconds * 1_000),
  };
}
