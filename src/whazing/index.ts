export type { WhazingContact, WhazingMessage, WhazingTicket } from "./shapes.js";
export { conversationOf, messageOf } from "./shapes.js";
