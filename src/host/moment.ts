/** The years 1973 to 5138, in milliseconds since 1970. */
const FIRST_MS = 1e11;
const LAST_MS = 1e14;

/**
 * When a message was sent, in milliseconds since 1970, however a host writes it: a `Date`, ISO text, a number, numeral
 * or `bigint` of seconds, milliseconds, microseconds or nanoseconds (told apart by their size), or such a number in two
 * halves, as protobuf's `Long` has it. Undefined when it is no time of the years 1973 to 5138.
 */
export function readMoment(value: unknown): number | undefined {
  if (value instanceof Date) return inRange(Number(value));
  if (typeof value === "number" || typeof value === "bigint") return fromUnits(Number(value));
  if (typeof value === "string") {
    return /^\d+(?:\.\d+)?$/.test(value.trim()) ? fromUnits(Number(value)) : inRange(Date.parse(value));
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { low, high } = value as { low?: unknown; high?: unknown };
  if (typeof low !== "number" || typeof high !== "number") return undefined;
  return fromUnits(high * 2 ** 32 + (low >>> 0));
}

/** Those from 1973 on are below any such number of the next smaller unit. */
function fromUnits(value: number): number | undefined {
  if (value < FIRST_MS) return inRange(value * 1_000);
  if (value < LAST_MS) return inRange(value);
  return inRange(Math.floor(value < LAST_MS * 1_000 ? value / 1_000 : value / 1_000_000));
}

function inRange(ms: number): number | undefined {
  return ms >= FIRST_MS && ms < LAST_MS ? ms : undefined;
}
