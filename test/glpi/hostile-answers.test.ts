import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { GlpiClients } from "../../src/glpi/clients.js";
import { addFollowUp } from "../../src/glpi/follow-ups.js";
import { searchByPhone } from "../../src/glpi/requesters.js";
import { rateTicket } from "../../src/glpi/survey.js";
import { addTicket } from "../../src/glpi/tickets.js";
import { useFakeClock } from "../fake-clock.js";

useFakeClock();

const appToken = "app-6f1ed002ab5595859014ebf0951522d9";
const userToken = "usr-q56hqkniwot8wntb3z1qarka5atf365taaa2uyjrn";
const sessionToken = "ses-83af7e620c83a50a18d3eac2f6ed05a3";
const secrets = [appToken, userToken, sessionToken];
const login = {
  session_token: sessionToken,
  session: {
    glpiactiveentities: [0],
    glpiactiveprofile: { ticket: 1031, user: 5, entities: [{ id: 0 }] },
    glpientity_fullstructure: {},
  },
};
const json = { "content-type": "application/json; charset=UTF-8" };
const html = { "content-type": "text/html" };
const notice = "<div>PHP Notice (8): Undefined index {x} in [/var/www/plugins/noisy.php]</div>\n";
const ticket = {
  title: "t \u{1F5A8}",
  content: "<p>c \u{1F4CE}</p>",
  entityId: 1,
  requesterId: 26,
  externalId: "wz-1",
  type: 1,
} as const;
const nothing = async () => undefined;

/** A client of a server that answers everything but a login so. */
function clientOf(answer: (request: Request) => Response | Promise<Response>, first?: (request: Request) => Response) {
  const setup: string[] = [];
  const fetch = async (input: unknown) => {
    const request = input as Request;
    if (!request.url.includes("initSession")) return answer(request);
    return first?.(request) ?? new Response(JSON.stringify(login), { headers: json });
  };
  const clients = new GlpiClients({
    requestTimeoutMs: 1_000,
    maxRequestsInFlight: 4,
    maxAnswerBytes: 100_000,
    onSetup: ({ message }) => setup.push(message),
    fetch: fetch as typeof globalThis.fetch,
  });
  const client = clients.for({ url: "https://glpi.example/apirest.php", appToken, userToken });
  return { client, setup };
}

const refuseWith = (...refusal: unknown[]) => new Response(JSON.stringify(refusal), { status: 400, headers: json });

