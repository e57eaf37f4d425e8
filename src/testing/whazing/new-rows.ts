import type { WhazingChannelKind, WhazingChannelRow } from "./rows.js";

export interface NewWhazingChannel {
  name?: string | undefined;
  /** `other` by default. */
  kind?: WhazingChannelKind | undefined;
  /** The queue of a new conversation; none by default: the bot asks. */
  queueId?: number | undefined;
  sendsBase64?: boolean | undefined;
  /** Where its webhooks go. None by default: nothing is sent. */
  webhook?: WhazingChannelRow["webhook"];
}

export interface NewWhazingContact {
  name: string;
  number?: string | undefined;
  lid?: string | undefined;
  isGroup?: boolean | undefined;
}

/** What a customer writes. */
export interface NewWhazingMessage {
  text?: string | undefined;
  file?: { name: string; bytes: Uint8Array; type: string } | undefined;
  /** As Whazing says it: `call_log`, `reactionMessage`; by default by the file. */
  mediaType?: string | undefined;
  /** In a group, the contact who writes. */
  author?: number | undefined;
  /** The first one by default. */
  channelId?: number | undefined;
}

/** A channel, and where its external API is now. */
export type SimulatedWhazingChannel = Readonly<WhazingChannelRow> & { readonly url: string };
