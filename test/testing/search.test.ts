import { describe, expect, it } from "vitest";
import { GlpiSimulator } from "../../src/testing/index.js";
import { Client, found } from "./client.js";

interface Criterion {
  field: number;
  value: string | number;
  searchtype?: string;
  link?: string;
}

function query(criteria: readonly Criterion[], more: Record<string, string | number> = {}): string {
  const parameters = new URLSearchParams();
  for (const [index, { field, value, searchtype = "contains", link }] of criteria.entries()) {
    if (link !== undefined) parameters.set(`criteria[${index}][link]`, link);
    parameters.set(`criteria[${index}][field]`, String(field));
    parameters.set(`criteria[${index}][searchtype]`, searchtype);
    parameters.set(`criteria[${index}][value]`, String(value));
  }
  for (const [name, value] of Object.entries(more)) parameters.set(name, String(value));
  return parameters.toString();
}

async function people() {
  const glpi = new GlpiSimulator();
  const acme = glpi.addEntity({ name: "ACME" });
  glpi.addUser({ login: "ana", realname: "Conceição", phone: "(31) 98765-4321", emails: ["ana@acme.example"] });
  glpi.addUser({ login: "bia", realname: "Souza", phone2: "+55 31 98765.4321", mobile: "2", entityId: acme.id });
  glpi.addUser({ login: "cid_1", realname: "Sá", mobile: "553187654321", emails: ["a@b.example", "c@d.example"] });
  glpi.addUser({ login: "cidx1", realname: "50% off", isActive: false });
  glpi.addUser({ login: "gone", phone: "(31) 98765-4321", isDeleted: true });
  return { glpi, client: await Client.start(glpi) };
}

describe("contains", () => {
  it.each<[string, number, string, string[]]>([
    ["finds in the middle", 34, "ouz", ["bia"]],
    ["is blind to case and accents", 34, "conceicao", ["ana"]],
    ["is blind to accents in the pattern too", 34, "^SÃ$", ["cid_1"]],
    ["^ anchors the start", 34, "^S", ["bia", "cid_1"]],
    ["$ anchors the end", 34, "a$", ["bia", "cid_1"]],
    ["^ and $ together compare whole", 1, "^ana$", ["ana"]],
    ["_ stands for itself", 1, "cid_1", ["cid_1"]],
    ["% is a wildcard", 34, "^5%f$", ["cidx1"]],
    ["% between digits finds a number as it is written", 6, "%8%7%6%5%4%3%2%1$", ["ana"]],
    ["an anchored pattern needs all of its parts, in order", 6, "1%2%3%4%5%6%7%8$", []],
    ["parts do not overlap", 11, "^55%5318%", []],
    ["any e-mail counts", 5, "^c@d.example$", ["cid_1"]],
    ["a number is compared whole", 2, "3", ["ana"]],
    ["an empty value finds everyone", 6, "", ["glpi", "ana", "bia", "cid_1", "cidx1"]],
    ["NULL finds what is empty", 34, "NULL", ["glpi"]],
    ["^ alone finds what is not", 10, "^", ["bia"]],
  ])("%s", async (_, field, value, logins) => {
    const { client } = await people();
    expect(found(await client.get(`/search/User?${query([{ field, value }])}`))).toEqual(logins);
  });

  it("joins columns with OR", async () => {
    const { client } = await people();
    const value = "8%7%6%5%4%3%2%1$";
    const criteria = [6, 10, 11].map((field) => ({ field, value, link: "OR" }));
    expect(found(await client.get(`/search/User?${query(criteria)}`))).toEqual(["ana", "bia", "cid_1"]);
  });

  it("binds AND before OR, as SQL does", async () => {
    const { client } = await people();
    const criteria = [
      { field: 1, value: "^ana$" },
      { field: 1, value: "^bia$", link: "OR" },
      { field: 34, value: "nobody", link: "AND" },
    ];
    expect(found(await client.get(`/search/User?${query(criteria)}`))).toEqual(["ana"]);
  });

  it("negates with notcontains and AND NOT", async () => {
    const { client } = await people();
    const criteria = [
      { field: 1, value: "cid", searchtype: "notcontains" },
      { field: 34, value: "^S", link: "AND NOT" },
    ];
    expect(found(await client.get(`/search/User?${query(criteria)}`))).toEqual(["glpi", "ana"]);
  });

  it("takes a group of criteria as in parentheses", async () => {
    const { client } = await people();
    const group = [
      "criteria[0][field]=34&criteria[0][searchtype]=contains&criteria[0][value]=^S",
      "criteria[1][criteria][0][field]=1&criteria[1][criteria][0][searchtype]=contains&criteria[1][criteria][0][value]=bia",
      "criteria[1][criteria][1][link]=OR&criteria[1][criteria][1][field]=1",
      "criteria[1][criteria][1][searchtype]=contains&criteria[1][criteria][1][value]=ana",
    ];
    expect(found(await client.get(`/search/User?${group.join("&")}`))).toEqual(["bia"]);
  });
});