describe("PHP's messages before the JSON", () => {
  it.each(["", "\ufeff", notice, notice.repeat(20)])("are read over: %j", async (before) => {
    const { client, setup } = clientOf(
      () => new Response(`${before}{"id":12,"message":""}`, { status: 201, headers: json }),
      () => new Response(`${before}${JSON.stringify(login)}`, { headers: json }),
    );
    expect(await addTicket(client, ticket, nothing)).toBe(12);
    expect(await addTicket(client, ticket, nothing)).toBe(12);
    expect(setup).toEqual(before.includes("PHP") ? [expect.stringContaining("debug mode")] : []);
  });

  it("are read over in a refusal too", async () => {
    const refusal = '["ERROR_ITEM_NOT_FOUND","Item not found"]';
    const { client } = clientOf(() => new Response(`${notice}${refusal}`, { status: 404, headers: json }));
    await expect(searchByPhone(client, "1%2")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("are read over before a bare word too", async () => {
    const two = { ...login, session: { ...login.session, glpiactiveprofile: { entities: [{ id: 0 }, { id: 5 }] } } };
    const { client } = clientOf(
      (request) => {
        const body = request.url.includes("changeActiveEntities") ? "true" : '{"totalcount":0}';
        return new Response(`${notice}${body}`, { headers: json });
      },
      () => new Response(`${notice}${JSON.stringify(two)}`, { headers: json }),
    );
    expect(await searchByPhone(client, "1%2")).toEqual([]);
  });

  it("that never end keep nobody busy", async () => {
    const { client } = clientOf(() => new Response(`x${"[".repeat(99_000)}`, { headers: json }));
    await expect(searchByPhone(client, "1%2")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });

  it("without JSON after them are no answer, and neither is a page that says it is HTML", async () => {
    for (const [body, headers] of [
      [notice, json],
      [`${notice}{"id":12}`, html],
    ] as const) {
      const { client } = clientOf(() => new Response(body, { status: 200, headers }));
      await expect(addTicket(client, ticket, nothing)).rejects.toMatchObject({ code: "ANSWER_LOST" });
    }
  });
});

describe("a header that the web server drops", () => {
  it.each([
    ["ERROR_LOGIN_PARAMETERS_MISSING", "USER_TOKEN_WRONG", "CGIPassAuth"],
    ["ERROR_APP_TOKEN_PARAMETERS_MISSING", "APP_TOKEN_WRONG", "App-Token"],
    ["ERROR_SESSION_TOKEN_MISSING", "SESSION_LOST", "Session-Token"],
  ])("is named where GLPI says %s", async (glpiCode, code, setting) => {
    const refuse = () => refuseWith(glpiCode, "...");
    const { client } = clientOf(refuse, glpiCode.includes("SESSION") ? undefined : refuse);
    const error = await searchByPhone(client, "1%2").catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, message: expect.stringContaining("was sent and did not arrive") });
    expect(String(error)).toContain(setting);
  });
});

describe("a server that repeats what it was sent", () => {
  const forms = (token: string) => [
    token,
    encodeURIComponent(token),
    btoa(token),
    btoa(`user_token ${token}`),
    btoa(`x:${token}`),
    btoa(token).replaceAll("=", ""),
  ];
  const echo = secrets.flatMap(forms).join(" ");
  const escaped = [...echo].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  const page = (status: number, body: string, headers = {}) =>
    new Response(body, { status, headers: { ...html, ...headers } });

  it.each([
    ["in a refusal", () => refuseWith("ERROR_GLPI_ADD", echo)],
    ["in a refusal of another shape", () => refuseWith("ERROR", { [echo]: echo })],
    ["in a refusal, escaped", () => new Response(`["ERROR_GLPI_ADD","${escaped}"]`, { status: 400, headers: json })],
    ["in a page's title", () => page(403, `<title>${secrets[0]} ${btoa(secrets[1] ?? "")}</title>`)],
    ["in a redirect", () => page(302, "", { location: `https://x.example/${secrets.join("/")}` })],
    ["in a header", () => page(403, "", { server: secrets.join(" ") })],
  ])("brings no token into an error: %s", async (_where, answer) => {
    for (const first of [undefined, answer]) {
      const { client } = clientOf(answer, first);
      for (const call of [() => searchByPhone(client, "1%2"), () => addTicket(client, ticket, nothing)]) {
        const error = await call().catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(Error);
        const shown = inspect(error, { depth: 9 });
        // What only a login has learned is no secret of a server that never gave it.
        const known = first === undefined ? secrets : [appToken, userToken];
        for (const form of known.flatMap(forms)) expect(shown).not.toContain(form);
      }
    }
  });

  it("says no more than 500 characters", async () => {
    const { client } = clientOf(() => page(302, "", { location: `https://x.example/${"x".repeat(5_000)}` }));
    const error = await searchByPhone(client, "1%2").catch((reason: unknown) => reason);
    expect(String(error).length).toBeLessThan(900);
  });
});

describe("an answer with more in it than was asked for", () => {
  it("has as many rows as anything here asks for", async () => {
    const data = Array.from({ length: 5_000 }, (_, id) => ({ 2: id + 1 }));
    const { client } = clientOf(() => Response.json({ totalcount: 5_000, data }));
    expect(await searchByPhone(client, "1%2")).toHaveLength(1_000);
  });

  it.each([
    ["a text that goes on and on", "; x".repeat(30_000)],
    ["escapes, line breaks and marks of direction", `\u001b[31m red\r\nINFO forged\u202e ${"x".repeat(100)}`],
  ])("is cut, and has nothing that a terminal or a log would take for its own: %s", async (_name, text) => {
    const { client } = clientOf(() => Response.json(["ERROR_GLPI_ADD", text], { status: 400 }));
    const error: unknown = await addTicket(client, ticket, nothing).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "REFUSED", glpiCode: "ERROR_GLPI_ADD" });
    expect(String(error).length).toBeLessThan(400);
    expect(String(error)).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it("has a code that names no error of ours, and what every object has neither", async () => {
    for (const code of ["constructor", "__proto__", "toString", `ERROR_${"X".repeat(5_000)}`, "ERROR\u001b[2J"]) {
      const { client } = clientOf(() => Response.json([code, "no"], { status: 400 }));
      const error: unknown = await addTicket(client, ticket, nothing).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: "REFUSED", message: expect.not.stringMatching(/\p{Cc}/u) });
      expect(String(error).length).toBeLessThan(600);
    }
  });
});

