#!/usr/bin/env node
import { isatty } from "node:tty";
import { runCommand } from "./commands.js";

const { env: environment } = process;

runCommand(process.argv.slice(2), {
  environment,
  colors: isatty(1) && !environment.NO_COLOR && environment.TERM !== "dumb",
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
