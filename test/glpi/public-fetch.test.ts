import { describe, expect, it, vi } from "vitest";
import { GlpiClients } from "../../src/glpi/clients.js";
import { isPublicAddress, mayBePublic } from "../../src/glpi/public-address.js";
import { AddressNotPublic, publicFetch } from "../../src/glpi/public-fetch.js";

/** What every name is looked up to. */
const found = vi.hoisted(() => ({ addresses: [] as { address: string; family: number }[] }));
vi.mock("node:dns", () => ({
  lookup: (_host: string, _options: object, done: (error: null, addresses: unknown[]) => void) =>
    done(null, found.addresses),
}));

describe("an address", () => {
  it.each([
    ...[
      "127.0.0.1",
      "127.9.9.9",
      "0.0.0.0",
      "10.1.2.3",
      "100.64.0.1",
      "169.254.169.254",
      "172.16.0.1",
      "172.31.255.255",
    ],
    ...[
      "192.168.1.1",
      "224.0.0.1",
      "255.255.255.255",
      "198.18.0.1",
      "::1",
      "::",
      "fc00::1",
      "fd12::1",
      "fe80::1",
      "::10.0.0.1",
    ],
    ...[
      "::ffff:127.0.0.1",
      "::ffff:10.0.0.1",
      "::ffff:a00:1",
      "64:ff9b::a00:1",
      "2002:a00:1::",
      "ff02::1",
      "no address",
    ],
  ])("%s is none of the internet", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["8.8.8.8", "172.15.0.1", "172.32.0.1", "192.167.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])(
    "%s is",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ...["http://127.1/", "http://2130706433/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://127.0.0.1./"],
    ...[
      "http://[::1]/",
      "http://[::ffff:169.254.169.254]/",
      "http://localhost/",
      "http://a.localhost/",
      "http://glpi/",
    ],
    ...["http://glpi.local/", "http://metadata.google.internal/"],
  ])("as %s is seen in the form", (url) => {
    expect(mayBePublic(new URL(url))).toBe(false);
  });

  it.each(["https://glpi.acme.example/", "http://8.8.8.8/", "https://127.0.0.1.acme.example/"])(
    "%s may be public",
    (url) => {
      expect(mayBePublic(new URL(url))).toBe(true);
    },
  );
});

describe("publicFetch", () => {
  it.each(["http://127.0.0.1:1/apirest.php/x", "http://[::1]:1/x", "http://localhost:1/x"])(
    "connects to %s never",
    async (url) => {
      await expect(publicFetch(url)).rejects.toBeInstanceOf(AddressNotPublic);
    },
  );

  it.each([
    ["to the own network", [{ address: "10.0.0.5", family: 4 }]],
    [
      "there among others",
      [
        { address: "8.8.8.8", family: 4 },
        { address: "169.254.169.254", family: 4 },
      ],
    ],
    ["nowhere", []],
  ])("sends nothing to a name that leads %s, and the error says so", async (_where, addresses) => {
    found.addresses = addresses;
    const clients = new GlpiClients({ requestTimeoutMs: 5_000, maxRequestsInFlight: 1, fetch: publicFetch });
    const client = clients.for({ url: "https://glpi.acme.example/apirest.php", appToken: "A", userToken: "U" });
    const error = await client.session().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "ADDRESS_WRONG",
      message: expect.stringContaining("glpi.acme.example is not"),
    });
  });
});
