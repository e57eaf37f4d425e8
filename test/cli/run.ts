import { type ChildProcess, spawn } from "node:child_process";

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command of Node.js with these variables and no others, its output piped. */
export function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  started: (child: ChildProcess) => void = () => undefined,
): Promise<Run> {
  const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH, ...environment } });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
    });
  }
  started(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...output }));
  });
}

/** The variables that name a GLPI. */
export function environmentOf(url: string, { appToken, userToken }: { appToken: string; userToken: string }) {
  return { GLPI_URL: url, GLPI_APP_TOKEN: appToken, GLPI_USER_TOKEN: userToken };
}
