/** The taking of batches. */
export const batchFunctions = (schema: string): string => `
    -- What it holds, as JSON.
    create function ${schema}.batch_json(b ${schema}.batch) returns jsonb language sql stable as $fn$
      select jsonb_build_object(
        'conversation', b.conversation,
        'integrationId', b.integration_id,
        'messages', (select jsonb_agg(m.body order by m.position) from ${schema}.message m where m.batch_id = b.id)
      )
    $fn$;

    create function ${schema}.take(p_limit int, p_except text[], p_lease_ms float8) returns jsonb
    language plpgsql as $fn$
    declare
      v_now timestamptz := ${schema}.clock();
      v_ids bigint[];
    begin
      -- A batch whose lease ended comes before its conversation's others, and these in the order of their ids.
      v_ids := array(
        select b.id from ${schema}.batch b
        where b.finished_at is null and b.due_at <= v_now and b.lane <> all (p_except)
          and not exists (
            select from ${schema}.batch other
            where other.tenant = b.tenant and other.conversation_id = b.conversation_id and other.finished_at is null
              and other.id <> b.id and (other.state = 'leased' or (other.id < b.id and b.state <> 'leased'))
          )
        order by b.first_at, b.id limit p_limit for update of b skip locked
      );
      if v_ids = '{}' then
        return '[]';
      end if;
      update ${schema}.batch b
        set state = 'leased', taking = b.taking + 1, due_at = v_now + ${schema}.ms(p_lease_ms)
        where b.id = any (v_ids);
      -- A statement of its own: it sees the messages that came until the rows were locked.
      return (
        select jsonb_agg(${schema}.batch_json(b) || jsonb_build_object(
          'lease', b.id || '/' || b.taking,
          'progress', b.progress,
          'failures', b.failures,
          'failingForMs', ${schema}.ms_since(b.failed_at, v_now),
          'postedMsAgo', ${schema}.ms_since(b.posted_at, v_now)
        ) order by b.first_at, b.id)
        from ${schema}.batch b where b.id = any (v_ids)
      );
    exception when unique_violation then
      -- A dead letter was replayed while another batch of its conversation was taken: next time.
      return '[]';
    end
    $fn$;`;
