import { describe, expect, it } from "vitest";
import {
  readRegistrationNumber,
  registrationNumberOf,
  registrationNumberPattern,
} from "../../src/requester/registration-number.js";

describe("in Brazil", () => {
  it.each([
    ["529.982.247-25", "52998224725"],
    ["52998224725", "52998224725"],
    [" 529 982 247 25 ", "52998224725"],
    ["CPF: 529.982.247-25", "52998224725"],
    ["cpf 529.982.247-25", "52998224725"],
    ["012.345.678-90", "01234567890"],
    ["1234567890", "01234567890"],
    ["12.345.678/0001-95", "12345678000195"],
    ["12345678000195", "12345678000195"],
    ["CNPJ 12.345.678/0001-95", "12345678000195"],
    ["01.234.567/0001-95", "01234567000195"],
    ["1234567000195", "01234567000195"],
    ["12.ABC.345/01DE-35", "12ABC34501DE35"],
    ["12.abc.345/01de-35", "12ABC34501DE35"],
    ["4711", "4711"],
    ["0004711", "4711"],
  ])("%j is %s", (text, number) => {
    expect(readRegistrationNumber(text, "55")).toBe(number);
  });

  it.each([
    ["529.982.247-26", "a wrong check digit"],
    ["529.982.247-52", "two digits changed round"],
    ["111.111.111-11", "filler"],
    ["000.000.000-00", "filler"],
    ["12.345.678/0001-96", "a wrong check digit"],
    ["00.000.000/0000-00", "filler"],
    ["12.ABC.345/01DE-36", "a wrong check digit"],
    ["529.982.247-25 / 111.444.777-35", "two numbers"],
    ["123", "too short for any number"],
    ["não tenho", "words"],
    ["não sei 1234", "words"],
    ["", "nothing"],
    ["52998224725%", "a wildcard"],
  ])("%j is none: %s", (text) => {
    expect(readRegistrationNumber(text, "55")).toBeUndefined();
  });
});

it("elsewhere any number of letters and digits is one, as it stands", () => {
  expect(readRegistrationNumber("20-12345678-3", "54")).toBe("20123456783");
  expect(readRegistrationNumber("12.345.678-k", "56")).toBe("12345678K");
  expect(readRegistrationNumber("nenhum", "351")).toBeUndefined();
});

it("is read from the field of that name, however it is written", () => {
  const contact = { id: 1, fields: { "cpf ": "529.982.247-25", other: "x" } };
  expect(registrationNumberOf(contact, "CPF", "55")).toBe("52998224725");
  expect(registrationNumberOf(contact, "CNPJ", "55")).toBeUndefined();
  expect(registrationNumberOf(contact, undefined, "55")).toBeUndefined();
  expect(registrationNumberOf({ id: 1 }, "CPF", "55")).toBeUndefined();
});

it("is searched for without leading zeros", () => {
  expect(registrationNumberPattern("01234567890")).toBe("1%2%3%4%5%6%7%8%9%0");
});
