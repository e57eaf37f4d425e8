/**
 * What version 3 adds: people are remembered for a time of their own, and a batch that is only to be told holds up
 * nothing. What earlier versions of this package call stays,
 * and serves a process of theirs that still runs.
 */
export const version3 = (schema: string): string => `
    create or replace function ${schema}.clean(p_days int, p_limit int) returns boolean language plpgsql as $fn$
    declare
      v_before timestamptz := ${schema}.clock() - p_days * interval '1 day';
      v_batches bigint[];
      v_rows int;
      v_most int;
    begin
      v_batches := array(
        select b.id from ${schema}.batch b where b.state = 'done' and b.finished_at < v_before
        order by b.finished_at limit p_limit for update skip locked
      );
      delete from ${schema}.message m where m.batch_id = any (v_batches);
      delete from ${schema}.batch b where b.id = any (v_batches);
      v_most := cardinality(v_batches);
      delete from ${schema}.message m where (m.tenant, m.conversation_id, m.message_id) in (
        select old.tenant, old.conversation_id, old.message_id from ${schema}.message old
        where old.batch_id is null and old.noted_at < v_before
        order by old.noted_at limit p_limit for update skip locked
      );
      get diagnostics v_rows = row_count;
      v_most := greatest(v_most, v_rows);
      delete from ${schema}.conversation c where (c.tenant, c.conversation_id) in (
        select old.tenant, old.conversation_id from ${schema}.conversation old
        where old.saved_at < v_before order by old.saved_at limit p_limit for update skip locked
      );
      get diagnostics v_rows = row_count;
      return greatest(v_most, v_rows) >= p_limit;
    end
    $fn$;
    -- As before, and people by a time of their own; tells whether there may be more.
    create function ${schema}.clean(p_days int, p_link_days int, p_person_days int, p_limit int)
    returns boolean language plpgsql as $fn$
    declare
      v_more boolean := ${schema}.clean(p_days, p_link_days, p_limit);
      v_rows int;
    begin
      delete from ${schema}.requester r where r.key in (
        select old.key from ${schema}.requester old
        where old.saved_at < ${schema}.clock() - p_person_days * interval '1 day'
        order by old.saved_at limit p_limit for update skip locked
      );
      get diagnostics v_rows = row_count;
      return v_more or v_rows >= p_limit;
    end
    $fn$;

    create or replace function ${schema}.take(p_limit int, p_except text[], p_lease_ms float8) returns jsonb
    language plpgsql as $fn$
    declare
      v_now timestamptz := ${schema}.clock();
      v_ids bigint[];
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
