import { setTimeout as pause } from "node:timers/promises";
import type { Crew } from "../crew.js";
import type { Step, StepName } from "../protocol.js";
import type { Scene } from "../scene.js";
import type { Tenant } from "../town.js";

/** Where a worker is killed: at a step of the store or the host, or when a request reaches GLPI. */
type Point = { step: StepName; with?: "posting" | "ticketId" | "documentId" } | { request: string };

/** One after another, in an order in which one batch can meet them; a request's work is done although the worker dies. */
const points: readonly Point[] = [
  { step: "added" },
  { step: "taken" },
  { request: "GET /initSession" },
  { request: "GET /search/User" },
  { request: "POST /User" },
  { step: "taken" },
  { request: "GET /search/User" },
  { step: "saving", with: "posting" },
  { step: "saved", with: "posting" },
  { step: "taken" },
  { request: "GET /search/Ticket" },
  { step: "saving", with: "posting" },
  { step: "saved", with: "posting" },
  { request: "GET /search/Ticket" },
  { request: "POST /Ticket" },
  { step: "taken" },
  { request: "GET /search/Ticket" },
  { step: "saving", with: "ticketId" },
  { step: "telling" },
  { request: "GET /Ticket/1" },
  { request: "POST /Document" },
  { step: "saving", with: "documentId" },
  { step: "finishing" },
];
/** Every batch that is taken over waits for its lease to end: a small run meets each kind of point once. */
const fewPoints = [0, 3, 4, 7, 8, 10, 12, 14, 17, 20, 21, 22].flatMap((index) => points[index] ?? []);

const LONGEST_WAIT_MS = 30_000;
const LOOK_EVERY_MS = 100;

/** One batch at GLPI 10 and one at 11, each worked on by one process that is killed at every step. */
export async function killAtEveryStep(scene: Scene, all: boolean): Promise<void> {
  await Promise.all(scene.town.firstOfEachGlpi.map((tenant) => killOne(scene, tenant, all ? points : fewPoints)));
}

async function killOne(scene: Scene, tenant: Tenant, left: readonly Point[]): Promise<void> {
  const next = [...left];
  const meet = (crew: Crew, isIt: (point: Point) => boolean): boolean => {
    const [point] = next;
    const [worker] = crew.workers;
    if (point === undefined || worker === undefined || !isIt(point)) return false;
    next.shift();
    crew.kill(worker);
    return true;
  };
  const crew: Crew = scene.addCrew(1, (worker, step, gate) => {
    if (!meet(crew, (point) => isStep(point, step))) worker.goOn(gate);
  });
  tenant.glpi.latency = ({ method, path }) => {
    meet(crew, (point) => "request" in point && point.request === `${method} ${path}`);
    return undefined;
  };
  const talk = scene.ledger.open(scene.town.addPerson(tenant, "unknown"), 1);
  await scene.addFeeder(crew, LONGEST_WAIT_MS, { pictures: 1 }).converse(talk, [1]);
  for (let waited = 0, before = next.length; next.length > 0; waited += LOOK_EVERY_MS) {
    if (waited > LONGEST_WAIT_MS) {
      scene.problems.push(`never came to ${JSON.stringify(next[0])}`);
      return;
    }
    await pause(LOOK_EVERY_MS);
    if (next.length < before) waited = 0;
    before = next.length;
  }
}

function isStep(point: Point, { name, progress }: Step): boolean {
  if (!("step" in point) || point.step !== name) return false;
  if (point.with === "posting") return progress?.posting === true;
  if (point.with === "documentId") return progress?.files?.some(({ documentId }) => documentId !== undefined) === true;
  return point.with === undefined || progress?.ticketId !== undefined;
}
