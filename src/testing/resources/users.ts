import { create, purge, read, remove, update } from "../access.js";
import type { WireRow } from "../answer.js";
import { maxNameLength } from "../database.js";
import { message } from "../messages.js";
import type { UserRow } from "../rows.js";
import { cut, messageText } from "../text.js";
import { type Context, type Input, link, type Outcome, type Resource, refuse, toInteger, toText } from "./resource.js";
import { userColumns } from "./user-columns.js";

/** The characters that a login may have. */
const loginPattern = /^[\p{L}\p{N}'@.\-_ ]+$/u;

export const users: Resource = {
  canRead: ({ access }) => access.has("user", read),
  list: (context) =>
    [...context.database.users.values()]
      .filter((user) => !user.isDeleted && context.access.seesUser(user))
      .map((user) => userWire(context, user)),
  get(context, id) {
    const user = context.database.users.get(id);
    if (user === undefined) return undefined;
    return context.access.seesUser(user) ? userWire(context, user) : "denied";
  },
  add: addUser,
  update(context, id, input) {
    const user = context.database.users.get(id);
    if (user === undefined || !context.access.has("user", update) || !context.access.seesUser(user)) {
      return refuse(context, "permissionDenied");
    }
    for (const column of ["realname", "firstname", "phone", "phone2", "mobile"] as const) {
      const text = toText(input[column]);
      if (text !== undefined) user[column] = cut(context.database.store(text), maxNameLength);
    }
    if ("entities_id" in input) user.entityId = toInteger(input.entities_id);
    if ("is_active" in input) user.isActive = toInteger(input.is_active) === 1;
    user.updatedAt = context.database.date();
    return { id, message: "" };
  },
  remove(context, id, forcePurge) {
    const user = context.database.users.get(id);
    if (user === undefined || !context.access.has("user", forcePurge ? purge : remove)) {
      return refuse(context, "permissionDenied");
    }
    if (forcePurge) context.database.removeUser(user);
    else user.isDeleted = true;
    return { id, message: "" };
  },
};

export const profileUsers: Resource = {
  canRead: ({ access }) => access.has("user", read),
  list(context, parent) {
    const { users: all } = context.database;
    const rows = parent === undefined ? [...all.values()] : [all.get(parent.type === "User" ? parent.id : 0)];
    return rows.flatMap((user) =>
      user !== undefined && context.access.seesUser(user) ? profileUserWires(context, user) : [],
    );
  },
};

function addUser(context: Context, input: Input): Outcome {
  const { database, access } = context;
  if (!access.has("user", create)) return refuse(context, "permissionDenied");
  const login = toText(input.name) ?? "";
  if (!loginPattern.test(login)) return refuse(context, "loginInvalid");
  if (database.userByLogin(login) !== undefined) return refuse(context, "loginTaken");
  const named = toInteger(input._profiles_id) > 0 && "_entities_id" in input;
  const profileEntity = toInteger(input._entities_id);
  if (named && !access.reaches(profileEntity)) return refuse(context, "permissionDenied");
  const user = database.addUser({
    login,
    realname: toText(input.realname),
    firstname: toText(input.firstname),
    phone: toText(input.phone),
    phone2: toText(input.phone2),
    mobile: toText(input.mobile),
    registrationNumber: toText(input.registration_number),
    emails: emailsOf(input._useremails),
    entityId: toInteger(input.entities_id),
    isActive: !("is_active" in input) || toInteger(input.is_active) === 1,
    profiles: [],
  });
  user.profiles.push(
    named
      ? database.newProfileUser(toInteger(input._profiles_id), profileEntity, toInteger(input._is_recursive) === 1)
      : database.newProfileUser(1, 0, false, true),
  );
  return {
    id: user.id,
    message: message(database.version, "added", messageText(database.version, friendlyName(user))),
  };
}

/** A list, or an object whose keys do not matter. */
function emailsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).filter((email): email is string => typeof email === "string" && email !== "");
}

/** Last name, first name; the login when there is neither. */
export function friendlyName(user: UserRow): string {
  return [user.realname, user.firstname].filter(Boolean).join(" ") || user.login;
}

function userWire(context: Context, user: UserRow): WireRow {
  return {
    ...userColumns(context.database.version, user),
    links: [
      link(context, "Entity", `Entity/${user.entityId}`),
      link(context, "Document_Item", `User/${user.id}/Document_Item/`),
    ],
  };
}

function profileUserWires(context: Context, user: UserRow): WireRow[] {
  return user.profiles.map((profile) => ({
    id: profile.id,
    users_id: user.id,
    profiles_id: profile.profileId,
    entities_id: profile.entityId,
    is_recursive: profile.isRecursive ? 1 : 0,
    is_dynamic: profile.isDefault ? 1 : 0,
    is_default_profile: profile.isDefault ? 1 : 0,
    links: [
      link(context, "User", `User/${user.id}`),
      link(context, "Profile", `Profile/${profile.profileId}`),
      link(context, "Entity", `Entity/${profile.entityId}`),
    ],
  }));
}
