/**
 * Forgets what is old, so many rows of each table at most, and answers as `yes` whether there may be more. For how many
 * days is kept: $1 that messages were counted, and files; $2 links and what is watched; $3 people and who stopped; $5
 * dead letters, null for ever. $4: how many rows. `schema` is a quoted identifier.
 */
export function cleanStatement(schema: string): string {
  const before = (days: string) => `(select at from present) - ${days}::int * interval '1 day'`;
  const oldest = (table: string, keys: string, days: string, where = "true") => `delete from ${schema}.${table}
    where (${keys}) in (
      select ${keys} from ${schema}.${table} old where old.saved_at < ${before(days)} and ${where}
      order by old.saved_at limit $4::int for update of old skip locked
    ) returning 1`;
  // Of a message that came to nothing, a file lies there alone.
  const isAlone = `not exists (
    select from ${schema}.message m where m.tenant = old.tenant and m.conversation_id = old.conversation_id
      and m.message_id = old.message_id and m.body is not null
  )`;
  const isNobodyElse = `not exists (
    select from ${schema}.link l where l.tenant = old.tenant and l.contact_id = old.contact_id
  )`;
  const gone = {
    gone_file: oldest("file", "tenant, conversation_id, message_id", "$1", isAlone),
    gone_link: oldest("link", "tenant, url, ticket_id, conversation_id", "$2"),
    gone_watched: oldest("watched", "tenant, url, account, ticket_id", "$2"),
    gone_requester: oldest("requester", "key", "$3"),
    gone_stopped: oldest("stopped", "tenant, contact_id", "$3", isNobodyElse),
    // As if they were discarded.
    rotten: `update ${schema}.batch b
      set state = 'done', finished_at = (select at from present), conversation = null, mark = null, reason = null
      where b.id in (
        select old.id from ${schema}.batch old where old.state = 'dead' and old.finished_at < ${before("$5")}
        order by old.finished_at, old.id limit $4::int for update skip locked
      ) returning b.id`,
  };
  const parts = Object.entries(gone);
  // The time once: compared with a volatile function, no index is used.
  return `with present as materialized (select ${schema}.clock() as at),
    ${parts.map(([name, statement]) => `${name} as (${statement})`).join(", ")}, rotten_words as (
      update ${schema}.message m set body = null from rotten where m.batch_id = rotten.id
    ) select ${schema}.clean($1::int, $4::int)
      or greatest(${parts.map(([name]) => `(select count(*) from ${name})`).join(", ")}) >= $4::int as yes`;
}
