import type { KnownRequester } from "../../store/store.js";
import type { ptBR } from "./pt-BR.js";

/** What is said of one thing that was looked at: mustache templates, with their variables in brackets where they are used. */
interface Said {
  text: string;
  /** How to mend it, with the place in GLPI's menus; left out where there is nothing to mend. */
  mend?: string;
}

/** What there is to say: each is the key of a text. */
export type Cause = keyof (typeof ptBR)["said"];

/** A right of the API user's profile, by what it is for. */
export type RightName =
  | "ticketCreate"
  | "ticketReadAll"
  | "ticketUpdate"
  | "survey"
  | "userRead"
  | "userCreate"
  | "followUpRead"
  | "followUpAdd"
  | "followUpClosed"
  | "documentCreate"
  | "documentRead"
  | "taskRead"
  | "entityRead"
  | "categoryRead"
  | "locationRead";

/** What a configuration names by its id in GLPI. */
export type ItemKind = "ITILCategory" | "Location" | "Group" | "RequestType" | "Profile" | "Entity" | "User";

/** What customers send by WhatsApp. */
export type MediaKind = "photo" | "iphonePhoto" | "sticker" | "voice" | "audio" | "video" | "document" | "card";

/** Everything that a check says in one language. */
export interface CheckWords {
  said: Record<Cause, Said>;
  /** What the box is called in the profile's form, and what does not work without it. */
  rights: Record<RightName, { box: string; loss: string }>;
  /** What each is called, and where GLPI's menus have it. */
  items: Record<ItemKind, { name: string; menu: string }>;
  media: Record<MediaKind, string>;
  foundBy: Record<KnownRequester["foundBy"] | "store", string>;
  /** What a mandatory field of a ticket's template is called, by the number of its search option. */
  ticketFields: ReadonlyMap<number, string>;
  /** [number]: a field that none of these is. */
  otherField: string;
}
