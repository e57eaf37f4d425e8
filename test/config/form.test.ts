import { describe, expect, it } from "vitest";
import { type FormField, type IntegrationForm, integrationForm } from "../../src/config/form.js";
import type { IntegrationType } from "../../src/config/integration.js";
import { parseIntegration } from "../../src/config/parse-integration.js";
import { integrationFields } from "../../src/config/schema.js";
import { operatorWords } from "../../src/config/words/index.js";
import { localeCodes } from "../../src/locales/locale.js";
import { locales } from "../../src/locales/locales.js";
import { validConsult, validCreate } from "./valid.js";

const types = Object.keys(integrationFields) as IntegrationType[];
const forms = types.flatMap((type) =>
  localeCodes.map((locale) => ({ type, locale, form: integrationForm(type, locale) })),
);

function fieldsOf(form: IntegrationForm): FormField[] {
  return form.steps.flatMap(({ fields }) => fields);
}

function field(type: IntegrationType, key: string): FormField {
  const found = fieldsOf(integrationForm(type, "pt-BR")).find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no field ${key}`);
  return found;
}

/** What a field's values need beside them. */
const wait = { messageIntervalMs: 1_000, maxWaitMs: 3_600_000 };
const companions = (type: IntegrationType): Readonly<Record<string, object>> => ({
  ...(type === "glpi-create-ticket" && { messageIntervalMs: wait }),
  maxWaitMs: wait,
  afterCreated: { afterCreatedQueueId: 9 },
  noAnswerAction: { noAnswerMinutes: 30, noAnswerQueueId: 9 },
});

describe.each(forms)("the form of $type in $locale", ({ type, locale, form }) => {
  it("has every key of the schema but the type exactly once", () => {
    const keys = Object.keys(integrationFields[type].shape).filter((key) => key !== "type");
    expect(
      fieldsOf(form)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(keys.sort());
  });

  it("has a label and a help for every field, and a name for every choice", () => {
    for (const { key, label, help, kind, options = [] } of fieldsOf(form)) {
      expect(label.trim().length, key).toBeGreaterThan(2);
      expect(help.trim().length, key).toBeGreaterThan(10);
      expect(options.length > 0, key).toBe(kind === "choice" || kind === "choices");
      for (const option of options) expect(option.label, key).not.toBe(String(option.value));
    }
  });

  it("has the steps of Whazing's wizard, and reviews every field", () => {
    expect(form.steps.map(({ key }) => key)).toEqual(["name", "configuration", "review"]);
    expect(form.steps.map(({ title }) => title)).toEqual(Object.values(operatorWords[locale].form.steps));
    expect(form.steps[0]?.fields.map(({ key }) => key)).toEqual(["name"]);
    expect(form.steps[2]).toMatchObject({ fields: [], reviews: fieldsOf(form).map(({ key }) => key) });
  });

  it("keeps the fields of a group together, in the order of the groups", () => {
    const { fields = [], groups = [] } = form.steps[1] ?? {};
    const changes = fields.filter(({ group }, index) => group !== fields[index - 1]?.group);
    expect(changes.map(({ group }) => group)).toEqual(groups.map(({ key }) => key));
    expect(groups.every(({ title }) => title.length > 0)).toBe(true);
  });

  it("survives JSON", () => {
    expect(JSON.parse(JSON.stringify(form))).toEqual(form);
  });

  it("shows defaults, limits and choices that the schema accepts", () => {
    const valid = type === "glpi-create-ticket" ? validCreate : validConsult;
    for (const { key, kind, default: fallback, min, max, options = [] } of fieldsOf(form)) {
      const values = [fallback, min, max, ...options.map(({ value }) => (kind === "choices" ? [value] : value))];
      for (const value of values.filter((value) => value !== undefined)) {
        expect(parseIntegration({ ...valid, ...companions(type)[key], [key]: value })).toHaveProperty(key, value);
      }
    }
  });
});

it("a field of lines has no default, and takes one text a line or a list of texts", () => {
  const limits = { maxLines: 200, maxLength: 200 };
  expect(field("glpi-create-ticket", "ignoredTexts")).toMatchObject({ kind: "lines", ...limits });
  expect(field("glpi-create-ticket", "ignoredTexts")).not.toHaveProperty("default");
});

describe("the groups of creating tickets", () => {
  it("follow a ticket from what begins it to what comes after it", () => {
    const { fields = [], groups = [] } = integrationForm("glpi-create-ticket", "pt-BR").steps[1] ?? {};
    const keysOf = (group: string) => fields.filter((field) => field.group === group).map(({ key }) => key);
    expect(groups.slice(2, 5)).toEqual([
      { key: "gathering", title: "O que vira chamado" },
      { key: "afterTicket", title: "Depois do chamado" },
      { key: "silence", title: "Quando o cliente não responde" },
    ]);
    expect(keysOf("gathering")).toEqual([
      ...["needsDescription", "ignoredTexts", "messageIntervalMs", "maxWaitMs", "includeGroups", "maxTicketsPerHour"],
    ]);
    expect(keysOf("afterTicket")).toEqual([
      ...["afterCreated", "afterCreatedQueueId", "afterTicket", "courtesyFollowUps", "lateEdits"],
      "hoursBetweenTickets",
    ]);
    expect(keysOf("silence")).toEqual(["noAnswerMinutes", "noAnswerAction", "noAnswerQueueId"]);
    expect(groups[5]).toEqual({ key: "changes", title: "Avisar o cliente" });
    expect(keysOf("changes")).toEqual([
      ...["tellChanges", "tellAbout", "tellStatuses", "technicianName", "changesEverySeconds", "tellForHours"],
      ...["windowHours", "remindInWindow", "stopWord"],
    ]);
  });

  it("have no changes where tickets are looked up, which is all that a consultation does", () => {
    const { groups = [] } = integrationForm("glpi-consult-tickets", "pt-BR").steps[1] ?? {};
    expect(groups.map(({ key }) => key)).not.toContain("changes");
  });

  it.each([
    ["es", ["Qué se convierte en caso", "Después del caso", "Cuando el cliente no responde"]],
    ["en", ["What becomes a ticket", "After the ticket", "When the customer does not answer"]],
  ] as const)("have their titles in %s too", (locale, titles) => {
    const { groups = [] } = integrationForm("glpi-create-ticket", locale).steps[1] ?? {};
    expect(groups.slice(2, 5).map(({ title }) => title)).toEqual(titles);
  });
});

describe("a field of the form", () => {
  it("may be empty where an empty text says nothing, and nowhere else", () => {
    for (const { type, form } of forms) {
      const empty = fieldsOf(form).filter(({ mayBeEmpty }) => mayBeEmpty);
      expect(empty.map(({ key }) => key)).toEqual(type === "glpi-create-ticket" ? ["followUpAddedText"] : []);
    }
  });

  it("asks for no rating unless the operator writes how", () => {
    expect(field("glpi-create-ticket", "ratingText")).toMatchObject({
      kind: "template",
      default: "",
      maxLength: 4_000,
    });
    for (const ratingText of ["", " ", null]) {
      expect(parseIntegration({ ...validCreate, ratingText })).toMatchObject({ ratingText: "" });
    }
    expect(() => parseIntegration({ ...validCreate, ratingText: "{{#ticketNumber}}" })).toThrow("(ratingText)");
  });

  it("names what an answer, a solution and a status tell", () => {
    for (const [key, ...variables] of [
      ["answerText", "technician", "answer"],
      ["solutionText", "technician", "solution"],
      ["statusText", "status"],
    ] as const) {
      expect(field("glpi-create-ticket", key).variables).toEqual(expect.arrayContaining(variables));
    }
  });

  it("names the variables of the question about an earlier ticket", () => {
    expect(field("glpi-create-ticket", "openTicketText")).toMatchObject({
      variables: expect.arrayContaining(["another", "several"]),
      lists: { tickets: ["position", "number", "title"] },
    });
    const ofChanges = ["answerText", "solutionText", "statusText", "closedText", "ratingText", "reminderText"];
    for (const key of ["followUpAddedText", "ticketReopenedText", ...ofChanges]) {
      const variables = expect.arrayContaining(["ticketNumber", "ticketTitle", "ticketUrl"]);
      expect(field("glpi-create-ticket", key)).toMatchObject({ kind: "template", variables });
    }
  });

  it("warns below 15 seconds between messages", () => {
    expect(field("glpi-create-ticket", "messageIntervalMs")).toEqual({
      key: "messageIntervalMs",
      kind: "duration",
      group: "gathering",
      label: "Intervalo (ms) entre mensagens",
      help: expect.stringContaining("milissegundos"),
      default: 15_000,
      required: false,
      min: 1_000,
      max: 600_000,
      advice: { below: 15_000, text: expect.stringContaining("15000 ms") },
    });
  });

  it("is secret for both tokens and for nothing else", () => {
    for (const { form } of forms) {
      expect(
        fieldsOf(form)
          .filter(({ secret }) => secret)
          .map(({ key }) => key),
      ).toEqual(["appToken", "userToken"]);
      expect(fieldsOf(form).filter(({ kind }) => kind === "secret")).toHaveLength(2);
    }
  });

  it("is required for the name, the address and the tokens alone", () => {
    for (const { form } of forms) {
      const required = fieldsOf(form).filter((candidate) => candidate.required);
      expect(required.map(({ key }) => key)).toEqual(["name", "url", "appToken", "userToken"]);
    }
  });

  it("has the kind that its values need", () => {
    expect(field("glpi-create-ticket", "url")).toMatchObject({ kind: "url" });
    expect(field("glpi-create-ticket", "createRequester")).toMatchObject({ kind: "switch", default: true });
    expect(field("glpi-create-ticket", "newRequesterEntityId")).toMatchObject({ kind: "glpi-id", default: 0, min: 0 });
    expect(field("glpi-create-ticket", "maxWaitMs")).toMatchObject({ kind: "duration", default: 120_000 });
    expect(field("glpi-consult-tickets", "maxTickets")).toMatchObject({ kind: "number", min: 1, max: 10 });
    expect(field("glpi-create-ticket", "urgency").options).toEqual([
      { value: 1, label: "Muito baixa" },
      { value: 2, label: "Baixa" },
      { value: 3, label: "Média" },
      { value: 4, label: "Alta" },
      { value: 5, label: "Muito alta" },
    ]);
  });

  it("says what its id is the id of", () => {
    expect(field("glpi-consult-tickets", "createIntegrationId")).toMatchObject({ kind: "integration" });
    const ids = (kind: string) =>
      fieldsOf(integrationForm("glpi-create-ticket", "pt-BR")).filter((candidate) => candidate.kind === kind);
    expect(Object.fromEntries(ids("glpi-id").map(({ key, itemtype }) => [key, itemtype]))).toEqual({
      newRequesterEntityId: "Entity",
      newRequesterProfileId: "Profile",
      fallbackRequesterId: "User",
      fallbackEntityId: "Entity",
      categoryId: "ITILCategory",
      requestSourceId: "RequestType",
      locationId: "Location",
      assignedGroupId: "Group",
    });
    expect(ids("queue").map(({ key }) => key)).toEqual(["errorQueueId", "afterCreatedQueueId", "noAnswerQueueId"]);
  });

  it("offers several of a few values, and says which apply", () => {
    expect(field("glpi-create-ticket", "tellStatuses")).toMatchObject({
      kind: "choices",
      default: ["solved", "closed"],
      options: expect.arrayContaining([{ value: "pending", label: "Aguardando o cliente" }]),
    });
  });

  it("is advanced where most people leave it, and never where it is required", () => {
    for (const { type, form } of forms) {
      const shown = fieldsOf(form).filter(({ advanced }) => advanced === undefined);
      const create = ["messageIntervalMs", "afterCreated", "afterCreatedQueueId"];
      const silence = ["noAnswerMinutes", "noAnswerAction", "noAnswerQueueId"];
      const requester = ["tellChanges", "createRequester", "newRequesterEntityId", "categoryId"];
      const consult = ["messageIntervalMs", ...silence, "ticketStatuses", "createIntegrationId"];
      expect(shown.map(({ key }) => key)).toEqual([
        ...["name", "url", "appToken", "userToken", "errorQueueId"],
        ...(type === "glpi-create-ticket" ? [...create, ...silence, ...requester] : consult),
      ]);
    }
  });

  it("names the variables of a template, and those of its list", () => {
    expect(field("glpi-create-ticket", "ticketCreatedText")).toMatchObject({
      kind: "template",
      maxLength: 4_000,
      default: locales["pt-BR"].texts["glpi-create-ticket"].ticketCreatedText,
      variables: expect.arrayContaining(["firstName", "greting", "ticketNumber", "ticketTitle", "ticketUrl"]),
    });
    expect(field("glpi-create-ticket", "titleTemplate")).toMatchObject({
      default: "{{firstWords}}",
      variables: expect.arrayContaining(["firstWords"]),
    });
    expect(field("glpi-consult-tickets", "openTicketsText")).toMatchObject({
      variables: expect.arrayContaining(["total", "shown", "more"]),
      lists: {
        tickets: ["position", "number", "title", "status", "solved", "openedAt", "updatedAt", "entity", "url"],
      },
    });
    expect(field("glpi-consult-tickets", "ticketDetailText")).toMatchObject({
      variables: expect.arrayContaining(["number", "technician", "solution", "answer"]),
    });
  });

  it("has a default that differs by type where it must", () => {
    expect(field("glpi-create-ticket", "trustContactEmail").default).toBe(true);
    expect(field("glpi-consult-tickets", "trustContactEmail").default).toBe(false);
  });
});
