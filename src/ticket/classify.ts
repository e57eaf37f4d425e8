import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { errandOf } from "../conversation/errand.js";
import { GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import type { TreeItem } from "../glpi/trees.js";
import type { Classified, Picked } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { fittingOptions } from "./fitting-options.js";
import { isOfSameServer, serverOf } from "./same-server.js";

/** A customer is led so many levels down a tree at most. */
const MOST_LEVELS = 3;

/** What the customer is asked for, in this order, and what each needs in GLPI. */
const questions = [
  { about: "category", option: "askCategory", right: "ITIL categories (right `itilcategory`, Read)" },
  { about: "location", option: "askLocation", right: "Locations (right `location`, Read)" },
] as const;

/** The customer has to choose first. */
export class OptionsToChoose extends Error {
  override readonly name = "OptionsToChoose";
  readonly about: "category" | "location";
  readonly options: readonly TreeItem[];

  constructor(about: "category" | "location", options: readonly TreeItem[]) {
    super(`The customer can choose among ${options.length}.`);
    this.about = about;
    this.options = options;
  }

  /** Whichever copy of this package it is of. */
  static is(error: unknown): error is OptionsToChoose {
    return error instanceof Error && error.name === "OptionsToChoose";
  }
}

/**
 * The category and the location of a ticket in an entity: what the customer chose, else what is configured. Rejects with
 * `OptionsToChoose` where the customer can be asked. Nothing that GLPI does is in the way: then nobody is asked.
 */
export async function classify(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
  entityId: number,
): Promise<{ categoryId: number | undefined; locationId: number | undefined }> {
  for (const question of questions) {
    if (!mayAsk(context, batch, journal, integration, question)) continue;
    await choose(context, integration, batch, journal, question, entityId);
  }
  const { category, location } = classifiedHere(journal, integration);
  return { categoryId: category?.id ?? integration.categoryId, locationId: location?.id ?? integration.locationId };
}

/** What was asked and chosen so far; nothing where that was another GLPI's. */
export function classifiedHere({ progress }: Journal, integration: CreateTicketIntegration): Classified {
  const { classified } = progress;
  return classified !== undefined && isOfSameServer(classified, integration) ? classified : serverOf(integration);
}

type Question = (typeof questions)[number];

/** Not in a group, nor after a failure, when the customer waits for the number; nor for a machine, nor once more. */
function mayAsk(
  { chatter }: HandlerContext,
  { integrationId, conversation, messages }: Batch,
  journal: Journal,
  integration: CreateTicketIntegration,
  { about, option }: Question,
): boolean {
  const { ticketId, fresh } = journal.progress;
  const { silent, [about]: picked } = classifiedHere(journal, integration);
  if (!integration[option] || integrationId === undefined || conversation.isGroup) return false;
  // Where tickets are looked up, the answer would be one to another question.
  if (errandOf(messages) !== undefined) return false;
  if (ticketId !== undefined || fresh || journal.hasFailed || journal.isOpen("ticket")) return false;
  return !silent && picked?.is !== "done" && !chatter.isSilenced(conversation);
}

/** Rejects with `OptionsToChoose` while there is something to choose. */
async function choose(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  { conversation }: Batch,
  journal: Journal,
  { about, right }: Question,
  entityId: number,
): Promise<void> {
  const picked: Picked = classifiedHere(journal, integration)[about] ?? { level: 0, is: "answered" };
  const { id, level } = picked;
  try {
    const options = level < MOST_LEVELS ? await fittingOptions(context, integration, about, entityId, id) : [];
    if (options.length > 0) throw new OptionsToChoose(about, options);
    if (level === 0) return;
  } catch (error) {
    if (OptionsToChoose.is(error)) throw error;
    const { code, message } = toIntegrationError(error);
    if (code === "CLOSED") throw error;
    context.emit("warning", { error: notAsked(about, right, code, message), conversation });
  }
  const classified = { ...classifiedHere(journal, integration), [about]: { ...picked, is: "done" } as const };
  await journal.save({ ...journal.progress, classified });
}

function notAsked(
  about: Question["about"],
  right: string,
  code: GlpiIntegrationError["code"],
  why: string,
): GlpiIntegrationError {
  const mend =
    code === "RIGHT_MISSING" ? ` Give the API user's profile ${right}, in Administration > Profiles > Setup.` : "";
  return new GlpiIntegrationError(code, `The customer was not asked for the ${about}: ${why}${mend}`);
}
