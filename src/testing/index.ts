export type { Fault, FaultOptions, Faults } from "./faults.js";
export { GlpiSimulator, type GlpiSimulatorOptions } from "./glpi-simulator.js";
export type {
  NewCategory,
  NewEntity,
  NewGroup,
  NewLocation,
  NewTicket,
  NewTicketTemplate,
  NewUser,
} from "./new-rows.js";
export type { LoggedRequest, SimulatedRequest, UploadedFile } from "./request.js";
export type {
  CategoryRow,
  DocumentLinkRow,
  DocumentRow,
  EntityRow,
  GlpiVersion,
  GroupRow,
  ProfileRights,
  ProfileRow,
  ProfileUserRow,
  SessionRow,
  TicketLinkRow,
  TicketRow,
  TicketTemplateRow,
  TicketUserRow,
  TreeRow,
  UserRow,
} from "./rows.js";
export type { FetchForWebhooks } from "./send-webhook.js";
export type { NewTask, Technician, TechnicianFile, TechnicianOptions, TicketChange } from "./technician.js";
export type { FollowUpRow, SolutionRow, SurveyRow, TaskRow } from "./timeline-rows.js";
export type { SimulatedTicket } from "./views.js";
export type { NewWebhook, QueuedWebhookRow, WebhookEvent, WebhookItemtype, WebhookRow } from "./webhook-rows.js";
export type { Webhooks } from "./webhooks.js";
export type {
  NewWhazingChannel,
  NewWhazingContact,
  NewWhazingMessage,
  SimulatedWhazingChannel,
} from "./whazing/new-rows.js";
export type {
  WhazingChannelKind,
  WhazingChannelRow,
  WhazingContactRow,
  WhazingConversationRow,
  WhazingMessageRow,
  WhazingReading,
  WhazingWebhookRow,
} from "./whazing/rows.js";
export { WhazingSimulator, type WhazingSimulatorOptions } from "./whazing/whazing-simulator.js";
