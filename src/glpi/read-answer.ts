import type { z } from "zod";
import type { Answer, RequestName } from "./answer-errors.js";
import { GlpiIntegrationError } from "./errors.js";

/** An answer as what GLPI gives; throws `GlpiIntegrationError` where it is something else. */
export function read<T extends z.ZodType>(request: RequestName, answer: Answer, schema: T): z.output<T> {
  const result = schema.safeParse(answer.body);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => issue.path.join(".") || "the answer").join(", ");
  throw new GlpiIntegrationError(
    request.method === "POST" ? "ANSWER_LOST" : "UNAVAILABLE",
    `${request.method} ${request.path}: GLPI's answer is not what its REST API gives (${where}). Is url the address of GLPI 10's or 11's REST API?`,
    { status: answer.status },
  );
}
