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
