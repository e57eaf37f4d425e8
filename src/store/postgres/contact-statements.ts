/** What the store says to PostgreSQL about a contact. `schema` is a quoted identifier. */
export function contactStatements(schema: string) {
  return {
    forgetContact: `select ${schema}.forget_contact($1::text, $2::text, $3::text[], $4::boolean)::text as json`,
  } as const;
}
