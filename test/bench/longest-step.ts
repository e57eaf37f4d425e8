import type { CreateTicketIntegration } from "../../src/config/integration.js";
import { parseIntegration } from "../../src/config/parse-integration.js";
import { toBatch } from "../../src/conversation/batch.js";
import { describesTrouble, isDescription } from "../../src/conversation/description.js";
import { errorFromAnswer } from "../../src/glpi/answer-errors.js";
import { cleanRefusal, pageTitle, parseJson, withoutSecrets } from "../../src/glpi/answer-text.js";
import { decodeGlpiText } from "../../src/glpi/rich-text.js";
import { searchAnswer } from "../../src/glpi/wire.js";
import type { Message } from "../../src/host/events.js";
import { messageEvent, validate } from "../../src/host/validate.js";
import { locales } from "../../src/locales/locales.js";
import { renderTemplate } from "../../src/locales/render.js";
import { comparePhoneField } from "../../src/phone-number/phone-number.js";
import { readRegistrationNumber } from "../../src/requester/registration-number.js";
import { composeTicket } from "../../src/ticket/compose-ticket.js";
import { conversation, message } from "../words.js";

/** What holds up everything else in the process, at its longest. */
export interface LongestStep {
  name: string;
  ms: number;
}

const integration = parseIntegration({
  type: "glpi-create-ticket",
  name: "GLPI",
  url: "https://glpi.example.test/apirest.php",
  appToken: "APP_TOKEN",
  userToken: "USER_TOKEN",
}) as CreateTicketIntegration;

/** Texts that patterns are slow with, of about so many characters. */
function hostileTexts(length: number): [name: string, text: string][] {
  const pieces = [
    " ",
    "<",
    "(",
    "a",
    "1",
    "\n",
    "; x",
    "<title",
    "BEGIN:VCARD\n",
    "ha",
    "k",
    "é",
    "👍",
    "1 ",
    "[",
    "[ ",
    '{"a":',
    "+",
    "0",
    "&",
    "\\",
    "aguardando mensagem ",
    "data:a;base64,",
    "-",
  ];
  return pieces.flatMap((piece) => {
    const text = piece.repeat(Math.ceil(length / piece.length));
    return [
      [JSON.stringify(piece), text],
      [`${JSON.stringify(piece)} x`, `${text}x`],
    ] as [string, string][];
  });
}

/** The longest of each kind of step, over hostile inputs of the largest size that gets so far. */
export function longestSteps(): LongestStep[] {
  const secrets = ["APP_TOKEN_OF_40_CHARACTERS", "USER_TOKEN_OF_40_CHARACTERS"];
  const refused = (body: unknown) => ({ status: 400, contentType: "application/json", body });
  const request = { method: "POST", path: "Ticket" } as const;
  const written = (text: string): Message => message({ text });
  const overTexts = (name: string, length: number, step: (text: string) => unknown) => {
    const timed = hostileTexts(length).map(([piece, text]) => ({
      name: `${name}: ${piece}`,
      ms: time(() => step(text)),
    }));
    return timed.reduce((most, each) => (each.ms > most.ms ? each : most));
  };
  const event = (text: string) => ({ conversation: conversation(), integrationId: 1, message: { ...message(), text } });
  const rows = { totalcount: 100_000, data: Array.from({ length: 100_000 }, (_, id) => ({ 2: id, 1: "x", 80: "y" })) };
  const many = Array.from({ length: 500 }, (_, id) => message({ id, text: "A impressora não imprime. ".repeat(150) }));
  const fields = Array.from({ length: 300 }, (_, i) => `cel (31) 9${8000 + i}-4321 / (11) 3333-4444 ramal ${i}`);
  const numerous = Array.from({ length: 16_000 }, (_, id) => message({ id, text: "oi" }));
  return [
    overTexts("refusal of 256 kB", 256_000, (text) =>
      errorFromAnswer(
        request,
        refused(cleanRefusal(["ERROR_GLPI_ADD", text], (each) => withoutSecrets(each, secrets))),
      ),
    ),
    overTexts("page of 1 MB", 1_000_000, pageTitle),
    overTexts("JSON of 1 MB", 1_000_000, parseJson),
    overTexts("event with a text of 1 MB", 1_000_000, (text) => validate("onMessage", messageEvent, event(text))),
    overTexts("event with a name of 1 MB", 1_000_000, (text) =>
      validate("onMessage", messageEvent, {
        ...event("x"),
        conversation: { ...conversation(), contact: { id: 1, name: text, phoneNumber: text, lid: text, email: text } },
      }),
    ),
    overTexts("description of 64 kB", 65_536, (text) => isDescription(written(text), integration)),
    overTexts("trouble of 64 kB", 65_536, (text) => describesTrouble([written(text)], integration)),
    overTexts("ticket of 64 kB", 65_536, (text) =>
      composeTicket(integration, toBatch(conversation(), 1, [written(text)])),
    ),
    overTexts("telephone field of 1 MB", 1_000_000, (text) => comparePhoneField("5531987654322", text, "55")),
    { name: "300 telephone fields", ms: time(() => fields.map((field) => comparePhoneField("5531980424321", field))) },
    overTexts("registration number of 64 kB", 65_536, (text) => readRegistrationNumber(text, "55")),
    overTexts("GLPI's text of 64 kB", 65_536, decodeGlpiText),
    overTexts("template with a value of 64 kB", 65_536, (text) =>
      renderTemplate(locales["pt-BR"].texts["glpi-create-ticket"].ticketCreatedText, { firstName: text }),
    ),
    { name: "100,000 rows", ms: time(() => searchAnswer.parse(rows)) },
    { name: "batch of 500 messages", ms: time(() => composeTicket(integration, toBatch(conversation(), 1, many))) },
    { name: "batch of 16,000 messages", ms: time(() => toBatch(conversation(), 1, numerous)) },
  ];
}

/** The best of three: what else the machine does is not the step's. */
function time(step: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    step();
    return performance.now() - start;
  });
  return Math.min(...times);
}
