-- Cases: somebody says that a charge, what was found about attendance, or what is earned is wrong. Both sides are
-- heard, staff decide, once more on appeal, and then it is final.

alter table live.policy
  -- So many days after a session's end it can be contested.
  add column case_days integer not null default 30 check (case_days between 1 and 365),
  -- The other side answers within; then both bring what they have within; then staff decide within.
  add column answer_days integer not null default 7 check (answer_days between 1 and 60),
  add column evidence_days integer not null default 3 check (evidence_days between 0 and 60),
  add column decide_days integer not null default 3 check (decide_days between 1 and 60),
  -- Whoever does not accept a decision says so within.
  add column appeal_days integer not null default 7 check (appeal_days between 0 and 60),
  -- So long before a deadline, whoever has not answered is reminded.
  add column remind_hours integer not null default 24 check (remind_hours between 1 and 240);

-- What follows where a side does not answer a point by its deadline.
create table live.silence_rule (
  point text not null check (point in ('claim', 'question')),
  side text not null check (side in ('learner', 'educator')),
  follows text not null check (follows in ('claim_holds', 'point_lost')),
  set_by text not null,
  set_at timestamptz not null,
  primary key (point, side),
  -- A question is not what is claimed: silence on it ends nothing.
  check (point = 'claim' or follows = 'point_lost')
);
-- What an educator claims would be the platform's to pay: silence of the learner loses the point, and staff decide.
insert into live.silence_rule values
  ('claim', 'educator', 'claim_holds', 'stoa', '2026-01-01T00:00:00Z'),
  ('claim', 'learner', 'point_lost', 'stoa', '2026-01-01T00:00:00Z'),
  ('question', 'learner', 'point_lost', 'stoa', '2026-01-01T00:00:00Z'),
  ('question', 'educator', 'point_lost', 'stoa', '2026-01-01T00:00:00Z');

-- One for each booking, called by its id.
create table live.booking_case (
  booking_id uuid primary key references live.booking,
  about text not null check (about in ('charge', 'attendance', 'commission')),
  from_state text not null,
  side text not null check (side in ('learner', 'educator')),
  words text not null check (length(words) between 3 and 4000),
  -- What should be the learner's of all that was paid, in basis points, says who opens it.
  asked_share integer not null check (asked_share between 0 and 10000),
  opened_by text not null,
  opened_at timestamptz not null,
  stage text not null check (stage in ('answering', 'evidence', 'deciding', 'decided', 'appealed', 'final')),
  -- Until when this stage lasts; nothing more is due in a final one.
  until_at timestamptz,
  -- Staff have been told that their time is over.
  overdue_at timestamptz,
  assigned_to uuid references people.person,
  assigned_at timestamptz,
  check ((stage = 'final') = (until_at is null)),
  check ((assigned_to is null) = (assigned_at is null))
);
create index booking_case_due on live.booking_case (until_at) where stage in ('evidence', 'decided');
create index booking_case_late on live.booking_case (until_at)
  where stage in ('deciding', 'appealed') and overdue_at is null;
create index booking_case_open on live.booking_case (until_at)
  where stage in ('answering', 'evidence', 'deciding', 'appealed');

-- What one side is to answer, by when: the claim itself, and what staff want to know.
create table live.case_point (
  booking_id uuid not null references live.booking_case,
  number integer not null check (number >= 1),
  kind text not null check (kind in ('claim', 'question')),
  side text not null check (side in ('learner', 'educator')),
  -- What staff ask; the claim is in the case.
  words text check (length(words) between 3 and 4000),
  asked_by text not null,
  asked_at timestamptz not null,
  until_at timestamptz not null check (until_at > asked_at),
  reminded_at timestamptz,
  answer text check (answer in ('agreed', 'refused', 'answered')),
  answer_words text check (length(answer_words) <= 4000),
  answered_by text,
  answered_at timestamptz,
  -- Nobody answered: the side has lost this point.
  lost_at timestamptz,
  primary key (booking_id, number),
  check ((kind = 'claim') = (words is null)),
  check ((number = 1) = (kind = 'claim')),
  check (num_nulls(answer, answered_by, answered_at) in (0, 3)),
  check (answer is null or (answer = 'answered') = (kind = 'question')),
  constraint point_answered_or_lost check (lost_at is null or (answered_at is null and lost_at >= until_at))
);
create index case_point_open on live.case_point (until_at) where answered_at is null and lost_at is null;

-- What was decided, in the first round and on appeal.
create table live.case_decision (
  booking_id uuid not null references live.booking_case,
  round integer not null check (round in (1, 2)),
  how text not null check (how in ('agreed', 'silence', 'staff', 'withdrawn')),
  -- Of all that was paid: what is the learner's, and on how much of it the educator earns; basis points.
  share integer not null check (share between 0 and 10000),
  earns integer not null check (earns between 0 and 20000),
  -- Hundredths of a credit that the platform gives the learner on top.
  goodwill bigint not null default 0 check (goodwill between 0 and 100000),
  marked boolean not null,
  note text check (length(note) between 3 and 4000),
  -- What went back to the learner because of it, in the units of what was paid.
  returned bigint not null default 0 check (returned >= 0),
  by text not null,
  at timestamptz not null,
  primary key (booking_id, round),
  check (how <> 'staff' or note is not null),
  check (round = 1 or how = 'staff'),
  -- Whoever decided does not decide about it again.
  constraint another_decides_an_appeal unique (booking_id, by)
);
create trigger case_decision_is_history before update or delete or truncate on live.case_decision
  for each statement execute function base.refuse_change();

-- Somebody does not accept the decision: once, whichever side is first.
create table live.case_appeal (
  booking_id uuid primary key references live.booking_case,
  side text not null check (side in ('learner', 'educator')),
  words text not null check (length(words) between 3 and 4000),
  by text not null,
  at timestamptz not null
);
create trigger case_appeal_is_history before update or delete or truncate on live.case_appeal
  for each statement execute function base.refuse_change();

create table live.case_message (
  id uuid primary key,
  booking_id uuid not null references live.booking_case,
  side text not null check (side in ('learner', 'educator', 'staff')),
  -- A note of staff to each other.
  staff_only boolean not null default false,
  words text not null check (length(words) between 1 and 4000),
  by text not null,
  at timestamptz not null,
  check (not staff_only or side = 'staff')
);
create index case_message_of on live.case_message (booking_id, at, id);
create trigger case_message_is_history before update or delete or truncate on live.case_message
  for each statement execute function base.refuse_change();

create table live.case_file (
  id uuid primary key,
  booking_id uuid not null references live.booking_case,
  side text not null check (side in ('learner', 'educator', 'staff')),
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes bytea not null check (length(bytes) between 1 and 10485760),
  -- SHA-256, so that it can be proved to be the same file.
  hash bytea not null check (length(hash) = 32),
  by text not null,
  at timestamptz not null,
  unique (booking_id, hash)
);
create trigger case_file_is_history before update or delete or truncate on live.case_file
  for each statement execute function base.refuse_change();

create view live.booking_case_view as select * from live.booking_case;
create view live.case_decision_view as select * from live.case_decision;

grant select on live.silence_rule, live.booking_case, live.case_point, live.case_decision, live.case_appeal,
  live.case_message, live.case_file, live.booking_case_view, live.case_decision_view to stoa_app;
grant insert on live.case_decision, live.case_appeal, live.case_message, live.case_file to stoa_app;
grant insert, update on live.booking_case, live.case_point to stoa_app;
grant update on live.silence_rule to stoa_app;
