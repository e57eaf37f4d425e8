import type { PostgresPool } from "../../src/store/postgres/pool.js";
import { type NewWhazingChannel, type ProfileRights, WhazingSimulator } from "../../src/testing/index.js";
import { WhazingHost, type WhazingHostOptions, whazingWebhook } from "../../src/whazing/index.js";
import { type Day, makeDay, type StoreKind } from "../integration/day.js";

const queues = [
  { id: 5, integrationId: 1 },
  { id: 6, integrationId: 2 },
];
const token = "n8n-secret";
const url = "https://glpi-bot.example.test/whazing";

export interface WhazingDay extends Day {
  whazing: WhazingSimulator;
  beatriz: { id: number };
  /** The lines of the log. */
  log: string[];
  /** Whether our side answers Whazing, and whether it hears it at all. */
  answers: boolean;
  hears: boolean;
  /** Lets so many seconds go by, in which Whazing sends its webhooks. */
  live(seconds: number): Promise<void>;
  /** Beatriz writes, and the bot transfers her into the queue. */
  asks(text: string, queueId?: number): number;
  /** What she read, each by its first words. */
  read(): string[];
}

/** A day of a stock Whazing, by its webhooks and its external API, and of a GLPI with one customer, Beatriz. */
export async function makeWhazingDay(
  version: 10 | 11,
  kind: StoreKind,
  pool: PostgresPool | undefined,
  {
    create = {},
    channel = {},
    host: more = {},
    mediaApiKey,
    options = {},
    rights,
    template,
    processes = 1,
  }: {
    create?: Record<string, unknown>;
    channel?: NewWhazingChannel;
    host?: Partial<WhazingHostOptions>;
    mediaApiKey?: string;
    options?: { tellForHours?: number };
    rights?: ProfileRights;
    template?: string;
    /** With two, one hears what is written, the other one what happens to conversations. */
    processes?: 1 | 2;
  } = {},
): Promise<WhazingDay> {
  const whazing = new WhazingSimulator({ mediaApiKey });
  const { id, url: address, token: apiToken } = whazing.addChannel({ ...channel, webhook: { url, token } });
  let day: Day | undefined;
  const log: string[] = [];
  const logger = { warn: (text: string) => void log.push(text) };
  const host = new WhazingHost({
    channels: [{ id, tenantId: 1, url: address, token: apiToken, kind: channel.kind, template }],
    queues,
    loadIntegration: (integrationId) => (integrationId === 1 ? day?.create : day?.consult),
    fetch: whazing.fetch,
    logger,
    ...more,
  });
  day = await makeDay(version, kind, pool, { create, options: { host, ...options }, ...(rights && { rights }) });
  const { integration, wait } = day;
  const hook = { tenants: [{ id: 1, channels: [id] }], queues, token, logger };
  const handler = whazingWebhook(integration, processes === 1 ? hook : { ...hook, host });
  const other = processes === 1 ? handler : whazingWebhook(integration, { ...hook, host });
  const whole: WhazingDay = Object.assign(day, {
    whazing,
    log,
    answers: true,
    hears: true,
    beatriz: whazing.addContact({ name: "Beatriz Souza", number: "5531987654322" }),
    live: async (seconds: number) => {
      for (let passed = 0; passed < seconds; passed += 5) {
        await wait(Math.min(5, seconds - passed));
        await whazing.sendWebhooks(async (to, init) => {
          if (!whole.hears) throw new TypeError("fetch failed");
          const isOther = String(init?.body).includes('"Type"');
          const answer = await (isOther ? other : handler)(new Request(to, init));
          if (whole.answers) return answer;
          throw new TypeError("fetch failed");
        });
      }
    },
    asks: (text: string, queueId = 5) => {
      const { conversationId } = whazing.writes(whole.beatriz, { text });
      whazing.transfers(conversationId, queueId);
      return conversationId;
    },
    read: () => whazing.reads(whole.beatriz).map(({ text }) => text.split(/[.!\n?]/)[0] ?? ""),
  });
  return whole;
}
