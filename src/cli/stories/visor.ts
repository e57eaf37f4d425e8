import { createHash } from "node:crypto";

const bytes = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAHgAAAA4AQMAAAAM8q79AAAABlBMVEUeKB7/eCixB/GkAAAAMElEQVR42mNgGGjw//9/MAayGP4PBB+JNSB8kHvgLPrzIe6AsejPh8XH/wHiDywAANwgBwhWxL1PAAAAAElFTkSuQmCC",
  "base64",
);

/** A picture of a display that shows 50.4. */
export const visor = {
  type: "image",
  mimeType: "image/png",
  fileName: "visor.png",
  data: bytes,
};

/** By which GLPI knows its bytes, in hex. */
export const visorSha1 = createHash("sha1").update(bytes).digest("hex");
