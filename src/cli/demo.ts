import { parseArgs } from "node:util";
import type { GlpiAccount } from "../glpi/clients.js";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import { GlpiIntegration } from "../integration/glpi-integration.js";
import { GlpiSimulator } from "../testing/index.js";
import { Connection } from "./connection.js";
import { ExampleHost } from "./example-host.js";
import { accountFromEnvironment } from "./glpi-account.js";
import { GlpiAdmin } from "./glpi-admin.js";
import { screen, timeZone } from "./screen.js";
import { consultTickets, createTickets, type Stage } from "./stage.js";
import { glpiDown } from "./stories/glpi-down.js";
import { knownCustomer } from "./stories/known-customer.js";
import { newCustomer } from "./stories/new-customer.js";
import { openTickets } from "./stories/open-tickets.js";
import { Tally } from "./tally.js";

/** Short, so that the demo is; 15,000 by default. */
const messageIntervalMs = 1_500;
/** Of GLPI being down; 5,000 by default. */
const firstPauseMs = 1_000;
const timeLimitMs = 120_000;

const stop = new AbortController();
process.once("SIGINT", () => stop.abort(new Error("Interrompido.")));
process.exitCode = await main();

async function main(): Promise<number> {
  let account: GlpiAccount | undefined;
  try {
    // One run and no page yet: with `--once` or without.
    parseArgs({ options: { once: { type: "boolean" } } });
    account = accountFromEnvironment(process.env);
    screen.note(
      "Você vai ver o que acontece entre o WhatsApp e o GLPI: um atendimento que vai do menu do bot ao chamado reaberto, com uma foto no caminho e a resposta do técnico no WhatsApp, alguém que o GLPI não conhece, um GLPI que sai do ar no meio da conversa e uma consulta aos chamados em aberto.",
    );
    const tally = await (account === undefined ? onSimulator() : onGlpi(account));
    screen.note(`\n${tally.sentence()}`);
    return 0;
  } catch (error) {
    const reason = stop.signal.aborted ? stop.signal.reason : error;
    screen.failed(reason instanceof Error ? reason.message : String(reason));
    if (account !== undefined && isGlpiIntegrationError(reason)) {
      screen.advice("Corrija isso, ou retire GLPI_URL, GLPI_APP_TOKEN e GLPI_USER_TOKEN para usar o simulador.");
    }
    return 1;
  }
}

function seconds(ms: number): string {
  return (ms / 1_000).toLocaleString("pt-BR");
}

async function onGlpi(account: GlpiAccount): Promise<Tally> {
  screen.note(`Usa o GLPI em ${account.url}; o que é criado lá é removido no fim.`);
  const tally = await play(account);
  screen.note("\nTudo o que foi criado já foi removido.");
  return tally;
}

async function onSimulator(): Promise<Tally> {
  const glpi = new GlpiSimulator();
  glpi.addEntity({ name: "ACME" });
  glpi.addEntity({ name: "Globex" });
  const url = await glpi.listen();
  screen.note(
    `Usa um GLPI ${glpi.version} simulado, por HTTP; para usar um de verdade, defina GLPI_URL, GLPI_APP_TOKEN e GLPI_USER_TOKEN.`,
  );
  try {
    return await play({ url, appToken: glpi.appToken, userToken: glpi.userToken });
  } finally {
    await glpi.stop();
  }
}

async function play(account: GlpiAccount): Promise<Tally> {
  const admin = new GlpiAdmin(account);
  const played = await withIntegration(admin, account).then(
    (tally) => ({ tally }),
    (failure: unknown) => ({ failure }),
  );
  const left = await admin.cleanUp();
  if (left.length > 0) {
    screen.failed(
      `Ainda no GLPI: ${left.join(", ")}. Remova à mão; para remover sozinha, a demonstração precisa de um usuário da API com o direito de excluir documentos, chamados e usuários definitivamente.`,
    );
  }
  if ("failure" in played) throw played.failure;
  if (left.length > 0) throw new Error("A demonstração funcionou, mas não removeu o que criou.");
  return played.tally;
}

async function withIntegration(admin: GlpiAdmin, account: GlpiAccount): Promise<Tally> {
  const companies = await admin.companies();
  const host = new ExampleHost({
    [createTickets]: {
      type: "glpi-create-ticket",
      name: "Criar chamado",
      ...account,
      timeZone,
      messageIntervalMs,
      newRequesterEntityId: companies[1].id,
      tellChanges: true,
    },
    [consultTickets]: { type: "glpi-consult-tickets", name: "Consultar chamados", ...account, timeZone },
  });
  const connection = new Connection();
  const integration = new GlpiIntegration({ host, fetch: connection.fetch, retry: { firstPauseMs } });
  const tally = new Tally(integration, connection);
  integration.on("ticketCreated", ({ ticket }) => admin.keep("Ticket", ticket.ticketId));
  integration.on("requesterCreated", ({ requesterId }) => admin.keep("User", requesterId));
  integration.on("warning", ({ error }) => screen.event(`(aviso: ${error.message})`));
  const timer = setTimeout(
    () => stop.abort(new Error(`Não terminou em ${seconds(timeLimitMs)} s: o GLPI está lento demais.`)),
    timeLimitMs,
  );
  const stage: Stage = { admin, connection, host, integration, tally, companies, signal: stop.signal };
  try {
    screen.note(
      `O chamado é aberto quando o cliente para de escrever: aqui por ${seconds(messageIntervalMs)} s, por padrão por 15 s. Horários de ${timeZone}.`,
    );
    await knownCustomer(stage);
    await newCustomer(stage);
    await glpiDown(stage);
    await openTickets(stage);
  } finally {
    clearTimeout(timer);
    await integration.close();
  }
  // The requests of closing are counted too.
  return tally;
}
