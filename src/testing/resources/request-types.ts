import type { Resource } from "./resource.js";

/** The request sources that GLPI is installed with; their ids count from 1. */
export const requestTypeNames = ["Helpdesk", "E-Mail", "Phone", "Direct", "Written", "Other"];

export const requestTypes: Resource = {
  canRead: () => true,
  list: () =>
    requestTypeNames.map((name, index) => ({
      id: index + 1,
      name,
      is_helpdesk_default: index === 0 ? 1 : 0,
      is_followup_default: index === 0 ? 1 : 0,
      is_mail_default: index === 1 ? 1 : 0,
      is_mailfollowup_default: index === 1 ? 1 : 0,
      is_active: 1,
      is_ticketheader: 1,
      is_itilfollowup: 1,
      comment: null,
      date_mod: null,
      date_creation: null,
    })),
};