describe("columns", () => {
  it("shows several values as an array, one as itself and none as null", async () => {
    const { client } = await people();
    const { body } = await client.get(`/search/User?${query([{ field: 5, value: "" }], { "sort[0]": 2 })}`);
    expect(Object(body).data.map((row: Record<string, unknown>) => row[5])).toEqual([
      null,
      "ana@acme.example",
      null,
      ["a@b.example", "c@d.example"],
      null,
    ]);
  });

  it("shows the default entity by its name, and the entities of the profiles", async () => {
    const { client } = await people();
    const forced = { "forcedisplay[0]": 77, "forcedisplay[1]": 80 };
    const { body } = await client.get(`/search/User?${query([{ field: 1, value: "^bia$" }], forced)}`);
    expect(Object(body).data).toEqual([{ 1: "bia", 77: "ACME", 80: "Root entity > ACME" }]);
  });

  it("shows GLPI's own choice without forcedisplay", async () => {
    const { client } = await people();
    const { body } = await client.get(`/search/User?${query([{ field: 1, value: "^bia$" }])}`);
    expect(Object.keys(Object(body).data[0])).toEqual(["1", "5", "6", "8", "34"]);
  });

  it("shows tickets' entities only when several are active", async () => {
    const glpi = new GlpiSimulator();
    glpi.addTicket({ title: "x" });
    const client = await Client.start(glpi);
    const { body } = await client.get("/search/Ticket?forcedisplay[0]=2");
    expect(Object(body).data).toEqual([{ 1: "x", 2: 1 }]);
  });
});

describe("status", () => {
  const all = [1, 2, 3, 4, 5, 6];
  it.each<[10 | 11, string, number[]]>([
    [10, "notold", [1, 2, 3, 4]],
    [11, "notold", [1, 2, 3, 4, 10]],
    [10, "notclosed", [1, 2, 3, 4, 5]],
    [11, "notclosed", [1, 2, 3, 4, 5, 10]],
    [11, "old", [5, 6]],
    [11, "process", [2, 3]],
    [10, "all", all],
    [11, "5", [5]],
    [11, "nonsense", []],
  ])("on %i %s means %j", async (version, value, statuses) => {
    const glpi = new GlpiSimulator({ version });
    for (const status of version === 11 ? [...all, 10] : all) glpi.addTicket({ title: `${status}`, status });
    const client = await Client.start(glpi);
    const criteria = [{ field: 12, searchtype: "equals", value }];
    const reply = await client.get(`/search/Ticket?${query(criteria, { sort: 12, order: "ASC" })}`);
    expect(found(reply).map(Number)).toEqual(statuses);
  });
});

describe("tickets of a requester", () => {
  it("are found by their id, also with a second requester, and deleted ones are left out", async () => {
    const glpi = new GlpiSimulator();
    const ana = glpi.addUser({ login: "ana", firstname: "Ana" });
    const bia = glpi.addUser({ login: "bia" });
    glpi.addTicket({ title: "both", requesters: [ana.id, bia.id] });
    glpi.addTicket({ title: "hers", requesters: [bia.id], technicians: [ana.id] });
    glpi.addTicket({ title: "deleted", requesters: [ana.id], isDeleted: true });
    const client = await Client.start(glpi);
    const byId = await client.get(`/search/Ticket?${query([{ field: 4, searchtype: "equals", value: ana.id }])}`);
    expect(Object(byId.body).data).toMatchObject([{ 1: "both", 4: [`${ana.id}`, `${bia.id}`] }]);
    expect(found(await client.get(`/search/Ticket?${query([{ field: 4, value: "ana" }])}`))).toEqual(["both"]);
  });
});

