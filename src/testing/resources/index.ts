import { categories } from "./categories.js";
import { documentItems } from "./document-items.js";
import { documentTypes } from "./document-types.js";
import { documents } from "./documents.js";
import { entities } from "./entities.js";
import { followUps } from "./follow-ups.js";
import { groups } from "./groups.js";
import { locations } from "./locations.js";
import { profiles } from "./profiles.js";
import { requestTypes } from "./request-types.js";
import type { Resource } from "./resource.js";
import { solutions } from "./solutions.js";
import { surveys } from "./surveys.js";
import { ticketTasks, ticketValidations } from "./tasks.js";
import { mandatoryFields, ticketTemplates } from "./ticket-templates.js";
import { ticketLinks, ticketUsers } from "./ticket-users.js";
import { tickets } from "./tickets.js";
import { profileUsers, users } from "./users.js";

/** The item types that are simulated, by GLPI's name. */
export const resources: Readonly<Record<string, Resource>> = Object.assign(Object.create(null), {
  User: users,
  Profile_User: profileUsers,
  Ticket: tickets,
  Ticket_User: ticketUsers,
  Ticket_Ticket: ticketLinks,
  ITILFollowup: followUps,
  ITILSolution: solutions,
  TicketTask: ticketTasks,
  TicketValidation: ticketValidations,
  TicketSatisfaction: surveys,
  Document: documents,
  Document_Item: documentItems,
  DocumentType: documentTypes,
  RequestType: requestTypes,
  ITILCategory: categories,
  Location: locations,
  Entity: entities,
  Group: groups,
  Profile: profiles,
  TicketTemplate: ticketTemplates,
  TicketTemplateMandatoryField: mandatoryFields,
});
