import { type Answer, htmlAnswer, jsonAnswer } from "./answer.js";
import type { FaultEffect } from "./faults.js";
import type { SimulatedRequest } from "./request.js";

/** What becomes of a request that meets faults. */
interface Met {
  readonly request: SimulatedRequest;
  readonly effects: readonly FaultEffect[];
  /** How long the call takes without a fault, in milliseconds. */
  readonly latencyMs: number;
  loseSession(): void;
  work(): Answer;
}

/** The answer, after its delays and unless a fault takes its place; `"reset"` breaks the connection. */
export async function meetFaults({ request, effects, latencyMs, loseSession, work }: Met): Promise<Answer | "reset"> {
  const delayMs = effects.reduce((sum, effect) => sum + delayOf(effect, request), latencyMs);
  if (delayMs > 0) await new Promise((resolve) => globalThis.setTimeout(resolve, delayMs));
  if (effects.some((effect) => effect.kind === "loseSession")) loseSession();
  const end = effects.find((effect) => effect.kind !== "delay" && effect.kind !== "loseSession");
  if (end?.kind === "resetBefore") return "reset";
  if (end?.kind === "refuseToAdd") return jsonAnswer(400, ["ERROR_GLPI_ADD", ""]);
  if (end?.kind === "redirect") return { ...htmlAnswer(302, "Found"), headers: { location: end.location } };
  if (end?.kind === "status" && !end.afterWork) return statusAnswer(end);
  const answer = work();
  if (end?.kind === "resetAfter") return "reset";
  return end?.kind === "status" ? statusAnswer(end) : answer;
}

function delayOf(effect: FaultEffect, request: SimulatedRequest): number {
  if (effect.kind !== "delay") return 0;
  return typeof effect.ms === "number" ? effect.ms : effect.ms(request);
}

function statusAnswer({ status, body }: { readonly status: number; readonly body: "html" | "json" }): Answer {
  if (body === "json") return jsonAnswer(status, ["ERROR", "Internal server error"]);
  return htmlAnswer(status, status === 200 ? "GLPI - Maintenance" : `${status} Server Error`);
}
