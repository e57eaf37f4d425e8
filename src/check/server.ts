import { clockOf } from "../glpi/glpi-time.js";
import type { Finding } from "./finding.js";
import type { Scene } from "./scene.js";

/** Two clocks differ by less than this when nobody looks after them. */
const FINE_MS = 90_000;
const MINUTE_MS = 60_000;

/** Which GLPI it is, and what time it has. */
export function checkServer(scene: Scene): Finding[] {
  return [version(scene), ...clock(scene)];
}

/** GLPI 11's webhooks: no API that the least rights reach tells of them. */
export function checkWebhooks({ session, say }: Scene): Finding[] {
  return session.version === 11 ? [say("webhooks", "skipped", "webhooks")] : [];
}

function version({ session, version, say }: Scene): Finding {
  const major = Number(/^\d+/.exec(version)?.[0]);
  if (!Number.isInteger(major)) return say("version", "ok", "versionUnknown", { version: session.version });
  if (major < 10) return say("version", "failed", "versionOld", { version });
  if (major > 11) return say("version", "warning", "versionNew", { version });
  return say("version", "ok", "versionOk", { version });
}

function clock({ full: { currentTime, toldAt }, integration: { timeZone }, say }: Scene): Finding[] {
  const told = clockOf(currentTime, toldAt);
  if (told === undefined) return [say("clock", "skipped", "clockUnknown")];
  const { zoneOffsetMs, aheadMs } = told;
  const values = { minutes: Math.max(1, Math.round(Math.abs(aheadMs) / MINUTE_MS)), ahead: aheadMs > 0 };
  const isFine = Math.abs(aheadMs) < FINE_MS;
  const own = offsetOf(timeZone, toldAt);
  const zones = { glpi: written(zoneOffsetMs), own: written(own), timeZone };
  return [
    isFine ? say("clock", "ok", "clockOk") : say("clock", "warning", "clockWrong", values),
    own === zoneOffsetMs ? say("timeZone", "ok", "zoneSame", zones) : say("timeZone", "warning", "zoneOther", zones),
  ];
}

/** How far a time zone is ahead of UTC at a moment, in milliseconds. */
function offsetOf(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}

/** `-03:00` */
function written(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  const two = (part: number) => String(Math.trunc(part)).padStart(2, "0");
  return `${offsetMs < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}
