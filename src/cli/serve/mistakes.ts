import { z } from "zod";
import { parseIntegration } from "../../config/parse-integration.js";
import { isGlpiIntegrationError } from "../../glpi/errors.js";
import { type Locale, localeCodes } from "../../locales/locale.js";
import { renderTemplate } from "../../locales/render.js";
import type { Path } from "./document.js";
import { formOf, type Settings, settingsOf, settingsSchema } from "./settings.js";
import { serveWords } from "./words.js";

/** Something in a file that is wrong, and how to mend it. It never holds a value that may be a secret. */
export interface Mistake {
  path: Path;
  text: string;
}

type Row = Readonly<Record<string, unknown>>;

/** What a file says, or everything that is wrong with it. */
export function readSettings(value: unknown, locale: Locale): { settings?: Settings; mistakes: Mistake[] } {
  if (!isRow(value)) return { mistakes: [{ path: [], text: serveWords[locale].mistake.notObject }] };
  const read = settingsSchema.safeParse(value, { error: (issue) => explain(issue, locale) });
  const mistakes = [
    ...(read.error?.issues ?? []).flatMap((issue) => mistakesOf(issue, locale)),
    ...wrongIntegrations(value, locale),
    ...wrongTogether(value, locale),
  ];
  return read.success && mistakes.length === 0 ? { settings: settingsOf(read.data), mistakes } : { mistakes };
}

const zodWords = { "pt-BR": z.locales.ptBR(), es: z.locales.es(), en: z.locales.en() };

function explain(issue: z.core.$ZodRawIssue, locale: Locale): string | undefined {
  if (issue.input === undefined && issue.code !== "custom") return serveWords[locale].mistake.missing;
  const said = zodWords[locale].localeError(issue);
  return typeof said === "string" ? said : said?.message;
}

function mistakesOf(issue: z.core.$ZodIssue, locale: Locale): Mistake[] {
  const { path, message } = issue;
  if (issue.code !== "unrecognized_keys") return [{ path, text: message }];
  return issue.keys.map((key) => ({ path: [...path, key], text: serveWords[locale].mistake.unknown }));
}

/** By the same schemas as the form. */
function wrongIntegrations(value: Row, locale: Locale): Mistake[] {
  const usual = localeCodes.find((code) => code === value.locale);
  return rowsOf(value, "integrations").flatMap(([row, path]) => {
    try {
      parseIntegration(formOf(row, usual), { locale });
      return [];
    } catch (error) {
      if (!isGlpiIntegrationError(error) || error.issues === undefined) throw error;
      return error.issues.map(({ key, message }) => ({ path: key === "" ? path : [...path, key], text: message }));
    }
  });
}

/** What no row shows by itself. */
function wrongTogether(value: Row, locale: Locale): Mistake[] {
  const words = serveWords[locale].mistake;
  const tenants = rowsOf(value, "tenants");
  const known = tenants.length === 0 ? ["1"] : tenants.map(([{ id }]) => String(id));
  const tenantOf = ({ tenantId }: Row) => String(tenantId ?? known[0]);
  const channels = rowsOf(value, "channels");
  const queues = rowsOf(value, "queues");
  const integrations = rowsOf(value, "integrations");
  const mistakes: Mistake[] = [];
  const say = (path: Path, text: string, values: Row = {}) =>
    void mistakes.push({ path, text: renderTemplate(text, values) });

  for (const [row, path] of [...channels, ...queues, ...integrations]) {
    if (row.tenantId === undefined && known.length > 1) say(path, words.tenantNeeded);
    if (row.tenantId !== undefined && !known.includes(String(row.tenantId)))
      say([...path, "tenantId"], words.noTenant, { tenantId: row.tenantId });
  }
  for (const rows of [tenants, channels, queues, integrations]) {
    // The others have an address of their own.
    const keyOf = (row: Row) => JSON.stringify([rows === queues ? tenantOf(row) : "", String(row.id)]);
    rows.forEach(([row, path], index) => {
      const isTwice = row.id !== undefined && rows.slice(0, index).some(([other]) => keyOf(other) === keyOf(row));
      if (isTwice) say([...path, "id"], words.twice, { id: row.id });
    });
  }
  for (const [row, path] of channels) {
    if (row.id === undefined && channels.length > 1) say(path, words.channelIdNeeded);
  }
  for (const [row, path] of queues) {
    const isThere = integrations.some(
      ([other]) => String(other.id) === String(row.integrationId) && tenantOf(other) === tenantOf(row),
    );
    if (row.integrationId !== undefined && !isThere)
      say([...path, "integrationId"], words.noIntegration, { id: row.integrationId });
  }
  return mistakes;
}

function rowsOf(value: Row, name: string): [Row, Path][] {
  const rows = value[name];
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row, index): [Row, Path][] => (isRow(row) ? [[row, [name, index]]] : []));
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
