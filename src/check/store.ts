import { toIntegrationError } from "../glpi/errors.js";
import type { Store } from "../store/store.js";
import type { Finding, Say } from "./finding.js";

/** Whether the store keeps what it is told, answers, and hears other processes. */
export async function checkStore(store: Store | undefined, say: Say): Promise<Finding[]> {
  if (store === undefined) return [];
  if (!store.durable) return [say("store", "warning", "storeMemory")];
  if (store.hearing === undefined) return [];
  try {
    const hearing = await store.hearing();
    return [say("store", "ok", "storeOk"), listening(hearing, say)];
  } catch (error) {
    return [say("store", "failed", "storeFailed", { why: toIntegrationError(error).message })];
  }
}

function listening(hearing: "heard" | "deaf" | "none", say: Say): Finding {
  if (hearing === "heard") return say("store.listen", "ok", "listenOk");
  if (hearing === "deaf") return say("store.listen", "warning", "listenDeaf");
  return say("store.listen", "warning", "listenNone");
}
