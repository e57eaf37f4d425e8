import { MOST_MESSAGES, MOST_WEIGHT } from "../../conversation/batch.js";
import { MOST_KEPT_BYTES } from "../store.js";
import { changeStatements } from "./change-statements.js";
import { cleanStatement } from "./clean-statement.js";
import { contactStatements } from "./contact-statements.js";
import { overviewStatement } from "./overview-statement.js";

/** What the store says to PostgreSQL: one statement, and so one transaction, for each of its methods. `schema` is a quoted identifier. */
export function statements(schema: string, channel: string) {
  // A batch that was taken again has another number.
  // Whoever waits for another's lock gives up before the statement is given up here; one may wait for two in a row.
  const bounded = "(select set_config('lock_timeout', '4s', true)) is not null";
  const held = (lease: string) =>
    `${bounded} and b.id = split_part(${lease}, '/', 1)::bigint and b.taking = split_part(${lease}, '/', 2)::int and b.state = 'leased'`;
  const now = `${schema}.clock()`;
  const { watchLink, wroteWith } = changeStatements(schema);
  const add = `${schema}.add_message($1::text, $2::text, $3::text, $4::jsonb, $5::jsonb, $6::jsonb, $7::text,
      $8::float8, $9::float8, $10::boolean, $11::float8, $12::text, $13::bigint, $14::text, $15::int,
      ${MOST_MESSAGES}, ${MOST_WEIGHT})`;
  // That somebody is waited for does not replace what is to be said.
  const replacesAlarm = `on conflict (tenant, conversation_id) do update
    set value = excluded.value, due_at = excluded.due_at, lease = excluded.lease
    where not (excluded.value ->> 'about' = 'description' and a.value ->> 'about' <> 'description')`;
  const called = (isNobodyHere = "$16") => `case when ${isNobodyHere}::boolean then pg_notify('${channel}', '') end`;
  /** What goes with an event that was tried: the state it leads to, and what becomes of the alarm. */
  const stateAndAlarm = (
    at: Record<"after" | "alarm" | "inMs" | "cancel" | "linked" | "contact", string>,
    isNobodyHere?: string,
  ) => `
      added as materialized (
        select case when became = '"added"' and ${at.linked}::jsonb is not null and exists (
          select from ${schema}.link where tenant = $1::text and conversation_id = $2::text
        ) then '"linked"'::jsonb else became end as what from tried
      ), moved as (
        insert into ${schema}.conversation as c (tenant, conversation_id, state, contact_id, saved_at)
        select $1::text, $2::text, state, ${at.contact}::text, ${now}
        from (select case what when '"linked"' then ${at.linked}::jsonb when '"added"' then ${at.after}::jsonb end as state from added) led
        where state is not null
        on conflict (tenant, conversation_id) do update
        set state = excluded.state, contact_id = excluded.contact_id, saved_at = excluded.saved_at
      ), alarmed as (
        insert into ${schema}.alarm as a (tenant, conversation_id, value, due_at, lease)
        select $1::text, $2::text, ${at.alarm}::jsonb, ${now} + ${schema}.ms(${at.inMs}::float8), nextval('${schema}.alarm_lease')
        from added where what = '"added"' and ${at.alarm}::jsonb is not null ${replacesAlarm}
      ), quiet as (
        delete from ${schema}.alarm a using added
        where what = '"added"' and ${at.cancel}::boolean and a.tenant = $1::text and a.conversation_id = $2::text
      ) select what::text as json, ${called(isNobodyHere)} from added`;
  const dead = (tenant: string, code?: string) =>
    `b.state = 'dead' and (${tenant} is null or b.tenant = ${tenant})${code ? ` and (${code} is null or b.reason ->> 'code' = ${code})` : ""}`;
  const diedAt = "round(extract(epoch from b.finished_at) * 1000)";
  // As if it had never failed, but that a failure was told.
  const replayed = `state = 'waiting', finished_at = null, failures = 0, failed_at = null, mark = null, reason = null,
    progress = b.progress - '{toldDelay,lastLook}'::text[] || '{"fresh":true}'`;
  return {
    ...contactStatements(schema),
    loadState: `select state::text as json from ${schema}.conversation where tenant = $1::text and conversation_id = $2::text`,
    // Told again what it knows, it writes only to be remembered for longer.
    saveState: `insert into ${schema}.conversation as c (tenant, conversation_id, state, contact_id, saved_at)
      values ($1::text, $2::text, $3::jsonb, $4::text, ${now})
      on conflict (tenant, conversation_id) do update
      set state = excluded.state, contact_id = excluded.contact_id, saved_at = excluded.saved_at
      where c.state <> excluded.state or c.saved_at < excluded.saved_at - interval '1 day'`,
    leave: `with gone as (
        delete from ${schema}.conversation where tenant = $1::text and conversation_id = $2::text
      ), quiet as (
        delete from ${schema}.alarm where tenant = $1::text and conversation_id = $2::text
      ), due as (
        update ${schema}.batch b set state = 'waiting', due_at = ${now}
        where b.tenant = $1::text and b.conversation_id = $2::text
          and (b.state = 'open' or (b.state = 'waiting' and b.failures = 0 and b.due_at > ${now})) returning 1
      ) select pg_notify('${channel}', '') from due limit 1`,
    deleteState: `delete from ${schema}.conversation where tenant = $1::text and conversation_id = $2::text`,

    // Where nobody looks for what is due ($16), others are told.
    add: `with added as materialized (select ${add} as what), ${wroteWith("$5", "$12", "added", "what")}
      select what::text as json, ${called()} from added`,
    addInState: `with tried as materialized (
        select case when $17::jsonb is not distinct from (
          select c.state from ${schema}.conversation c where c.tenant = $1::text and c.conversation_id = $2::text
        ) then ${add} else '"otherwise"'::jsonb end as became
      ), ${wroteWith("$5", "$12", "tried", "became")}, ${stateAndAlarm({ after: "$18", alarm: "$19", inMs: "$20", cancel: "$21", linked: "$22", contact: "$12" })}`,
    moveInState: `with tried as materialized (
        select case when $3::jsonb is not distinct from (
          select c.state from ${schema}.conversation c where c.tenant = $1::text and c.conversation_id = $2::text
        ) then '"added"'::jsonb else '"otherwise"'::jsonb end as became
      ), ${wroteWith("$10", "$11", "tried", "became")}, ${stateAndAlarm({ after: "$4", alarm: "$5", inMs: "$6", cancel: "$7", linked: "$8", contact: "$11" }, "$9")}`,
    edit: `select ${schema}.edit_message($1::text, $2::text, $3::text, $4::jsonb, $5::int, $6::float8, $7::float8,
      ${MOST_WEIGHT}) as yes`,
    keepFile: `with kept as (
        insert into ${schema}.file (tenant, conversation_id, message_id, bytes, saved_at)
        select $1::text, $2::text, $3::text, $4::bytea, ${now}
        where octet_length($4::bytea) + coalesce((
          select sum(octet_length(f.bytes)) from ${schema}.file f
          where f.tenant = $1::text and f.conversation_id = $2::text and f.message_id <> $3::text
        ), 0) <= ${MOST_KEPT_BYTES} and not exists (
          select from ${schema}.message m where m.tenant = $1::text and m.conversation_id = $2::text
            and m.message_id = $3::text and m.batch_id is not null and m.body is null
        )
        on conflict (tenant, conversation_id, message_id) do update
          set bytes = excluded.bytes, saved_at = excluded.saved_at
        returning 1
      ) select exists (select from kept) as yes`,
    loadFile: `select f.bytes from ${schema}.file f
      where f.tenant = $1::text and f.conversation_id = $2::text and f.message_id = $3::text`,
    remove: `select ${schema}.remove_message($1::text, $2::text, $3::text) as yes`,
    flush: `with flushed as (
        update ${schema}.batch b set state = 'waiting', due_at = ${now}
        where b.tenant = $1::text and b.conversation_id = $2::text and b.state = 'open' returning 1
      ) select pg_notify('${channel}', '') from flushed`,

    wake: `with woken as (
        update ${schema}.batch b set due_at = ${now}
        where b.tenant = $1::text and b.conversation_id = $2::text and b.state = 'waiting' and b.failures = 0
          and b.due_at > ${now} returning 1
      ) select pg_notify('${channel}', '') from woken`,

    // The time once: compared with a volatile function, no index is used.
    peek: `with present as materialized (select ${now} as at)
      select jsonb_build_object(
        'overdue', exists (select from ${schema}.batch where finished_at is null and due_at <= (select at from present))
          or exists (select from ${schema}.alarm where due_at <= (select at from present)),
        'dueInMs', ceil(extract(epoch from least(
          (select min(due_at) from ${schema}.batch where finished_at is null and due_at > (select at from present)),
          (select min(due_at) from ${schema}.alarm where due_at > (select at from present))
        ) - (select at from present)) * 1000)
      )::text as json`,
    call: `select pg_notify('${channel}', '')`,

    take: `select each::text as json from ${schema}.take_batches($1::int, $2::text[], $3::float8) each`,
    renew: `update ${schema}.batch b set due_at = greatest(b.due_at, ${now} + ${schema}.ms($2::float8))
      from unnest($1::text[]) lease where ${held("lease")}`,
    save: `update ${schema}.batch b set progress = $2::jsonb, due_at = ${now} + ${schema}.ms($3::float8),
        posted_at = case when ($2::jsonb ->> 'posting')::boolean
          and not coalesce((b.progress ->> 'posting')::boolean, false) then ${now} else b.posted_at end
      where ${held("$1::text")} returning 1`,
    // What the customers wrote is in GLPI now; only that it was counted is kept.
    finish: `with finished as (
        update ${schema}.batch b set state = 'done', finished_at = ${now}, conversation = null
        where ${held("$1::text")} returning b.id
      ), emptied as (
        update ${schema}.message m set body = null from finished where m.batch_id = finished.id
      ) select 1 from finished`,
    retry: `with given as (
        update ${schema}.batch b set state = 'waiting', due_at = ${now} + ${schema}.ms($2::float8),
          failures = b.failures + $3::int,
          failed_at = case when $3::int = 1 then coalesce(b.failed_at, ${now}) else b.failed_at end
        where ${held("$1::text")} returning 1
      ) select case when $2::float8 <= 0 then pg_notify('${channel}', '') end from given`,
    bury: `update ${schema}.batch b set state = 'dead', finished_at = ${now}, mark = $2::text, reason = $3::jsonb
      where ${held("$1::text")} returning 1`,

    // To the millisecond, as it is told. Of an after that is gone those of the same one are told again.
    deadLetters: `with behind as materialized (
        select $4::float8 as ms, coalesce((select id from ${schema}.batch where state = 'dead' and mark = $5::text), 0) as id
      ) select (
        ${schema}.readable(b) || b.reason || jsonb_build_object('mark', b.mark, 'diedAt', ${diedAt})
      )::text as json from ${schema}.batch b, behind
      where ${dead("$1::text", "$3::text")} and ($2::text is null or b.integration_id #>> '{}' = $2::text)
        and ($4::float8 is null or (${diedAt}, b.id) > (behind.ms, behind.id))
      order by ${diedAt}, b.id limit $6::int`,
    tenantOfDeadLetter: `select tenant from ${schema}.batch b where b.state = 'dead' and b.mark = $1::text`,
    replayAll: `with chosen as (
        select b.id, row_number() over (order by b.finished_at, b.id) - 1 as place
        from ${schema}.batch b where ${dead("$1::text", "$2::text")}
      ), replayed as (
        update ${schema}.batch b set ${replayed}, due_at = ${now} + ${schema}.ms(chosen.place * $3::float8)
        from chosen where b.id = chosen.id and b.state = 'dead' returning 1
      ) select pg_notify('${channel}', ''), (select count(*)::int from replayed) as count`,
    replay: `with replayed as (
        update ${schema}.batch b set ${replayed}, due_at = ${now}
        where b.state = 'dead' and b.mark = $1::text returning 1
      ) select pg_notify('${channel}', '') from replayed`,
    // As if it were done: only that its messages were counted is kept.
    discard: `with discarded as (
        update ${schema}.batch b set state = 'done', finished_at = ${now}, conversation = null, mark = null, reason = null
        where b.state = 'dead' and b.mark = $1::text returning b.id
      ), emptied as (
        update ${schema}.message m set body = null from discarded where m.batch_id = discarded.id
      ) select 1 from discarded`,
    // A lease that ended is nobody's.
    counts: `select jsonb_build_object(
        'waiting', count(*) filter (where not in_progress and not held and failures = 0),
        'held', count(*) filter (where held),
        'inProgress', count(*) filter (where in_progress),
        'failed', count(*) filter (where not in_progress and failures > 0),
        'dead', (select count(*) from ${schema}.batch b where ${dead("$1::text")}),
        'oldestWaitMs', ${schema}.ms_since(min(first_at) filter (where not held), ${now})
      )::text as json from (
        select failures, first_at, state = 'leased' and due_at > ${now} as in_progress,
          state = 'open' and described_at is null as held
        from ${schema}.batch where finished_at is null and ($1::text is null or tenant = $1::text)
      ) unfinished`,

    overview: overviewStatement(schema),

    findRequester: `select value::text as json from ${schema}.requester where key = $1::text`,
    saveRequester: `insert into ${schema}.requester (key, value, saved_at) values ($1::text, $2::jsonb, ${now})
      on conflict (key) do update set value = excluded.value, saved_at = excluded.saved_at`,
    forgetRequester: `delete from ${schema}.requester where key = $1::text`,

    // As it was when it was linked, the conversation stays.
    saveLink: `with ${watchLink} insert into ${schema}.link as l
        (tenant, conversation_id, contact_id, url, ticket_id, opened_at, value, saved_at)
      values ($1::text, $2::text, $3::text, $4::text, $5::bigint, $6::float8, $7::jsonb, ${now})
      on conflict (tenant, url, ticket_id, conversation_id) do update set contact_id = excluded.contact_id,
        opened_at = excluded.opened_at, saved_at = excluded.saved_at,
        value = jsonb_strip_nulls(jsonb_build_object('conversation', l.value -> 'conversation')) || excluded.value`,
    findLink: `select value::text as json from ${schema}.link
      where tenant = $1::text and conversation_id = $2::text order by position desc limit 1`,
    findLinksOfContact: `select value::text as json from (
        select distinct on (url, ticket_id) value, opened_at, position from ${schema}.link
        where tenant = $1::text and contact_id = $2::text and opened_at >= $3::float8
        order by url, ticket_id, position desc
      ) once order by opened_at desc, position desc limit 20`,

    setAlarm: `with alarm as (
        insert into ${schema}.alarm as a (tenant, conversation_id, value, due_at, lease)
        values ($1::text, $2::text, $3::jsonb, ${now} + ${schema}.ms($4::float8), nextval('${schema}.alarm_lease'))
        ${replacesAlarm}
        returning 1
      ) select case when $5::boolean then pg_notify('${channel}', '') end from alarm`,
    cancelAlarm: `delete from ${schema}.alarm where tenant = $1::text and conversation_id = $2::text`,
    takeAlarms: `with due as (
        select tenant, conversation_id from ${schema}.alarm where due_at <= ${now}
        order by due_at limit $1::int for update skip locked
      ) update ${schema}.alarm a set due_at = ${now} + ${schema}.ms($2::float8), lease = nextval('${schema}.alarm_lease')
        from due where a.tenant = due.tenant and a.conversation_id = due.conversation_id
        returning (a.value || jsonb_build_object('lease', a.lease::text))::text as json`,
    finishAlarm: `delete from ${schema}.alarm
      where tenant = $1::text and conversation_id = $2::text and lease = $3::bigint returning 1`,
    postponeAlarm: `update ${schema}.alarm
      set value = $4::jsonb, due_at = ${now} + ${schema}.ms($5::float8), lease = nextval('${schema}.alarm_lease')
      where tenant = $1::text and conversation_id = $2::text and lease = $3::bigint returning 1`,
    // Of one conversation's: their ids begin with its own.
    isBehind: `select 1 from ${schema}.alarm
      where tenant = $1::text and conversation_id > $3::text and conversation_id < $2::text
        and value ->> 'about' = 'outgoing' and value ->> 'conversationId' = $3::text limit 1`,

    clean: cleanStatement(schema),
  } as const;
}
