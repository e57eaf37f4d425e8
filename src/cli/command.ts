import type { Locale } from "../locales/locale.js";

/** Where a command reads and writes. */
export interface Terminal {
  environment: NodeJS.ProcessEnv;
  /** Whether what is written is looked at in colours. */
  colors: boolean;
  /** Writes to the standard output, with a line's end. */
  print(text: string): void;
  /** Writes to the standard error, with a line's end. */
  complain(text: string): void;
}

/** One of the words behind `whazing-glpi`. */
export interface Command {
  /** How it is called, with its flags, and what each is: for `--help`. */
  usage(locale: Locale): string;
  /** Resolves to the exit code: 0, or 1 where something failed. Rejects with `UsageError`, which is 2. */
  run(args: readonly string[], terminal: Terminal, locale: Locale): Promise<0 | 1>;
}

/** What was typed, or is in the environment, is not what the command takes. `message` is in the operator's language. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
