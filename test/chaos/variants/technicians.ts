import { killAtRandom } from "../kill-at-random.js";
import type { Scene } from "../scene.js";
import { Technicians } from "../technicians.js";
import { writeConversations } from "../write-conversations.js";
import type { RandomKills } from "./random-kills.js";

const MOST_ANSWERS = 4;

/** Technicians answer, take notes, solve and close while workers are killed and GLPI fails. */
export async function answerCustomers(scene: Scene, size: RandomKills): Promise<void> {
  for (const { configuration } of scene.town.tenants) {
    Object.assign(configuration, {
      ...{ tellChanges: true, changesEverySeconds: 15, technicianName: "none" },
      ...{ answerText: "{{answer}}", solutionText: "{{solution}}", closedText: "Fechado" },
    });
  }
  const crew = scene.addCrew(size.workers);
  const feeder = scene.addFeeder(crew, size.patienceMs, size);
  const random = scene.random.fork();
  const technicians = new Technicians(scene.ledger, random);
  scene.answers = technicians.answers;
  const working = new Set<Promise<void>>();
  scene.ledger.onOpen = (talk) => {
    working.add(technicians.workFor(talk, random.whole(1, MOST_ANSWERS), size.patienceMs));
  };
  await Promise.all([
    writeConversations(scene, feeder, { ...size, secondBursts: 0 }, size.kills * size.meanPauseMs),
    killAtRandom(crew, scene.random.fork(), size.kills, size.meanPauseMs),
  ]);
  await Promise.all(working);
}
