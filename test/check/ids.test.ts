import { expect, it } from "vitest";
import { MemoryStore } from "../../src/store/memory.js";
import { rows } from "../docs/pages.js";
import { useFakeClock } from "../fake-clock.js";
import { addBeatriz } from "../world.js";
import { check, makeGlpi } from "./checking.js";

useFakeClock();

it("every finding's id is in docs/host-integration.md", async () => {
  const { create, consult, glpi, api, acme } = makeGlpi(11);
  addBeatriz(glpi);
  const all = {
    categoryId: 1,
    locationId: 1,
    assignedGroupId: 1,
    requestSourceId: 1,
    fallbackEntityId: acme.id,
    fallbackRequesterId: api.id,
    tellChanges: true,
    ratingText: "?",
    companyField: "CNPJ",
    askCategory: true,
    askLocation: true,
  };
  const options = { fetch: glpi.fetch, write: true };
  const found = [
    await check({ ...create, ...all }, { ...options, phone: "5531987654322", store: new MemoryStore() }),
    await check({ ...create, createRequester: false, maxFileMb: 0 }, { ...options, phone: "1" }),
    await check(consult, options),
  ].flatMap((findings) => [...findings.keys()]);
  const cells = rows("docs/host-integration.md", "## The button *Testar integração*").map(([ids = "", what = ""]) => [
    ids,
    what,
  ]);
  const words = cells.flatMap(([ids = "", what = ""]) => {
    const named = [...ids.matchAll(/`([^`]+)`/g)].map(([, id = ""]) => id);
    // Of the rights, their names stand beside.
    return named.includes("rights.<right>")
      ? [...what.matchAll(/`([^`]+)`/g)].map(([, right]) => `rights.${right}`)
      : named;
  });
  const known = new Set(words);
  const missing = found.filter((id) => !known.has(id) && !id.startsWith("configuration."));
  expect(missing).toEqual([]);
  // And those that are there were seen, but for the few that another store or GLPI has.
  expect(words.filter((id) => !found.includes(id))).toEqual(["configuration.<key>", "store.listen"]);
});
