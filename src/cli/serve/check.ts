import { checkIntegration } from "../../check/check-integration.js";
import type { Locale } from "../../locales/locale.js";
import { renderTemplate } from "../../locales/render.js";
import { drawFindings } from "../check/draw.js";
import type { Terminal } from "../command.js";
import { FolderInUse, type OpenStore, openStore } from "./open-store.js";
import type { Settings } from "./settings.js";
import { serveWords } from "./words.js";

/** Looks at what a file that is right says: its store, and each integration's GLPI. Resolves to the exit code. */
export async function checkSettings(
  path: string,
  settings: Settings,
  { terminal, environment, locale }: { terminal: Terminal; environment: NodeJS.ProcessEnv; locale: Locale },
): Promise<0 | 1> {
  const words = serveWords[locale];
  terminal.print(renderTemplate(words.checkedFile, { path }));
  const open = await openedStore(settings, environment, locale);
  let failed = false;
  try {
    if (open === undefined) terminal.print(renderTemplate(words.storeInUse, { path: settings.data }));
    for (const { id, raw } of settings.integrations) {
      const findings = await checkIntegration(raw, { locale, store: open?.store });
      terminal.print(`\n${renderTemplate(words.checked, { id, name: raw.name })}`);
      terminal.print(drawFindings(findings, locale, terminal.colors));
      failed ||= findings.some(({ state }) => state === "failed");
    }
  } finally {
    await open?.store.close();
    await open?.end();
  }
  return failed ? 1 : 0;
}

/** Undefined where a server that runs has it. */
async function openedStore(
  settings: Settings,
  environment: NodeJS.ProcessEnv,
  locale: Locale,
): Promise<OpenStore | undefined> {
  try {
    return await openStore(settings.data, environment, locale);
  } catch (error) {
    if (error instanceof FolderInUse) return undefined;
    throw error;
  }
}
