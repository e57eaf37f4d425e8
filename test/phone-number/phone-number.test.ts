import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  comparePhoneField,
  formatPhoneNumber,
  type PhoneNumber,
  parsePhoneNumber,
  phoneSearchPattern,
} from "../../src/phone-number/phone-number.js";
import { channelAndField } from "./channel-and-field.js";
import { differentNumbers } from "./different-numbers.js";
import { equalNumbers } from "./equal-numbers.js";

const bothWays = [...equalNumbers, ...differentNumbers];
const allCases = [...bothWays, ...channelAndField];

describe("comparePhoneField", () => {
  it("is shown by at least 150 cases, each with a name of its own", () => {
    const names = allCases.flatMap(({ group, cases }) => cases.map(([name]) => `${group}: ${name}`));
    expect(names.length).toBeGreaterThanOrEqual(150);
    expect(new Set(names).size).toBe(names.length);
  });

  for (const { group, expected, cases } of bothWays) {
    describe(group, () => {
      for (const [name, contact, field, country] of cases) {
        it(name, () => {
          expect(comparePhoneField(contact, field, country)).toBe(expected);
          expect(comparePhoneField(field, contact, country)).toBe(expected);
        });
      }
    });
  }

  for (const { group, expected, cases } of channelAndField) {
    describe(group, () => {
      for (const [name, contact, field, country] of cases) {
        it(name, () => {
          expect(comparePhoneField(contact, field, country)).toBe(expected);
        });
      }
    });
  }

  const areaCode = fc.constantFrom("11", "21", "31", "41", "47", "51", "55", "61", "71", "85", "99");
  /** The eight digits of a mobile number that had a life before the ninth digit, filler apart. */
  const eightDigits = fc
    .integer({ min: 60_000_000, max: 99_999_999 })
    .map(String)
    .filter((digits) => !/^(\d)\1+$/.test(digits));
  const masks: readonly ((area: string, first: string, last: string) => string)[] = [
    (area, first, last) => `55${area}${first}${last}`,
    (area, first, last) => `+55${area}${first}${last}`,
    (area, first, last) => `+55 ${area} ${first}-${last}`,
    (area, first, last) => `+55 (${area}) ${first}.${last}`,
    (area, first, last) => `0055 ${area} ${first} ${last}`,
    (area, first, last) => `(${area}) ${first}-${last}`,
    (area, first, last) => `(${area})${first}${last}`,
    (area, first, last) => `${area}${first}${last}`,
    (area, first, last) => `0${area} ${first}-${last}`,
    (area, first, last) => `0 21 ${area} ${first}-${last}`,
    (area, first, last) => `0xx${area} ${first}-${last}`,
    (area, first, last) => `cel (${area}) ${first}-${last} / whats`,
    (area, first, last) => `(11) 2345-6789 ou (${area}) ${first}-${last}`,
  ];
  const mask = fc.constantFrom(...masks);
  const ninth = fc.constantFrom("", "9");

  it("finds a Brazilian mobile the same in every mask, with and without the ninth digit on either side", () => {
    fc.assert(
      fc.property(areaCode, eightDigits, mask, ninth, ninth, (area, digits, write, ninthOfContact, ninthOfField) => {
        const field = write(area, ninthOfField + digits.slice(0, 4), digits.slice(4));
        expect(comparePhoneField(`55${area}${ninthOfContact}${digits}`, field)).toBe("same");
      }),
    );
  });

  it("never finds two different Brazilian mobiles the same", () => {
    const mobile = fc.record({ area: areaCode, digits: eightDigits });
    const near = mobile.chain(({ area, digits }) =>
      fc.tuple(
        fc.constant({ area, digits }),
        fc.oneof(
          mobile,
          fc.record({ area: areaCode, digits: fc.constant(digits) }),
          fc.record({
            area: fc.constant(area),
            digits: fc
              .tuple(fc.nat({ max: 7 }), fc.nat({ max: 9 }))
              .map(([place, digit]) => digits.slice(0, place) + digit + digits.slice(place + 1)),
          }),
        ),
      ),
    );
    fc.assert(
      fc.property(near, mask, ninth, ninth, ([one, other], write, ninthOfContact, ninthOfField) => {
        fc.pre(one.area !== other.area || one.digits !== other.digits);
        const field = write(other.area, ninthOfField + other.digits.slice(0, 4), other.digits.slice(4));
        expect(comparePhoneField(`55${one.area}${ninthOfContact}${one.digits}`, field)).toBe("different");
      }),
    );
  });

  it("finds a mobile the same only in a field that holds its area code and its last eight digits in a row", () => {
    const contact = fc.record({ area: areaCode, digits: eightDigits });
    const contactAndField = contact.chain(({ area, digits }) => {
      const own = fc.constantFrom(area, `(${area})`, digits, digits.slice(0, 4), digits.slice(4), `9${digits}`);
      const other = fc.constantFrom("9", "55", "+55", "0", "00", "0xx", "021", "12", " ", "-", "/", " ramal ", "cel ");
      const pieces = fc.array(fc.oneof(own, other), { maxLength: 3 });
      const field = fc.tuple(
        pieces,
        fc.constantFrom("", area, `(${area})`),
        pieces,
        fc.constantFrom("", digits),
        pieces,
      );
      return fc.tuple(fc.constant(area), fc.constant(digits), field);
    });
    let same = 0;
    fc.assert(
      fc.property(contactAndField, ([area, digits, pieces]) => {
        const field = pieces.flat().join("");
        if (comparePhoneField(`55${area}9${digits}`, field) !== "same") return;
        same += 1;
        expect(field.replace(/\D/g, "")).toMatch(new RegExp(`${area}9?${digits}`));
      }),
      { numRuns: 1_000 },
    );
    expect(same).toBeGreaterThan(0);
  });

  it("never throws, whatever the field, the contact and the country", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(..."+0123456789()-. /;xX@:"), maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, text, fc.stringMatching(/^\d{0,4}$/), (contact, field, country) => {
        expect(["same", "withoutAreaCode", "different"]).toContain(comparePhoneField(contact, field, country));
      }),
    );
  });

  it("tells a contact from the three fields of 100 candidates", () => {
    const fields = Array.from({ length: 300 }, (_, i) => `cel (31) 9${8000 + i}-4321 / (11) 3333-4444 ramal ${i}`);
    const same = fields.filter((field) => comparePhoneField("5531980424321", field) === "same");
    expect(same).toEqual(["cel (31) 98042-4321 / (11) 3333-4444 ramal 42"]);
  });

  it("does not read a text that is longer than GLPI's field", () => {
    expect(comparePhoneField("5531987654321", `(31) 98765-4321${" ".repeat(240)}`)).toBe("same");
    expect(comparePhoneField("5531987654321", `(31) 98765-4321${" ".repeat(241)}`)).toBe("different");
  });
});

