import { GlpiIntegrationError } from "../glpi/errors.js";
import type { Store } from "../store/store.js";

const name: unique symbol = Symbol.for("whazing-glpi.claimed-stores");
/** One for the process, whichever copies of this package it has. */
const shared: typeof globalThis & { [name]?: WeakSet<Store> } = globalThis;

/** A store wakes one integration, and is closed with it. Throws `CONFIGURATION_INVALID` for one that has, or had, one. */
export function claimStore(store: Store): void {
  shared[name] ??= new WeakSet();
  if (shared[name].has(store)) {
    throw new GlpiIntegrationError(
      "CONFIGURATION_INVALID",
      "new GlpiIntegration: store: another GlpiIntegration has this store, or had it and closed it: make one GlpiIntegration for all tenants and integrations, or a store object for each.",
    );
  }
  shared[name].add(store);
}
