import * as z from "zod";
import type { IntegrationType } from "./integration.js";
import { integrationFields } from "./schema.js";

/** A property of `IntegrationJsonSchema`. */
interface JsonSchemaProperty {
  type?: string | undefined;
  description?: string | undefined;
  const?: string | undefined;
  default?: unknown;
  enum?: (string | number)[] | undefined;
  anyOf?: JsonSchemaProperty[] | undefined;
  items?: JsonSchemaProperty | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  maxItems?: number | undefined;
  format?: string | undefined;
  writeOnly?: boolean | undefined;
}

/** A JSON Schema of an object, as far as `integrationJsonSchema()` writes one. */
export interface IntegrationJsonSchema {
  $schema?: string | undefined;
  type?: string | undefined;
  properties?: Record<string, JsonSchemaProperty> | undefined;
  required?: string[] | undefined;
  additionalProperties?: boolean | undefined;
}

/**
 * JSON Schema (draft 2020-12) of a type's configuration, for tools that check or draw it. It describes the plain form:
 * numbers as numbers, what is not set left out. Both tokens are `writeOnly`. What no JSON Schema can say (the address,
 * the time zone, templates) `parseIntegration()` checks.
 */
export function integrationJsonSchema(type: IntegrationType): IntegrationJsonSchema {
  return z.toJSONSchema(integrationFields[type], { io: "input" }) as IntegrationJsonSchema;
}
