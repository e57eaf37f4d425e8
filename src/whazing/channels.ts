import { z } from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { FetchLike } from "../glpi/fetch-like.js";
import type { Conversation, Id } from "../host/events.js";
import { id } from "../host/validate.js";
import { WhazingApi } from "./api.js";
import { isSame } from "./places.js";

/** One of Whazing's channels, and its external API. */
export interface WhazingChannel {
  /** The `whatsapp.id` of its webhooks. May be left out where the tenant has this one channel. */
  id?: Id | undefined;
  tenantId: Id;
  /** The address of its external API, as Whazing shows it: `https://host/v1/api/external/<uuid>`. */
  url: string;
  /** Its token, without `Bearer`. */
  token: string;
  /**
   * `official`: WhatsApp's official API, with buttons, and free texts within its window only. `plus`: another one that has
   * buttons. `other`, the default: texts and files.
   */
  kind?: "official" | "plus" | "other" | undefined;
  /** Of an official channel: the template that says, outside the window, that there is something to read. */
  template?: string | undefined;
}

export const channelsSchema = z
  .array(
    z.strictObject({
      id: id.optional(),
      tenantId: id,
      url: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, "")),
      token: z.string().min(1),
      kind: z.enum(["official", "plus", "other"]).default("other"),
      template: z.string().min(1).optional(),
    }),
  )
  .min(1);

export type Channel = Omit<z.output<typeof channelsSchema>[number], "url" | "token"> & { api: WhazingApi };

/** The channels, by what a conversation says of its own. */
export class Channels {
  readonly #channels: readonly Channel[];

  constructor(
    channels: z.output<typeof channelsSchema>,
    { timeoutMs, fetch }: { timeoutMs: number; fetch: FetchLike | undefined },
  ) {
    this.#channels = channels.map(({ url, token, ...channel }) => ({
      ...channel,
      api: new WhazingApi({ url, token, timeoutMs, fetch }),
    }));
  }

  /** Throws `CONFIGURATION_INVALID` where none is the conversation's. */
  of({ tenantId, fields }: Conversation): Channel {
    const own = this.#channels.filter((channel) => isSame(channel.tenantId, tenantId));
    const channelId = fields?.channelId;
    const named = own.find((channel) => channel.id !== undefined && isSame(channel.id, channelId ?? ""));
    const [only, ...others] = own;
    const isOnly = others.length === 0 && (only?.id === undefined || channelId === undefined);
    const found = named ?? (isOnly ? only : undefined);
    if (found !== undefined) return found;
    throw new GlpiIntegrationError(
      "CONFIGURATION_INVALID",
      `WhazingHost: tenant ${tenantId} has no channel ${channelId ?? "for a conversation that names none"}: give it among channels.`,
    );
  }
}
