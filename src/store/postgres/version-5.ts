/**
 * What version 5 adds: files that hosts gave as bytes, kept until their message is done with. A trigger lets them go, so
 * that an earlier version of this package that still runs does too.
 */
export const version5 = (schema: string): string => `
    create table ${schema}.file (
      tenant text not null,
      conversation_id text not null,
      message_id text not null,
      bytes bytea not null,
      saved_at timestamptz not null,
      primary key (tenant, conversation_id, message_id)
    );
    -- They are compressed already.
    alter table ${schema}.file alter column bytes set storage external;
    create index on ${schema}.file (saved_at);

    create function ${schema}.drop_file() returns trigger language plpgsql as $fn$
    begin
      delete from ${schema}.file f
        where f.tenant = old.tenant and f.conversation_id = old.conversation_id and f.message_id = old.message_id;
      return null;
    end
    $fn$;
    create trigger emptied after update of body on ${schema}.message for each row
      when (old.body ? 'media' and new.body is null) execute function ${schema}.drop_file();
    create trigger deleted after delete on ${schema}.message for each row
      when (old.body ? 'media') execute function ${schema}.drop_file();

    -- One batch of a conversation is worked on at a time, but for those of which only files are left.
    do $fn$
    declare
      v_index text;
    begin
      select indexname into strict v_index from pg_indexes
        where format('"%s"', schemaname) = '${schema}' and tablename = 'batch' and indexdef like '%UNIQUE%''leased''%';
      execute format('drop index ${schema}.%I', v_index);
    end
    $fn$;
    create unique index on ${schema}.batch (tenant, conversation_id)
      where state = 'leased' and not (progress ? 'told');

    -- p_weight: of what it says now; null where the text stays. p_quiet_ms: with it, the edit describes something.
    create or replace function ${schema}.edit_message(
      p_tenant text, p_conversation_id text, p_message_id text, p_edit jsonb, p_weight int, p_quiet_ms float8,
      p_max_wait_ms float8, p_most_weight bigint
    ) returns boolean language plpgsql set lock_timeout = '4s' as $fn$
    declare
      v_was int;
      v_media jsonb;
    begin
      perform ${schema}.lock_conversation(p_tenant, p_conversation_id);
      select m.weight, m.body -> 'media' into v_was, v_media from ${schema}.message m
        where m.tenant = p_tenant and m.conversation_id = p_conversation_id and m.message_id = p_message_id;
      -- A caption that is edited leaves where the file is.
      if p_edit ? 'media' and v_media is not null then
        p_edit := p_edit || jsonb_build_object('media', v_media || (p_edit -> 'media'));
      end if;
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

    -- Each batch is a row of its own: one that cannot be read is no other's trouble.
    create or replace function ${schema}.take_batches(p_limit int, p_except text[], p_lease_ms float8) returns setof jsonb
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
                other.state = 'leased' and not (other.progress ? 'told')
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
