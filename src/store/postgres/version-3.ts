/**
 * What version 3 adds: people are remembered for a time of their own, a batch that is only to be told holds up
 * nothing, and a message that comes again with more in it is noticed. What earlier versions of this package call stays,
 * and serves a process of theirs that still runs.
 */
export const version3 = (schema: string): string => `
    -- When the next batch is due.
    create index on ${schema}.batch (due_at) where finished_at is null;

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
    $fn$;

    -- What a message had when it was added: t, a text; m, a file.
    alter table ${schema}.message add column parts text;

    -- Added, known, or known and fuller now than what a batch has of it; completes one that waits.
    create function ${schema}.add_message(
      p_tenant text, p_conversation_id text, p_message_id text, p_body jsonb,
      p_conversation jsonb, p_integration_id jsonb, p_lane text, p_quiet_ms float8, p_max_wait_ms float8,
      p_described boolean, p_held_ms float8, p_contact_id text, p_sent_second bigint, p_parts text
    ) returns jsonb language plpgsql as $fn$
    declare
      v_known ${schema}.message;
      v_parts text;
      v_now timestamptz := ${schema}.clock();
    begin
      if ${schema}.add_message(p_tenant, p_conversation_id, p_message_id, p_body, p_conversation, p_integration_id,
        p_lane, p_quiet_ms, p_max_wait_ms, p_described, p_held_ms, p_contact_id, p_sent_second) then
        update ${schema}.message m set parts = p_parts
          where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
        return '"added"';
      end if;
      select * into v_known from ${schema}.message m
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      -- Deleted, counted in another conversation, or kept by a version that did not look.
      if not found or v_known.batch_id is null or v_known.parts is null then
        return '"known"';
      end if;
      v_parts := v_known.parts || translate(p_parts, v_known.parts, '');
      if v_parts = v_known.parts then
        return '"known"';
      end if;
      update ${schema}.message m set parts = v_parts
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      if not ${schema}.hold_open(v_known.batch_id) then
        return '"fuller"';
      end if;
      update ${schema}.message m set body = m.body
          || case when trim(coalesce(m.body ->> 'text', '')) = '' then jsonb_build_object('text', p_body -> 'text')
            else '{}' end
          || case when m.body ? 'media' or not p_body ? 'media' then '{}'
            else jsonb_build_object('media', p_body -> 'media') end
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      update ${schema}.batch b
        set described_at = v_now, due_at = v_now + ${schema}.ms(least(p_quiet_ms, p_max_wait_ms))
        where p_described and b.id = v_known.batch_id and b.state = 'open' and b.described_at is null;
      return '"known"';
    end
    $fn$;`;
