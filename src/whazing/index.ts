// A stock Whazing as the host.
export { type NodeRequest, type NodeResponse, nodeHandler } from "../changes/node-handler.js";
export type { WebRequest, WebResponse } from "../changes/webhook.js";
export type { WhazingChannel } from "./channels.js";
export type { FoundMessage } from "./found-message.js";
export type { WhazingQueue, WhazingTenant } from "./places.js";
export type { WhazingContact, WhazingMessage, WhazingTicket } from "./shapes.js";
// Its rows, for whoever has its database.
export { conversationOf, messageOf } from "./shapes.js";
export type { WhazingListener } from "./teller.js";
export { type WhazingWebhookOptions, whazingWebhook } from "./webhook.js";
export { WhazingHost, type WhazingHostOptions } from "./whazing-host.js";
