import { type Cases, MOBILE } from "./cases.js";

/** The first is what the channel says, the second what people typed. */
export const channelAndField: readonly Cases[] = [
  {
    group: "a WhatsApp id is a telephone",
    expected: "same",
    cases: [
      ["of a person", "5531987654321@s.whatsapp.net", "(31) 98765-4321"],
      ["of a person, in its old form", "5531987654321@c.us", "(31) 98765-4321"],
      ["of a device", "5531987654321:12@s.whatsapp.net", "(31) 98765-4321"],
      ["without the ninth digit", "553187654321@s.whatsapp.net", "(31) 98765-4321"],
      ["of a landline", "553133334444@c.us", "31 3333-4444"],
    ],
  },
  {
    group: "a lid is no telephone",
    expected: "different",
    cases: [["of fourteen digits that are a mobile's in Indonesia", "62812345678901", "+62 812 3456 78901"]],
  },
  {
    group: "a field with several numbers is the same by one of them",
    expected: "same",
    cases: [
      ["the first of two by a slash", MOBILE, "(31) 98765-4321 / (31) 3333-4444"],
      ["the second of two by a slash", MOBILE, "(31) 3333-4444 / (31) 98765-4321"],
      ["by a slash without spaces", MOBILE, "3133334444/31987654321"],
      ["by a semicolon", MOBILE, "(31) 3333-4444; (31) 98765-4321"],
      ["by a comma", MOBILE, "(31) 3333-4444, (31) 98765-4321"],
      ["by a line break", MOBILE, "31 3333-4444\r\n31 98765-4321"],
      ["by ou", MOBILE, "31 3333-4444 ou 31 98765-4321"],
      ["by e", MOBILE, "31 3333-4444 e 31 98765-4321"],
      ["by a hyphen and a parenthesis", MOBILE, "(31) 3333-4444 - (31) 98765-4321"],
      ["by a parenthesis alone", MOBILE, "(31) 3333-4444 (31) 98765-4321"],
      ["by a plus", MOBILE, "+55 31 3333-4444 +55 31 98765-4321"],
      ["by words", MOBILE, "casa 31 3333-4444 cel 31 98765-4321"],
      ["by numbered labels", MOBILE, "Tel1: 31 3333-4444 / Tel2: 31 98765-4321"],
      ["the third of three", MOBILE, "31 3333-4444; 31 3333-4445; 31 98765-4321"],
      ["whole beside one without area code", MOBILE, "98765-4321 / (31) 98765-4321"],
      ["by ou, beside a landline with an extension", MOBILE, "31 3333-4444 ramal 12 ou 31 98765-4321"],
      ["beside a filler", MOBILE, "(00) 0000-0000 / (31) 98765-4321"],
      ["beside a landline with an extension of its own", MOBILE, "(31) 3333-4444 ramal 12 / (31) 98765-4321"],
    ],
  },
  {
    group: "a field with several numbers is uncertain by one of them",
    expected: "withoutAreaCode",
    cases: [
      ["when the right one has no area code", MOBILE, "(31) 3333-4444 / 98765-4321"],
      ["when the one with an area code is another", MOBILE, "(11) 98765-4321 / 98765-4321"],
    ],
  },
  {
    group: "a field with several numbers is different",
    expected: "different",
    cases: [
      ["when none is the same", MOBILE, "(31) 3333-4444 / (31) 98765-4322"],
      ["when the contact is several numbers itself", "31 98765-4321 / 31 3333-4444", "31 98765-4321"],
      ["when two run into one another", MOBILE, "31 3333-4444 31 98765-4321"],
    ],
  },
  {
    group: "bare digits of a contact begin with the country code, typed ones do not",
    expected: "different",
    cases: [
      ["Peru and Porto Alegre", "51987654321", "51987654321"],
      ["Peru and Porto Alegre with mask", "51987654321", "(51) 98765-4321"],
      ["Spain and Uberlândia", "34912345678", "34 91234-5678"],
      ["Norway and Joinville", "4791234567", "(47) 9123-4567"],
      ["Singapore and Cuiabá", "6591234567", "65 9123-4567"],
      ["area 31 without it and area 55", MOBILE, "55 98765-4321"],
      ["area 31 without it and area 55, eight digits", "553199876543", "5599876543"],
    ],
  },
  {
    group: "bare digits of a contact that are no number abroad are one here",
    expected: "same",
    cases: [
      ["of Belo Horizonte", "31987654321", "(31) 98765-4321"],
      ["of a landline", "3133334444", "(31) 3333-4444"],
      ["of area 55", "55987654321", "+55 55 98765-4321"],
      ["of area 55 without the ninth digit", "5599876543", "(55) 99987-6543"],
    ],
  },
  {
    group: "a contact's country code counts where the same digits mean another country",
    expected: "same",
    cases: [
      ["in Peru, not Porto Alegre", "51987654321", "+51 987 654 321"],
      ["in Paraguay, not Iran", "595981123456", "981123456", "595"],
    ],
  },
];
