import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Locale } from "../../locales/locale.js";
import { renderTemplate } from "../../locales/render.js";
import { type Command, type Terminal, UsageError } from "../command.js";
import { init } from "../init/command.js";
import { readFlags } from "../read-flags.js";
import { checkSettings } from "./check.js";
import { loadSettings, USUAL_FILE } from "./file.js";
import { jsonLog } from "./json-log.js";
import { openStore } from "./open-store.js";
import { type Served, serve } from "./serve.js";
import type { Settings } from "./settings.js";
import { serveWords } from "./words.js";

const flags = {
  check: { type: "boolean" },
  locale: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** `whazing-glpi serve`: Whazing and GLPI, as a file says, until the process is told to stop. */
export const serveCommand: Command = {
  usage: (locale) => serveWords[locale].usage,

  async run(args, terminal, locale) {
    const [first = ""] = args;
    const isNamed = first !== "" && !first.startsWith("-");
    const typed = readFlags(isNamed ? args.slice(1) : args, flags, locale);
    const path = resolve(isNamed ? first : USUAL_FILE);
    // One command, for whoever begins.
    const isNew = process.stdin.isTTY && !typed.check && !existsSync(path);
    if (isNew && (await init(path, terminal, locale)) !== 0) return 1;
    const { settings, environment } = await loadSettings(path, terminal.environment, locale);
    if (typed.check) return checkSettings(path, settings, { terminal, environment, locale });
    return run(settings, { ...terminal, environment }, locale);
  },
};

/** Serves until SIGTERM or SIGINT; a second one ends the process. SIGUSR2 has tried again what was given up. */
async function run(settings: Settings, terminal: Terminal, locale: Locale): Promise<0> {
  const told = new Promise<string>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
  });
  const logger = jsonLog(terminal.print);
  const { address, paths, replay, stop, place } = await start(settings, terminal, locale);
  const again = () => {
    replay().then(
      (batches) => logger.info(`Trying again ${batches} batches that were given up`, { batches }),
      (error: unknown) => logger.error("What was given up could not be tried again", { error }),
    );
  };
  process.on("SIGUSR2", again);
  logger.info(`Serving on ${address}`, { address, paths, keptIn: place, pid: process.pid });
  const signal = await told;
  logger.info("Stopping", { signal });
  await stop();
  process.off("SIGUSR2", again);
  logger.info("Stopped");
  return 0;
}

async function start(
  settings: Settings,
  { environment, print }: Terminal,
  locale: Locale,
): Promise<Served & { place: string }> {
  const store = await openStore(settings.data, environment, locale);
  try {
    return { ...(await serve(settings, store, jsonLog(print))), place: store.place };
  } catch (error) {
    const { host, port } = settings.listen;
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== "listen" && syscall !== "getaddrinfo") throw error;
    throw new UsageError(
      renderTemplate(serveWords[locale].problems.noListen, { address: `${host}:${port}`, why: code }),
    );
  }
}
