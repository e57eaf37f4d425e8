import * as z from "zod";
import { type IntegrationType, integrationFields } from "./schema.js";

/** A JSON Schema of an object, as far as `integrationJsonSchema()` writes one. */
export type IntegrationJsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * JSON Schema (draft 2020-12) of a type's configuration, for tools that check or draw it. It describes the plain form:
 * numbers as numbers, what is not set left out. Both tokens are `writeOnly`. What no JSON Schema can say (the address,
 * the time zone, templates) `parseIntegration()` checks.
 */
export function integrationJsonSchema(type: IntegrationType): IntegrationJsonSchema {
  return z.toJSONSchema(integrationFields[type], { io: "input" });
}
