import type { GlpiVersion, ProfileRights } from "./rows.js";

const both = {
  document: 255,
  entity: 3327,
  itilcategory: 23,
  location: 23,
  typedoc: 23,
  group: 127,
  profile: 23,
  itiltemplate: 23,
};

/** Super-Admin's rights as each version has them; those to locations, groups, profiles and templates were not recorded. */
export const superAdmin: Readonly<Record<GlpiVersion, ProfileRights>> = {
  10: { ...both, ticket: 261151, user: 7327, followup: 31767, task: 13329 },
  11: { ...both, ticket: 523295, user: 15519, followup: 64535, task: 64535 },
};
