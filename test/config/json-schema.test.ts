import { describe, expect, it } from "vitest";
import type { IntegrationType } from "../../src/config/integration.js";
import { integrationJsonSchema } from "../../src/config/json-schema.js";
import { integrationFields } from "../../src/config/schema.js";

const types = Object.keys(integrationFields) as IntegrationType[];

describe.each(types)("the JSON Schema of %s", (type) => {
  const schema = integrationJsonSchema(type);

  it("is plain JSON of draft 2020-12", () => {
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  it("describes every key, requires the few that must be given, and allows no other", () => {
    expect(Object.keys(schema.properties ?? {})).toEqual(Object.keys(integrationFields[type].shape));
    expect(schema.required).toEqual(["type", "name", "url", "appToken", "userToken"]);
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties?.type).toEqual({ type: "string", const: type });
  });

  it("says the type of every value", () => {
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      expect(property, key).toSatisfy((value: object) => "type" in value || "anyOf" in value);
    }
  });

  it("marks the tokens as secrets", () => {
    for (const token of ["appToken", "userToken"]) {
      expect(schema.properties?.[token]).toMatchObject({ type: "string", format: "password", writeOnly: true });
    }
  });
});

describe("the JSON Schema of creating tickets", () => {
  const { properties = {} } = integrationJsonSchema("glpi-create-ticket");

  it("has the limits and defaults of numbers", () => {
    expect(properties.messageIntervalMs).toEqual({
      type: "integer",
      minimum: 1_000,
      maximum: 600_000,
      default: 15_000,
    });
    expect(properties.categoryId).toEqual({ type: "integer", minimum: 1, maximum: 4_294_967_295 });
  });

  it("has the limits of lines, and of each of them", () => {
    expect(properties.ignoredTexts).toEqual({
      type: "array",
      items: { type: "string", maxLength: 200 },
      maxItems: 200,
      default: [],
    });
  });

  it("has the values of choices", () => {
    expect(properties.ticketType).toEqual({ type: "string", enum: ["incident", "request"], default: "incident" });
  });

  it("has the values of a field of which several can be chosen", () => {
    expect(properties.tellStatuses).toEqual({
      type: "array",
      items: { type: "string", enum: ["assigned", "planned", "pending", "due", "solved", "closed"] },
      default: ["solved", "closed"],
    });
  });
});
