import { z } from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { FetchLike } from "../glpi/fetch-like.js";
import type { Host } from "../host/host.js";
import { MemoryStore } from "../store/memory.js";
import type { Store } from "../store/store.js";
import type { Logger } from "./log.js";

/** A GLPI that fails on a Friday evening may be mended on a Tuesday. */
const FOUR_DAYS_MS = 4 * 24 * 60 * 60 * 1_000;
const TEN_MINUTES_MS = 10 * 60 * 1_000;

/** An object that has these functions; only that they are there is checked. */
const withFunctions = <T>(...names: (keyof T & string)[]) =>
  z.custom<T>(
    (value) => names.every((name) => typeof (value as Record<string, unknown> | null)?.[name] === "function"),
    `must have the functions ${names.join(", ")}`,
  );

const optionsSchema = z.strictObject({
  host: withFunctions<Host>("sendMessage", "transferToQueue", "loadIntegration"),
  store: withFunctions<Store>("add", "take", "flush", "close").optional(),
  logger: withFunctions<Logger>("info", "warn", "error").optional(),
  requestTimeoutMs: z.number().int().min(1_000).max(300_000).default(30_000),
  maxRequestsInFlight: z.number().int().min(1).max(64).default(4),
  addresses: z.enum(["any", "public"]).default("any"),
  maxAnswerBytes: z.number().int().min(65_536).max(1_073_741_824).default(10_485_760),
  retry: z
    .strictObject({
      firstPauseMs: z.number().int().min(100).max(3_600_000).optional(),
      maxPauseMs: z.number().int().min(100).max(86_400_000).optional(),
      giveUpAfterMs: z.number().int().min(0).optional(),
    })
    .default({}),
  work: z.boolean().default(true),
  tellForHours: z.number().min(0).max(168).default(24),
  fetch: z.custom<FetchLike>((value) => typeof value === "function", "must be a function").optional(),
});

export interface GlpiIntegrationOptions {
  /** What the integration needs from the host. */
  host: Host;
  /**
   * All the state there is, of this integration alone: it is closed with it, and no other one can have it. Default: a
   * `MemoryStore`, which loses what waits when the process is killed.
   */
  store?: Store | undefined;
  /** Default: nothing is logged; `integration.on("warning", …)` tells the same. */
  logger?: Logger | undefined;
  /** How long one request to GLPI may take, in milliseconds: 1,000 to 300,000, default 30,000. */
  requestTimeoutMs?: number | undefined;
  /** Requests in flight to one GLPI server, all its tenants together: 1 to 64, default 4. */
  maxRequestsInFlight?: number | undefined;
  /**
   * `public` asks no address of the host's own network: where tenants fill in the form themselves, it can be asked
   * through it. A GLPI there cannot be reached then. Default `any`. A `fetch` of the host's is its own matter.
   */
  addresses?: "any" | "public" | undefined;
  /** So much of an answer is read, decompressed; a larger one has failed. 65,536 to 1,073,741,824, default 10,485,760. */
  maxAnswerBytes?: number | undefined;
  /** When what failed is tried again, in milliseconds. */
  retry?:
    | {
        /** Pause after the first failure, 100 to 3,600,000; each one after it is twice as long. Default 5,000. */
        firstPauseMs?: number | undefined;
        /** The longest pause, 100 to 86,400,000. Default 300,000. */
        maxPauseMs?: number | undefined;
        /** Given up so long after the first failure. Default: four days, on a store that is not durable ten minutes. */
        giveUpAfterMs?: number | undefined;
      }
    | undefined;
  /**
   * So long a number that the host could not send is told again, and what it says it can do later is done, with the
   * pauses of `retry`: 0 to 168, default 24.
   */
  tellForHours?: number | undefined;
  /**
   * False in a process that cannot send to customers: it takes events, and leaves tickets, questions and lists to those
   * that work, on the same durable store. Default true.
   */
  work?: boolean | undefined;
  /** In place of the global `fetch`: for a proxy, or for a test. */
  fetch?: FetchLike | undefined;
}

/** Throws `CONFIGURATION_INVALID` with a line for each option that is wrong. */
export function parseOptions(options: GlpiIntegrationOptions) {
  const result = optionsSchema.safeParse(options);
  if (!result.success) {
    throw new GlpiIntegrationError("CONFIGURATION_INVALID", `new GlpiIntegration: ${z.prettifyError(result.error)}`);
  }
  const { retry, store = new MemoryStore(), ...others } = result.data;
  if (!others.work && !store.durable) {
    throw new GlpiIntegrationError(
      "CONFIGURATION_INVALID",
      "new GlpiIntegration: work: false needs a durable store, such as PostgresStore, that another process works on.",
    );
  }
  const { firstPauseMs = 5_000, maxPauseMs = 300_000 } = retry;
  const { giveUpAfterMs = store.durable ? FOUR_DAYS_MS : TEN_MINUTES_MS } = retry;
  return { ...others, store, retry: { firstPauseMs, maxPauseMs, giveUpAfterMs } };
}
