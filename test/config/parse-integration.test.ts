import { describe, expect, it } from "vitest";
import { integrationSchemas, type ParseOptions, parseIntegration } from "../../src/config/parse-integration.js";
import { operatorWords } from "../../src/config/words/index.js";
import { isGlpiIntegrationError } from "../../src/glpi/errors.js";
import { localeCodes } from "../../src/locales/locale.js";
import { locales } from "../../src/locales/locales.js";
import { refusals } from "./refusals.js";
import { validConsult, validCreate } from "./valid.js";

function refusalOf(raw: unknown, options?: ParseOptions): string {
  try {
    parseIntegration(raw, options);
  } catch (error) {
    if (isGlpiIntegrationError(error) && error.code === "CONFIGURATION_INVALID" && !error.retryable)
      return error.message;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

describe("a configuration with nothing optional", () => {
  it("gets every default of creating tickets", () => {
    expect(parseIntegration(validCreate)).toEqual({
      ...validCreate,
      locale: "pt-BR",
      timeZone: "America/Sao_Paulo",
      countryCode: "55",
      messageIntervalMs: 15_000,
      maxWaitMs: 120_000,
      includeGroups: false,
      askWhenAmbiguous: false,
      askCategory: false,
      askLocation: false,
      createRequester: true,
      newRequesterEntityId: 0,
      newRequesterProfileId: 1,
      trustContactEmail: true,
      matchWithoutAreaCode: false,
      ticketType: "incident",
      titleTemplate: "{{firstWords}}",
      needsDescription: true,
      ignoredTexts: [],
      maxTicketsPerHour: 4,
      afterTicket: "followUp",
      courtesyFollowUps: false,
      lateEdits: "warn",
      hoursBetweenTickets: 0,
      afterCreated: "stay",
      noAnswerMinutes: 0,
      noAnswerAction: "none",
      sendButtons: false,
      maxFileMb: 20,
      allowMediaFrom: [],
      renameRefused: true,
      tellChanges: false,
      tellAbout: "ours",
      tellStatuses: ["solved", "closed"],
      technicianName: "first",
      changesEverySeconds: 60,
      tellForHours: 48,
      windowHours: 24,
      remindInWindow: false,
      ratingText: "",
      ...locales["pt-BR"].texts["glpi-create-ticket"],
    });
  });

  it("keeps an empty followUpAddedText, which says nothing, and no other empty text", () => {
    const given = { ...validCreate, followUpAddedText: " ", ticketReopenedText: " " };
    const { ticketReopenedText } = locales["pt-BR"].texts["glpi-create-ticket"];
    expect(parseIntegration(given)).toMatchObject({ followUpAddedText: "", ticketReopenedText });
    expect(parseIntegration({ ...validCreate, followUpAddedText: null })).toMatchObject({
      followUpAddedText: locales["pt-BR"].texts["glpi-create-ticket"].followUpAddedText,
    });
  });

  it("reads ignored texts from one text or from a list, without blank and repeated ones", () => {
    for (const ignoredTexts of ["Abrir chamado\r\n\n 2ª via \nAbrir chamado", ["Abrir chamado", " ", "2ª via "]]) {
      expect(parseIntegration({ ...validCreate, ignoredTexts })).toMatchObject({
        ignoredTexts: ["Abrir chamado", "2ª via"],
      });
    }
    expect(refusalOf({ ...validCreate, ignoredTexts: [7] })).toContain("(ignoredTexts)");
    const most = Array.from({ length: 200 }, (_, index) => String(index).padEnd(200, "x"));
    expect(parseIntegration({ ...validCreate, ignoredTexts: most.join("\n") })).toMatchObject({ ignoredTexts: most });
  });

  it("reads several choices from one text or from a list, each once, and refuses any other", () => {
    for (const tellStatuses of ["pending, closed\npending", ["pending", "closed", "pending"]]) {
      expect(parseIntegration({ ...validCreate, tellStatuses })).toMatchObject({ tellStatuses: ["pending", "closed"] });
    }
    expect(parseIntegration({ ...validCreate, tellStatuses: [] })).toMatchObject({ tellStatuses: [] });
    expect(parseIntegration({ ...validCreate, tellStatuses: " " })).toMatchObject({
      tellStatuses: ["solved", "closed"],
    });
    for (const wrong of [["fechado"], "fechado", 7, [7], { closed: true }]) {
      expect(refusalOf({ ...validCreate, tellStatuses: wrong })).toMatch(/\(tellStatuses\): .*pending/);
    }
    const several = integrationSchemas["glpi-create-ticket"].safeParse({
      ...validCreate,
      tellStatuses: ["a", "b", "c"],
    });
    expect(several.error?.issues).toHaveLength(1);
  });

  it("needs the queue of a transfer only where one is to happen", () => {
    const raw = { ...validCreate, noAnswerMinutes: 30 };
    for (const [choice, queue] of [
      ["afterCreated", "afterCreatedQueueId"],
      ["noAnswerAction", "noAnswerQueueId"],
    ] as const) {
      expect(refusalOf({ ...raw, [choice]: "transfer" })).toContain(`(${queue})`);
      expect(parseIntegration({ ...raw, [choice]: "transfer", [queue]: 9 })).toMatchObject({ [queue]: 9 });
      expect(parseIntegration({ ...raw, [choice]: "close" })).toMatchObject({ [choice]: "close" });
    }
    const noAnswerAction = "transfer";
    const consult = { ...validConsult, noAnswerMinutes: 30, noAnswerAction };
    expect(refusalOf(consult)).toContain("(noAnswerQueueId)");
    expect(parseIntegration({ ...consult, noAnswerQueueId: 9 })).toMatchObject({ noAnswerQueueId: 9 });
    expect(parseIntegration({ ...validCreate, noAnswerAction })).toMatchObject({ noAnswerMinutes: 0, noAnswerAction });
  });

  it("gets every default of consulting tickets", () => {
    expect(parseIntegration(validConsult)).toEqual({
      ...validConsult,
      locale: "pt-BR",
      timeZone: "America/Sao_Paulo",
      countryCode: "55",
      trustContactEmail: false,
      matchWithoutAreaCode: false,
      ticketStatuses: "notSolved",
      solvedDays: 30,
      maxTickets: 10,
      messageIntervalMs: 15_000,
      noAnswerMinutes: 0,
      noAnswerAction: "none",
      sendButtons: false,
      maxFileMb: 20,
      allowMediaFrom: [],
      renameRefused: true,
      ...locales["pt-BR"].texts["glpi-consult-tickets"],
    });
  });

  it.each(localeCodes)("reads its texts from its own language: %s", (locale) => {
    expect(parseIntegration({ ...validCreate, locale })).toMatchObject(locales[locale].texts["glpi-create-ticket"]);
    expect(parseIntegration({ ...validConsult, locale })).toMatchObject(locales[locale].texts["glpi-consult-tickets"]);
  });
});

describe("what a form or a database row gives", () => {
  const optionalOfCreate = [
    ...["locale", "timeZone", "countryCode", "errorQueueId", "messageIntervalMs", "maxWaitMs", "includeGroups"],
    ...["createRequester", "newRequesterEntityId", "newRequesterProfileId", "fallbackRequesterId", "fallbackEntityId"],
    ...["trustContactEmail", "matchWithoutAreaCode", "ticketType", "categoryId", "urgency", "requestSourceId"],
    ...[
      "locationId",
      "assignedGroupId",
      "titleTemplate",
      "askDescriptionText",
      "ticketCreatedText",
      "ticketDelayedText",
    ],
    ...["failureText", "ticketReopenedText", "openTicketText", "noAnswerText", "needsDescription", "ignoredTexts"],
    ...["maxTicketsPerHour", "afterTicket", "courtesyFollowUps", "lateEdits", "hoursBetweenTickets", "afterCreated"],
    ...["afterCreatedQueueId", "noAnswerMinutes", "noAnswerAction", "noAnswerQueueId"],
    ...["maxFileMb", "allowMediaFrom", "renameRefused", "filesFailedText"],
  ];
  const optionalOfConsult = [
    ...["locale", "timeZone", "countryCode", "errorQueueId", "trustContactEmail", "matchWithoutAreaCode"],
    ...["ticketStatuses", "solvedDays", "maxTickets", "openTicketsText", "noTicketsText", "failureText"],
    ...[
      "createIntegrationId",
      "ticketDetailText",
      "messageIntervalMs",
      "noAnswerMinutes",
      "noAnswerText",
      "sendButtons",
    ],
  ];

  it.each([
    ["null", null],
    ["an empty text", ""],
    ["a blank text", " \t\n"],
    ["undefined", undefined],
  ])("means 'not set' when it is %s", (_, nothing) => {
    const create = Object.fromEntries(optionalOfCreate.map((key) => [key, nothing]));
    const consult = Object.fromEntries(optionalOfConsult.map((key) => [key, nothing]));
    expect(parseIntegration({ ...validCreate, ...create })).toEqual(parseIntegration(validCreate));
    expect(parseIntegration({ ...validConsult, ...consult })).toEqual(parseIntegration(validConsult));
  });

  it("may write numbers and switches as text", () => {
    const raw = {
      ...validCreate,
      messageIntervalMs: " 20000 ",
      urgency: "3",
      categoryId: "7",
      createRequester: "false",
    };
    expect(parseIntegration({ ...raw, includeGroups: "true", fallbackEntityId: "0" })).toMatchObject({
      messageIntervalMs: 20_000,
      urgency: 3,
      categoryId: 7,
      createRequester: false,
      includeGroups: true,
      fallbackEntityId: 0,
    });
  });

  it("loses spaces around names, tokens and texts", () => {
    const raw = { ...validCreate, name: " GLPI ", appToken: "\tabc\n", failureText: " Oops \n" };
    expect(parseIntegration(raw)).toMatchObject({ name: "GLPI", appToken: "abc", failureText: "Oops" });
  });

  it.each([
    ["55", "55"],
    ["+595", "595"],
    [1, "1"],
  ])("may write the country code as %j", (countryCode, digits) => {
    expect(parseIntegration({ ...validCreate, countryCode })).toMatchObject({ countryCode: digits });
  });

  it.each([12, "12", "support"])("may name the error queue as %j", (errorQueueId) => {
    expect(parseIntegration({ ...validCreate, errorQueueId })).toMatchObject({ errorQueueId });
  });

  it("keeps tokens of any visible ASCII, up to 512 characters", () => {
    const appToken = "aZ0+/=!~".repeat(64);
    expect(parseIntegration({ ...validCreate, appToken })).toMatchObject({ appToken });
  });

  it("keeps variables that nobody knows", () => {
    expect(parseIntegration({ ...validCreate, failureText: "{{CPF}}" })).toMatchObject({ failureText: "{{CPF}}" });
  });

  it("is accepted again once parsed", () => {
    for (const valid of [validCreate, validConsult]) {
      const integration = parseIntegration({ ...valid, locale: "es", errorQueueId: 4 });
      expect(parseIntegration(integration)).toEqual(integration);
    }
  });
});

describe("the longest wait", () => {
  it("is the interval when that is longer than two minutes", () => {
    expect(parseIntegration({ ...validCreate, messageIntervalMs: 300_000 })).toMatchObject({ maxWaitMs: 300_000 });
  });

  it("may be as long as the interval, and an hour at most", () => {
    expect(parseIntegration({ ...validCreate, maxWaitMs: 15_000 })).toMatchObject({ maxWaitMs: 15_000 });
    expect(parseIntegration({ ...validCreate, maxWaitMs: 3_600_000 })).toMatchObject({ maxWaitMs: 3_600_000 });
    expect(refusalOf({ ...validCreate, maxWaitMs: 3_600_001 })).toContain("(maxWaitMs)");
  });
});

describe("a configuration that is refused", () => {
  for (const [problem, { given, options, ...messages }] of Object.entries(refusals)) {
    it.each(localeCodes)(`says how to mend it (${problem}) in %s`, (locale) => {
      const lines = refusalOf({ ...validCreate, ...given, locale }, options).split("\n");
      expect(lines[0]).toBe(`✖ ${messages[locale]}`);
      expect(lines.filter((line) => line.startsWith("✖"))).toHaveLength(1);
    });
  }

  it.each([undefined, null, 5, "text", [], [validCreate]])("says so when it is no object: %j", (raw) => {
    expect(refusalOf(raw)).toBe(`✖ ${operatorWords["pt-BR"].configuration.notAnObject}`);
  });

  it("speaks Portuguese when the language is not valid", () => {
    expect(refusalOf({ ...validCreate, locale: "fr" })).toBe(
      "✖ Idioma (locale): use um destes valores: pt-BR, es, en.\n  → at locale",
    );
  });

  it("says which type is missing", () => {
    expect(refusalOf({})).toContain("Tipo da integração (type)");
  });

  it("names every field that is wrong, once", () => {
    const message = refusalOf({ type: "glpi-create-ticket", url: "x y", urgency: 9, categoryId: 1e20, colour: 1 });
    const about = message.split("\n").filter((line) => line.startsWith("✖"));
    expect(about.map((line) => /\((\w+)\):/.exec(line)?.[1] ?? /"\w+"/.exec(line)?.[0])).toEqual(
      expect.arrayContaining(['"colour"', "name", "url", "appToken", "userToken", "urgency", "categoryId"]),
    );
    expect(about).toHaveLength(7);
  });

  it.each([
    ["maxWaitMs", "glpi-consult-tickets"],
    ["createIntegrationId", "glpi-create-ticket"],
    ["maxTickets", "glpi-create-ticket"],
  ])("knows %s only where it belongs", (key, type) => {
    expect(refusalOf({ ...validCreate, type, [key]: 5 })).toContain(`"${key}"`);
  });

  it("shortens and quotes the keys that it does not know", () => {
    const message = refusalOf({ ...validCreate, [`a"\n${"b".repeat(5_000)}`]: 1 });
    expect(message).toContain('"a\\"\\nbbb');
    expect(message.length).toBeLessThan(300);
  });

  it.each([
    ["appToken", "açúcar"],
    ["appToken", "one\r\nX-Header: two"],
    ["userToken", "x".repeat(513)],
    ["userToken", 5],
    ["timeZone", "+03:00"],
    ["countryCode", "5x"],
    ["countryCode", "800"],
    ["urgency", 0],
    ["urgency", 2.5],
    ["maxTickets", 0],
    ["maxTickets", 11],
    ["categoryId", 0],
    ["categoryId", -1],
    ["categoryId", "1e3"],
    ["categoryId", true],
    ["categoryId", Number.NaN],
    ["categoryId", 4_294_967_296],
    ["fallbackEntityId", -1],
    ["newRequesterProfileId", 0],
    ["createRequester", 1],
    ["createRequester", "TRUE"],
    ["errorQueueId", 0],
    ["errorQueueId", 1.5],
    ["ticketType", "problem"],
    ["maxTicketsPerHour", 0],
    ["maxTicketsPerHour", 101],
    ["hoursBetweenTickets", -1],
    ["hoursBetweenTickets", 721],
    ["noAnswerMinutes", 1_441],
    ["noAnswerMinutes", 0.5],
    ["afterTicket", "reopen"],
    ["lateEdits", "ignore"],
    ["afterCreated", "none"],
    ["noAnswerAction", "stay"],
    ["needsDescription", "on"],
    ["courtesyFollowUps", 1],
    ["ignoredTexts", { text: "Abrir chamado" }],
    ["ignoredTexts", `Abrir chamado\n${"x".repeat(201)}`],
    ["followUpAddedText", "{{#name}}"],
    ["followUpAddedText", 7],
    ["openTicketText", "x".repeat(4_001)],
    ["failureText", "x".repeat(4_001)],
    ["failureText", ["text"]],
    ["name", {}],
  ])("does not let pass %s: %j", (key, value) => {
    const valid = key === "maxTickets" ? validConsult : validCreate;
    expect(refusalOf({ ...valid, [key]: value })).toMatch(
      new RegExp(`^✖ [^\\n]* \\(${key}\\): [^\\n]*\\n  → at ${key}$`),
    );
  });
});

describe("what is wrong, field by field", () => {
  const raw = { ...validCreate, url: "", maxWaitMs: 1, messageIntervalMs: "soon", colour: "red", size: 1 };

  it.each(localeCodes)("is in the operator's language, without the label that the form shows (%s)", (locale) => {
    const { configuration } = operatorWords[locale];
    const result = integrationSchemas["glpi-create-ticket"].safeParse({ ...raw, locale });
    expect(result).toMatchObject({ success: false, error: { code: "CONFIGURATION_INVALID" } });
    const messages = Object.fromEntries((result.error?.issues ?? []).map(({ key, message }) => [key, message]));
    expect(messages).toEqual({
      url: configuration.required,
      messageIntervalMs: configuration.notWholeNumber,
      maxWaitMs: expect.stringContaining("1000"),
      colour: expect.stringContaining('"colour", "size"'),
      size: expect.stringContaining('"colour", "size"'),
    });
  });

  it("is about the whole where it is no configuration, or of another type", () => {
    const issuesOf = (given: unknown) => {
      try {
        parseIntegration(given);
        return undefined;
      } catch (error) {
        return isGlpiIntegrationError(error) ? error.issues : error;
      }
    };
    expect(issuesOf(7)).toEqual([{ key: "", message: operatorWords["pt-BR"].configuration.notAnObject }]);
    expect(issuesOf({ ...validCreate, type: "glpi" })).toMatchObject([{ key: "type" }]);
    expect(integrationSchemas["glpi-consult-tickets"].safeParse(validCreate).error?.issues).toContainEqual(
      expect.objectContaining({ key: "type" }),
    );
    expect(issuesOf(validCreate)).toBeUndefined();
  });

  it("is in the language that is asked for, whatever the configuration's own", () => {
    const parse = () => parseIntegration({ ...validCreate, name: "", locale: "en" }, { locale: "es" });
    expect(parse).toThrow(operatorWords.es.configuration.required);
  });

  it("is not said of what is right", () => {
    expect(integrationSchemas["glpi-create-ticket"].parse(validCreate)).toEqual(parseIntegration(validCreate));
    const consult = integrationSchemas["glpi-consult-tickets"].safeParse(validConsult);
    expect(consult).toEqual({ success: true, data: parseIntegration(validConsult) });
  });
});
