/** What the store says to PostgreSQL about a contact. `schema` is a quoted identifier. */
export function contactStatements(schema: string) {
  return {
    forgetContact: `select ${schema}.forget_contact($1::text, $2::text, $3::text[], $4::boolean)::text as json`,
    /** Goes with cleaning, whose $5 is for how many days dead letters are kept; null for ever. As if they were discarded. */
    forgetDead: `rotten as (
        update ${schema}.batch b set state = 'done', finished_at = ${schema}.clock(), conversation = null, mark = null, reason = null
        where b.id in (
          select old.id from ${schema}.batch old
          where old.state = 'dead' and old.finished_at < ${schema}.clock() - $5::int * interval '1 day'
          order by old.finished_at, old.id limit $4::int for update skip locked
        ) returning b.id
      ), rotten_words as (
        update ${schema}.message m set body = null from rotten where m.batch_id = rotten.id
      )`,
  } as const;
}
