import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { type Answer, errorFromAnswer, errorFromFailure, type RequestName } from "../../src/glpi/answer-errors.js";
import { errorCodes, GlpiIntegrationError, isGlpiIntegrationError, toIntegrationError } from "../../src/glpi/errors.js";
import { recording, versions } from "./recorded.js";

const get: RequestName = { method: "GET", path: "search/User" };
const post: RequestName = { method: "POST", path: "Ticket" };
const html = { contentType: "text/html; charset=UTF-8", body: undefined };
const json = (status: number, body: unknown): Answer => ({ status, contentType: "application/json", body });

describe.each(versions)("an answer of GLPI %s", (version) => {
  it.each([
    [1, "APP_TOKEN_WRONG", false],
    [2, "APP_TOKEN_WRONG", false],
    [3, "USER_TOKEN_WRONG", false],
    [4, "USER_TOKEN_WRONG", false],
    [5, "API_DISABLED", false],
    [6, "IP_REFUSED", false],
    [9, "SESSION_LOST", true],
    [10, "SESSION_LOST", true],
    [15, "REFUSED", false],
    [16, "REFUSED", false],
    [22, "NOT_FOUND", false],
    [30, "REFUSED", false],
    [34, "REFUSED", false],
    [35, "REFUSED", false],
    [39, "REFUSED", false],
    [58, "REFUSED", false],
    [59, "RIGHT_MISSING", false],
    [60, "REFUSED", false],
    [62, "REFUSED", false],
  ] as const)("[%i] means %s", (number, code, retryable) => {
    const { request, response } = recording(version, number);
    const path = request.path.replace("/apirest.php/", "");
    const error = errorFromAnswer({ method: request.method, path }, json(response.status, response.body));
    expect(error).toMatchObject({ code, retryable, status: response.status });
    expect(error.message).toContain(`${request.method} ${path}: `);
  });
});

describe("an answer that is not GLPI's API", () => {
  it.each([
    [
      "a redirect",
      get,
      { ...html, status: 302, location: "https://u:p@sso.example/login?token=1" },
      "REDIRECTED",
      false,
    ],
    ["a page with 404", get, { ...html, status: 404 }, "ADDRESS_WRONG", false],
    ["a page with 200 (maintenance, or a web page)", get, { ...html, status: 200 }, "UNAVAILABLE", true],
    ["a page with 500", get, { ...html, status: 500 }, "UNAVAILABLE", true],
    ["too many requests", get, { ...html, status: 429 }, "UNAVAILABLE", true],
    ["JSON with 500", get, json(500, ["ERROR", "x"]), "UNAVAILABLE", true],
    ["a page with 200, to a POST", post, { ...html, status: 200 }, "ANSWER_LOST", true],
    ["a page with 404, to a POST", post, { ...html, status: 404 }, "ANSWER_LOST", true],
    ["a page with 502, to a POST", post, { ...html, status: 502 }, "ANSWER_LOST", true],
    ["a request too large", post, { ...html, status: 413 }, "REFUSED", false],
    [
      "a page, to what makes nothing",
      { ...post, path: "changeActiveEntities" },
      { ...html, status: 502 },
      "UNAVAILABLE",
      true,
    ],
  ] as const)("%s", (_case, request, answer, code, retryable) => {
    expect(errorFromAnswer(request, answer)).toMatchObject({ code, retryable });
  });

  it("never repeats secrets of an address it was sent to", () => {
    const answer = { ...html, status: 301, location: "https://user:secret@glpi.example/apirest.php?session_token=abc" };
    const { message } = errorFromAnswer(get, answer);
    expect(message).toContain("https://glpi.example/apirest.php");
    expect(message).not.toMatch(/secret|abc/);
  });
});

it("never repeats the SQL query that GLPI 11 answers with, which holds what the customer wrote", () => {
  const { response } = recording("11.0.6", 78);
  const { message } = errorFromAnswer(post, json(response.status, response.body));
  expect(message).toContain("its database refused");
  expect(message).not.toMatch(/INSERT|ááá/);
  const strange = json(400, ["ERROR_GLPI_ADD", "MySQL query error: Incorrect string value: 'segredo' for column"]);
  expect(errorFromAnswer(post, strange).message).not.toContain("segredo");
});

