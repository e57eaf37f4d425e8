import { expect, it } from "vitest";
import { jsonLog } from "../../../src/cli/serve/json-log.js";
import { GlpiIntegrationError } from "../../../src/index.js";

it("a line is one JSON object, and an error in it its code and message, whatever else hangs on it", () => {
  const lines: string[] = [];
  const logger = jsonLog(
    (line) => void lines.push(line),
    () => new Date(0),
  );
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", headers: "secret" });
  const cause = new TypeError("fetch failed", { cause: refused });
  const error = new GlpiIntegrationError("UNAVAILABLE", "GLPI cannot be reached.", { cause });
  logger.info("one\ntwo", { ticketId: 7 });
  logger.warn("it failed", { tenantId: 1, error });
  logger.error("so did this", { error: Object.assign(new RangeError("no"), { request: "secret" }) });
  const time = "1970-01-01T00:00:00.000Z";
  expect(lines.every((line) => !line.includes("\n") && !line.includes("secret"))).toBe(true);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { time, level: "info", msg: "one\ntwo", ticketId: 7 },
    {
      ...{ time, level: "warn", msg: "it failed", tenantId: 1 },
      error: { code: "UNAVAILABLE", message: "GLPI cannot be reached.", retryable: true, cause: "ECONNREFUSED" },
    },
    { time, level: "error", msg: "so did this", error: { code: "RangeError", message: "no" } },
  ]);
});
