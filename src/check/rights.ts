import type { Integration } from "../config/integration.js";
import { type Finding, type FindingState, listIn } from "./finding.js";
import type { Scene } from "./scene.js";
import type { RightName } from "./words/check-words.js";
import { checkWords } from "./words/index.js";

/** A bit of one of GLPI's rights. */
interface Right {
  /** The type, as the profile of a session calls it. */
  type: string;
  bit: number;
}

export const rights: Readonly<Record<RightName, Right>> = {
  ticketCreate: { type: "ticket", bit: 4 },
  ticketReadAll: { type: "ticket", bit: 1024 },
  ticketUpdate: { type: "ticket", bit: 2 },
  survey: { type: "ticket", bit: 131_072 },
  userRead: { type: "user", bit: 1 },
  userCreate: { type: "user", bit: 4 },
  followUpRead: { type: "followup", bit: 1 },
  followUpAdd: { type: "followup", bit: 4096 },
  followUpClosed: { type: "followup", bit: 4 },
  documentCreate: { type: "document", bit: 4 },
  documentRead: { type: "document", bit: 1 },
  taskRead: { type: "task", bit: 1 },
  entityRead: { type: "entity", bit: 1 },
  categoryRead: { type: "itilcategory", bit: 1 },
  locationRead: { type: "location", bit: 1 },
};

/** The interface of customers' profiles, as a session calls it. */
const SIMPLIFIED = "helpdesk";

/** What it is when a right is missing; undefined where this integration does without. */
type Missing = FindingState | undefined;

/** Each right that this integration can use, and whether the API user has it. */
export function checkRights(scene: Scene): Finding[] {
  const { integration, full, locale, say } = scene;
  if (full.rights.size === 0) return [say("rights", "skipped", "rightsUnknown")];
  const words = checkWords[locale].rights;
  const missing = missingIn(integration);
  const cause = full.interface === SIMPLIFIED ? "rightMissingSimplified" : "rightMissing";
  const found = (Object.keys(rights) as RightName[]).flatMap((name): Finding[] => {
    const state = missing[name];
    if (state === undefined) return [];
    const id = `rights.${name}`;
    return [hasRight(scene, name) ? say(id, "ok", "rightOk", words[name]) : say(id, state, cause, words[name])];
  });
  return [checkProfile(scene, found), ...found];
}

/** Whether the profile that is active is one for this: of several GLPI's API takes one, and the customers' has no such rights. */
function checkProfile({ full, locale, say }: Scene, found: readonly Finding[]): Finding {
  const simplified = full.interface === SIMPLIFIED;
  const [worst = "ok"] = (["failed", "warning"] as const).filter((each) => found.some(({ state }) => state === each));
  if (full.profiles.length > 1 && (simplified || worst !== "ok")) {
    const values = { names: listIn(locale, full.profiles), simplified };
    return say("profile", simplified ? "failed" : worst, "profileSeveral", values);
  }
  return simplified ? say("profile", "failed", "profileSimplified") : say("profile", "ok", "profileOk");
}

/** Of a type that a session does not name its profile has no right. */
export function hasRight({ full }: Pick<Scene, "full">, name: RightName): boolean {
  const { type, bit } = rights[name];
  return ((full.rights.get(type) ?? 0) & bit) !== 0;
}

function missingIn(integration: Integration): Record<RightName, Missing> {
  const always = { ticketReadAll: "failed", userRead: "failed", documentCreate: "failed" } as const;
  if (integration.type === "glpi-consult-tickets") {
    return {
      ...nothingElse,
      ...always,
      followUpRead: "failed",
      followUpAdd: "failed",
      ticketUpdate: "warning",
      followUpClosed: "warning",
      taskRead: "warning",
    };
  }
  const { tellChanges, afterTicket, hoursBetweenTickets, createRequester, fallbackRequesterId } = integration;
  const goesOn = afterTicket === "followUp" || hoursBetweenTickets > 0 || tellChanges;
  const withFallback = fallbackRequesterId === undefined ? "failed" : "warning";
  return {
    ...always,
    ticketCreate: "failed",
    ticketUpdate: "warning",
    survey: tellChanges && integration.ratingText !== "" ? "warning" : undefined,
    userCreate: createRequester ? withFallback : undefined,
    followUpRead: tellChanges ? "failed" : undefined,
    followUpAdd: goesOn ? "failed" : undefined,
    followUpClosed: goesOn ? "warning" : undefined,
    documentRead: tellChanges ? "warning" : undefined,
    taskRead: undefined,
    entityRead: integration.companyField === undefined ? undefined : "warning",
    categoryRead: integration.askCategory ? "warning" : undefined,
    locationRead: integration.askLocation ? "warning" : undefined,
  };
}

const nothingElse: Record<RightName, Missing> = {
  ticketCreate: undefined,
  ticketReadAll: undefined,
  ticketUpdate: undefined,
  survey: undefined,
  userRead: undefined,
  userCreate: undefined,
  followUpRead: undefined,
  followUpAdd: undefined,
  followUpClosed: undefined,
  documentCreate: undefined,
  documentRead: undefined,
  taskRead: undefined,
  entityRead: undefined,
  categoryRead: undefined,
  locationRead: undefined,
};
