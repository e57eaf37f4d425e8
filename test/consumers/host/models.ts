// A host's own models, as an ORM has them: rows, here in memory, with hooks and transactions.
export interface Transaction {
  afterCommit(tell: () => void): void;
}

export interface SaveOptions {
  transaction?: Transaction | null;
}

interface Query {
  where: Record<string, unknown>;
  order?: [string, "ASC" | "DESC"][];
}

type Saved = (id: number, options: SaveOptions) => void;

class Row {
  id = 0;
  tenantId = 1;
  createdAt = new Date();
  updatedAt = new Date();
  onSave: Saved = () => undefined;
  private was: Record<string, unknown> = {};

  changed(key: string): boolean {
    return this.was[key] !== (this as unknown as Record<string, unknown>)[key];
  }

  async update(values: Partial<this>, options: SaveOptions = {}): Promise<void> {
    this.was = { ...(this as object) };
    Object.assign(this, values, { updatedAt: new Date() });
    this.onSave(this.id, options);
  }
}

class Model<T extends Row> {
  private rows: T[] = [];
  private hook: (row: T, options: SaveOptions) => void = () => undefined;

  constructor(private readonly make: () => T) {}

  addHook(_name: "afterSave", hook: (row: T, options: SaveOptions) => void): void {
    this.hook = hook;
  }

  async create(values: Partial<T>): Promise<T> {
    const row = Object.assign(this.make(), values);
    row.onSave = (_id, options) => this.hook(row, options);
    this.rows.push(row);
    row.onSave(row.id, {});
    return row;
  }

  async findOne({ where, order }: Query): Promise<T | null> {
    const is = (row: T) =>
      Object.keys(where).every(
        (key) => String((row as unknown as Record<string, unknown>)[key]) === String(where[key]),
      );
    const found = this.rows.filter(is);
    return found[order === undefined ? 0 : found.length - 1] ?? null;
  }

  async change(values: Partial<T>, query: Query): Promise<void> {
    await (await this.findOne(query))?.update(values as object);
  }
}

class ContactRow extends Row {
  name = "";
  number = "";
  pushname: string | null = null;
}

class TicketRow extends Row {
  status: "open" | "pending" | "closed" = "pending";
  protocol = "";
  channel = "whatsapp";
  contactId = 0;
  queueId: string | number | null = null;
}

class MessageRow extends Row {
  messageId = "";
  body = "";
  ticketId = 0;
  fromMe = false;
  mediaType = "chat";
  mediaUrl: string | null = null;
  isDeleted = false;
  edited = false;
}

class QueueRow extends Row {
  integrationId: number | null = null;
  startOnTransfer = true;
}

class IntegrationRow extends Row {
  isActive = true;
  config: Record<string, unknown> = {};
}

export type Contact = ContactRow;
export type Ticket = TicketRow;
export type Message = MessageRow;
export type Queue = QueueRow;
export type Integration = IntegrationRow;

export const Contact = new Model(() => new ContactRow());
export const Ticket = new Model(() => new TicketRow());
export const Message = new Model(() => new MessageRow());
export const Queue = new Model(() => new QueueRow());
export const Integration = new Model(() => new IntegrationRow());

export const sent: string[] = [];

export async function sendText(_ticketId: string | number, text: string): Promise<void> {
  sent.push(text);
}
