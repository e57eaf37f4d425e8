/** What the store says to PostgreSQL about a contact. `schema` is a quoted identifier. */
export function contactStatements(schema: string) {
  // What they told before they wrote it may have become a ticket since, but before it was kept.
  const opensAgain = `exists (
    select from ${schema}.link l where l.tenant = s.tenant and l.contact_id = s.contact_id
      and to_timestamp(l.opened_at / 1000) > s.saved_at
  )`;
  return {
    forgetContact: `select ${schema}.forget_contact($1::text, $2::text, $3::text[], $4::boolean)::text as json`,
    writeStop: `insert into ${schema}.stopped as s (tenant, contact_id, stopped, said_at, saved_at)
      values ($1::text, $2::text, true, $3::float8, ${schema}.clock())
      on conflict (tenant, contact_id) do update
      set stopped = not s.stopped or ${opensAgain}, said_at = excluded.said_at, saved_at = excluded.saved_at
      where s.said_at < excluded.said_at`,
    // Once a ticket was opened, that stays known when its link is forgotten.
    isStopped: `with again as (
        update ${schema}.stopped s set stopped = false
        where s.tenant = $1::text and s.contact_id = $2::text and s.stopped and ${opensAgain}
      ) select exists (
        select from ${schema}.stopped s
        where s.tenant = $1::text and s.contact_id = $2::text and s.stopped and not ${opensAgain}
      ) as yes`,
    isStopping: `select exists (
        select from ${schema}.batch b join ${schema}.message m on m.batch_id = b.id
        where b.tenant = $1::text and b.finished_at is null and b.conversation #>> '{contact,id}' = $2::text
          and not b.progress ?| '{told,untold}' and m.body #>> '{errand,do}' = 'stop'
      ) as yes`,
  } as const;
}
