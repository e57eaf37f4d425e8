import { parseArgs } from "node:util";
import type { RandomKills } from "./variants/random-kills.js";
import type { Amount } from "./write-conversations.js";

/** The longest first: they are begun in this order. */
const variantNames = [
  "random-kills",
  "one-batch",
  "memory",
  "two-tenants",
  "two-processes",
  "moved",
  "refused",
  "technicians",
  "clocks",
  "postgres",
  "down",
  "flood",
  "one-person",
  "outage",
] as const;

export type VariantName = (typeof variantNames)[number];

/** What is run, and how much of it. */
export interface Options {
  seed: number;
  full: boolean;
  variants: readonly VariantName[];
  randomKills: RandomKills;
  memory: RandomKills;
  /** Of each of the variants in which something else goes wrong too. */
  troubled: RandomKills;
  crashes: Amount & { crashes: number };
  twoProcesses: Amount;
  /** Variants that run at a time. */
  atATime: number;
}

export const usage = `npm run chaos -- [--full] [--seed N] [--variant NAME]... [--conversations N] [--messages N] [--kills N]
Variants: ${variantNames.join(", ")}. The three numbers are for random-kills and memory.`;

/** Of the messages, those that a picture comes with. */
const PICTURES = 0.3;

const small = {
  randomKills: {
    ...{ conversations: 60, messages: 240, kills: 40, workers: 3, meanPauseMs: 1_000, patienceMs: 60_000 },
    pictures: PICTURES,
  },
  memory: { conversations: 40, messages: 120, kills: 20, workers: 3, meanPauseMs: 1_000, patienceMs: 5_000 },
  troubled: {
    ...{ conversations: 15, messages: 45, kills: 8, workers: 2, meanPauseMs: 2_000, patienceMs: 60_000 },
    pictures: PICTURES,
  },
  crashes: { conversations: 20, messages: 60, crashes: 3 },
  twoProcesses: { conversations: 20, messages: 60 },
  atATime: 3,
};

const full = {
  randomKills: {
    conversations: 2_500,
    messages: 10_300,
    kills: 1_000,
    workers: 4,
    meanPauseMs: 1_100,
    patienceMs: 120_000,
    pictures: PICTURES,
  },
  memory: { conversations: 100, messages: 400, kills: 60, workers: 3, meanPauseMs: 1_000, patienceMs: 5_000 },
  troubled: {
    ...{ conversations: 100, messages: 300, kills: 60, workers: 3, meanPauseMs: 1_500, patienceMs: 120_000 },
    pictures: PICTURES,
  },
  crashes: { conversations: 60, messages: 200, crashes: 10 },
  twoProcesses: { conversations: 100, messages: 300 },
  atATime: 2,
};

/** Throws a `TypeError` that says what is wrong with the arguments. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      full: { type: "boolean", default: false },
      seed: { type: "string", default: "1" },
      variant: { type: "string", multiple: true, default: [...variantNames] },
      conversations: { type: "string" },
      messages: { type: "string" },
      kills: { type: "string" },
    },
  });
  const size = values.full ? full : small;
  const given = {
    ...count("conversations", values.conversations),
    ...count("messages", values.messages),
    ...count("kills", values.kills),
  };
  return {
    ...size,
    randomKills: { ...size.randomKills, ...given },
    memory: { ...size.memory, ...given },
    full: values.full,
    seed: count("seed", values.seed).seed ?? 1,
    variants: values.variant.map(variantName),
  };
}

function count<Name extends string>(name: Name, text: string | undefined): Partial<Record<Name, number>> {
  if (text === undefined) return {};
  if (!/^\d+$/.test(text)) throw new TypeError(`--${name} must be a whole number, not ${text}.`);
  return { [name]: Number(text) } as Record<Name, number>;
}

function variantName(text: string): VariantName {
  const found = variantNames.find((name) => name === text);
  if (found === undefined) throw new TypeError(`There is no variant ${text}.`);
  return found;
}
