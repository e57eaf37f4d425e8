import { setTimeout as pause } from "node:timers/promises";
import type { Feeder } from "./feeder.js";
import type { Random } from "./random.js";
import type { Scene } from "./scene.js";
import type { Person, PersonKind, Tenant } from "./town.js";

/** How much is written at least. */
export interface Amount {
  conversations: number;
  messages: number;
  /** Of the conversations, those that write once more after the number; 0.3 unless told. */
  secondBursts?: number;
}

/** Of ten conversations: whom they are with. Unknown people may have up to three at once. */
const kinds: readonly PersonKind[] = [...many(4, "known"), ...many(5, "unknown"), ...many(1, "withoutTelephone")];
const SECOND_BURST = 0.3;
/** After so many people somebody is asked and does not answer. */
const SILENT_EVERY = 5;
const SHORTEST_BURST = 2;
const LONGEST_BURST = 4;

/** Has conversations begin over `overMs`, spread evenly; resolves when all is written. */
export async function writeConversations(scene: Scene, feeder: Feeder, amount: Amount, overMs: number): Promise<void> {
  const plans = plan(scene, amount);
  const talking: Promise<void>[] = [];
  for (const { person, id, sizes } of plans) {
    const talk = scene.ledger.open(person, id);
    talking.push(sizes.length === 0 ? feeder.fallSilent(talk) : feeder.converse(talk, sizes));
    await pause(overMs / plans.length);
  }
  await Promise.all(talking);
  await feeder.settled();
}

interface Plan {
  person: Person;
  id: number;
  /** Of each burst; none: the customer is asked, and does not answer. */
  sizes: number[];
}

function plan({ town, random: main }: Scene, { conversations, messages, secondBursts = SECOND_BURST }: Amount): Plan[] {
  const random = main.fork();
  const plans: Plan[] = [];
  let written = 0;
  let people = 0;
  // Ids of conversations begin anew at each tenant too.
  const nextId = (tenant: Tenant) => plans.filter(({ person }) => person.tenant === tenant).length + 1;
  while (plans.length < conversations || written < messages) {
    const tenant = random.pick(town.tenants);
    const kind = random.pick(kinds);
    const person = town.addPerson(tenant, kind);
    for (let count = kind === "unknown" ? random.whole(1, 3) : 1; count > 0; count -= 1) {
      const sizes = [burst(random), ...(random.chance(secondBursts) ? [burst(random)] : [])];
      plans.push({ person, id: nextId(tenant), sizes });
      written += sizes.reduce((sum, size) => sum + size, 0);
    }
    people += 1;
    if (people % SILENT_EVERY === 0) {
      plans.push({ person: town.addPerson(tenant, "known"), id: nextId(tenant), sizes: [] });
    }
  }
  return plans;
}

function burst(random: Random): number {
  return random.whole(SHORTEST_BURST, LONGEST_BURST);
}

function many(count: number, kind: PersonKind): PersonKind[] {
  return Array.from({ length: count }, () => kind);
}
