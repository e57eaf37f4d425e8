import type { Scene } from "../scene.js";
import { killWorkersAtRandom, type RandomKills } from "./random-kills.js";

const REFUSED = 0.2;

/** GLPI's database fails for a moment, again and again: one in five POSTs is refused, and proves that nothing was made. */
export async function refuseToAdd(scene: Scene, size: RandomKills): Promise<void> {
  for (const glpi of scene.town.glpis) {
    glpi.faults.refuseToAdd({
      when: ({ method, path }) => method === "POST" && ["/Ticket", "/ITILFollowup", "/User"].includes(path),
      probability: REFUSED,
    });
  }
  await killWorkersAtRandom(scene, size);
}
