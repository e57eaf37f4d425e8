/**
 * What happens to messages until their batch is taken. Each function is one transaction. Writers of one conversation
 * wait for each other; against a taker, who locks nothing but the batch, they hold the open batch's row.
 */
export const inboxFunctions = (schema: string): string => `
    create function ${schema}.lock_conversation(p_tenant text, p_conversation_id text) returns void language sql as $fn$
      select pg_advisory_xact_lock(
        hashtextextended(jsonb_build_array('${schema}', p_tenant, p_conversation_id)::text, 0)
      )
    $fn$;

    -- Whether the message still waits; when it does, its batch cannot be taken before the transaction ends.
    create function ${schema}.hold_open(p_batch_id bigint) returns boolean language plpgsql as $fn$
    begin
      perform from ${schema}.batch b where b.id = p_batch_id and b.state = 'open' for update;
      return found;
    end
    $fn$;

    create function ${schema}.add_message(
      p_tenant text, p_conversation_id text, p_message_id text, p_body jsonb,
      p_conversation jsonb, p_integration_id jsonb, p_lane text, p_quiet_ms float8, p_max_wait_ms float8
    ) returns boolean language plpgsql as $fn$
    declare
      v_now timestamptz;
      v_known ${schema}.message;
      v_batch_id bigint;
    begin
      perform ${schema}.lock_conversation(p_tenant, p_conversation_id);
      select * into v_known from ${schema}.message m
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      if found and (v_known.batch_id is not null or v_known.body is null) then
        return false;
      end if;
      v_now := ${schema}.clock();
      -- A batch that a taker seals meanwhile conflicts no more: a new one is opened.
      insert into ${schema}.batch as b
        (tenant, conversation_id, lane, conversation, integration_id, state, first_at, due_at)
        values (p_tenant, p_conversation_id, p_lane, p_conversation, p_integration_id, 'open', v_now,
          v_now + ${schema}.ms(least(p_quiet_ms, p_max_wait_ms)))
        on conflict (tenant, conversation_id) where state = 'open' do update set
          lane = excluded.lane, conversation = excluded.conversation, integration_id = excluded.integration_id,
          due_at = least(v_now + ${schema}.ms(p_quiet_ms), b.first_at + ${schema}.ms(p_max_wait_ms))
        returning b.id into v_batch_id;
      insert into ${schema}.message as m
        (tenant, conversation_id, message_id, batch_id, position, body, noted_at)
        values (p_tenant, p_conversation_id, p_message_id, v_batch_id, nextval('${schema}.message_position'),
          p_body || coalesce(v_known.body, '{}'), v_now)
        on conflict (tenant, conversation_id, message_id) do update set
          batch_id = excluded.batch_id, position = excluded.position, body = excluded.body;
      return true;
    end
    $fn$;

    create function ${schema}.edit_message(
      p_tenant text, p_conversation_id text, p_message_id text, p_edit jsonb
    ) returns boolean language plpgsql as $fn$
    declare
      v_known ${schema}.message;
    begin
      perform ${schema}.lock_conversation(p_tenant, p_conversation_id);
      select * into v_known from ${schema}.message m
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      if not found then
        insert into ${schema}.message (tenant, conversation_id, message_id, body, noted_at)
          values (p_tenant, p_conversation_id, p_message_id, p_edit, ${schema}.clock());
        return true;
      end if;
      if v_known.batch_id is not null and not ${schema}.hold_open(v_known.batch_id) then
        return false;
      end if;
      update ${schema}.message m set body = case when m.batch_id is null then p_edit else m.body || p_edit end
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id
          and m.body is not null;
      return true;
    end
    $fn$;

    create function ${schema}.remove_message(
      p_tenant text, p_conversation_id text, p_message_id text
    ) returns boolean language plpgsql as $fn$
    declare
      v_batch_id bigint;
    begin
      perform ${schema}.lock_conversation(p_tenant, p_conversation_id);
      select m.batch_id into v_batch_id from ${schema}.message m
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      if v_batch_id is not null and not ${schema}.hold_open(v_batch_id) then
        return false;
      end if;
      insert into ${schema}.message as m (tenant, conversation_id, message_id, noted_at)
        values (p_tenant, p_conversation_id, p_message_id, ${schema}.clock())
        on conflict (tenant, conversation_id, message_id) do update set
          batch_id = null, position = null, body = null, noted_at = excluded.noted_at;
      delete from ${schema}.batch b
        where b.id = v_batch_id and not exists (select from ${schema}.message m where m.batch_id = b.id);
      return true;
    end
    $fn$;`;