describe("parsePhoneNumber", () => {
  const mobile: PhoneNumber = {
    countryCode: "55",
    areaCode: "31",
    subscriber: "987654321",
    digits: "5531987654321",
  };

  it.each(["5531987654321", "553187654321", "553187654321@s.whatsapp.net", "(31) 8765-4321", "031 98765-4321"])(
    "gives a Brazilian mobile its ninth digit and its area code: %s",
    (text) => {
      expect(parsePhoneNumber(text)).toEqual(mobile);
    },
  );

  it("leaves a Brazilian landline at eight digits", () => {
    expect(parsePhoneNumber("553133334444")).toEqual({
      countryCode: "55",
      areaCode: "31",
      subscriber: "33334444",
      digits: "553133334444",
    });
  });

  it("has no area code and no digits for a Brazilian number written without one", () => {
    expect(parsePhoneNumber("8765-4321")).toEqual({ ...mobile, areaCode: undefined, digits: undefined });
  });

  it("keeps the area code of another country in the national number", () => {
    expect(parsePhoneNumber("12125551234")).toEqual({
      countryCode: "1",
      areaCode: undefined,
      subscriber: "2125551234",
      digits: "12125551234",
    });
  });

  it("keeps Argentina's 9, without which WhatsApp does not know the number", () => {
    expect(parsePhoneNumber("5491123456789")?.digits).toBe("5491123456789");
  });

  it("takes Mexico's old 1 away", () => {
    expect(parsePhoneNumber("5215512345678")?.digits).toBe("525512345678");
  });

  it("takes what is written without country code as a number of the given country", () => {
    expect(parsePhoneNumber("099 123 456", "598")?.digits).toBe("59899123456");
  });

  it("keeps a contact's real number that looks like filler", () => {
    expect(parsePhoneNumber("5531999999999")?.digits).toBe("5531999999999");
  });

  it("does not mind white space around a contact's digits, which begin with the country code", () => {
    expect(parsePhoneNumber(" 51987654321\n")?.countryCode).toBe("51");
  });

  it("is undefined for a WhatsApp id without an area code", () => {
    expect(parsePhoneNumber("55987654321@s.whatsapp.net")).toBeUndefined();
  });

  it.each([
    ["595988397978", "595"],
    ["595988397978@s.whatsapp.net", "595"],
  ])("of %s, in a range that the plans carried here do not know, is kept", (text, countryCode) => {
    expect(parsePhoneNumber(text)).toMatchObject({ countryCode, digits: "595988397978" });
  });

  it("of the same digits is the same in GLPI, written whole, and of others is none", () => {
    for (const field of ["+595 988 397978", "595988397978", "00595988397978"]) {
      expect(comparePhoneField("595988397978", field)).toBe("same");
      expect(comparePhoneField("595988397979", field)).toBe("different");
    }
    expect(comparePhoneField("595988397978", "(98) 8397-978")).toBe("different");
  });

  it("is undefined for lids, however long", () => {
    expect(parsePhoneNumber("235085806727321")).toBeUndefined();
    const lid = fc
      .tuple(fc.constantFrom(14, 15), fc.integer({ min: 1, max: 9 }), fc.nat(2 ** 31))
      .map(([length, first, seed]) => `${first}${String(seed * 7_919 + 1).padStart(length, "7")}`.slice(0, length));
    // What is left are as many digits as mobiles have there.
    const read: string[] = [];
    fc.assert(
      fc.property(lid, (digits) => {
        const number = parsePhoneNumber(digits);
        if (number !== undefined) read.push(digits);
      }),
      { numRuns: 3_000, seed: 1 },
    );
    expect(read.length).toBeLessThan(15);
  });

  it("is undefined where the country does not exist and the number has none", () => {
    expect(parsePhoneNumber("(31) 98765-4321", "999")).toBeUndefined();
  });
});

