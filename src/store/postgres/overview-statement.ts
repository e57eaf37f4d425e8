/** What there is of each integration of a tenant, $1. `schema` is a quoted identifier. */
export const overviewStatement = (schema: string): string => `with all_of_it as (
    select coalesce(b.integration_id #>> '{}', '') as name, b.integration_id as id, 'batch' as kind, b.state, b.failures,
      b.first_at, b.state = 'leased' and b.due_at > ${schema}.clock() as in_progress,
      b.state = 'open' and b.described_at is null as held
    from ${schema}.batch b where b.tenant = $1::text and (b.finished_at is null or b.state = 'dead')
    union all (
      select distinct on (1, l.url, l.ticket_id) coalesce(l.value -> 'integrationId' #>> '{}', ''),
        l.value -> 'integrationId', 'linked', '', 0, null::timestamptz, false, false
      from ${schema}.link l where l.tenant = $1::text and l.value ->> 'status' <> 'closed'
    )
    union all
    select coalesce(w.about -> 'integrationId' #>> '{}', ''), w.about -> 'integrationId', 'watched', '', 0, null, false,
      false
    from ${schema}.watched w where w.tenant = $1::text and coalesce(w.known ->> 'status', '') <> 'closed'
  ) select jsonb_build_object(
      'integrationId', (array_agg(id))[1],
      'waiting', count(*) filter (where living and not in_progress and not held and failures = 0),
      'held', count(*) filter (where living and held),
      'inProgress', count(*) filter (where living and in_progress),
      'failed', count(*) filter (where living and not in_progress and failures > 0),
      'dead', count(*) filter (where state = 'dead'),
      'oldestWaitMs', ${schema}.ms_since(min(first_at) filter (where living and not held), ${schema}.clock()),
      'linked', count(*) filter (where kind = 'linked'),
      'watched', count(*) filter (where kind = 'watched')
    )::text as json
  from (select *, kind = 'batch' and state <> 'dead' as living from all_of_it) each
  group by name order by name collate "C"`;
