import { parseArgs } from "node:util";
import type { GlpiAccount } from "../glpi/clients.js";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import { GlpiIntegration } from "../integration/glpi-integration.js";
import { GlpiSimulator } from "../testing/index.js";
import { ExampleHost } from "./example-host.js";
import { accountFromEnvironment } from "./glpi-account.js";
import { GlpiAdmin } from "./glpi-admin.js";
import { screen } from "./screen.js";
import { consultTickets, createTickets, type Stage } from "./stage.js";
import { knownCustomer } from "./stories/known-customer.js";
import { newCustomer } from "./stories/new-customer.js";
import { openTickets } from "./stories/open-tickets.js";

/** Short, so that the demo is; 15,000 by default. */
const messageIntervalMs = 1_500;
const timeLimitMs = 120_000;

const stop = new AbortController();
process.once("SIGINT", () => stop.abort(new Error("Interrupted.")));
process.exitCode = await main();

async function main(): Promise<number> {
  let account: GlpiAccount | undefined;
  try {
    // One run and no page yet: with `--once` or without.
    parseArgs({ options: { once: { type: "boolean" } } });
    account = accountFromEnvironment(process.env);
    await (account === undefined ? onSimulator() : onGlpi(account));
    return 0;
  } catch (error) {
    const reason = stop.signal.aborted ? stop.signal.reason : error;
    screen.failed(reason instanceof Error ? reason.message : String(reason));
    if (account !== undefined && isGlpiIntegrationError(reason)) {
      screen.advice("Mend it, or unset GLPI_URL, GLPI_APP_TOKEN and GLPI_USER_TOKEN to run on the simulator.");
    }
    return 1;
  }
}

async function onGlpi(account: GlpiAccount): Promise<void> {
  screen.note(`Runs on the GLPI at ${account.url}; what is made there is removed in the end.`);
  await play(account);
  screen.note("\nAll that was made is removed again.");
}

async function onSimulator(): Promise<void> {
  const glpi = new GlpiSimulator();
  glpi.addEntity({ name: "ACME" });
  glpi.addEntity({ name: "Globex" });
  const url = await glpi.listen();
  screen.note(
    `Runs on a simulated GLPI ${glpi.version} over HTTP; set GLPI_URL, GLPI_APP_TOKEN and GLPI_USER_TOKEN for a real one.`,
  );
  try {
    await play({ url, appToken: glpi.appToken, userToken: glpi.userToken });
  } finally {
    await glpi.stop();
  }
}

async function play(account: GlpiAccount): Promise<void> {
  const admin = new GlpiAdmin(account);
  let failure: unknown;
  try {
    await withIntegration(admin, account);
  } catch (error) {
    failure = error;
  }
  const left = await admin.cleanUp();
  if (left.length > 0) {
    screen.failed(
      `Still in GLPI: ${left.join(", ")}. Remove it by hand; to do so itself the demo needs an API user with the right to purge tickets and users.`,
    );
  }
  if (failure !== undefined) throw failure;
  if (left.length > 0) throw new Error("The demo worked, but did not remove what it made.");
}

async function withIntegration(admin: GlpiAdmin, account: GlpiAccount): Promise<void> {
  const companies = await admin.companies();
  const host = new ExampleHost({
    [createTickets]: {
      type: "glpi-create-ticket",
      name: "Criar chamado",
      ...account,
      messageIntervalMs,
      newRequesterEntityId: companies[1].id,
    },
    [consultTickets]: { type: "glpi-consult-tickets", name: "Consultar chamados", ...account },
  });
  const integration = new GlpiIntegration({ host });
  integration.on("ticketCreated", ({ ticket }) => admin.keep("Ticket", ticket.ticketId));
  integration.on("requesterCreated", ({ requesterId }) => admin.keep("User", requesterId));
  integration.on("warning", ({ error }) => screen.event(`(warning: ${error.message})`));
  const timer = setTimeout(
    () => stop.abort(new Error(`Not done after ${timeLimitMs / 1_000} s: GLPI is too slow.`)),
    timeLimitMs,
  );
  const stage: Stage = { admin, host, integration, companies, signal: stop.signal };
  try {
    screen.note(
      `A ticket is opened when the customer was quiet for ${messageIntervalMs} ms here, 15,000 ms by default.`,
    );
    await knownCustomer(stage);
    await newCustomer(stage);
    await openTickets(stage);
  } finally {
    clearTimeout(timer);
    await integration.close();
  }
}
