import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { typeAt } from "../init/at-a-terminal.js";
import { makePlace, SOON } from "./served.js";

/** What the file that is written listens to. */
const PORT = 8787;
const ENTER = "\r";

const isFree = () =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
      .once("error", () => resolve(false))
      .listen(PORT, "127.0.0.1", () => server.close(() => resolve(true)));
  });

// A terminal of its own, by Linux's `script`.
it.skipIf(process.platform !== "linux")(
  "serve without a file asks, writes it, and serves: from one command to a ticket",
  { timeout: 150_000 },
  async (context) => {
    if (!(await isFree())) context.skip(`port ${PORT} is in use`);
    const { folder, glpi, whazing, channel, beatriz, send, read, end } = await makePlace({ glpiVersion: 11 });
    context.onTestFinished(end);
    const path = join(folder, "mine.yaml");
    const command = `stty cols 200 rows 50; exec ${process.execPath} --import tsx src/cli/main.ts serve ${path} --locale en`;
    const terminal = spawn("script", ["-qefc", command, "/dev/null"], {
      env: { PATH: process.env.PATH, TERM: "xterm" },
    });
    context.onTestFinished(() => void terminal.kill("SIGKILL"));
    const ended = once(terminal, "close");
    const shown = await typeAt(terminal.stdin, terminal.stdout, [
      ["URL of GLPI's API", `${glpi.url}${ENTER}`],
      ["APP TOKEN", `secret-app${ENTER}`],
      ["USER TOKEN", `${glpi.userToken}${ENTER}`],
      ["Address of the channel's external API", `${channel.url}${ENTER}`],
      ["Token of the channel's external API", `${channel.token}${ENTER}`],
      ["Which channel is it?", ENTER],
      ["Id of the queue that opens tickets", `5${ENTER}`],
      ["Id of the queue for errors", ENTER],
      ["Tell customers what happens in GLPI?", ENTER],
    ]);
    await vi.waitFor(() => expect(shown()).toContain(`Serving on http://127.0.0.1:${PORT}`), SOON);
    for (const token of ["secret-app", glpi.userToken, channel.token]) expect(shown()).not.toContain(token);

    const [, token = ""] = /WHAZING_WEBHOOK_TOKEN=(.*)/.exec(readFileSync(join(folder, "mine.env"), "utf8")) ?? [];
    whazing.setWebhook(channel.id, { url: `http://127.0.0.1:${PORT}/whazing`, token });
    const { conversationId } = whazing.writes(beatriz, { text: "The printer stopped" });
    whazing.transfers(conversationId, 5);
    await send();
    await vi.waitFor(() => expect(glpi.tickets).toHaveLength(1), SOON);
    await vi.waitFor(() => expect(read().join()).toMatch(/Number:\* 1/), SOON);

    terminal.stdin.write("\x03");
    expect((await ended)[0]).toBe(0);
    expect(shown()).toContain('"msg":"Stopped"');
  },
);
