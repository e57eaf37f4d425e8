import { expectTypeOf, it } from "vitest";
import type * as z from "zod";
import type {
  ConsultTicketsIntegration,
  CreateTicketIntegration,
  IntegrationType,
} from "../../src/config/integration.js";
import type { integrationFields, zodSchemas } from "../../src/config/schema.js";

type Read<T extends IntegrationType> = z.output<(typeof zodSchemas)[T]>;

/** The same keys, each optional in both or in neither, with the same types: interfaces and intersections alike. */
type Plain<T> = { [K in keyof T]: T[K] };

it("the interfaces say what the schemas give", () => {
  expectTypeOf<Plain<CreateTicketIntegration>>().toEqualTypeOf<Plain<Read<"glpi-create-ticket">>>();
  expectTypeOf<Plain<ConsultTicketsIntegration>>().toEqualTypeOf<Plain<Read<"glpi-consult-tickets">>>();
  expectTypeOf<keyof typeof integrationFields>().toEqualTypeOf<IntegrationType>();
});
