import * as z from "zod";
import { localeCodes } from "../locales/locale.js";
import {
  apiUrl,
  callingCode,
  choice,
  choices,
  duration,
  glpiId,
  glpiIdWithDefault,
  hostId,
  optionalDuration,
  optionalText,
  secret,
  text,
  timeZone,
  toggle,
  urgency,
  wholeNumber,
} from "./fields.js";
import { lines, mediaHosts } from "./line-fields.js";
import { stopWord } from "./stop-word.js";
import { customerText, customerTextOrNone, template } from "./template-fields.js";

/** The longest wait, unless the quiet time is longer. */
export const usualMaxWaitMs = 120_000;

/** What customers can hear of besides answers and solutions. `due`: by when it is to be solved. */
const toldStatuses = ["assigned", "planned", "pending", "due", "solved", "closed"] as const;

const aboutTicket = ["ticketNumber", "ticketTitle", "ticketUrl"];

/** What each field takes; what it means, and its type, is in `integration.ts`. */
function commonFields() {
  return {
    name: text(100),
    url: apiUrl(),
    appToken: secret(),
    userToken: secret(),
    locale: choice(localeCodes, "pt-BR"),
    timeZone: timeZone("America/Sao_Paulo"),
    countryCode: callingCode("55"),
    errorQueueId: hostId("queue"),
    matchWithoutAreaCode: toggle(false),
    personField: optionalText(100),
    messageIntervalMs: duration({ minimum: 1_000, maximum: 600_000, fallback: 15_000, adviceBelow: 15_000 }),
    noAnswerMinutes: wholeNumber(0, 1_440, 0),
    noAnswerAction: choice(["none", "transfer", "close"], "none"),
    noAnswerQueueId: hostId("queue"),
    sendButtons: toggle(false),
    noAnswerText: customerText(),
    maxFileMb: wholeNumber(1, 100, 20),
    allowMediaFrom: mediaHosts(),
    renameRefused: toggle(true),
    filesFailedText: customerText(["ticketNumber", "more"], { files: ["name", "reason"] }),
    failureText: customerText(),
  };
}

export const createTicketFields = z.strictObject({
  type: z.literal("glpi-create-ticket"),
  ...commonFields(),
  maxWaitMs: optionalDuration({ minimum: 1_000, maximum: 3_600_000, usually: usualMaxWaitMs }),
  needsDescription: toggle(true),
  ignoredTexts: lines(),
  maxTicketsPerHour: wholeNumber(1, 100, 4),
  includeGroups: toggle(false),
  afterTicket: choice(["followUp", "newTicket", "ignore"], "followUp"),
  courtesyFollowUps: toggle(false),
  lateEdits: choice(["warn", "note"], "warn"),
  hoursBetweenTickets: wholeNumber(0, 720, 0),
  afterCreated: choice(["stay", "transfer", "close"], "stay"),
  afterCreatedQueueId: hostId("queue"),
  companyField: optionalText(100),
  askWhenAmbiguous: toggle(false),
  createRequester: toggle(true),
  newRequesterEntityId: glpiIdWithDefault("Entity", 0),
  newRequesterProfileId: glpiIdWithDefault("Profile", 1),
  fallbackRequesterId: glpiId("User"),
  fallbackEntityId: glpiId("Entity"),
  trustContactEmail: toggle(true),
  ticketType: choice(["incident", "request"], "incident"),
  categoryId: glpiId("ITILCategory"),
  askCategory: toggle(false),
  urgency: urgency(),
  requestSourceId: glpiId("RequestType"),
  locationId: glpiId("Location"),
  askLocation: toggle(false),
  assignedGroupId: glpiId("Group"),
  titleTemplate: template("{{firstWords}}", ["firstWords"]),
  askDescriptionText: customerText(),
  ticketCreatedText: customerText([...aboutTicket, "canAdd"]),
  followUpAddedText: customerTextOrNone(aboutTicket),
  ticketReopenedText: customerText(aboutTicket),
  openTicketText: customerText(["another", "several"], { tickets: ["position", "number", "title"] }),
  askCompanyText: customerText(["total"], { companies: ["position", "name"] }),
  askCategoryText: customerText(["other", "within"], { categories: ["position", "name"] }),
  askLocationText: customerText(["other", "within"], { locations: ["position", "name"] }),
  ticketDelayedText: customerText(),
  tellChanges: toggle(false),
  tellAbout: choice(["ours", "all"], "ours"),
  tellStatuses: choices(toldStatuses, ["solved", "closed"]),
  technicianName: choice(["first", "full", "none"], "first"),
  changesEverySeconds: wholeNumber(15, 3_600, 60),
  tellForHours: wholeNumber(1, 168, 48),
  windowHours: wholeNumber(0, 72, 24),
  remindInWindow: toggle(false),
  stopWord: stopWord(),
  answerText: customerText([...aboutTicket, "technician", "answer"]),
  solutionText: customerText([...aboutTicket, "technician", "solution"]),
  statusText: customerText([...aboutTicket, "status"]),
  closedText: customerText(aboutTicket),
  ratingText: template("", aboutTicket),
  reminderText: customerText(aboutTicket),
});

export const consultTicketsFields = z.strictObject({
  type: z.literal("glpi-consult-tickets"),
  ...commonFields(),
  trustContactEmail: toggle(false),
  ticketStatuses: choice(["notSolved", "notClosed"], "notSolved"),
  solvedDays: wholeNumber(0, 3_650, 30),
  maxTickets: wholeNumber(1, 10, 10),
  createIntegrationId: hostId("integration"),
  openTicketsText: customerText(["total", "shown", "more"], {
    tickets: ["position", "number", "title", "status", "solved", "openedAt", "updatedAt", "entity", "url"],
  }),
  noTicketsText: customerText(),
  ticketDetailText: customerText([
    ...["number", "title", "status", "openedAt", "updatedAt", "entity", "category", "technician", "solution", "answer"],
    "url",
  ]),
  ambiguousText: customerText(),
});