describe("a huge answer", () => {
  const huge = JSON.stringify({ totalcount: 0, filler: "x".repeat(5_000_000) });
  const endless = () =>
    new ReadableStream({ pull: (controller) => controller.enqueue(new TextEncoder().encode("x".repeat(10_000))) });
  const compressed = () => new Blob([gzipSync(huge)]).stream().pipeThrough(new DecompressionStream("gzip"));

  it.each([
    ["as it is", () => new Response(huge, { headers: json })],
    ["in pieces without an end", () => new Response(endless(), { headers: json })],
    ["compressed", () => new Response(compressed(), { headers: json })],
  ])("is not read on: %s", async (_how, answer) => {
    const { client } = clientOf(answer);
    await expect(searchByPhone(client, "1%2")).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await expect(addTicket(client, ticket, nothing)).rejects.toMatchObject({ code: "ANSWER_LOST" });
  });
});

describe("a GLPI whose tables hold no emoji", () => {
  const sql = "MySQL query error: Incorrect string value: '\\xF0\\x9F\\x96\\xA8' for column 'name' (1366) in SQL query";

  it("is sent what it can keep, from then on, and its operator is told how to mend it", async () => {
    const bodies: string[] = [];
    const { client, setup } = clientOf(async (request) => {
      const body = await request.text();
      bodies.push(body);
      const astral = /[\u{10000}-\u{10FFFF}]/u.test(body);
      const answer = astral ? ["ERROR_GLPI_ADD", sql] : { id: bodies.length, message: "" };
      return new Response(JSON.stringify(answer), { status: astral ? 400 : 201, headers: json });
    });
    const sent: number[] = [];
    const beforeSend = async () => {
      sent.push(bodies.length);
    };
    expect(await addTicket(client, ticket, beforeSend)).toBe(2);
    expect(await addFollowUp(client, { ticketId: 2, content: "<p>\u{1F44D} ok</p>", userId: 26 }, beforeSend)).toBe(3);
    expect([sent, bodies.length]).toEqual([[0, 1, 2], 3]);
    expect(bodies[1]).toContain('"name":"t "');
    expect(setup).toEqual([expect.stringContaining("migration:utf8mb4")]);
  });

  it("is sent a change that it can keep, too", async () => {
    const bodies: string[] = [];
    const { client } = clientOf(async (request) => {
      bodies.push(await request.text());
      return bodies.length === 1 ? refuseWith("ERROR_GLPI_UPDATE", sql) : new Response("[]", { headers: json });
    });
    await rateTicket(client, 7, 5, "ok \u{1F44D}");
    expect(bodies.map((body) => JSON.parse(body).input.comment)).toEqual(["ok \u{1F44D}", "ok "]);
  });

  it("and refuses all the same, is an error without a byte of the text", async () => {
    const { client } = clientOf(() => refuseWith("ERROR_GLPI_ADD", sql));
    const error = await addTicket(client, ticket, nothing).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "REFUSED" });
    expect(inspect(error)).not.toContain("xF0");
  });
});

describe("a certificate that is not accepted", () => {
  it.each([
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "CERT_HAS_EXPIRED",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("is said, and how to have it accepted: %s", async (code) => {
    const failure = new TypeError("fetch failed", { cause: Object.assign(new Error("certificate"), { code }) });
    const { client } = clientOf(() => Promise.reject(failure));
    const error = await addTicket(client, ticket, nothing).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "UNAVAILABLE", message: expect.stringContaining("NODE_EXTRA_CA_CERTS") });
  });
});

describe("an API that is switched off in mid-session", () => {
  it("is that, and worth trying again; one that was never on is not", async () => {
    const disabled = () => refuseWith("ERROR", "API disabled");
    let on = true;
    const { client } = clientOf(disabled, () =>
      on ? new Response(JSON.stringify(login), { headers: json }) : disabled(),
    );
    await client.session();
    on = false;
    await expect(addTicket(client, ticket, nothing)).rejects.toMatchObject({ code: "API_DISABLED", retryable: true });
    const never = clientOf(disabled, disabled).client;
    await expect(addTicket(never, ticket, nothing)).rejects.toMatchObject({ code: "API_DISABLED", retryable: false });
  });
});
