import { describe, expect, it } from "vitest";
import { isPictureType, isWholePicture, type PictureType } from "../../src/files/whole-picture.js";
import { fileOf, pictureOf } from "../testing/pictures.js";

const types: PictureType[] = ["jpg", "png", "gif", "webp"];

describe.each(types)("a picture of type %s", (type) => {
  const bytes = pictureOf(type, 400);

  it("is whole as its format ends it", () => {
    expect(isWholePicture(type, bytes)).toBe(true);
  });

  it("is not when it was cut anywhere", () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect([length, isWholePicture(type, bytes.subarray(0, length))]).toEqual([length, false]);
    }
  });

  it("is known by its bytes alone, wherever they lie", () => {
    const inside = new Uint8Array([1, 2, 3, ...bytes, 9]).subarray(3, 3 + bytes.length);
    expect(isWholePicture(type, inside)).toBe(true);
  });
});

it("a JPEG that a camera wrote more behind is whole; one of two that is cut in the second picture is not", () => {
  const jpg = Buffer.from(pictureOf("jpg"));
  expect(isWholePicture("jpg", Buffer.concat([jpg, Buffer.from("SEFT")]))).toBe(true);
  // The small picture in front has an end of its own.
  const preview = Buffer.concat([Buffer.from([0xff, 0xe1, 0, jpg.length + 2]), jpg]);
  const cut = Buffer.concat([jpg.subarray(0, 20), preview, jpg.subarray(20, -10)]);
  expect(isWholePicture("jpg", cut)).toBe(false);
});

it("a head with nothing behind, a width of nothing and a length beyond the end are no whole picture", () => {
  expect(isWholePicture("jpg", fileOf("jpg"))).toBe(false);
  expect(isWholePicture("png", fileOf("png"))).toBe(false);
  const flat = pictureOf("png");
  flat.set([0, 0, 0, 0], 16);
  expect(isWholePicture("png", flat)).toBe(false);
  const long = pictureOf("png");
  long.set([255, 255, 255, 255], 33);
  expect(isWholePicture("png", long)).toBe(false);
});

it("nothing else is shown in a text", () => {
  expect(["png", "pdf", "html", undefined].map((type) => isPictureType(type))).toEqual([true, false, false, false]);
});
