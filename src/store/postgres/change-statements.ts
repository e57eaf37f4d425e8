/** What the store says to PostgreSQL about changes in GLPI. `schema` is a quoted identifier. */
export function changeStatements(schema: string) {
  const now = `${schema}.clock()`;
  const ms = (value: string) => `${schema}.ms(${value}::float8)`;
  const isOpen = `l.value ->> 'status' <> 'closed' and l.value ? 'integrationId'`;
  const ofAccount = (url: string, account: string) => `l.url = ${url} and l.value ->> 'account' = ${account}`;
  const heldWatch = `w.url = $1::text and w.account = $2::text and w.taking = $3::int and w.leased`;
  const heldTicket = `w.tenant = $1::text and w.url = $2::text and w.account = $3::text and w.ticket_id = $4::bigint
    and w.taking = $5::int and w.leased`;
  const about = `jsonb_build_object('url', l.url, 'account', l.value -> 'account', 'ticketId', l.ticket_id,
    'tenantId', l.value -> 'tenantId', 'integrationId', l.value -> 'integrationId',
    'requesterId', l.value -> 'requesterId', 'title', l.value -> 'title')`;
  // A link that an earlier version kept has the ids alone.
  const conversation = `coalesce(l.value -> 'conversation', jsonb_build_object('id', l.value -> 'conversationId',
    'tenantId', l.value -> 'tenantId', 'contact', jsonb_build_object('id', l.value -> 'contactId')))`;
  const ofLink = `w.tenant = $1::text and w.url = $4::text and w.ticket_id = $5::bigint and w.contact_id = $3::text`;
  const opened = `to_timestamp(l.opened_at / 1000)`;
  const columns = `tenant, url, account, ticket_id, contact_id, about, conversation, known, due_at, wrote_at, saved_at`;
  return {
    /** Goes with `saveLink`, whose values are $1 to $7: the account is watched from now on, and a ticket that is to be. */
    watchLink: `watching as (
        insert into ${schema}.watch (url, account, due_at)
        select $4::text, $7::jsonb ->> 'account', ${now} where $7::jsonb ? 'account' and $7::jsonb ? 'integrationId'
        on conflict (url, account) do nothing
      ), saved as (
        select l.*, l.value ->> 'account' as account,
          exists (select from ${schema}.watched w where ${ofLink} and w.account = l.value ->> 'account') as is_here,
          exists (select from ${schema}.watched w where ${ofLink} and w.account <> l.value ->> 'account') as is_elsewhere
        from (select $4::text as url, $5::bigint as ticket_id, $7::jsonb as value) l
        where l.value ? 'account' and l.value ? 'integrationId' and l.value ? 'conversation'
      ), gone_along as (
        update ${schema}.watched w
        set account = l.account, about = ${about}, conversation = ${conversation}, saved_at = ${now}
        from saved l where ${ofLink} and w.account <> l.account and not l.is_here
      ), watched as (
        insert into ${schema}.watched as w (${columns})
        select $1::text, $4::text, l.account, $5::bigint, $3::text, ${about}, ${conversation}, '{}', null, ${now}, ${now}
        from saved l where l.is_here or not l.is_elsewhere
        on conflict (tenant, url, account, ticket_id) do update
          set conversation = excluded.conversation, saved_at = excluded.saved_at
          where w.contact_id = excluded.contact_id
      )`,
    /** Goes with what a contact did, where it turned out to be new: they wrote in this conversation. */
    wroteWith: (conversation: string, contactId: string, from: string, became: string) => `wrote as (
        update ${schema}.watched w
        set conversation = ${conversation}::jsonb, wrote_at = ${now}, saved_at = ${now}, held = false,
          due_at = case when w.held then ${now} else w.due_at end
        from ${from} where ${became} = '"added"' and w.tenant = $1::text and w.contact_id = ${contactId}::text
      )`,
    wrote: `update ${schema}.watched w
      set conversation = $3::jsonb, wrote_at = ${now}, saved_at = ${now}, held = false,
        due_at = case when w.held then ${now} else w.due_at end
      where w.tenant = $1::text and w.contact_id = $2::text`,

    takeWatches: `with due as (
        select w.url, w.account from ${schema}.watch w
        where w.due_at <= ${now}
          and exists (select from ${schema}.link l where ${ofAccount("w.url", "w.account")} and ${isOpen})
        order by w.due_at limit $1::int for update skip locked
      ), taken as (
        update ${schema}.watch w set leased = true, taking = w.taking + 1, due_at = ${now} + ${ms("$2")}, ring_ms = null
        from due where w.url = due.url and w.account = due.account
        returning w.url, w.account, w.cursor, w.taking
      ) select jsonb_strip_nulls(jsonb_build_object('url', w.url, 'account', w.account, 'cursor', w.cursor,
          'lease', w.taking::text,
          'integrations', (
            select jsonb_agg(distinct jsonb_build_object('tenantId', l.value -> 'tenantId', 'integrationId', l.value -> 'integrationId'))
            from ${schema}.link l where ${ofAccount("w.url", "w.account")} and ${isOpen}
          )))::text as json from taken w`,
    saveWatch: `update ${schema}.watch w set cursor = $4::jsonb, due_at = ${now} + ${ms("$5")} where ${heldWatch} returning 1`,
    finishWatch: `update ${schema}.watch w
      set cursor = $4::jsonb, leased = false, finished_at = ${now},
        due_at = ${now} + ${ms("least($5::float8, w.ring_ms)")}, ring_ms = null
      where ${heldWatch} returning 1`,
    ringWatch: `update ${schema}.watch w
      set ring_ms = case when w.leased then $3::float8 end,
        due_at = case when w.leased then w.due_at
          else least(w.due_at, greatest(${now}, w.finished_at + ${ms("$3")})) end
      where w.url = $1::text and w.account = $2::text`,

    noteChanges: `with told as (
        select (c ->> 'ticketId')::bigint as ticket_id, c ->> 'status' as status
        from jsonb_array_elements(coalesce($3::jsonb, '[]')) c
      ), changed as (
        select * from told union
        select l.ticket_id, null from ${schema}.link l
        where $3::jsonb is null and ${ofAccount("$1::text", "$2::text")} and ${isOpen} and l.value ? 'conversation'
      ), linked as (
        select distinct on (l.tenant, l.ticket_id) l.* from ${schema}.link l join changed c using (ticket_id)
        where ${ofAccount("$1::text", "$2::text")} and l.value ? 'integrationId'
        order by l.tenant, l.ticket_id, l.position desc
      ), moved as (
        update ${schema}.link l set saved_at = ${now},
          value = l.value || jsonb_strip_nulls(jsonb_build_object('status', c.status))
        from told c where ${ofAccount("$1::text", "$2::text")} and l.ticket_id = c.ticket_id
          and (l.value ->> 'status' <> c.status or l.saved_at < ${now} - interval '1 day')
      ), noted as (
        insert into ${schema}.watched as w (${columns})
        select l.tenant, l.url, $2::text, l.ticket_id, l.contact_id, ${about}, ${conversation},
          case when l.value ? 'conversation' then '{}' else jsonb_build_object('from', $4::text) end,
          ${now}, ${opened}, ${now}
        from linked l where l.value ? 'conversation' or $4::text is not null
          or exists (select from ${schema}.watched w where w.tenant = l.tenant and w.url = l.url
            and w.account = $2::text and w.ticket_id = l.ticket_id)
        on conflict (tenant, url, account, ticket_id) do update set noted = w.noted + 1, saved_at = excluded.saved_at,
          due_at = case when w.held or w.leased then w.due_at else excluded.due_at end
      ), elsewhere as (
        update ${schema}.watched w set noted = w.noted + 1, saved_at = ${now},
          due_at = case when w.held or w.leased then w.due_at else ${now} end
        from changed c where w.url = $1::text and w.account = $2::text and w.ticket_id = c.ticket_id
          and not exists (select from linked l where l.tenant = w.tenant and l.ticket_id = w.ticket_id)
        returning w.ticket_id
      ) select ticket_id::text as json from linked union select ticket_id::text from elsewhere`,
    watchTicket: `insert into ${schema}.watched (${columns})
      select $1::text, $2::text, $3::text, $4::bigint, $5::text, $6::jsonb, $7::jsonb, $8::jsonb, ${now}, ${now}, ${now}
      where not exists (select from ${schema}.watched w
        where w.tenant = $1::text and w.url = $2::text and w.ticket_id = $4::bigint and w.contact_id = $5::text)
      on conflict (tenant, url, account, ticket_id) do nothing returning 1`,
    findPeople: `select distinct on (l.tenant, l.value ->> 'requesterId')
        (${about} || jsonb_build_object('conversation', ${conversation}))::text as json
      from ${schema}.link l
      where ${ofAccount("$1::text", "$2::text")} and l.value ? 'integrationId'
        and (l.value ->> 'requesterId')::bigint = any ($3::bigint[])
      order by l.tenant, l.value ->> 'requesterId', l.position desc`,
    openTickets: `select distinct on (l.ticket_id)
        jsonb_build_object('ticketId', l.ticket_id, 'title', l.value -> 'title')::text as json
      from ${schema}.link l
      where ${ofAccount("$1::text", "$2::text")} and ${isOpen} and l.tenant = $3::text
        and l.value -> 'integrationId' #>> '{}' = $4::text
      order by l.ticket_id, l.position desc limit $5::int`,
    // What is known there already stays.
    moveTickets: `with moved as (
        update ${schema}.link l
        set url = $3::text, value = l.value || jsonb_build_object('url', $3::text, 'account', $4::text)
        where ${ofAccount("$1::text", "$2::text")} and l.tenant = $5::text and l.ticket_id = any ($6::bigint[])
          and not exists (select from ${schema}.link o where $1::text <> $3::text and o.tenant = l.tenant
            and o.url = $3::text and o.ticket_id = l.ticket_id and o.conversation_id = l.conversation_id)
      ), known as (
        update ${schema}.watched w
        set url = $3::text, account = $4::text, noted = w.noted + 1,
          due_at = case when w.held or w.leased then w.due_at else ${now} end,
          about = w.about || jsonb_build_object('url', $3::text, 'account', $4::text)
        where w.url = $1::text and w.account = $2::text and w.tenant = $5::text and w.ticket_id = any ($6::bigint[])
          and not exists (select from ${schema}.watched o where o.tenant = w.tenant and o.url = $3::text
            and o.account = $4::text and o.ticket_id = w.ticket_id)
      ) insert into ${schema}.watch (url, account, due_at) values ($3::text, $4::text, ${now})
        on conflict (url, account) do nothing`,
    takeTickets: `with due as (
        select tenant, url, account, ticket_id from ${schema}.watched where due_at <= ${now}
        order by due_at limit $1::int for update skip locked
      ), taken as (
        update ${schema}.watched w
        set leased = true, taking = w.taking + 1, taken_at = ${now}, taken_noted = w.noted, due_at = ${now} + ${ms("$2")}
        from due where w.tenant = due.tenant and w.url = due.url and w.account = due.account
          and w.ticket_id = due.ticket_id
        returning w.*
      ) select (w.about || jsonb_strip_nulls(jsonb_build_object('conversation', w.conversation, 'known', w.known,
          'lease', w.taking::text, 'failures', w.failures, 'failingForMs', ${schema}.ms_since(w.failed_at, ${now}),
          'wroteMsAgo', case when w.wrote_at is not null then ${schema}.ms_since(w.wrote_at, ${now}) end)))::text as json
        from taken w`,
    saveTicket: `update ${schema}.watched w set known = $6::jsonb, due_at = ${now} + ${ms("$7")}, saved_at = ${now}
      where ${heldTicket} returning 1`,
    // $7: milliseconds until it is due; null where it rests. $8: it failed. $9: held until the contact writes.
    finishTicket: `update ${schema}.watched w
      set known = $6::jsonb, leased = false, saved_at = ${now},
        held = $9::boolean and not coalesce(w.wrote_at > w.taken_at, false),
        due_at = case
          when $9::boolean then case when w.wrote_at > w.taken_at then ${now} end
          when w.noted <> w.taken_noted then ${now}
          else ${now} + ${ms("$7")} end,
        failures = case when $8::boolean then w.failures + 1 else 0 end,
        failed_at = case when $8::boolean then coalesce(w.failed_at, ${now}) end
      where ${heldTicket} returning 1`,
    findWatched: `select (w.about || jsonb_build_object('conversation', w.conversation, 'known', w.known))::text as json
      from ${schema}.watched w
      where w.tenant = $1::text and w.contact_id = $2::text
      order by w.saved_at desc, w.ticket_id desc limit 20`,
  } as const;
}
