/**
 * What version 2 adds: batches in which nothing was described yet, messages that a host doubles, links and alarms. What
 * version 1 has stays callable: an older process may run beside a newer one until it is replaced.
 */
export const version2 = (schema: string): string => `
    -- Since when the open batch describes something; without, it is given up when it is due.
    alter table ${schema}.batch add column described_at timestamptz;
    update ${schema}.batch set described_at = first_at where state = 'open';

    -- Of whom, and when it was sent, in seconds since 1970.
    alter table ${schema}.message add column contact_id text, add column sent_second bigint;
    create index on ${schema}.message (tenant, message_id, contact_id) where contact_id is not null;

    create table ${schema}.link (
      tenant text not null,
      url text not null,
      ticket_id bigint not null,
      conversation_id text not null,
      contact_id text not null,
      opened_at float8 not null,
      value jsonb not null,
      -- In the order in which they were first saved.
      position bigint generated always as identity,
      saved_at timestamptz not null,
      primary key (tenant, url, ticket_id, conversation_id)
    );
    create index on ${schema}.link (tenant, conversation_id, position);
    create index on ${schema}.link (tenant, contact_id, opened_at);
    create index on ${schema}.link (saved_at);

    create table ${schema}.alarm (
      tenant text not null,
      conversation_id text not null,
      value jsonb not null,
      -- Of one that is taken: when its lease ends.
      due_at timestamptz not null,
      -- Names the setting or taking that holds.
      lease bigint not null,
      primary key (tenant, conversation_id)
    );
    create index on ${schema}.alarm (due_at);
    create sequence ${schema}.alarm_lease;

    -- Added by a newer process: p_contact_id and p_sent_second recognise a message that is told in two conversations.
    create function ${schema}.add_message(
      p_tenant text, p_conversation_id text, p_message_id text, p_body jsonb,
      p_conversation jsonb, p_integration_id jsonb, p_lane text, p_quiet_ms float8, p_max_wait_ms float8,
      p_described boolean, p_held_ms float8, p_contact_id text, p_sent_second bigint
    ) returns boolean language plpgsql as $fn$
    declare
      v_now timestamptz;
      v_known ${schema}.message;
      v_batch_id bigint;
    begin
      -- Before the conversation's lock, always: two conversations that get the same message wait for each other here.
      perform pg_advisory_xact_lock(
        hashtextextended(jsonb_build_array('${schema}', 'message', p_tenant, p_contact_id, p_message_id)::text, 0)
      );
      perform ${schema}.lock_conversation(p_tenant, p_conversation_id);
      select * into v_known from ${schema}.message m
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      if found and (v_known.batch_id is not null or v_known.body is null) then
        return false;
      end if;
      if exists (
        select from ${schema}.message m
        where m.tenant = p_tenant and m.message_id = p_message_id and m.contact_id = p_contact_id
          and m.sent_second = p_sent_second and m.conversation_id <> p_conversation_id and m.batch_id is not null
      ) then
        return false;
      end if;
      v_now := ${schema}.clock();
      -- A batch that a taker seals meanwhile conflicts no more: a new one is opened.
      insert into ${schema}.batch as b
        (tenant, conversation_id, lane, conversation, integration_id, state, first_at, described_at, due_at)
        values (p_tenant, p_conversation_id, p_lane, p_conversation, p_integration_id, 'open', v_now,
          case when p_described then v_now end,
          v_now + ${schema}.ms(case when p_described then least(p_quiet_ms, p_max_wait_ms) else p_held_ms end))
        on conflict (tenant, conversation_id) where state = 'open' do update set
          lane = excluded.lane, conversation = excluded.conversation, integration_id = excluded.integration_id,
          described_at = coalesce(b.described_at, excluded.described_at),
          due_at = case when coalesce(b.described_at, excluded.described_at) is null then excluded.due_at
            else least(
              v_now + ${schema}.ms(p_quiet_ms),
              coalesce(b.described_at, excluded.described_at) + ${schema}.ms(p_max_wait_ms)
            ) end
        returning b.id into v_batch_id;
      insert into ${schema}.message as m
        (tenant, conversation_id, message_id, batch_id, position, body, noted_at, contact_id, sent_second)
        values (p_tenant, p_conversation_id, p_message_id, v_batch_id, nextval('${schema}.message_position'),
          p_body || coalesce(v_known.body, '{}'), v_now, p_contact_id, p_sent_second)
        on conflict (tenant, conversation_id, message_id) do update set
          batch_id = excluded.batch_id, position = excluded.position, body = excluded.body,
          contact_id = excluded.contact_id, sent_second = excluded.sent_second;
      return true;
    end
    $fn$;

    -- An edit that describes something: the batch that the message waits in is due as if it were the first description.
    create function ${schema}.edit_message(
      p_tenant text, p_conversation_id text, p_message_id text, p_edit jsonb, p_quiet_ms float8, p_max_wait_ms float8
    ) returns boolean language plpgsql as $fn$
    declare
      v_now timestamptz := ${schema}.clock();
    begin
      if not ${schema}.edit_message(p_tenant, p_conversation_id, p_message_id, p_edit) then
        return false;
      end if;
      update ${schema}.batch b
        set described_at = v_now, due_at = v_now + ${schema}.ms(least(p_quiet_ms, p_max_wait_ms))
        from ${schema}.message m
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id
          and b.id = m.batch_id and b.state = 'open' and b.described_at is null;
      return true;
    end
    $fn$;

    -- Forgets what is old, links by a time of their own; tells whether there may be more.
    create function ${schema}.clean(p_days int, p_link_days int, p_limit int) returns boolean language plpgsql as $fn$
    declare
      v_more boolean := ${schema}.clean(p_days, p_limit);
      v_rows int;
    begin
      delete from ${schema}.link l where (l.tenant, l.url, l.ticket_id, l.conversation_id) in (
        select old.tenant, old.url, old.ticket_id, old.conversation_id from ${schema}.link old
        where old.saved_at < ${schema}.clock() - p_link_days * interval '1 day'
        order by old.saved_at limit p_limit for update skip locked
      );
      get diagnostics v_rows = row_count;
      return v_more or v_rows >= p_limit;
    end
    $fn$;`;
