import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { parseIntegration } from "../../src/config/parse-integration.js";
import { maskSecrets, mergeSecrets } from "../../src/config/secrets.js";
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

describe("a stored token", () => {
  const stored = { ...validCreate, errorQueueId: 7 };

  it("is masked for a form, where it is set", () => {
    expect(maskSecrets(stored)).toEqual({ ...stored, appToken: "••••••••", userToken: "••••••••" });
    expect(maskSecrets({ ...stored, appToken: " ", userToken: undefined })).toMatchObject({ appToken: " " });
    expect(inspect(maskSecrets(stored))).not.toContain("token-secret");
  });

  it.each(["", " ", null, undefined, "••••••••"])("is kept when the form gives %j for it", (left) => {
    const typed = { ...stored, name: "Suporte", userToken: left };
    expect(mergeSecrets(stored, typed)).toEqual({ ...stored, name: "Suporte" });
    expect(mergeSecrets(stored, { ...typed, appToken: "new" })).toEqual({
      ...stored,
      name: "Suporte",
      appToken: "new",
    });
  });

  it.each([
    ["https://evil.example/apirest.php", false],
    ["http://glpi.acme.example/apirest.php", false],
    ["https://glpi.acme.example.evil.example/apirest.php", false],
    ["not an address", false],
    [undefined, false],
    ["https://glpi.acme.example/api.php/v1", true],
    ["https://glpi.acme.example:8443/apirest.php", false],
    ["https://GLPI.acme.example:443/glpi/apirest.php", true],
  ])("is sent to no other machine than it was stored for: %s", (url, kept) => {
    const merged = mergeSecrets(stored, { ...maskSecrets(stored), url });
    expect(merged.userToken).toBe(kept ? stored.userToken : undefined);
    if (!kept && typeof url === "string" && url.startsWith("http")) {
      expect(thrownBy(() => parseIntegration(merged))).toMatchObject({
        issues: [
          { key: "appToken", message: "preencha este campo." },
          { key: "userToken", message: "preencha este campo." },
        ],
      });
    }
  });

  it("is none of a new integration", () => {
    expect(maskSecrets(null)).toEqual({});
    expect(mergeSecrets(null, stored)).toEqual(stored);
    expect(mergeSecrets(undefined, maskSecrets(stored))).not.toHaveProperty("appToken");
  });

  it("that is the mask itself is refused", () => {
    expect(() => parseIntegration(maskSecrets(stored))).toThrow("(appToken)");
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
