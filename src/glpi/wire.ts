import { z } from "zod";

/**
 * What GLPI answers, as far as we read it; measured on GLPI 10.0.14 and 11.0.6. Everything else in an answer is let
 * through unread, and ids may be numbers or numerals: GLPI 10 answers both.
 */
export const number = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);
export const id = number.pipe(z.number().int().nonnegative());
const optionalId = z
  .union([id, z.null()])
  .optional()
  .transform((value) => value ?? 0);
export const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value ?? "");

/** More rows than anything here asks for; a server that sends more is not read on. */
const MOST_ROWS = 1_000;
/** More companies than any GLPI has. */
const MOST_ENTITIES = 50_000;

/** PHP writes a list whose keys are not 0, 1, 2, … as an object. */
const listOf = <T extends z.ZodType>(item: T, most = MOST_ROWS) =>
  z
    .union([z.array(z.unknown()), z.record(z.string(), z.unknown())])
    .transform((value) => (Array.isArray(value) ? value : Object.values(value)).slice(0, most))
    .pipe(z.array(item));

/** The rights of a profile: bit masks per item type. */
const profile = z.looseObject({
  ticket: number.catch(0),
  user: number.catch(0),
  document: number.catch(0),
  followup: number.catch(0),
  entities: listOf(z.looseObject({ id }), MOST_ENTITIES).catch([]),
});

/** `GET initSession?get_full_session=true`. */
export const sessionAnswer = z.looseObject({
  /** Opaque; it goes into a header. */
  session_token: z.string().regex(/^[\x21-\x7e]+$/),
  session: z
    .looseObject({
      glpiID: id.optional().catch(undefined),
      glpiactiveentities: listOf(id, MOST_ENTITIES).catch([]),
      glpiactiveprofile: profile.optional().catch(undefined),
      /** The server's clock in its own time zone: `YYYY-MM-DD HH:MM:SS`. */
      glpi_currenttime: z.string().optional().catch(undefined),
      /** Only GLPI 11 has it. */
      glpientity_fullstructure: z.unknown().optional(),
    })
    .optional()
    .catch(undefined),
});

/** `POST` of one item: 201 `{id, message}`. */
export const addAnswer = z.looseObject({ id: id.refine((value) => value > 0) });

/** `GET search/:itemtype`: no `data` key when nothing was found. */
export const searchAnswer = z.looseObject({
  totalcount: id,
  data: listOf(z.record(z.string(), z.unknown()))
    .nullish()
    .transform((rows) => rows ?? []),
});

/** `GET listSearchOptions/:itemtype`: by number; words among the keys are headings. */
export const searchOptionsAnswer = z.record(
  z.string(),
  z.looseObject({ field: z.string().optional() }).catch({ field: undefined }),
);

/** A cell of a search: null, one value, or a list of them. */
export type Cell = unknown;

/** A cell as texts: `null` is none, a multi-valued column (e-mails, requesters) is several. */
export function cellTexts(cell: Cell): string[] {
  const values = Array.isArray(cell) ? cell : [cell];
  return values.filter((value) => typeof value === "string" || typeof value === "number").map(String);
}

/** `GET User/:id` */
export const userAnswer = z.looseObject({
  id,
  name: text,
  entities_id: optionalId,
  is_deleted: number.catch(0),
  firstname: text,
  realname: text,
  phone: text,
  phone2: text,
  mobile: text,
});

/** `GET User/:id/Profile_User` */
export const profileUsersAnswer = listOf(z.looseObject({ entities_id: optionalId }));

/** `GET getActiveEntities` */
export const activeEntitiesAnswer = z.looseObject({
  active_entity: z.looseObject({ active_entities: listOf(z.looseObject({ id }), MOST_ENTITIES) }),
});

/** `GET getMyEntities` */
export const entitiesAnswer = z.looseObject({ myentities: listOf(z.looseObject({ id, name: text }), MOST_ENTITIES) });

/** `GET Ticket/:id` */
export const ticketAnswer = z.looseObject({ id, name: text, status: number, is_deleted: number.catch(0) });

/** The same, with until when it shall be solved. */
export const timelineAnswer = ticketAnswer.extend({ time_to_resolve: text, entities_id: id.catch(0) });

