import { describe, expect, it } from "vitest";
import { cleanFileName } from "../../src/files/file-name.js";
import { endingOf, typeOf } from "../../src/files/file-type.js";
import { fittingName } from "../../src/files/fitting-name.js";
import { fileOf } from "../testing/pictures.js";

describe("a file's name", () => {
  it.each([
    ["foto.jpg", "foto.jpg"],
    ["FOTO.JPG", "FOTO.JPG"],
    ["Relatório 2º.pdf", "Relatório 2º.pdf"],
    ["../../etc/passwd.txt", "passwd.txt"],
    ["C:\\temp\\nota.pdf", "nota.pdf"],
    ['a"b\r\nc<d>.txt', "a b c d.txt"],
    ["\u202egpj.exe", "gpj.exe"],
    [".htaccess.txt", "htaccess.txt"],
    ["  foto .png ", "foto.png"],
    ["😀.png", "😀.png"],
    ["100%.pdf", "100.pdf"],
  ])("%j is %j", (given, clean) => {
    expect(cleanFileName({ fileName: given }, undefined, "Arquivo")).toBe(clean);
  });

  it.each([
    [{ mimeType: "application/pdf" }, undefined, "Documento.pdf"],
    [{ fileName: "nota", mimeType: "text/plain; charset=utf-8" }, undefined, "nota.txt"],
    [{ fileName: "..", type: "voice" }, undefined, "Documento.ogg"],
    [{ type: "image" }, "png", "Documento.png"],
    [{}, undefined, "Documento"],
    [{ fileName: "v1.0 final" }, "pdf", "v1.0 final.pdf"],
  ] as const)("of %o, whose bytes are %s, is %j", (media, known, name) => {
    expect(cleanFileName(media, known, "Documento")).toBe(name);
  });

  it("has 232 bytes at most, and whole characters", () => {
    const name = cleanFileName({ fileName: `${"é👩‍👩‍👧".repeat(80)}.jpeg` }, undefined, "x");
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(232);
    expect(name).toMatch(/^(?:é👩‍👩‍👧)+é?\.jpeg$/u);
  });
});

describe("what a file is", () => {
  it.each(["jpg", "png", "gif", "webp"])("is said by its first bytes: %s", (kind) => {
    expect(typeOf(fileOf(kind))).toBe(kind);
  });

  it.each([
    ["%PDF-1.7", "pdf"],
    ["OggS\0", "ogg"],
    ["\ufeff <!DOCTYPE html><html>", "html"],
    ["<html lang=pt>", "html"],
    ["RIFF    WAVE", undefined],
    ["plain words", undefined],
    ["", undefined],
  ])("%j is %s", (text, kind) => {
    expect(typeOf(Buffer.from(text))).toBe(kind);
  });

  it("is not looked up among what every object has", () => {
    expect(endingOf("constructor")).toBeUndefined();
    expect(endingOf(undefined)).toBeUndefined();
  });
});

describe("the name under which GLPI takes it", () => {
  const stock = new Set(["jpg", "jpeg", "png", "gif", "ogg", "txt", "pdf", "html"]);

  it.each([
    ["foto.jpg", "jpg", "foto.jpg"],
    ["foto.JPG", "jpg", "foto.JPG"],
    ["foto.jpg", "png", "foto.png"],
    ["foto.jpg", "webp", undefined],
    ["foto.jpg", undefined, undefined],
    ["foto.jfif", "jpg", "foto.jpg"],
    ["voz.opus", "ogg", "voz.ogg"],
    ["voz.opus", undefined, undefined],
    ["Ana.vcf", undefined, "Ana.txt"],
    ["virus.vcf", "html", undefined],
    ["setup.exe", undefined, undefined],
    ["video.mp4", undefined, undefined],
    ["nota", undefined, undefined],
    ["nota.pdf", "pdf", "nota.pdf"],
    ["constructor", undefined, undefined],
  ] as const)("of %s, whose bytes are %s: %s", (name, known, fitting) => {
    expect(fittingName(name, known, stock, true)).toBe(fitting);
  });

  it("is its own where the operator wants no other", () => {
    expect(fittingName("voz.opus", "ogg", stock, false)).toBeUndefined();
    expect(fittingName("voz.opus", "ogg", new Set(["opus"]), false)).toBe("voz.opus");
  });
});
