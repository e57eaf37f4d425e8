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
      when (old.body ? 'media') execute function ${schema}.drop_file();`;