/** `GET Ticket/:id?with_documents=true` */
export const ticketDocumentsAnswer = z.looseObject({
  id,
  status: number,
  entities_id: id.optional().catch(undefined),
  is_deleted: number.catch(0),
  _documents: listOf(
    z.looseObject({ id, sha1sum: text, tag: text, filename: text, mime: text, is_deleted: number.catch(0) }),
  ).catch([]),
});

/** `GET ITILFollowup/:id/Document_Item` */
export const documentLinkRow = z.object({ documents_id: id, items_id: id, itemtype: z.string() });

/** `POST Document` with a file: a `url` says that GLPI took it. */
export const uploadAnswer = z.looseObject({
  id: id.refine((value) => value > 0),
  upload_result: z
    .looseObject({ filename: listOf(z.looseObject({ url: text.catch("") })).catch([]) })
    .catch({ filename: [] }),
});

/** `POST` of a text with files: however many came, GLPI tells of the first field. */
export const withFilesAnswer = z.looseObject({
  id: id.refine((value) => value > 0),
  upload_result: z
    .looseObject({ file1: listOf(z.looseObject({ url: text.catch("") })).catch([]) })
    .catch({ file1: [] }),
});

/** `GET getGlpiConfig` */
export const configAnswer = z.looseObject({
  cfg_glpi: z.looseObject({ document_max_size: number.catch(0), version: text.catch("") }),
});

/** `GET DocumentType` */
export const documentTypesAnswer = listOf(z.looseObject({ ext: text }));

/** `GET ITILCategory` or `GET Location`: a tree, each with the one above it; a row that cannot be read is left out. */
export const treeAnswer = listOf(z.unknown());

/** One row of it. */
export const treeRow = z.looseObject({
  id,
  completename: text,
  entities_id: optionalId,
  is_recursive: number.catch(0),
  is_incident: number.catch(1),
  is_request: number.catch(1),
  itilcategories_id: optionalId,
  locations_id: optionalId,
});

/** `GET TicketTemplate/:id/TicketTemplateMandatoryField`: the numbers of search options. */
export const mandatoryFieldsAnswer = listOf(z.looseObject({ num: id }));

/** A list of which only the ids matter. */
export const idsAnswer = listOf(z.looseObject({ id }));

/** `GET Ticket/:id/Ticket_User`; `type` 1 is a requester. */
export const ticketUsersAnswer = listOf(z.looseObject({ tickets_id: optionalId, users_id: optionalId, type: number }));

/** `GET Ticket/:id/ITILFollowup`, `GET Ticket/:id/ITILSolution`: rows that are read one by one. */
export const rowsAnswer = listOf(z.unknown());

const isPublic = z.union([z.literal(0), z.literal("0")]);

/** What may be shown of a follow-up: one of which it does not say that it is public is none. */
export const publicFollowUpRow = z.object({
  id,
  itemtype: z.literal("Ticket").optional(),
  items_id: id,
  content: text,
  users_id: optionalId,
  is_private: isPublic,
  date: text,
  date_creation: text,
});

/** `status` 2 waits for approval, 3 is approved, 4 refused. */
export const solutionRow = z.object({
  id,
  itemtype: z.literal("Ticket").optional(),
  items_id: id,
  content: text,
  users_id: optionalId,
  status: number.catch(0),
  date_creation: text,
});

/** `GET Ticket/:id/TicketTask`: of the public ones, when they begin; `state` 1 is to be done. */
export const publicTaskRow = z.object({ tickets_id: id, is_private: isPublic, state: number, begin: text });

/** `GET TicketSatisfaction/:ticket` */
export const surveyAnswer = z.looseObject({ tickets_id: id, date_answered: text });

/** One row of `search/Ticket`, by the numbers of its search options. */
export const ticketRow = z.looseObject({
  1: text,
  2: id,
  4: z.unknown().optional(),
  5: z.unknown().optional(),
  7: z.unknown().optional(),
  12: number,
  15: text,
  19: text,
  80: text,
});

/** One row of `search/Ticket` with whose it is. */
export const ticketOfPeopleRow = z.looseObject({ 1: text, 2: id, 4: z.unknown().optional() });

/** One row of `search/Ticket` by its last change: without a time that can be compared it is none. */
export const changedTicketRow = z.looseObject({
  2: id,
  12: number,
  19: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
});

/** `["ERROR_CODE", "text"]`: what GLPI answers when it refuses. */
export const refusalAnswer = z.tuple([z.string(), z.unknown()]).rest(z.unknown());
