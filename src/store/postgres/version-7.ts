/** What version 7 adds: whose a conversation is, who wants to hear of no changes, and that a contact is forgotten. */
export const version7 = (schema: string): string => `
    -- Null: kept by an earlier version.
    alter table ${schema}.conversation add column contact_id text;

    -- Who hears of no changes, or did not and does again.
    create table ${schema}.stopped (
      tenant text not null,
      contact_id text not null,
      stopped boolean not null,
      -- When they wrote so, in milliseconds since 1970; in the order of these it counts.
      said_at float8 not null,
      saved_at timestamptz not null,
      primary key (tenant, contact_id)
    );

    -- p_names: what who they are may be kept under, at the end of a key that is a JSON array. What is worked on, and what
    -- may be in GLPI already, goes its way. That messages were counted stays, without whose they are.
    create function ${schema}.forget_contact(p_tenant text, p_contact_id text, p_names text[], p_dead boolean)
    returns jsonb language plpgsql set lock_timeout = '4s' as $fn$
    declare
      v_now timestamptz := ${schema}.clock();
      v_conversations text[];
      v_batches bigint[];
      v_dead bigint[] := '{}';
      v_busy int;
      v_links int;
      v_watched int;
      v_states int;
      v_alarms int;
      v_files int;
      v_requesters int;
      v_ends text[];
    begin
      v_conversations := array(
        select m.conversation_id from ${schema}.message m where m.tenant = p_tenant and m.contact_id = p_contact_id
        union select l.conversation_id from ${schema}.link l where l.tenant = p_tenant and l.contact_id = p_contact_id
        union select c.conversation_id from ${schema}.conversation c
          where c.tenant = p_tenant and c.contact_id = p_contact_id
        union select b.conversation_id from ${schema}.batch b
          where b.tenant = p_tenant and b.conversation #>> '{contact,id}' = p_contact_id
        union select a.conversation_id from ${schema}.alarm a
          where a.tenant = p_tenant and a.value #>> '{conversation,contact,id}' = p_contact_id
        union select w.conversation ->> 'id' from ${schema}.watched w
          where w.tenant = p_tenant and w.contact_id = p_contact_id
      );
      select coalesce(array_agg(found.id) filter (where not found.busy), '{}'), count(*) filter (where found.busy)
        into v_batches, v_busy from (
          select b.id, b.posted_at is not null or (b.state = 'leased' and b.due_at > v_now) as busy
          from ${schema}.batch b where b.tenant = p_tenant and b.finished_at is null
            and b.conversation #>> '{contact,id}' = p_contact_id for update
        ) found;
      if p_dead then
        v_dead := array(
          select b.id from ${schema}.batch b where b.tenant = p_tenant and b.state = 'dead'
            and b.conversation #>> '{contact,id}' = p_contact_id for update
        );
      end if;
      update ${schema}.batch b
        set state = 'done', finished_at = v_now, conversation = null, mark = null, reason = null
        where b.id = any (v_batches || v_dead);
      update ${schema}.batch b set progress = '{}'
        where b.tenant = p_tenant and b.conversation_id = any (v_conversations) and b.state = 'done'
          and b.progress <> '{}';
      delete from ${schema}.file f where f.tenant = p_tenant and f.conversation_id = any (v_conversations)
        and not exists (
          select from ${schema}.message m join ${schema}.batch b on b.id = m.batch_id and b.state <> 'done'
          where m.tenant = f.tenant and m.conversation_id = f.conversation_id and m.message_id = f.message_id
        );
      get diagnostics v_files = row_count;
      update ${schema}.message m set body = null where m.batch_id = any (v_batches || v_dead);
      -- Edits whose message did not come yet.
      delete from ${schema}.message m where m.tenant = p_tenant and m.conversation_id = any (v_conversations)
        and m.batch_id is null and m.body is not null;
      update ${schema}.message m set contact_id = null where m.tenant = p_tenant and m.contact_id = p_contact_id;
      delete from ${schema}.link l where l.tenant = p_tenant and l.contact_id = p_contact_id;
      get diagnostics v_links = row_count;
      delete from ${schema}.watched w where w.tenant = p_tenant and w.contact_id = p_contact_id;
      get diagnostics v_watched = row_count;
      delete from ${schema}.conversation c where c.tenant = p_tenant
        and (c.contact_id = p_contact_id or c.contact_id is null and c.conversation_id = any (v_conversations));
      get diagnostics v_states = row_count;
      delete from ${schema}.alarm a
        where a.tenant = p_tenant and a.value #>> '{conversation,contact,id}' = p_contact_id;
      get diagnostics v_alarms = row_count;
      delete from ${schema}.stopped s where s.tenant = p_tenant and s.contact_id = p_contact_id;
      -- Under every name that one of these led to. What is shared by several is nobody's.
      select array_agg(',' || to_json(p_tenant)::text || ',' || to_json(name)::text || ']') into v_ends
        from unnest(p_names) name;
      select v_ends || array_agg(',' || to_json(p_tenant)::text || ',' || to_json(name)::text || ']') into v_ends
        from ${schema}.requester r, jsonb_array_elements_text(r.value -> 'names') name
        where not r.value ? 'shared' and exists (select from unnest(v_ends) e where right(r.key, length(e)) = e);
      delete from ${schema}.requester r
        where not r.value ? 'shared' and exists (select from unnest(v_ends) e where right(r.key, length(e)) = e);
      get diagnostics v_requesters = row_count;
      return jsonb_build_object(
        'links', v_links, 'watched', v_watched, 'requesters', v_requesters, 'conversations', v_states,
        'alarms', v_alarms, 'batches', cardinality(v_batches), 'deadLetters', cardinality(v_dead), 'files', v_files,
        'inProgress', v_busy
      );
    end
    $fn$;`;
