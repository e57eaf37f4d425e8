import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { Document } from "yaml";
import type { Locale } from "../../locales/locale.js";
import { secretsFileOf } from "../serve/file.js";
import type { Answers } from "./answers.js";
import { initWords } from "./words.js";

/** Whoever writes may read. */
const PRIVATE = { flag: "wx", mode: 0o600 } as const;

/** Writes the file and its `.env` file. Rejects with `EEXIST` where either is there: it is not written over. */
export async function writeFiles(path: string, answers: Answers, locale: Locale): Promise<void> {
  await writeFile(secretsFileOf(path), secretsOf(answers), PRIVATE);
  await writeFile(path, settingsOf(answers, locale), { ...PRIVATE, mode: 0o644 });
}

function secretsOf({ appToken, userToken, whazingUrl, apiToken }: Answers): string {
  const secrets = {
    GLPI_APP_TOKEN: appToken,
    GLPI_USER_TOKEN: userToken,
    // Whoever knows it has half of the access.
    WHAZING_API_URL: whazingUrl,
    WHAZING_API_TOKEN: apiToken,
    WHAZING_WEBHOOK_TOKEN: randomBytes(24).toString("hex"),
  };
  return Object.entries(secrets)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join("");
}

/** As Node, systemd and Docker read it. */
function quoted(value: string): string {
  if (/^[\w.:/+=~-]+$/.test(value)) return value;
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}

function settingsOf({ glpiUrl, kind, queueId, errorQueueId, tellChanges }: Answers, locale: Locale): string {
  const { comments } = initWords[locale];
  const secret = (name: string) => `\${${name}}`;
  const document = new Document({
    locale,
    listen: { host: "127.0.0.1", port: 8787 },
    channels: [
      {
        url: secret("WHAZING_API_URL"),
        token: secret("WHAZING_API_TOKEN"),
        webhookToken: secret("WHAZING_WEBHOOK_TOKEN"),
        kind,
      },
    ],
    queues: [{ id: queueId, integrationId: 1 }],
    integrations: [
      {
        id: 1,
        type: "glpi-create-ticket",
        name: "GLPI",
        url: glpiUrl,
        appToken: secret("GLPI_APP_TOKEN"),
        userToken: secret("GLPI_USER_TOKEN"),
        ...(errorQueueId !== undefined && { errorQueueId }),
        tellChanges,
      },
    ],
  });
  document.commentBefore = ` ${comments.head}`;
  const places = { listen: comments.listen, channels: comments.channel, queues: comments.queue };
  for (const [key, comment] of Object.entries({ ...places, integrations: comments.integration })) {
    const pair = (document.contents as unknown as { items: { key: { value: string; commentBefore?: string } }[] })
      .items;
    const found = pair.find((each) => each.key.value === key);
    if (found !== undefined) found.key.commentBefore = ` ${comment}`;
  }
  return document.toString({ lineWidth: 0 });
}
