import { parseIntegration } from "../config/parse-integration.js";
import type { GlpiAccount } from "../glpi/clients.js";
import { GlpiIntegrationError } from "../glpi/errors.js";

const names = ["GLPI_URL", "GLPI_APP_TOKEN", "GLPI_USER_TOKEN"] as const;

/**
 * The GLPI that `GLPI_URL`, `GLPI_APP_TOKEN` and `GLPI_USER_TOKEN` name; undefined when none of them is set. Throws
 * `CONFIGURATION_INVALID` when only some are, or when one is not valid.
 */
export function accountFromEnvironment(environment: NodeJS.ProcessEnv): GlpiAccount | undefined {
  const missing = names.filter((name) => !environment[name]);
  if (missing.length === names.length) return undefined;
  if (missing.length > 0) {
    throw new GlpiIntegrationError(
      "CONFIGURATION_INVALID",
      `${missing.join(" and ")} must be set too: a GLPI is named by ${names.join(", ")} together.`,
    );
  }
  const { url, appToken, userToken } = parseIntegration({
    type: "glpi-consult-tickets",
    name: "GLPI",
    locale: "en",
    url: environment.GLPI_URL,
    appToken: environment.GLPI_APP_TOKEN,
    userToken: environment.GLPI_USER_TOKEN,
  });
  return { url, appToken, userToken };
}
