import { describe, expect, it } from "vitest";
import { GlpiIntegration, type GlpiIntegrationOptions } from "../../src/index.js";
import { parseOptions } from "../../src/integration/options.js";
import { durable, host, inMemory } from "./kinds-of-store.js";
import { blocks, rows, unquote } from "./pages.js";

/** The numbers that a cell begins and goes on with: `100 to 3,600,000`. */
const numbersIn = (cell = "") => [...cell.matchAll(/\d[\d,]*/g)].map(([text]) => Number(text.replaceAll(",", "")));

describe("the options of docs/host-integration.md", () => {
  const table = rows("docs/host-integration.md", "## The whole of it").map(([name, ...cells]) => ({
    name: unquote(name),
    defaults: numbersIn(cells[0]),
    limits: numbersIn(cells[1]),
  }));
  const given = (name: string, value: number): GlpiIntegrationOptions => {
    const [key = "", inner] = name.split(".");
    return { host, [key]: inner === undefined ? value : { [inner]: value } };
  };

  it("are options that there are", () => {
    const { retry, ...others } = inMemory;
    const names = [...Object.keys(others), ...Object.keys(retry).map((name) => `retry.${name}`), "logger"];
    expect(table.length).toBeGreaterThan(4);
    expect(table.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("have the defaults that the page says, on each kind of store", () => {
    const said = Object.fromEntries(table.map(({ name, defaults }) => [name, defaults]));
    expect(said.requestTimeoutMs).toEqual([inMemory.requestTimeoutMs]);
    expect(said["retry.giveUpAfterMs"]).toEqual([durable.retry.giveUpAfterMs, inMemory.retry.giveUpAfterMs]);
  });

  it.each(table.filter(({ limits }) => limits.length > 0))("$name has the limits that the page says", (option) => {
    const [min = Number.NaN, max] = option.limits;
    const refused = { code: "CONFIGURATION_INVALID" };
    parseOptions(given(option.name, min));
    expect(() => parseOptions(given(option.name, min - 1))).toThrow(expect.objectContaining(refused));
    if (max === undefined) return;
    parseOptions(given(option.name, max));
    expect(() => parseOptions(given(option.name, max + 1))).toThrow(expect.objectContaining(refused));
  });
});

it("docs/host-integration.md shows every method of GlpiIntegration in a program", () => {
  const programs = blocks("docs/host-integration.md", "ts").join("\n");
  const methods = Object.getOwnPropertyNames(GlpiIntegration.prototype).filter((name) => name !== "constructor");
  const notShown = methods.filter((name) => !programs.includes(`.${name}(`));
  // The counterpart of on().
  expect(notShown).toEqual(["off"]);
});
