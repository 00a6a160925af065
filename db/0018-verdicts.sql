-- The rules after a seat is taken: who came, moves, groups that are too small,
-- and what counts against an educator.

alter table live.policy
  -- A learner who is not there so long after the start was absent; in a short session, sooner.
  add column no_show_minutes integer not null default 15 check (no_show_minutes between 1 and 120),
  add column no_show_short_minutes integer not null default 10 check (no_show_short_minutes between 1 and 120),
  add column short_session_minutes integer not null default 30 check (short_session_minutes between 1 and 720),
  add column educator_absent_minutes integer not null default 10 check (educator_absent_minutes between 1 and 120),
  -- An absent learner's seat is earned on if the educator was there so long.
  add column educator_present_minutes integer not null default 10 check (educator_present_minutes between 1 and 120),
  -- Both there for this share of the time: it took place.
  add column presence_share integer not null default 5000 check (presence_share between 1 and 10000),
  -- Where nobody can tell, people may say so long; then silence completes.
  add column silence_hours integer not null default 72 check (silence_hours between 1 and 720),
  -- A learner moves a seat freely until so long before the start, so often; a proposal waits so many days.
  add column move_hours integer not null default 12 check (move_hours >= 0),
  add column moves_most integer not null default 2 check (moves_most >= 0),
  add column proposal_days integer not null default 7 check (proposal_days between 1 and 60),
  -- The educator of a group that is too small decides until so long before the start.
  add column decide_hours integer not null default 4 check (decide_hours >= 0),
  -- So many cancellations and absences within so many days hide an educator from search: first so many days,
  -- then so many, and after the last of them until staff decide.
  add column mark_days integer not null default 90 check (mark_days between 1 and 730),
  add column marks_most integer not null default 3 check (marks_most between 1 and 100),
  add column hide_days integer[] not null default '{7,14,30}'
    check (cardinality(hide_days) between 1 and 10 and 0 < all (hide_days));

alter table live.session
  -- A group below its minimum: since when its educator has been asked whether it takes place.
  add column asked_educator_at timestamptz,
  -- Called off because nobody had booked: what names the link by which the educator takes that back.
  add column undo_token text;

alter table live.booking
  -- Nobody can tell whether it took place: until then people may say so.
  add column confirm_until timestamptz,
  -- How often its learner moved it.
  add column moves integer not null default 0 check (moves >= 0),
  -- Moved when cancelling was no longer free: it stays so.
  add column moved_late boolean not null default false,
  add constraint booking_waits_in_progress check (confirm_until is null or state = 'in_progress');
create index booking_confirm_due on live.booking (confirm_until) where confirm_until is not null;

-- What was found about a booking when its session was over, by the room's measure or by people, and why.
create table live.verdict (
  booking_id uuid not null references live.booking,
  number integer not null,
  outcome text not null check (outcome in
    ('took_place', 'learner_absent', 'educator_absent', 'neither_stayed', 'outage', 'unclear', 'not_measured')),
  -- Seconds of the session's own time that each was measured to be there; null where nothing was measured.
  learner_seconds integer check (learner_seconds >= 0),
  educator_seconds integer check (educator_seconds >= 0),
  by text not null,
  at timestamptz not null,
  primary key (booking_id, number),
  check ((learner_seconds is null) = (educator_seconds is null))
);
create trigger verdict_is_history before update or delete or truncate on live.verdict
  for each statement execute function base.refuse_change();

-- A wish to meet at another time: of one seat, or of a whole session.
create table live.move_proposal (
  id uuid primary key,
  session_id uuid not null references live.session,
  -- Null: the whole session, with all who are booked.
  booking_id uuid references live.booking,
  side text not null check (side in ('learner', 'educator')),
  words text not null default '' check (length(words) <= 1000),
  to_session uuid references live.session,
  to_start timestamptz not null,
  to_end timestamptz not null check (to_end > to_start),
  made_by text not null,
  made_at timestamptz not null,
  until_at timestamptz not null,
  state text not null check (state in ('open', 'made', 'declined', 'fell_away', 'withdrawn')),
  ended_by text,
  ended_at timestamptz,
  check ((state = 'open') = (ended_at is null)),
  check ((ended_by is null) = (ended_at is null)),
  check (booking_id is not null or side = 'educator')
);
create unique index one_open_proposal on live.move_proposal (coalesce(booking_id, session_id)) where state = 'open';
create index move_proposal_due on live.move_proposal (until_at) where state = 'open';
create index move_proposal_of_session on live.move_proposal (session_id, made_at desc);

create table live.move_answer (
  proposal_id uuid not null references live.move_proposal,
  booking_id uuid not null references live.booking,
  agreed boolean not null,
  by text not null,
  at timestamptz not null,
  primary key (proposal_id, booking_id)
);

