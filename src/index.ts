// The public surface, by reader: the order is part of the documentation.

// What a host needs.
export { GlpiIntegration } from "./integration/glpi-integration.js";
export type { GlpiChangedEvent } from "./integration/change-calls.js";
export type { LinkedTicket, LinkTicketRequest } from "./changes/link-ticket.js";
export type { Overview } from "./integration/overview.js";
export type { Health } from "./integration/health.js";
export type { DeadLettersOf, ReplayOf, WhoseDeadLetters } from "./integration/dead-letters.js";
export type { ForgetContactRequest } from "./integration/contact-calls.js";
export type { Closed, LeftBatch } from "./integration/closing.js";
export type { HostEmitter } from "./integration/emitters.js";
export type { GlpiIntegrationOptions } from "./integration/options.js";
export type {
  Button,
  ChoiceList,
  CustomerNotice,
  Host,
  ListRow,
  NoticeAnswer,
  OutgoingMedia,
  OutgoingMessage,
  QueueIntegration,
} from "./host/host.js";
export type { FetchLike } from "./glpi/fetch-like.js";
export type {
  Contact,
  Conversation,
  ConversationEvent,
  ConversationFact,
  FileContent,
  HostEvents,
  Id,
  LeaveEvent,
  Media,
  Message,
  MessageDeletedEvent,
  MessageEditedEvent,
  MessageEvent,
  SharedContact,
  TransferEvent,
} from "./host/events.js";

// For a button that tests a configuration.
export { checkIntegration } from "./check/check-integration.js";
export type { CheckIntegrationOptions, CheckOptions } from "./check/options.js";
export type { Finding, FindingState } from "./check/finding.js";

// For the webhooks of a GLPI 11.
export {
  type GlpiBell,
  type GlpiWebhookOptions,
  glpiWebhook,
  type WebRequest,
  type WebResponse,
} from "./changes/webhook.js";
export { type NodeRequest, type NodeResponse, nodeHandler } from "./changes/node-handler.js";

// What it is told.
export type { FileProblem } from "./files/file-problem.js";
export type { AddedFollowUp, CreatedTicket, GlpiIntegrationEvents, OpenTickets, OverheardEvent } from "./events.js";
export type { Batch } from "./conversation/batch.js";
export type { TicketStatus, TicketSummary } from "./glpi/tickets.js";
export {
  type ConfigurationIssue,
  type ErrorCode,
  errorCodes,
  GlpiIntegrationError,
  isGlpiIntegrationError,
} from "./glpi/errors.js";
export type { ServerHealth } from "./glpi/breaker.js";
export type { Logger } from "./integration/log.js";

// The configuration and its form.
export {
  type FormField,
  type FormOption,
  type FormStep,
  type IntegrationForm,
  integrationForm,
} from "./config/form.js";
export { type IntegrationJsonSchema, integrationJsonSchema } from "./config/json-schema.js";
export {
  type IntegrationSchema,
  integrationSchemas,
  type ParsedIntegration,
  type ParseOptions,
  parseIntegration,
} from "./config/parse-integration.js";
export type {
  ConsultTicketsIntegration,
  CreateTicketIntegration,
  Integration,
  IntegrationType,
} from "./config/integration.js";
export { type PreviewKey, type PreviewSample, previewText } from "./config/preview-text.js";
export { maskSecrets, mergeSecrets } from "./config/secrets.js";
export type { Locale } from "./locales/locale.js";

// For a store of your own.
export type { KeepDays } from "./store/keep-days.js";
export { MemoryStore, type MemoryStoreOptions } from "./store/memory.js";
export {
  type Alarm,
  type AlarmChange,
  type BatchCounts,
  type BatchProgress,
  type AlarmStore,
  type ChangeStore,
  type DeadLetter,
  type DeadLetterQuery,
  type ForgottenContact,
  type IntegrationCounts,
  type Known,
  type KnownRequester,
  LeaseLost,
  type LostBatch,
  type NamedContact,
  type NextLook,
  type QuietTimes,
  type Store,
  type TakenAlarm,
  type TakenBatch,
  type TakenTicket,
  type TakenWatch,
  type TicketLink,
  type ToSay,
  type Waiting,
  type WatchCursor,
  type WatchedAccount,
  type WatchedTicket,
} from "./store/store.js";
export type { Choosing, Consulting, ConversationState } from "./conversation/state.js";
