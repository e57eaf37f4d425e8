// A day at the host of docs/host-integration.md, on a simulated GLPI over HTTP; needs no database.
import { strict as assert } from "node:assert";
import { MemoryStore } from "whazing-glpi";
import { GlpiSimulator } from "whazing-glpi/testing";
import { messageSaved, saveIntegration, startGlpi } from "./glpi";
import { Contact, Integration, Message, Queue, sent, Ticket, type Transaction } from "./models";

const until = async (is: () => boolean) => {
  for (let tries = 0; !is(); tries += 1) {
    if (tries > 200) throw new Error(`never came to it; sent: ${JSON.stringify(sent)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

async function play(): Promise<void> {
  const simulator = new GlpiSimulator({ version: 10 });
  const beatriz = simulator.addUser({ login: "beatriz", mobile: "(31) 98765-4322" });
  const url = await simulator.listen();
  const glpi = startGlpi(new MemoryStore());

  const integration = await Integration.create({ id: 1 });
  const typed = { type: "glpi-create-ticket", name: "Suporte", url, appToken: "", userToken: simulator.userToken };
  const refusedFor = async (given: object) => (await saveIntegration(glpi, integration, { ...typed, ...given })).issues;
  assert.deepEqual(
    (await refusedFor({}))?.map(({ key }) => key),
    ["appToken"],
  );
  // The simulator is on this machine, where a tenant's form must not reach.
  assert.deepEqual(
    (await refusedFor({ appToken: "token" }))?.map(({ key }) => key),
    ["url"],
  );
  integration.config = { ...typed, appToken: simulator.appToken, messageIntervalMs: 1_000 };
  await Queue.create({ id: 5, integrationId: 1 });
  const contact = await Contact.create({ id: 7, name: "Beatriz Souza", number: "5531987654322" });
  const ticket = await Ticket.create({ id: 101, contactId: 7, protocol: "2026112400101" });
  let messages = 0;
  const write = async (body: string) => {
    messages += 1;
    const message = await Message.create({ id: messages, messageId: `3EB0${messages}`, body, ticketId: ticket.id });
    messageSaved(message, ticket, contact);
    return message;
  };

  // With the bot: nothing of ours. Then it moves the conversation, in a transaction.
  await write("Oi");
  await write("2");
  const afterCommit: (() => void)[] = [];
  const transaction: Transaction = { afterCommit: (tell) => void afterCommit.push(tell) };
  await ticket.update({ queueId: 5 }, { transaction });
  assert.deepEqual(sent, []);
  for (const tell of afterCommit) tell();
  await until(() => sent.length === 1);
  assert.match(sent[0] ?? "", /Conte o que/);

  await write("a impressora parou");
  const wrong = await write("a senha é 1234");
  wrong.isDeleted = true;
  messageSaved(wrong, ticket, contact);
  await until(() => sent.length === 2);
  assert.match(sent[1] ?? "", /Número/);
  assert.deepEqual(
    simulator.tickets.map(({ title, requesters }) => [title, requesters]),
    [["a impressora parou", [beatriz.id]]],
  );
  assert.ok(!simulator.tickets[0]?.content.includes("1234"));

  await write("agora pisca em vermelho");
  await ticket.update({ status: "closed" });
  await until(() => simulator.followUps.length === 1);

  // The host owns its shutdown.
  const { left } = await glpi.close({ timeoutMs: 8_000 });
  assert.deepEqual(left, []);
  await simulator.stop();
  process.stdout.write("one problem, one ticket\n");
}

play().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
