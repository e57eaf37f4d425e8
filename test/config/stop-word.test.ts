import { expect, it } from "vitest";
import { integrationSchemas } from "../../src/config/parse-integration.js";
import { validCreate } from "./valid.js";

const { safeParse } = integrationSchemas["glpi-create-ticket"];

it.each(["PARAR", "parar!", "stop", "não avisar", "BAJA", " pare "])("%j can be a stop word", (stopWord) => {
  expect(safeParse({ ...validCreate, stopWord }).data?.stopWord).toBe(stopWord.trim());
});

it.each(["1", "a", "👍", "sim", "No.", "oi", "obrigado", "sair", "mais", "resolvido", "ok", "abrir chamado", "#12 a"])(
  "%j is written for something else, and is refused",
  (stopWord) => {
    expect(safeParse({ ...validCreate, stopWord }).error?.issues).toMatchObject([{ key: "stopWord" }]);
  },
);

it.each([undefined, null, "", "  "])("%j: there is none", (stopWord) => {
  expect(safeParse({ ...validCreate, stopWord }).data?.stopWord).toBeUndefined();
});
