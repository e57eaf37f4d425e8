import type { Contact, Id } from "../host/events.js";
import type { GlpiIntegration } from "../integration/glpi-integration.js";
import type { Connection } from "./connection.js";

/** What happened in a run, counted as it happens; what is told twice counts once. */
export class Tally {
  readonly #connection: Connection;
  readonly #customers = new Set<Id>();
  readonly #tickets = new Set<number>();
  readonly #followUps = new Set<number>();
  readonly #people = new Set<number>();
  #messages = 0;

  constructor(integration: GlpiIntegration, connection: Connection) {
    this.#connection = connection;
    integration.on("ticketCreated", ({ ticket }) => this.#tickets.add(ticket.ticketId));
    integration.on("followUpAdded", ({ followUp }) => this.#followUps.add(followUp.followUpId));
    integration.on("requesterCreated", ({ requesterId }) => this.#people.add(requesterId));
  }

  /** The customer wrote a message, to the bot or to us. */
  wrote({ id }: Contact): void {
    this.#customers.add(id);
    this.#messages += 1;
  }

  sentence(): string {
    const { requests, refused } = this.#connection;
    const messages = count(this.#messages, "mensagem", "mensagens");
    const customers = count(this.#customers.size, "cliente", "clientes");
    const tickets = count(this.#tickets.size, "chamado aberto", "chamados abertos");
    const followUps = count(this.#followUps.size, "acompanhamento", "acompanhamentos");
    const people = count(this.#people.size, "pessoa cadastrada", "pessoas cadastradas");
    const asked = count(requests, "requisição", "requisições");
    return `Foi isto: ${messages} de ${customers}, ${tickets}, ${followUps}, ${people} e ${asked} da integração ao GLPI, ${refused} delas com ele fora do ar.`;
  }
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
