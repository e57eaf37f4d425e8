import { z } from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { Id } from "../host/events.js";
import * as valid from "../host/validate.js";
import type { IntegrationCounts } from "../store/store.js";
import { storeFailed } from "../store/store-failed.js";
import type { Parts } from "./assemble.js";

/** For a page of the host's: what there is of each integration of a tenant. */
export interface Overview {
  /** Those of which there is anything, in the order of their ids as texts. */
  integrations: readonly IntegrationCounts[];
}

const request = z.object({ tenantId: valid.id });

/** Rejects with `EVENT_INVALID`, `STORE_FAILED`, and `CONFIGURATION_INVALID` where the store cannot say. */
export async function overviewOf({ context: { store } }: Parts, asked: { tenantId: Id }): Promise<Overview> {
  const { tenantId } = valid.validate("overview", request, asked);
  if (store.overview === undefined) {
    throw new GlpiIntegrationError(
      "CONFIGURATION_INVALID",
      "overview: this store has no overview(): give it one, or use health(), which counts without telling integrations apart.",
    );
  }
  const integrations = await store.overview(tenantId).catch((cause: unknown) => {
    throw storeFailed(cause);
  });
  return { integrations };
}
