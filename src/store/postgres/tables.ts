/** The tables, and the clock by which everything is due. `tenant`, `conversation_id` and `message_id` are ids as text. `schema` is a quoted identifier. */
export const tables = (schema: string): string => `
    create function ${schema}.clock() returns timestamptz language sql volatile as 'select clock_timestamp()';

    create function ${schema}.ms(ms float8) returns interval language sql immutable
      as $fn$ select ms * interval '1 millisecond' $fn$;

    create function ${schema}.ms_since(past timestamptz, present timestamptz) returns bigint language sql immutable
      as $fn$ select coalesce(round(extract(epoch from present - past) * 1000), 0)::bigint $fn$;

    create table ${schema}.conversation (
      tenant text not null,
      conversation_id text not null,
      state jsonb not null,
      saved_at timestamptz not null,
      primary key (tenant, conversation_id)
    );
    create index on ${schema}.conversation (saved_at);

    create table ${schema}.requester (
      key text primary key,
      value jsonb not null,
      saved_at timestamptz not null
    );
    create index on ${schema}.requester (saved_at);

    create table ${schema}.batch (
      id bigint generated always as identity primary key,
      tenant text not null,
      conversation_id text not null,
      lane text not null,
      conversation jsonb,
      integration_id jsonb not null,
      state text not null check (state in ('open', 'waiting', 'leased', 'done', 'dead')),
      first_at timestamptz not null,
      -- When it may be taken; of a leased one: when its lease ends.
      due_at timestamptz not null,
      -- Counts its takings: with the id, the name of a lease.
      taking int not null default 0,
      progress jsonb not null default '{}',
      posted_at timestamptz,
      failures int not null default 0,
      failed_at timestamptz,
      -- Done or dead.
      finished_at timestamptz,
      -- Of a dead one.
      mark text,
      reason jsonb
    );
    create unique index on ${schema}.batch (tenant, conversation_id) where state = 'open';
    create unique index on ${schema}.batch (tenant, conversation_id) where state = 'leased';
    create index on ${schema}.batch (tenant, conversation_id, id) where finished_at is null;
    create index on ${schema}.batch (first_at, id, due_at) where finished_at is null;
    create index on ${schema}.batch (finished_at) where state = 'done';
    create index on ${schema}.batch (finished_at, id) where state = 'dead';

    -- A message id that is known. With a batch: it is counted, and its body goes when the batch is done. Without one:
    -- it came to nothing yet; its body is an edit that overtook it, or it has none and was deleted.
    create table ${schema}.message (
      tenant text not null,
      conversation_id text not null,
      message_id text not null,
      batch_id bigint,
      position bigint,
      body jsonb,
      noted_at timestamptz not null,
      primary key (tenant, conversation_id, message_id)
    );
    create index on ${schema}.message (batch_id) where batch_id is not null;
    create index on ${schema}.message (noted_at) where batch_id is null;
    create sequence ${schema}.message_position;`;
