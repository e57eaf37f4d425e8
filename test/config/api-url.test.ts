import { describe, expect, it } from "vitest";
import { readApiUrl } from "../../src/config/api-url.js";

describe("an address of GLPI's API", () => {
  it.each([
    ["is taken as it is", "https://glpi.acme.example/apirest.php", "https://glpi.acme.example/apirest.php"],
    ["may be of GLPI 11", "https://acme.example/glpi/api.php/v1", "https://acme.example/glpi/api.php/v1"],
    ["may be http with a port", "http://10.0.0.5:8080/glpi/apirest.php", "http://10.0.0.5:8080/glpi/apirest.php"],
    ["loses slashes at its end", "https://acme.example/glpi/apirest.php//", "https://acme.example/glpi/apirest.php"],
    ["loses one of two slashes", "https://acme.example//glpi//api.php/v1", "https://acme.example/glpi/api.php/v1"],
    ["loses spaces around it", "  https://acme.example/apirest.php\n", "https://acme.example/apirest.php"],
    [
      "is read without regard to the case of its host",
      "HTTPS://ACME.example/apirest.php",
      "https://acme.example/apirest.php",
    ],
  ])("%s", (_, raw, url) => {
    expect(readApiUrl(raw)).toEqual({ url });
  });

  it.each([
    ["the folder of GLPI", "https://acme.example/glpi", "urlOtherPath", "https://acme.example/glpi/apirest.php"],
    [
      "the folder of GLPI with a slash",
      "https://acme.example/glpi/",
      "urlOtherPath",
      "https://acme.example/glpi/apirest.php",
    ],
    ["a host alone", "https://acme.example", "urlOtherPath", "https://acme.example/apirest.php"],
    ["a page", "https://acme.example/glpi/front/central.php", "urlOtherPath", "https://acme.example/glpi/apirest.php"],
    ["a folder of pages", "https://acme.example/glpi/front", "urlOtherPath", "https://acme.example/glpi/apirest.php"],
    [
      "a plugin's page",
      "https://acme.example/plugins/x/front/y.php",
      "urlOtherPath",
      "https://acme.example/apirest.php",
    ],
    ["the start page", "https://acme.example/glpi/index.php", "urlOtherPath", "https://acme.example/glpi/apirest.php"],
    [
      "an endpoint",
      "https://acme.example/glpi/apirest.php/initSession",
      "urlOtherPath",
      "https://acme.example/glpi/apirest.php",
    ],
    ["the file in capitals", "https://acme.example/APIREST.PHP", "urlOtherPath", "https://acme.example/apirest.php"],
    ["a full stop at the end", "https://acme.example/apirest.php.", "urlOtherPath", "https://acme.example/apirest.php"],
    ["the second API", "https://acme.example/glpi/api.php/v2", "urlOtherPath", "https://acme.example/glpi/api.php/v1"],
    ["the API without a version", "https://acme.example/api.php", "urlOtherPath", "https://acme.example/api.php/v1"],
    [
      "an endpoint of GLPI 11",
      "https://acme.example/api.php/v1/Ticket",
      "urlOtherPath",
      "https://acme.example/api.php/v1",
    ],
    ["no scheme", "acme.example/glpi/apirest.php", "urlWithoutScheme", "https://acme.example/glpi/apirest.php"],
    ["no scheme but slashes", "//acme.example/glpi", "urlWithoutScheme", "https://acme.example/glpi/apirest.php"],
    ["no scheme and an intranet's host", "glpi/apirest.php", "urlWithoutScheme", "https://glpi/apirest.php"],
    ["no scheme and a port", "localhost:8080/glpi", "urlWithoutScheme", "https://localhost:8080/glpi/apirest.php"],
    ["one slash too few", "https:/acme.example/glpi", "urlWithoutScheme", "https://acme.example/glpi/apirest.php"],
    ["a colon too few", "http//acme.example/glpi", "urlWithoutScheme", "https://acme.example/glpi/apirest.php"],
    ["another scheme", "ftp://acme.example/glpi", "urlOtherScheme", "https://acme.example/glpi/apirest.php"],
    ["a misspelt scheme", "htps://acme.example/glpi", "urlOtherScheme", "https://acme.example/glpi/apirest.php"],
    ["a password", "https://ana:pw@acme.example/apirest.php", "urlWithCredentials", "https://acme.example/apirest.php"],
    ["a user", "https://ana@acme.example/glpi", "urlWithCredentials", "https://acme.example/glpi/apirest.php"],
    ["a query", "https://acme.example/apirest.php?user_token=x", "urlWithQuery", "https://acme.example/apirest.php"],
    ["an empty query", "https://acme.example/apirest.php?", "urlWithQuery", "https://acme.example/apirest.php"],
    ["a fragment", "https://acme.example/glpi#x", "urlWithQuery", "https://acme.example/glpi/apirest.php"],
    [
      "everything at once",
      "ana:pw@acme.example/glpi?t=x#y",
      "urlWithoutScheme",
      "https://acme.example/glpi/apirest.php",
    ],
    ["no host", "https://", "urlUnreadable", undefined],
    ["a port that cannot be", "https://acme.example:99999/glpi", "urlUnreadable", undefined],
    ["a space inside", "https://acme.example/my glpi", "urlUnreadable", undefined],
    ["two lines", "https://acme.example/\napirest.php", "urlUnreadable", undefined],
    ["a token in the wrong field", "AbCdEf0123456789", "urlUnreadable", undefined],
    ["a base64 token in the wrong field", "AbCd+Ef01/23456789==", "urlUnreadable", undefined],
  ])("with %s is refused, and the likely right one is named", (_, raw, problem, suggestion) => {
    expect(readApiUrl(raw)).toEqual({ problem, suggestion });
  });
});
