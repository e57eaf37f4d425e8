import { GlpiIntegrationError } from "../glpi/errors.js";

const MOST_DAYS = 3_650;

/** For how long a store keeps what, in whole days: 1 to 3,650 each. */
export interface KeepDays {
  /**
   * Which conversation and contact a ticket belongs to, and what they know of it, after its last change. Default 90. Then
   * what the customer writes there becomes a new ticket.
   */
  links?: number | undefined;
  /** Who a contact is in GLPI, after it was last asked for. Default 365. Then GLPI is asked again. */
  people?: number | undefined;
}

/** The days of each kind, or their defaults. Throws `CONFIGURATION_INVALID`. */
export function readKeepDays<K extends string>(
  given: Partial<Record<K, number | undefined>>,
  defaults: Readonly<Record<K, number>>,
): Record<K, number> {
  const unknown = Object.keys(given).find((key) => !Object.hasOwn(defaults, key));
  if (unknown !== undefined) throw invalid(unknown, `there is no such kind: use ${Object.keys(defaults).join(", ")}.`);
  const days = Object.entries<number>(defaults).map(([kind, fallback]) => {
    const value = given[kind as K] ?? fallback;
    // What is kept for ever by default is no number of days.
    const isDays = Number.isInteger(value) && value >= 1 && value <= MOST_DAYS;
    if (!isDays && value !== fallback) throw invalid(kind, `use a whole number of days from 1 to ${MOST_DAYS}.`);
    return [kind, value] as const;
  });
  return Object.fromEntries(days) as Record<K, number>;
}

function invalid(kind: string, how: string): GlpiIntegrationError {
  return new GlpiIntegrationError("CONFIGURATION_INVALID", `keepDays.${kind}: ${how}`);
}
