import { describe, expect, it } from "vitest";
import { formatDate, formatDateTime, formatTime } from "../../src/locales/date-time.js";

describe("a moment", () => {
  const moment = new Date("2026-03-05T02:07:00Z");

  it("is written by the clock of its time zone, day first", () => {
    expect(formatDateTime(moment, "America/Sao_Paulo")).toBe("04/03/2026 23:07");
    expect(formatDateTime(moment, "Europe/Lisbon")).toBe("05/03/2026 02:07");
  });

  it("is 00:00 at midnight", () => {
    expect(formatTime(new Date("2026-03-05T03:00:00Z"), "America/Sao_Paulo")).toBe("00:00");
    expect(formatDate(new Date("2026-03-05T03:00:00Z"), "America/Sao_Paulo")).toBe("05/03/2026");
  });
});
