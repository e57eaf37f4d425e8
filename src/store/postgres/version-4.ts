/**
 * What version 4 adds: a batch has an end (by what it holds, and once it is due), can change until a POST of it was
 * noted, and is read by itself when it is taken. What earlier versions of this package call stays, and serves a process
 * of theirs that still runs.
 */
export const version4 = (schema: string): string => `
    -- How much a batch holds; weight: bytes, as they would be written in GLPI.
    alter table ${schema}.batch add column messages int not null default 0, add column weight bigint not null default 0;
    alter table ${schema}.message add column weight int;
    update ${schema}.message m set weight = octet_length(m.body::text) where m.body is not null and m.batch_id is not null;
    update ${schema}.batch b set messages = held.messages, weight = held.weight
      from (
        select m.batch_id, count(*) as messages, coalesce(sum(m.weight), 0) as weight
        from ${schema}.message m where m.batch_id is not null group by m.batch_id
      ) held where held.batch_id = b.id and b.finished_at is null;

    -- Whether what the batch holds can change: no POST of it was ever noted. It cannot be taken before the transaction
    -- ends; whoever works on it loses it.
    create or replace function ${schema}.hold_open(p_batch_id bigint) returns boolean
    language plpgsql set lock_timeout = '4s' as $fn$
    begin
      perform from ${schema}.batch b where b.id = p_batch_id and b.state <> 'done' and b.posted_at is null for update;
      if not found then
        return false;
      end if;
      update ${schema}.batch b set state = 'waiting', due_at = ${schema}.clock()
        where b.id = p_batch_id and b.state = 'leased';
      return true;
    end
    $fn$;

    -- Added, known, or known and fuller now than what a batch has of it; completes one that can change.
    create function ${schema}.add_message(
      p_tenant text, p_conversation_id text, p_message_id text, p_body jsonb,
      p_conversation jsonb, p_integration_id jsonb, p_lane text, p_quiet_ms float8, p_max_wait_ms float8,
      p_described boolean, p_held_ms float8, p_contact_id text, p_sent_second bigint, p_parts text,
      p_weight int, p_most_messages int, p_most_weight bigint
    ) returns jsonb language plpgsql set lock_timeout = '4s' as $fn$
    declare
      v_now timestamptz;
      v_known ${schema}.message;
      v_parts text;
      v_batch_id bigint;
    begin
      -- Before the conversation's lock, always: two conversations that get the same message wait for each other here.
      perform pg_advisory_xact_lock(
        hashtextextended(jsonb_build_array('${schema}', 'message', p_tenant, p_contact_id, p_message_id)::text, 0)
      );
      perform ${schema}.lock_conversation(p_tenant, p_conversation_id);
      v_now := ${schema}.clock();
      select * into v_known from ${schema}.message m
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      if found and v_known.batch_id is not null then
        -- Without parts it was kept by a version that did not look.
        v_parts := v_known.parts || translate(p_parts, v_known.parts, '');
        if v_parts is null or v_parts = v_known.parts then
          return '"known"';
        end if;
        update ${schema}.message m set parts = v_parts
          where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
        if not ${schema}.hold_open(v_known.batch_id) then
          return '"fuller"';
        end if;
        update ${schema}.message m set weight = greatest(m.weight, p_weight), body = m.body
            || case when trim(coalesce(m.body ->> 'text', '')) = '' then jsonb_build_object('text', p_body -> 'text')
              else '{}' end
            || case when m.body ? 'media' or not p_body ? 'media' then '{}'
              else jsonb_build_object('media', p_body -> 'media') end
          where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
        update ${schema}.batch b set weight = b.weight + greatest(0, p_weight - coalesce(v_known.weight, 0))
          where b.id = v_known.batch_id;
        update ${schema}.batch b
          set described_at = v_now, due_at = v_now + ${schema}.ms(least(p_quiet_ms, p_max_wait_ms))
          where p_described and b.id = v_known.batch_id and b.state = 'open' and b.described_at is null;
        return '"known"';
      end if;
      if v_known.message_id is not null and v_known.body is null then
        return '"known"';
      end if;
      if exists (
        select from ${schema}.message m
        where m.tenant = p_tenant and m.message_id = p_message_id and m.contact_id = p_contact_id
          and m.sent_second = p_sent_second and m.conversation_id <> p_conversation_id and m.batch_id is not null
      ) then
        return '"known"';
      end if;
      -- What is due is joined by nothing, and what is full neither.
      update ${schema}.batch b set state = 'waiting', due_at = least(b.due_at, v_now)
        where b.tenant = p_tenant and b.conversation_id = p_conversation_id and b.state = 'open'
          and (b.due_at <= v_now or b.messages >= p_most_messages or b.weight + p_weight > p_most_weight);
      -- A batch that a taker seals meanwhile conflicts no more: a new one is opened.
      insert into ${schema}.batch as b
        (tenant, conversation_id, lane, conversation, integration_id, state, first_at, described_at, due_at, messages,
          weight)
        values (p_tenant, p_conversation_id, p_lane, p_conversation, p_integration_id, 'open', v_now,
          case when p_described then v_now end,
          v_now + ${schema}.ms(case when p_described then least(p_quiet_ms, p_max_wait_ms) else p_held_ms end),
          1, p_weight)
        on conflict (tenant, conversation_id) where state = 'open' do update set
          lane = excluded.lane, conversation = excluded.conversation, integration_id = excluded.integration_id,
          messages = b.messages + 1, weight = b.weight + excluded.weight,
          described_at = coalesce(b.described_at, excluded.described_at),
          due_at = case when coalesce(b.described_at, excluded.described_at) is null then excluded.due_at
            else least(
              v_now + ${schema}.ms(p_quiet_ms),
              coalesce(b.described_at, excluded.described_at) + ${schema}.ms(p_max_wait_ms)
            ) end
        returning b.id into v_batch_id;
      insert into ${schema}.message as m
        (tenant, conversation_id, message_id, batch_id, position, body, noted_at, contact_id, sent_second, parts, weight)
        values (p_tenant, p_conversation_id, p_message_id, v_batch_id, nextval('${schema}.message_position'),
          p_body || coalesce(v_known.body, '{}'), v_now, p_contact_id, p_sent_second, p_parts, p_weight)
        on conflict (tenant, conversation_id, message_id) do update set
          batch_id = excluded.batch_id, position = excluded.position, body = excluded.body,
          contact_id = excluded.contact_id, sent_second = excluded.sent_second, parts = excluded.parts,
          weight = excluded.weight;
      return '"added"';
    end
    $fn$;

    -- p_weight: of what it says now; null where the text stays. p_quiet_ms: with it, the edit describes something.
    create function ${schema}.edit_message(
      p_tenant text, p_conversation_id text, p_message_id text, p_edit jsonb, p_weight int, p_quiet_ms float8,
      p_max_wait_ms float8, p_most_weight bigint
    ) returns boolean language plpgsql set lock_timeout = '4s' as $fn$
    declare
      v_was int;
    begin
      perform ${schema}.lock_conversation(p_tenant, p_conversation_id);
      select m.weight into v_was from ${schema}.message m
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      if not (case when p_quiet_ms is null
        then ${schema}.edit_message(p_tenant, p_conversation_id, p_message_id, p_edit)
        else ${schema}.edit_message(p_tenant, p_conversation_id, p_message_id, p_edit, p_quiet_ms, p_max_wait_ms) end) then
        return false;
      end if;
      if p_weight is null then
        return true;
      end if;
      update ${schema}.message m set weight = p_weight
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      update ${schema}.batch b set weight = b.weight + p_weight - coalesce(v_was, 0)
        from ${schema}.message m
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id
          and b.id = m.batch_id;
      update ${schema}.batch b set state = 'waiting', due_at = ${schema}.clock()
        where b.tenant = p_tenant and b.conversation_id = p_conversation_id and b.state = 'open'
          and b.weight > p_most_weight;
      return true;
    end
    $fn$;

    create or replace function ${schema}.remove_message(
      p_tenant text, p_conversation_id text, p_message_id text
    ) returns boolean language plpgsql set lock_timeout = '4s' as $fn$
    declare
      v_known ${schema}.message;
    begin
      perform ${schema}.lock_conversation(p_tenant, p_conversation_id);
      select * into v_known from ${schema}.message m
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      if v_known.batch_id is not null and not ${schema}.hold_open(v_known.batch_id) then
        return false;
      end if;
      insert into ${schema}.message as m (tenant, conversation_id, message_id, noted_at)
        values (p_tenant, p_conversation_id, p_message_id, ${schema}.clock())
        on conflict (tenant, conversation_id, message_id) do update set
          batch_id = null, position = null, body = null, weight = null, noted_at = excluded.noted_at;
      update ${schema}.batch b
        set messages = b.messages - 1, weight = b.weight - coalesce(v_known.weight, 0) where b.id = v_known.batch_id;
      delete from ${schema}.batch b
        where b.id = v_known.batch_id and not exists (select from ${schema}.message m where m.batch_id = b.id);
      return true;
    end
    $fn$;

    -- What a batch holds, as JSON, or why it cannot be read.
    create function ${schema}.readable(b ${schema}.batch) returns jsonb language plpgsql as $fn$
    begin
      return ${schema}.batch_json(b);
    exception when others then
      return jsonb_build_object(
        'conversation', b.conversation, 'integrationId', b.integration_id, 'messages', '[]'::jsonb,
        'unreadable', sqlstate
      );
    end
    $fn$;

    -- Each batch is a row of its own: one that cannot be read is no other's trouble.
    create function ${schema}.take_batches(p_limit int, p_except text[], p_lease_ms float8) returns setof jsonb
    language plpgsql set lock_timeout = '4s' as $fn$
    declare
      v_now timestamptz := ${schema}.clock();
      v_ids bigint[];
      v_batch ${schema}.batch;
    begin
      -- A batch whose lease ended comes before its conversation's others, and these in the order of their ids. One that
      -- is only to be told holds up none, and none holds it up.
      v_ids := array(
        select b.id from ${schema}.batch b
        where b.finished_at is null and b.due_at <= v_now and b.lane <> all (p_except)
          and not exists (
            select from ${schema}.batch other
            where other.tenant = b.tenant and other.conversation_id = b.conversation_id and other.finished_at is null
              and other.id <> b.id and (
                other.state = 'leased'
                or other.id < b.id and b.state <> 'leased'
                  and not (b.progress ? 'untold') and not (other.progress ? 'untold')
              )
          )
        order by b.first_at, b.id limit p_limit for update of b skip locked
      );
      update ${schema}.batch b
        set state = 'leased', taking = b.taking + 1, due_at = v_now + ${schema}.ms(p_lease_ms)
        where b.id = any (v_ids);
      -- A statement of its own: it sees the messages that came until the rows were locked.
      for v_batch in
        select * from ${schema}.batch b where b.id = any (v_ids) order by b.first_at, b.id
      loop
        return next ${schema}.readable(v_batch) || jsonb_build_object(
          'lease', v_batch.id || '/' || v_batch.taking,
          'progress', v_batch.progress,
          'failures', v_batch.failures,
          'failingForMs', ${schema}.ms_since(v_batch.failed_at, v_now),
          'postedMsAgo', ${schema}.ms_since(v_batch.posted_at, v_now)
        );
      end loop;
    exception when unique_violation then
      -- A dead letter was replayed while another batch of its conversation was taken: next time.
      return;
    end
    $fn$;`;
