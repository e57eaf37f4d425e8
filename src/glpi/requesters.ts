import type { GlpiClient } from "./client.js";
import { isGlpiIntegrationError } from "./errors.js";
import { decodeGlpiText } from "./rich-text.js";
import { type Criterion, searchQuery } from "./search.js";
import { cellTexts, profileUsersAnswer, searchAnswer, userAnswer } from "./wire.js";

/** Search options of a GLPI user, by number. */
const LOGIN = 1;
const ID = 2;
const EMAILS = 5;
const PHONE = 6;
const ACTIVE = 8;
const PHONE2 = 10;
const MOBILE = 11;
const REGISTRATION_NUMBER = 22;

/** More people than this with the same eight digits are not looked at. */
const MAX_CANDIDATES = 100;

/** A GLPI user as a search shows it. */
export interface GlpiUser {
  id: number;
  login: string;
  active: boolean;
  /** As they were typed in `phone`, `phone2` and `mobile`. */
  phones: string[];
  emails: string[];
  /** GLPI's administrative number, as it was typed; empty where the search did not ask for it. */
  registrationNumber: string;
}

/** Users whose `phone`, `phone2` or `mobile` fits a pattern; deleted ones are never found. */
export function searchByPhone(client: GlpiClient, pattern: string): Promise<GlpiUser[]> {
  const criteria = [PHONE, PHONE2, MOBILE].map(
    (field, index): Criterion => ({
      ...(index === 0 ? {} : { link: "OR" as const }),
      field,
      searchtype: "contains",
      value: pattern,
    }),
  );
  // The e-mail column would be joined in and make the search three times slower.
  return searchUsers(client, criteria, [ID, LOGIN, ACTIVE, PHONE, PHONE2, MOBILE]);
}

/** Users with exactly this e-mail, whatever its case. */
export async function searchByEmail(client: GlpiClient, email: string): Promise<GlpiUser[]> {
  const users = await searchUsers(
    client,
    [{ field: EMAILS, searchtype: "contains", value: `^${email}$` }],
    [ID, LOGIN, ACTIVE, EMAILS],
  );
  // GLPI compares by a LIKE pattern, which finds more.
  return users.filter(({ emails }) => emails.some((other) => other.toLowerCase() === email.toLowerCase()));
}

/** Users whose administrative number fits a pattern. */
export function searchByRegistrationNumber(client: GlpiClient, pattern: string): Promise<GlpiUser[]> {
  const criteria: Criterion[] = [{ field: REGISTRATION_NUMBER, searchtype: "contains", value: pattern }];
  return searchUsers(client, criteria, [ID, LOGIN, ACTIVE, REGISTRATION_NUMBER]);
}

export async function searchByLogin(client: GlpiClient, login: string): Promise<GlpiUser[]> {
  const users = await searchUsers(
    client,
    [{ field: LOGIN, searchtype: "contains", value: `^${login}$` }],
    [ID, LOGIN, ACTIVE],
  );
  return users.filter((user) => user.login.toLowerCase() === login.toLowerCase());
}

async function searchUsers(client: GlpiClient, criteria: Criterion[], columns: number[]): Promise<GlpiUser[]> {
  const query = searchQuery({ criteria, columns, sort: ID, order: "ASC", limit: MAX_CANDIDATES });
  const { data } = await client.get("search/User", searchAnswer, query);
  const withId = data.filter((row) => Number(row[ID]) > 0);
  return withId.map((row) => ({
    id: Number(row[ID]),
    login: cellTexts(row[LOGIN]).join(),
    active: Number(row[ACTIVE]) === 1,
    phones: [PHONE, PHONE2, MOBILE].flatMap((column) => cellTexts(row[column]).map(decodeGlpiText)),
    emails: cellTexts(row[EMAILS]),
    registrationNumber: decodeGlpiText(cellTexts(row[REGISTRATION_NUMBER]).join()),
  }));
}

/** A GLPI user, read by its id. */
export interface FullUser {
  id: number;
  login: string;
  isDeleted: boolean;
  /** The default entity; 0 is the root, or none. */
  entityId: number;
  /** What `phone`, `phone2` and `mobile` hold, the empty ones left out. */
  phones: string[];
}

/** Undefined when there is none, or none within reach. */
export async function getUser(client: GlpiClient, userId: number): Promise<FullUser | undefined> {
  try {
    const { id, name, is_deleted, entities_id, phone, phone2, mobile } = await client.get(`User/${userId}`, userAnswer);
    const phones = [phone, phone2, mobile].map(decodeGlpiText).filter((text) => text.trim() !== "");
    return { id, login: decodeGlpiText(name), isDeleted: is_deleted === 1, entityId: entities_id, phones };
  } catch (error) {
    if (isOutOfReach(error)) return undefined;
    throw error;
  }
}

/** Whether an item is not there, or not for the API user to see. */
export function isOutOfReach(error: unknown): boolean {
  return isGlpiIntegrationError(error) && (error.code === "NOT_FOUND" || error.code === "RIGHT_MISSING");
}

/** As `entityOfUser`, by the id. */
export async function entityOf(client: GlpiClient, userId: number): Promise<number | undefined> {
  const { id, entities_id: entityId } = await client.get(`User/${userId}`, userAnswer);
  return entityOfUser(client, { id, entityId });
}

/**
 * The entity of a user: the default one; when that is the root or unset, the only one that the user's profiles name;
 * when they name several, the root (0). Undefined when they name none.
 */
export async function entityOfUser(
  client: GlpiClient,
  { id, entityId }: Pick<FullUser, "id" | "entityId">,
): Promise<number | undefined> {
  if (entityId > 0) return entityId;
  const profiles = await client.get(`User/${id}/Profile_User`, profileUsersAnswer).catch((error: unknown) => {
    // An API user without the right to see profiles still opens tickets in the root.
    if (isGlpiIntegrationError(error) && error.code === "RIGHT_MISSING") return [{ entities_id: entityId }];
    throw error;
  });
  const entities = [...new Set(profiles.map((profile) => profile.entities_id))];
  return entities.length > 1 ? 0 : entities[0];
}

/** Changes a user; needs the right to update users. */
export async function updateRequester(client: GlpiClient, userId: number, change: { mobile: string }): Promise<void> {
  await client.update(`User/${userId}`, change);
}

export interface NewRequester {
  /** Unique in GLPI: letters, digits and `'@.-_ `. */
  login: string;
  firstName: string;
  lastName: string;
  mobile?: string | undefined;
  email?: string | undefined;
  /** GLPI's administrative number. */
  registrationNumber?: string | undefined;
  entityId: number;
  profileId: number;
}

/** Creates a user. Rejects with `REFUSED` when the login is taken, among other reasons that GLPI does not tell apart. */
export function addRequester(client: GlpiClient, requester: NewRequester): Promise<number> {
  const { login, firstName, lastName, mobile, email, registrationNumber, entityId, profileId } = requester;
  return client.add("User", {
    name: login,
    firstname: firstName,
    realname: lastName,
    ...(mobile === undefined ? {} : { mobile }),
    ...(email === undefined ? {} : { _useremails: [email] }),
    ...(registrationNumber === undefined ? {} : { registration_number: registrationNumber }),
    entities_id: entityId,
    // Without a profile that covers the entity, GLPI 11 drops this person from their tickets.
    _profiles_id: profileId,
    _entities_id: entityId,
    _is_recursive: 1,
  });
}
