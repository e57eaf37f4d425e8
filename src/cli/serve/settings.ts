import { z } from "zod";
import type { Id } from "../../host/events.js";
import { id } from "../../host/validate.js";
import { localeCodes } from "../../locales/locale.js";
import { channelsSchema, type WhazingChannel } from "../../whazing/channels.js";
import { queuesSchema, type WhazingQueue } from "../../whazing/places.js";

const secret = z.string().min(1);
const secrets = z.union([secret, z.array(secret).min(1)]);
const address = z.url({ protocol: /^https?$/ });

/** The rows of the file, before they are seen together; of an integration only what its form does not have. */
const integrationRow = z.looseObject({
  id,
  tenantId: id.optional(),
  /** The secret of GLPI 11's webhook; without one there is no path for it. */
  webhookSecret: secrets.optional(),
});

/** What a file says, as it is written. */
export const settingsSchema = z.strictObject({
  /** The language of the integrations that name none. */
  locale: z.enum(localeCodes).default("pt-BR"),
  listen: z
    .strictObject({
      host: z.string().min(1).default("127.0.0.1"),
      port: z.coerce.number().int().min(0).max(65_535).default(8787),
    })
    .prefault({}),
  /** The folder that keeps everything where there is no `DATABASE_URL`, beside the file. */
  data: z.string().min(1).default("whazing-glpi-data"),
  whazing: z
    .strictObject({
      /** Where its files are, if not where the external APIs are. */
      publicUrl: address.optional(),
      /** Its `MEDIA_API_KEY`. */
      mediaApiKey: secret.optional(),
    })
    .prefault({}),
  tenants: z
    .array(z.strictObject({ id }))
    .min(1)
    .default([{ id: 1 }]),
  channels: z
    .array(
      channelsSchema.element.extend({
        tenantId: id.optional(),
        /** What Whazing sends as `X-N8N-API-KEY` with this channel's webhook. */
        webhookToken: secrets,
      }),
    )
    .min(1),
  queues: z.array(queuesSchema.element).min(1),
  integrations: z.array(integrationRow).min(1),
});

/** An integration of the file: its configuration, raw, and what only the server needs of it. */
interface ServedIntegration {
  id: Id;
  tenantId: Id;
  webhookSecret: string | string[] | undefined;
  raw: Readonly<Record<string, unknown>>;
}

/** What is served: the file, right and complete. */
export interface Settings {
  listen: { host: string; port: number };
  data: string;
  whazing: { publicUrl?: string | undefined; mediaApiKey?: string | undefined };
  channels: readonly (WhazingChannel & { webhookToken: string | string[] })[];
  queues: readonly WhazingQueue[];
  integrations: readonly ServedIntegration[];
}

/** What the form of an integration holds, of a row of the file. */
export function formOf(row: Readonly<Record<string, unknown>>, locale: unknown): Record<string, unknown> {
  const { id: _id, tenantId: _tenantId, webhookSecret: _webhookSecret, ...form } = row;
  return { ...(locale !== undefined && { locale }), ...form };
}

/** Of a file in which nothing is wrong. */
export function settingsOf({ tenants, channels, queues, integrations, ...rest }: z.output<typeof settingsSchema>) {
  // Where there are several, each row names its own.
  const only = tenants[0]?.id ?? 1;
  const settings: Settings = {
    ...rest,
    channels: channels.map((channel) => ({ ...channel, tenantId: channel.tenantId ?? only })),
    queues,
    integrations: integrations.map((row) => ({
      id: row.id,
      tenantId: row.tenantId ?? only,
      webhookSecret: row.webhookSecret,
      raw: formOf(row, rest.locale),
    })),
  };
  return settings;
}