-- Every move that was made: the same booking, another session.
create table live.booking_move (
  booking_id uuid not null references live.booking,
  number integer not null,
  from_session uuid not null references live.session,
  to_session uuid not null references live.session,
  from_start timestamptz not null,
  to_start timestamptz not null,
  side text not null check (side in ('learner', 'educator')),
  -- Less than the free time before the start that it had.
  late boolean not null,
  by text not null,
  at timestamptz not null,
  primary key (booking_id, number),
  check (from_session <> to_session)
);
create trigger booking_move_is_history before update or delete or truncate on live.booking_move
  for each statement execute function base.refuse_change();

-- The seat goes with the booking, in one statement: freed there, taken here, the learner's hour with it. The walls
-- of both sessions stand: no seat too many, nobody in two places.
create function live.booking_changes_session() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.session_id = new.session_id then return null; end if;
  if not (old.seated and new.seated) or old.state <> new.state then
    raise exception 'only a seat that stands is moved, and nothing else of it changes'
      using errcode = 'check_violation', constraint = 'only_a_standing_seat_moves';
  end if;
  update live.session set seats_taken = seats_taken - 1, seats_held = seats_held - (new.state = 'held')::int
    where id = old.session_id;
  update live.session set seats_taken = seats_taken + 1, seats_held = seats_held + (new.state = 'held')::int
    where id = new.session_id;
  delete from live.engagement where session_id = old.session_id and person_id = new.learner_id;
  insert into live.engagement (person_id, session_id, role, busy)
    values (new.learner_id, new.session_id, 'learner', tstzrange(new.starts_at, new.ends_at));
  return null;
end $$;
create trigger booking_changes_session after update of session_id on live.booking
  for each row execute function live.booking_changes_session();

-- What counts against an educator: a session that they called off with people in it, or did not come to.
create table live.mark (
  session_id uuid primary key references live.session,
  educator_id uuid not null,
  why text not null check (why in ('cancelled', 'absent')),
  at timestamptz not null,
  appeal text check (length(appeal) between 3 and 4000),
  appealed_at timestamptz,
  -- What staff said to the appeal, or of their own.
  lifted boolean not null default false,
  decided_by text,
  decided_at timestamptz,
  note text check (length(note) <= 4000),
  check ((appeal is null) = (appealed_at is null)),
  check (num_nulls(decided_by, decided_at, note) in (0, 3)),
  check (not lifted or decided_at is not null)
);
create index mark_of_educator on live.mark (educator_id, at desc);
create index mark_appealed on live.mark (appealed_at) where appealed_at is not null and decided_at is null;

-- When an educator was not shown in search, by the ladder; who was learning with them goes on.
create table live.hiding (
  id uuid primary key,
  educator_id uuid not null,
  step integer not null check (step >= 1),
  from_at timestamptz not null,
  -- Null: until staff decide.
  until_at timestamptz check (until_at > from_at),
  -- The mark that was one too many.
  session_id uuid not null references live.session,
  lifted_at timestamptz,
  lifted_by text,
  note text check (length(note) <= 4000),
  check (num_nulls(lifted_at, lifted_by, note) in (0, 3))
);
create index hiding_of_educator on live.hiding (educator_id, from_at desc);

-- Educators who are not to be found, until when: whoever reads compares it with the hour it is (infinity: until
-- staff decide).
create view live.hidden_educator_view as
  select educator_id, max(coalesce(until_at, 'infinity')) as until_at from live.hiding
  where lifted_at is null group by educator_id;
create view live.verdict_view as select * from live.verdict;
create view live.mark_view as select * from live.mark;

grant select on live.verdict, live.move_proposal, live.move_answer, live.booking_move, live.mark,
  live.hiding, live.hidden_educator_view, live.verdict_view, live.mark_view to stoa_app;
grant insert on live.verdict, live.move_answer, live.booking_move to stoa_app;
grant insert, update on live.move_proposal, live.mark, live.hiding to stoa_app;

-- Outages that have been worked: what they take back of sessions that were over has been taken back.
create table live.outage_worked (
  outage_id uuid primary key,
  seats integer not null check (seats >= 0),
  at timestamptz not null
);
create trigger outage_worked_is_history before update or delete or truncate on live.outage_worked
  for each statement execute function base.refuse_change();
grant select, insert on live.outage_worked to stoa_app;

-- Credits given back after their use had been taxed: that tax is not due, and falls due again with their next use.
create table payments.tax_given_back (
  hold bigint not null,
  lot bigint not null,
  net bigint not null check (net >= 0),
  tax bigint not null check (tax >= 0),
  at timestamptz not null,
  -- A part by a decision, another on appeal.
  primary key (hold, lot, at),
  foreign key (hold, lot) references payments.tax_redeemed
);
create trigger tax_given_back_is_history before update or delete or truncate on payments.tax_given_back
  for each statement execute function base.refuse_change();
grant select, insert on payments.tax_given_back to stoa_app;
