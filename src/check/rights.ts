import type { Integration } from "../config/integration.js";
import type { Finding, FindingState } from "./finding.js";
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
  entityRead: { type: "entity", bit: 1 },
  categoryRead: { type: "itilcategory", bit: 1 },
  locationRead: { type: "location", bit: 1 },
};

/** What it is when a right is missing; undefined where this integration does without. */
type Missing = FindingState | undefined;

/** Each right that this integration can use, and whether the API user has it. */
export function checkRights(scene: Scene): Finding[] {
  const { integration, full, locale, say } = scene;
  if (full.rights.size === 0) return [say("rights", "skipped", "rightsUnknown")];
  const words = checkWords[locale].rights;
  const missing = missingIn(integration);
  return (Object.keys(rights) as RightName[]).flatMap((name): Finding[] => {
    const state = missing[name];
    const has = hasRight(scene, name);
    if (state === undefined || has === undefined) return [];
    const id = `rights.${name}`;
    return [has ? say(id, "ok", "rightOk", words[name]) : say(id, state, "rightMissing", words[name])];
  });
}

/** Undefined where GLPI did not tell. */
export function hasRight({ full }: Pick<Scene, "full">, name: RightName): boolean | undefined {
  const { type, bit } = rights[name];
  const bits = full.rights.get(type);
  return bits === undefined ? undefined : (bits & bit) !== 0;
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
    };
  }
  const { tellChanges, afterTicket, createRequester, fallbackRequesterId } = integration;
  const goesOn = afterTicket === "followUp" || tellChanges;
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
  entityRead: undefined,
  categoryRead: undefined,
  locationRead: undefined,
};
