import type { Message } from "../../src/host/events.js";
import type { PostgresPool } from "../../src/store/postgres/pool.js";
import { type Day, makeDay, type StoreKind } from "../integration/day.js";
import { conversation, message } from "../words.js";

export interface ConsultDay extends Day {
  beatriz: { id: number };
  /** A ticket of Beatriz's, a minute after the one before. */
  ticket(title: string, other?: Record<string, unknown>): Promise<number>;
  /** Beatriz is transferred into the queue that consults; resolves to what she reads. */
  asks(): Promise<string>;
  /** She answers, and reads what comes at once. */
  answers(text: string, other?: Partial<Message>): Promise<string>;
}

/** A day of Beatriz, who looks up her tickets. */
export async function makeConsultDay(
  version: 10 | 11,
  kind: StoreKind = "memory",
  pool?: PostgresPool,
  options: Parameters<typeof makeDay>[3] = {},
): Promise<ConsultDay> {
  const day = await makeDay(version, kind, pool, options);
  const talk = conversation();
  const beatriz = day.glpi.users.find(({ login }) => login === "beatriz") ?? { id: 0 };
  let ids = 900;
  const readsAfter = async (tell: () => Promise<void>): Promise<string> => {
    const before = day.host.texts.length;
    await tell();
    await day.wait(1);
    return day.host.texts.slice(before).join("\n---\n");
  };
  return {
    ...day,
    beatriz,
    ticket: async (title, other = {}) => {
      await day.wait(60);
      return day.glpi.addTicket({ title, entityId: 1, requesters: [beatriz.id], ...other }).id;
    },
    asks: () =>
      readsAfter(async () => {
        ids += 1;
        const lastMessage = message({ id: ids, text: "2", sentAt: Date.now() });
        await day.integration.onTransfer({ conversation: talk, integrationId: 2, lastMessage });
      }),
    answers: (text, other = {}) =>
      readsAfter(async () => {
        ids += 1;
        const written = message({ id: ids, text, sentAt: Date.now(), ...other });
        await day.integration.onMessage({ conversation: talk, integrationId: 2, message: written });
      }),
  };
}
