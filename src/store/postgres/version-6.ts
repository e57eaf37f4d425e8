/** What version 6 adds: who is asked for changes in GLPI, and the tickets whose customers hear of them. */
export const version6 = (schema: string): string => `
    create table ${schema}.watch (
      url text not null,
      account text not null,
      cursor jsonb,
      -- When it may be asked; of one that is being asked: when its lease ends.
      due_at timestamptz not null,
      leased boolean not null default false,
      taking int not null default 0,
      finished_at timestamptz,
      -- Rung for while it was being asked: the pause until it is asked again, in milliseconds.
      ring_ms float8,
      primary key (url, account)
    );
    create index on ${schema}.watch (due_at);
    insert into ${schema}.watch (url, account, due_at)
      select distinct l.url, l.value ->> 'account', ${schema}.clock() from ${schema}.link l
      where l.value ? 'account' and l.value ? 'integrationId';

    -- Those that are open, by who sees them; and all of a ticket.
    create index on ${schema}.link (url, (value ->> 'account'))
      where value ->> 'status' <> 'closed' and value ? 'integrationId';
    create index on ${schema}.link (url, ticket_id);

    create table ${schema}.watched (
      tenant text not null,
      url text not null,
      account text not null,
      ticket_id bigint not null,
      -- Nobody else is ever told.
      contact_id text not null,
      about jsonb not null,
      conversation jsonb not null,
      known jsonb not null,
      -- Null: it rests, or is held until the contact writes.
      due_at timestamptz,
      leased boolean not null default false,
      held boolean not null default false,
      taking int not null default 0,
      taken_at timestamptz,
      -- Counts its changes; as it was when it was taken.
      noted int not null default 0,
      taken_noted int not null default 0,
      failures int not null default 0,
      failed_at timestamptz,
      wrote_at timestamptz,
      saved_at timestamptz not null,
      primary key (tenant, url, account, ticket_id)
    );
    create index on ${schema}.watched (due_at) where due_at is not null;
    create index on ${schema}.watched (tenant, contact_id);
    create index on ${schema}.watched (saved_at);`;