describe("range, sort and errors", () => {
  it("shows twenty without a range, and 206 says that there are more", async () => {
    const glpi = new GlpiSimulator();
    for (let index = 0; index < 21; index += 1) glpi.addTicket({ title: `${index}` });
    const client = await Client.start(glpi);
    const reply = await client.get("/search/Ticket");
    expect([reply.status, reply.headers.get("content-range"), found(reply).length]).toEqual([206, "0-19/21", 20]);
    const last = await client.get("/search/Ticket?range=20-39");
    expect([last.status, last.headers.get("content-range"), found(last)]).toEqual([206, "20-20/21", ["20"]]);
  });

  it.each([
    [10, ["Adapter", "mouse", "Zip"]],
    [11, ["Zip", "mouse", "Adapter"]],
  ] as const)("sorts by default on %i as %j", async (version, titles) => {
    const glpi = new GlpiSimulator({ version });
    for (const title of ["Zip", "mouse", "Adapter"]) glpi.addTicket({ title });
    const client = await Client.start(glpi);
    expect(found(await client.get("/search/Ticket"))).toEqual(titles);
    expect(found(await client.get("/search/Ticket?sort=1&order=DESC"))).toEqual(["Zip", "mouse", "Adapter"]);
  });

  it.each([
    ["criteria[0][field]=999&criteria[0][searchtype]=contains&criteria[0][value]=x", "ERROR"],
    ["criteria[0][field]=1&criteria[0][value]=x", "ERROR"],
    ["range=nonsense", "ERROR"],
    ["range=50-60", "ERROR_RANGE_EXCEED_TOTAL"],
  ])("refuses %s with %s", async (text, code) => {
    const client = await Client.start(new GlpiSimulator());
    expect(await client.get(`/search/User?${text}`)).toMatchObject({ status: 400, body: [code, expect.any(String)] });
  });

  it("finds no contacts, for there are none", async () => {
    const client = await Client.start(new GlpiSimulator());
    expect(await client.get(`/search/Contact?${query([{ field: 1, value: "x" }])}`)).toMatchObject({
      status: 200,
      body: { totalcount: 0 },
    });
  });

  it("names the search options, 87 for the external id on 11 only", async () => {
    const [ten, eleven] = await Promise.all(
      ([10, 11] as const).map(async (version) => {
        const client = await Client.start(new GlpiSimulator({ version }));
        return Object((await client.get("/listSearchOptions/Ticket")).body);
      }),
    );
    expect(ten).not.toHaveProperty("87");
    expect(eleven).toMatchObject({
      1: { table: "glpi_tickets", field: "name" },
      4: { table: "glpi_users", datatype: "dropdown" },
      87: { table: "glpi_tickets", field: "externalid", datatype: "string" },
    });
    const client = await Client.start(new GlpiSimulator());
    expect((await client.get("/listSearchOptions/User")).body).toMatchObject({ 11: { field: "mobile" } });
    expect((await client.get("/listSearchOptions/Chamado")).status).toBe(400);
  });
});

it("on 10 a pattern meets the encoded form of what is stored", async () => {
  const glpi = new GlpiSimulator({ version: 10 });
  glpi.addTicket({ title: "A & B" });
  const client = await Client.start(glpi);
  expect(found(await client.get(`/search/Ticket?${query([{ field: 1, value: "^A & B$" }])}`))).toEqual(["A &#38; B"]);
});

it("finds one among ten thousand users", async () => {
  const glpi = new GlpiSimulator();
  for (let index = 0; index < 10_000; index += 1) {
    glpi.addUser({ login: `user-${index}`, realname: "Conceição", phone: `(31) 9${String(index).padStart(8, "8")}` });
  }
  const client = await Client.start(glpi);
  const criteria = [6, 10, 11].map((field) => ({ field, value: "%8%8%8%8%1%2%3%4$", link: "OR" }));
  const reply = await client.get(`/search/User?${query(criteria)}`);
  expect(found(reply)).toEqual(["user-1234"]);
});
