import { pino } from "pino";
import { isGlpiIntegrationError, MOST_CAUSES } from "../../glpi/errors.js";
import type { Logger } from "../../integration/log.js";

/**
 * Writes each line as one JSON object: `time`, `level`, `msg` and the details, of which an error is its code and message.
 * What is told to it holds no texts and no tokens; of errors, no more than that is written.
 */
export function jsonLog(write: (line: string) => void, now: () => Date = () => new Date()): Logger {
  const log = pino(
    {
      base: null,
      timestamp: () => `,"time":"${now().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      serializers: { error: plainError },
    },
    { write: (line) => write(line.trimEnd()) },
  );
  const line =
    (level: "info" | "warn" | "error"): Logger[typeof level] =>
    (message, details = {}) =>
      log[level](details, message);
  return { info: line("info"), warn: line("warn"), error: line("error") };
}

function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (!isGlpiIntegrationError(error)) return { code: codeOf(error) ?? error.name, message: error.message };
  const { code, message, retryable, status, glpiCode } = error;
  return { code, message, retryable, status, glpiCode, cause: rootOf(error) };
}

/** What it all came from, by its code: `ECONNREFUSED`. */
function rootOf(error: Error): string | undefined {
  let root: unknown = error.cause;
  for (let deep = 1; deep < MOST_CAUSES && root instanceof Error && root.cause instanceof Error; deep += 1)
    root = root.cause;
  return root instanceof Error ? (codeOf(root) ?? root.name) : undefined;
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
