-- The room: who was in it and when, what was said, what went wrong, who was shown the door.

-- One row for one stretch of one connection. `seen_at` moves while the connection lives, at most a quarter of a
-- minute behind; a connection that said goodbye has left_at.
create table live.presence (
  session_id uuid not null references live.session,
  person_id uuid not null,
  role text not null check (role in ('educator', 'learner')),
  connection uuid primary key,
  joined_at timestamptz not null,
  seen_at timestamptz not null,
  left_at timestamptz,
  -- In a meeting of another service: counted from when the way was asked for, or what the service told us.
  elsewhere text check (elsewhere in ('asked', 'heard')),
  check (seen_at >= joined_at),
  check (left_at >= seen_at)
);
create index presence_of_session on live.presence (session_id, person_id);
create index presence_open on live.presence (seen_at) where left_at is null;

-- When the room could not be reached by anybody: no automatic verdict is given for such an hour.
create table live.outage (
  id uuid primary key,
  from_at timestamptz not null,
  until_at timestamptz not null,
  -- 'room' where the room itself noticed that it had not been running; else who said it.
  said_by text not null,
  note text not null default '' check (length(note) <= 1000),
  check (until_at > from_at)
);
create index outage_time on live.outage using gist (tstzrange(from_at, until_at));
create trigger outage_is_history before update or delete or truncate on live.outage
  for each statement execute function base.refuse_change();

-- When the room was last known to run; one row.
create table live.room_running (
  one boolean primary key default true check (one),
  alive_at timestamptz not null
);

create view live.presence_view as select * from live.presence;

grant select on live.presence, live.outage, live.room_running, live.presence_view to stoa_app;
grant insert, update on live.presence, live.room_running to stoa_app;
grant insert on live.outage to stoa_app;

-- What was decided about a room, by the educator or a moderator: the latest word on a person, or on the room,
-- is how it stands.
create table live.room_log (
  id uuid primary key,
  session_id uuid not null references live.session,
  kind text not null check (kind in ('removed', 'let_back', 'ended', 'reopened', 'warned')),
  person_id uuid,
  by text not null,
  at timestamptz not null,
  note text not null default '' check (length(note) <= 1000),
  check ((person_id is null) = (kind in ('ended', 'reopened')))
);
create index room_log_of_session on live.room_log (session_id, at desc, id desc);
create trigger room_log_is_history before update or delete or truncate on live.room_log
  for each statement execute function base.refuse_change();

-- Tells every process that holds rooms to look again at who may be in them: a seat or a session was given up, or
-- something was decided about a room. Nobody is told of a session in whose room nobody has been, and it is said
-- once for each transaction, whatever it changed.
create function live.room_changed() returns trigger
language plpgsql as $$
declare
  v_row jsonb := case tg_op when 'INSERT' then to_jsonb(new) else to_jsonb(old) end;
  v_session uuid := case tg_table_name when 'session' then v_row ->> 'id' else v_row ->> 'session_id' end;
begin
  if exists (select from live.presence where session_id = v_session) then
    perform pg_notify('room_changed', '');
  end if;
  return null;
end $$;
create trigger room_decided after insert on live.room_log
  for each row execute function live.room_changed();
create trigger room_seat_lost after update of state, learner_id, session_id on live.booking
  for each row when (new.learner_id <> old.learner_id or new.session_id <> old.session_id
    or (old.seated and not new.seated) or (new.state = 'no_show_educator' and old.state <> 'no_show_educator'))
  execute function live.room_changed();
create trigger room_called_off after update of state, educator_id on live.session
  for each row when (new.state = 'cancelled' and old.state <> 'cancelled' or new.educator_id <> old.educator_id)
  execute function live.room_changed();

-- What was written in the room; taken away a month after the session.
create table live.room_message (
  id uuid primary key,
  session_id uuid not null references live.session,
  person_id uuid not null,
  words text not null check (length(words) between 1 and 2000),
  at timestamptz not null
);
create index room_message_of_session on live.room_message (session_id, at, id);
create index room_message_age on live.room_message (at);

-- How the connection was, as each browser measured it: at most every half minute.
create table live.room_quality (
  session_id uuid not null references live.session,
  person_id uuid not null,
  at timestamptz not null,
  word text not null check (word in ('good', 'fair', 'poor')),
  -- Milliseconds there and back; hundredths of a percent of packets; kilobits a second.
  round_trip integer check (round_trip between 0 and 60000),
  lost integer check (lost between 0 and 10000),
  upload integer check (upload between 0 and 1000000),
  download integer check (download between 0 and 1000000),
  -- Whether it went through the TURN server.
  relayed boolean not null,
  primary key (session_id, person_id, at)
);

-- Said from the room while the session runs: what does not work, or how somebody behaves.
create table live.room_report (
  id uuid primary key,
  session_id uuid not null references live.session,
  person_id uuid not null,
  kind text not null check (kind in ('technical', 'behaviour')),
  what text not null check (length(what) between 1 and 40),
  about_id uuid,
  words text not null default '' check (length(words) <= 2000),
  -- The last words written in the room before it, as they stood.
  talk jsonb not null default '[]',
  at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  outcome text check (outcome in ('dismissed', 'warned', 'removed', 'ended', 'answered')),
  check (num_nulls(closed_at, closed_by, outcome) in (0, 3)),
  check (about_id is null or kind = 'behaviour')
);
create index room_report_open on live.room_report (at) where closed_at is null;
create index room_report_closed on live.room_report (closed_at desc) where closed_at is not null;

grant select, insert on live.room_log, live.room_quality to stoa_app;
grant select, insert, delete on live.room_message to stoa_app;
grant select, insert, update on live.room_report to stoa_app;

-- Where a session meets when it is not in the room built in.
create table live.meeting_service (
  kind text primary key check (kind in ('livekit', 'jitsi', 'bigbluebutton')),
  -- Addresses and names; nothing secret.
  setting jsonb not null,
  -- Its secret, sealed for this kind alone.
  sealed_with text not null,
  nonce bytea not null,
  sealed bytea not null,
  set_by text not null,
  set_at timestamptz not null
);

-- What sessions of more people than the room takes use, unless one of them says otherwise; the latest row.
create table live.meeting_rule (
  id uuid primary key,
  larger text not null check (larger in ('room', 'livekit', 'jitsi', 'bigbluebutton')),
  set_by text not null,
  set_at timestamptz not null
);
create trigger meeting_rule_is_history before update or delete or truncate on live.meeting_rule
  for each statement execute function base.refuse_change();

create table live.meeting (
  session_id uuid primary key references live.session,
  kind text not null check (kind in ('room', 'livekit', 'jitsi', 'bigbluebutton', 'link')),
  link text check (link like 'https://%' and length(link) <= 500),
  set_by text not null,
  set_at timestamptz not null,
  check ((kind = 'link') = (link is not null))
);

grant select, insert on live.meeting_rule to stoa_app;
grant select, insert, update, delete on live.meeting_service to stoa_app;
grant select, insert, update on live.meeting to stoa_app;
