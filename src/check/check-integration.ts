import type { Finding } from "./finding.js";
import type { CheckIntegrationOptions } from "./options.js";

/**
 * Looks at a configuration, and at the GLPI that it names, as the integration would use it: what is wrong, and how to
 * mend it, in the operator's language. Fifteen to thirty requests, four at a time; nothing is written in GLPI unless
 * `write`. What could not be looked at because of something before it is `skipped`.
 *
 * ```ts
 * const findings = await checkIntegration(raw, { locale: "pt-BR", phone: "5531987654321" });
 * const works = findings.every(({ state }) => state !== "failed");
 * ```
 *
 * @param raw a configuration as a form or a database row gives it; it may be invalid
 * @returns in the order in which to mend them. Rejects with `CONFIGURATION_INVALID` for a bad option, and for nothing
 * that is wrong with `raw`, GLPI or the store.
 */
export async function checkIntegration(raw: unknown, options: CheckIntegrationOptions = {}): Promise<Finding[]> {
  // A host loads none of it until somebody wants to know.
  const { runChecks } = await import("./run-checks.js");
  return runChecks(raw, options);
}
