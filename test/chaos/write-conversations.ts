import { setTimeout as pause } from "node:timers/promises";
import type { Feeder } from "./feeder.js";
import type { Random } from "./random.js";
import type { Scene } from "./scene.js";
import type { Person, PersonKind } from "./town.js";

/** How much is written at least. */
export interface Amount {
  conversations: number;
  messages: number;
}

/** Of ten conversations: whom they are with. Unknown people may have up to three at once. */
const kinds: readonly PersonKind[] = [...many(4, "known"), ...many(5, "unknown"), ...many(1, "withoutTelephone")];
const SECOND_BURST = 0.3;
const SHORTEST_BURST = 2;
const LONGEST_BURST = 4;

/** Has conversations begin over `overMs`, spread evenly; resolves when all is written. */
export async function writeConversations(scene: Scene, feeder: Feeder, amount: Amount, overMs: number): Promise<void> {
  const plans = plan(scene, amount);
  const talking: Promise<void>[] = [];
  for (const { person, id, sizes } of plans) {
    talking.push(feeder.converse(scene.ledger.open(person, id), sizes));
    await pause(overMs / plans.length);
  }
  await Promise.all(talking);
  await feeder.settled();
}

interface Plan {
  person: Person;
  id: number;
  /** Of each burst. */
  sizes: number[];
}

function plan({ town, random: main }: Scene, { conversations, messages }: Amount): Plan[] {
  const random = main.fork();
  const plans: Plan[] = [];
  let written = 0;
  while (plans.length < conversations || written < messages) {
    const tenant = random.pick(town.tenants);
    const kind = random.pick(kinds);
    const person = town.addPerson(tenant, kind);
    for (let count = kind === "unknown" ? random.whole(1, 3) : 1; count > 0; count -= 1) {
      const sizes = [burst(random), ...(random.chance(SECOND_BURST) ? [burst(random)] : [])];
      // Ids of conversations begin anew at each tenant too.
      const id = plans.filter((other) => other.person.tenant === tenant).length + 1;
      plans.push({ person, id, sizes });
      written += sizes.reduce((sum, size) => sum + size, 0);
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
