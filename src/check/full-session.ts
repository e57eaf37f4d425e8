import { z } from "zod";
import { cutText } from "../glpi/answer-text.js";
import { decodeGlpiText } from "../glpi/rich-text.js";

/** What a session tells of itself beyond what the integration needs. */
export interface FullSession {
  /** The API user's login; empty where GLPI did not tell. */
  user: string;
  /** The name of its profile; empty where GLPI did not tell. */
  profile: string;
  /** `central` is the technicians' interface, `helpdesk` the customers', which lacks most rights; empty where not told. */
  interface: string;
  /** The names of all its profiles: the rights are those of `profile` alone. */
  profiles: readonly string[];
  /** Right bits by the type's name in small letters; GLPI tells none of a type of which the profile has none. */
  rights: ReadonlyMap<string, number>;
  /** Until when the answer was read, in milliseconds since 1970. */
  toldAt: number;
  /** The server's clock in its own time zone: `YYYY-MM-DD HH:MM:SS`. */
  currentTime: string | undefined;
}

const text = z.string().catch("");

const named = z.looseObject({ name: text }).catch({ name: "" });

const answer = z.looseObject({
  session: z
    .looseObject({
      glpiname: text,
      glpi_currenttime: z.string().optional().catch(undefined),
      glpiactiveprofile: z.record(z.string(), z.unknown()).catch({}),
      glpiprofiles: z.union([z.record(z.string(), named), z.array(named)]).catch([]),
    })
    .catch({ glpiname: "", glpiactiveprofile: {}, glpiprofiles: [] }),
});

/** Reads what `initSession` answered; undefined where it let nobody in. */
export function readFullSession(body: unknown, toldAt: number): FullSession | undefined {
  const { data } = answer.safeParse(body);
  if (data === undefined) return undefined;
  const { glpiname, glpiactiveprofile: profile, glpiprofiles, glpi_currenttime: currentTime } = data.session;
  const rights = Object.entries(profile).flatMap(([key, value]): [string, number][] => {
    const bits = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
    return typeof bits === "number" ? [[key, bits]] : [];
  });
  return {
    user: readable(glpiname),
    profile: readable(text.parse(profile.name)),
    interface: text.parse(profile.interface),
    profiles: Object.values(glpiprofiles).map(({ name }) => readable(name)),
    rights: new Map(rights),
    toldAt,
    currentTime,
  };
}

/** A short text of the server's, as it may be shown. */
export function readable(value: string): string {
  return cutText(decodeGlpiText(value)).trim();
}
