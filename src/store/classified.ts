/** One of the things that a customer is asked for before the ticket is made. */
export interface Picked {
  /** What was chosen so far, by its id in GLPI; undefined: what is configured. */
  id?: number;
  name?: string;
  /** How often more was asked for: each answer leads one level down. */
  level: number;
  /** `asked`: the answer is waited for. `answered`: what is below it may be asked for. `done`: it stays so. */
  is: "asked" | "answered" | "done";
}

/** What the customer was asked to choose for a ticket, and chose. */
export interface Classified {
  /** The GLPI that it is of, and the API account that saw it there. */
  url: string;
  account?: string;
  category?: Picked;
  location?: Picked;
  /** The customer did not answer, and is asked nothing more. */
  silent?: boolean;
}