describe("a request without an answer", () => {
  const socket = (code: string, syscall = "read") =>
    new TypeError("fetch failed", { cause: Object.assign(new Error(`${syscall} ${code}`), { code, syscall }) });
  const allOf = (...errors: Error[]) => new TypeError("fetch failed", { cause: new AggregateError(errors) });

  it.each([
    ["a GET", get, socket("ECONNRESET"), "UNAVAILABLE"],
    ["a POST that may have arrived", post, socket("ECONNRESET"), "ANSWER_LOST"],
    ["a POST that timed out", post, Object.assign(new Error("no answer"), { name: "TimeoutError" }), "ANSWER_LOST"],
    ["a POST to nobody", post, socket("ECONNREFUSED", "connect"), "UNAVAILABLE"],
    ["a POST to an unknown name", post, socket("ENOTFOUND", "getaddrinfo"), "UNAVAILABLE"],
    [
      "a POST to nobody at several addresses",
      post,
      allOf(socket("ECONNREFUSED", "connect"), socket("ENETUNREACH", "connect")),
      "UNAVAILABLE",
    ],
    ["a POST whose connection stood before the network went", post, socket("EHOSTUNREACH"), "ANSWER_LOST"],
    [
      "a POST of which one address may have got something",
      post,
      allOf(socket("ECONNREFUSED", "connect"), socket("ECONNRESET")),
      "ANSWER_LOST",
    ],
    ["something that is no error", post, { token: "x" }, "ANSWER_LOST"],
  ] as const)("%s", (_case, request, failure, code) => {
    expect(errorFromFailure(request, failure)).toMatchObject({ code, retryable: true });
  });

  it("keeps why, and nothing that a HTTP library attached", () => {
    const failure = Object.assign(socket("ECONNRESET"), { request: { headers: { "App-Token": "secret" } } });
    const error = errorFromFailure(get, failure);
    expect(error.message).toContain("read ECONNRESET");
    expect(inspect(error, { depth: 9 })).not.toContain("secret");
    expect(error.cause).toMatchObject({ message: "fetch failed", cause: { code: "ECONNRESET" } });
  });
});

describe("the family of errors", () => {
  it("has these codes, and no other", () => {
    expect(errorCodes).toMatchInlineSnapshot(`
      [
        "CONFIGURATION_INVALID",
        "EVENT_INVALID",
        "ADDRESS_WRONG",
        "REDIRECTED",
        "API_DISABLED",
        "IP_REFUSED",
        "APP_TOKEN_WRONG",
        "USER_TOKEN_WRONG",
        "RIGHT_MISSING",
        "REFUSED",
        "NOT_FOUND",
        "REQUESTER_NOT_FOUND",
        "COMPANY_AMBIGUOUS",
        "SESSION_LOST",
        "UNAVAILABLE",
        "ANSWER_LOST",
        "HOST_FAILED",
        "FILE_FAILED",
        "STORE_FAILED",
        "CLOSED",
        "TOO_LATE",
        "GLPI_SETUP",
        "AUTO_REPLY",
        "UNEXPECTED",
      ]
    `);
  });

  it("is told by name, across copies of the class", () => {
    const copy = Object.assign(new Error("x"), { name: "GlpiIntegrationError", code: "REFUSED", retryable: false });
    expect(isGlpiIntegrationError(copy)).toBe(true);
    expect(isGlpiIntegrationError(new Error("x"))).toBe(false);
    expect(toIntegrationError(copy)).toBe(copy);
  });

  it("takes in what nobody foresaw", () => {
    const cause = new RangeError("x");
    expect(toIntegrationError(cause)).toMatchObject({
      code: "UNEXPECTED",
      retryable: true,
      cause: { name: "RangeError", message: "x" },
    });
    expect(new GlpiIntegrationError("CLOSED", "x").cause).toBeUndefined();
  });
});

it("a cause that goes round in a ring ends", () => {
  const ring = new Error("ring");
  ring.cause = new Error("other", { cause: ring });
  let causes = 0;
  for (let each: unknown = toIntegrationError(ring); each instanceof Error; each = each.cause) causes += 1;
  expect(causes).toBeLessThan(15);
  expect(errorFromFailure(post, ring)).toMatchObject({ code: "ANSWER_LOST" });
});
