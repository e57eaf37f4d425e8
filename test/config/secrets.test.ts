import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { parseIntegration } from "../../src/config/parse-integration.js";
import { localeCodes } from "../../src/locales/locale.js";
import { validConsult, validCreate } from "./valid.js";

describe("the tokens", () => {
  it.each([validCreate, validConsult])("are not seen when a parsed configuration is inspected ($type)", (valid) => {
    const integration = parseIntegration(valid);
    for (const shown of [inspect(integration), inspect({ deep: [integration] }, { depth: 9, showHidden: true })]) {
      expect(shown).not.toContain("token-secret");
      expect(shown.match(/\[redacted\]/g)).toHaveLength(2);
      expect(shown).toContain(valid.url);
    }
  });

  it("are there for who uses them", () => {
    expect(parseIntegration(validCreate)).toMatchObject({
      appToken: "app-token-secret",
      userToken: "user-token-secret",
    });
  });

  const secret = "s3cr3t-value";
  const leaks: Record<string, unknown>[] = [
    { appToken: `${secret} ${secret}` },
    { appToken: `${secret}é` },
    { userToken: secret.repeat(60) },
    { userToken: [secret] },
    { appToken: { [secret]: secret } },
    { url: secret },
    { url: `https://${secret}@glpi.acme.example/glpi` },
    { url: `https://ana:${secret}@glpi.acme.example/apirest.php` },
    { url: `ana:${secret}@glpi.acme.example/apirest.php` },
    { url: `https://glpi.acme.example/apirest.php?user_token=${secret}` },
    { url: `https://glpi.acme.example/apirest.php/initSession?user_token=${secret}` },
    { url: `https://glpi.acme.example/apirest.php/initSession/${secret}` },
    { url: `https://glpi.acme.example/glpi#${secret}` },
    { name: { [secret]: 1 } },
    { timeZone: secret },
    { countryCode: secret },
    { failureText: `${secret} {{name` },
  ];

  it.each(leaks)("are in no message: %j", (given) => {
    for (const locale of localeCodes) {
      const refuse = () => parseIntegration({ ...validCreate, appToken: secret, userToken: secret, ...given, locale });
      expect(refuse).toThrow("✖");
      expect(refuse).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret) }));
      expect(inspect(thrownBy(refuse), { depth: 9 })).not.toContain(`${secret}"`);
    }
  });
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
