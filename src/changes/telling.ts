import type { CreateTicketIntegration, Integration } from "../config/integration.js";
import { accountOf } from "../glpi/account.js";
import type { WatchedAccount } from "../store/changes.js";

/** Whether the customers of an integration hear of changes. */
export function tellsChanges(integration: Integration | undefined): integration is CreateTicketIntegration {
  return integration?.type === "glpi-create-ticket" && integration.tellChanges;
}

/** The GLPI that an integration works with, and its account there. */
export function watchedBy(integration: CreateTicketIntegration): WatchedAccount {
  return { url: integration.url, account: accountOf(integration) };
}

/** Whether an integration works with it. */
export function worksWith(integration: CreateTicketIntegration, { url, account }: WatchedAccount): boolean {
  const own = watchedBy(integration);
  return own.url === url && own.account === account;
}