describe("phoneSearchPattern", () => {
  const patternOf = (text: string) => {
    const number = parsePhoneNumber(text);
    return number && phoneSearchPattern(number);
  };

  it.each([
    ["a Brazilian mobile", "5531987654321", "8%7%6%5%4%3%2%1"],
    ["a Brazilian mobile without its ninth digit", "553187654321", "8%7%6%5%4%3%2%1"],
    ["a Brazilian landline", "553133334444", "3%3%3%3%4%4%4%4"],
    ["a number in Argentina", "5491123456789", "2%3%4%5%6%7%8%9"],
    ["a number of seven digits", "3545812345", "5%8%1%2%3%4%5"],
    ["a number of six digits", "376312345", "3%1%2%3%4%5"],
  ])("takes the last eight digits of %s, or all it has", (_name, text, pattern) => {
    expect(patternOf(text)).toBe(pattern);
  });

  it("is undefined for a number of under six digits", () => {
    expect(parsePhoneNumber("+290 51234")).toBeDefined();
    expect(patternOf("+290 51234")).toBeUndefined();
  });

  it("finds, as GLPI reads it, every field that is the same", () => {
    const same = allCases
      .filter(({ expected }) => expected === "same")
      .flatMap(({ cases }) => cases)
      // MariaDB compares full-width digits as ASCII ones; this stand-in for LIKE does not.
      .map(([, contact, field]) => [contact, field.normalize("NFKC")] as const);
    for (const [contact, field] of same) {
      const like = new RegExp(patternOf(contact)?.replaceAll("%", ".*") ?? "no pattern", "s");
      expect(field).toMatch(like);
    }
  });
});

describe("formatPhoneNumber", () => {
  it.each([
    ["553187654321", "+55 31 98765-4321"],
    ["553133334444", "+55 31 3333-4444"],
    ["98765-4321", "+55 98765-4321"],
    ["351912345678", "+351 912 345 678"],
    ["12125551234", "+1 212 555 1234"],
    ["5491123456789", "+54 9 11 2345 6789"],
    ["5215512345678", "+52 55 1234 5678"],
    ["59899123456", "+598 99 123 456"],
  ])("writes %s as %s, and it is read back as the same", (text, formatted) => {
    const number = parsePhoneNumber(text);
    expect(number && formatPhoneNumber(number)).toBe(formatted);
    expect(parsePhoneNumber(formatted)).toEqual(number);
  });
});
