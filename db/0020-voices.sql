-- What people say of each other and to each other: reports to the moderators.

-- The operator's numbers of reviews, messages and reports, by version; the newest counts.
create table live.voices_policy (
  version integer primary key,
  blind_days integer not null check (blind_days between 0 and 60),
  edit_days integer not null check (edit_days between 0 and 365),
  edit_again_months integer not null check (edit_again_months between 1 and 24),
  reply_hours integer not null check (reply_hours between 0 and 720),
  presence_needed integer not null check (presence_needed between 0 and 10000),
  answer_hours integer not null check (answer_hours between 1 and 168),
  response_days integer not null check (response_days between 7 and 730),
  messages_an_hour integer not null check (messages_an_hour between 1 and 1000),
  threads_a_day integer not null check (threads_a_day between 1 and 1000),
  unanswered_most integer not null check (unanswered_most between 1 and 1000),
  tell_after_minutes integer not null check (tell_after_minutes between 0 and 1440),
  tell_every_minutes integer not null check (tell_every_minutes between 0 and 10080),
  report_hours integer not null check (report_hours between 1 and 720),
  reports_a_day integer not null check (reports_a_day between 1 and 1000),
  set_by text not null,
  set_at timestamptz not null
);
insert into live.voices_policy values
  (1, 7, 30, 3, 24, 5000, 24, 90, 60, 20, 10, 5, 60, 72, 20, 'stoa', '2026-01-01T00:00:00Z');
create trigger voices_policy_is_history before update or delete or truncate on live.voices_policy
  for each statement execute function base.refuse_change();
grant select, insert on live.voices_policy to stoa_app;

-- One report of one person about one thing: a review, a message. Decided in 72 hours. What is reported from a room
-- while a session runs has a table of its own, for it is carried out in the room; moderators see both on one desk.
create table live.report (
  id uuid primary key,
  about_type text not null check (about_type in ('review', 'reply', 'learner_rating', 'message', 'session', 'person')),
  about_id uuid not null,
  -- Whose words or deeds they are, where that is known.
  person_id uuid,
  -- Where it happened, if in a session.
  session_id uuid references live.session,
  reason text not null check (reason in ('abuse', 'hate', 'sexual', 'off_topic', 'spam', 'personal_details', 'paid_for',
    'conflict_of_interest', 'off_platform', 'safety', 'impersonation', 'other')),
  words text not null default '' check (length(words) <= 2000),
  reported_by uuid not null,
  reported_at timestamptz not null,
  -- It happens now: shown above all others.
  urgent boolean not null default false,
  due_at timestamptz not null check (due_at > reported_at),
  state text not null default 'open' check (state in ('open', 'decided')),
  decision text check (decision in ('kept', 'hidden', 'words_removed', 'acted')),
  note text check (length(note) between 3 and 2000),
  decided_by uuid,
  decided_at timestamptz check (decided_at >= reported_at),
  -- Nobody reports the same thing twice.
  unique (about_type, about_id, reported_by),
  check ((state = 'decided') = (num_nonnulls(decision, note, decided_by, decided_at) = 4)),
  check (state = 'decided' or num_nonnulls(decision, note, decided_by, decided_at) = 0)
);
create index report_open on live.report (urgent desc, due_at, id) where state = 'open';
create index report_decided on live.report (decided_at desc, id desc) where state = 'decided';
create index report_of_reporter on live.report (reported_by, reported_at desc);

-- A decision stands, and what was reported stays as it was said.
create function live.report_stands() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.state = 'decided' or (old.id, old.about_type, old.about_id, old.reason, old.words, old.reported_by, old.reported_at)
      is distinct from (new.id, new.about_type, new.about_id, new.reason, new.words, new.reported_by, new.reported_at) then
    raise exception 'a report stays as it was made, and its decision as it was taken'
      using errcode = 'check_violation', constraint = 'report_stands';
  end if;
  return new;
end $$;
create trigger report_stands before update on live.report for each row execute function live.report_stands();

grant select, insert on live.report to stoa_app;
grant update (state, decision, note, decided_by, decided_at) on live.report to stoa_app;

-- All that waits for moderators, or was decided. From rooms: how somebody behaves, before all others.
create view live.desk_report as
  select id, about_type, about_id, person_id, session_id, reason, words, reported_by, reported_at, urgent, due_at, state,
    decision, note, decided_by, decided_at
  from live.report
  union all
  select id, 'room', session_id, about_id, session_id,
    case what when 'harassment' then 'abuse' when 'unsafe' then 'safety' else 'other' end,
    words, person_id, at, true, at + interval '72 hours',
    case when closed_at is null then 'open' else 'decided' end,
    case when outcome is not null then case outcome when 'dismissed' then 'kept' else 'acted' end end,
    null, case when closed_by like 'person:%' then substr(closed_by, 8)::uuid end, closed_at
  from live.room_report where kind = 'behaviour';
grant select on live.desk_report to stoa_app;

-- What a learner gave one session, for themselves, staff and the educator's figures: never public.
create table live.rating (
  booking_id uuid primary key references live.booking,
  session_id uuid not null references live.session,
  educator_id uuid not null,
  learner_id uuid not null,
  stars smallint not null check (stars between 1 and 5),
  clarity smallint check (clarity between 1 and 5),
  progress smallint check (progress between 1 and 5),
  preparation smallint check (preparation between 1 and 5),
  encouragement smallint check (encouragement between 1 and 5),
  -- For staff only.
  private_note text not null default '' check (length(private_note) <= 4000),
  -- How much of the session they were there, in basis points; null: nobody measured it.
  presence integer check (presence between 0 and 10000),
  rated_at timestamptz not null
);
create index rating_of_educator on live.rating (educator_id, rated_at desc);
create trigger rating_is_history before update or delete or truncate on live.rating
  for each statement execute function base.refuse_change();

-- What a learner says of an educator in public: one for each pair, changed now and then.
create table live.review (
  id uuid primary key,
  -- The session after which it was last written.
  booking_id uuid not null references live.booking,
  session_id uuid not null references live.session,
  educator_id uuid not null,
  learner_id uuid not null,
  stars smallint not null check (stars between 1 and 5),
  clarity smallint check (clarity between 1 and 5),
  progress smallint check (progress between 1 and 5),
  preparation smallint check (preparation between 1 and 5),
  encouragement smallint check (encouragement between 1 and 5),
  words text not null default '' check (length(words) <= 4000),
  -- What it weighs in the ranking, in basis points: how much of the session they were there.
  weight integer not null default 10000 check (weight between 5000 and 10000),
  -- waiting: until the educator has rated the learner too, or a week is over.
  state text not null check (state in ('waiting', 'published', 'hidden')),
  publish_due_at timestamptz,
  written_at timestamptz not null,
  changed_at timestamptz not null check (changed_at >= written_at),
  published_at timestamptz check (published_at >= written_at),
  words_removed_at timestamptz,
  moved_by text not null,
  moved_at timestamptz not null,
  check (educator_id <> learner_id),
  check ((state = 'waiting') = (publish_due_at is not null)),
  check ((state = 'waiting') = (published_at is null) or state = 'hidden')
);
create unique index one_review_each on live.review (educator_id, learner_id);
create index review_of_educator on live.review (educator_id, changed_at desc) where state = 'published';
create index review_published on live.review (educator_id, published_at desc, id desc) where state = 'published';
create index review_of_session on live.review (session_id, published_at desc, id desc) where state = 'published';
create index review_of_learner on live.review (learner_id, changed_at desc);
create index review_of_booking on live.review (booking_id);
create index review_due on live.review (publish_due_at) where state = 'waiting';

-- The educator's one answer in public.
create table live.review_reply (
  review_id uuid primary key references live.review,
  educator_id uuid not null,
  words text not null check (length(words) between 1 and 2000),
  state text not null default 'published' check (state in ('published', 'hidden')),
  replied_at timestamptz not null,
  changed_at timestamptz not null check (changed_at >= replied_at),
  moved_by text not null,
  moved_at timestamptz not null
);

-- All that was ever said, and what became of it.
create table live.review_step (
  review_id uuid not null references live.review,
  number integer not null,
  what text not null check (what in ('written', 'changed', 'published', 'hidden', 'words removed', 'replied',
    'reply changed', 'reply hidden')),
  stars smallint,
  words text not null,
  by text not null,
  at timestamptz not null,
  primary key (review_id, number)
);
create trigger review_step_is_history before update or delete or truncate on live.review_step
  for each statement execute function base.refuse_change();

create function live.review_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  insert into live.review_step (review_id, number, what, stars, words, by, at)
    select new.id, count(*) + 1,
      case
        when tg_op = 'INSERT' then 'written'
        when old.state <> new.state then new.state
        when old.words_removed_at is distinct from new.words_removed_at and new.words_removed_at is not null
          then 'words removed'
        else 'changed'
      end, new.stars, new.words, new.moved_by, new.moved_at
    from live.review_step where review_id = new.id;
  return null;
end $$;
create trigger review_moves after insert or update on live.review
  for each row execute function live.review_moves();

create function live.reply_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  insert into live.review_step (review_id, number, what, stars, words, by, at)
    select new.review_id, count(*) + 1,
      case when tg_op = 'INSERT' then 'replied' when old.state <> new.state then 'reply hidden' else 'reply changed' end,
      null, new.words, new.moved_by, new.moved_at
    from live.review_step where review_id = new.review_id;
  return null;
end $$;
create trigger reply_moves after insert or update on live.review_reply
  for each row execute function live.reply_moves();

-- What an educator thought of a learner in one session: for that learner and staff, never public.
create table live.learner_rating (
  id uuid primary key,
  booking_id uuid not null unique references live.booking,
  session_id uuid not null references live.session,
  educator_id uuid not null,
  learner_id uuid not null,
  stars smallint not null check (stars between 1 and 5),
  -- For the learner.
  words text not null default '' check (length(words) <= 2000),
  -- For staff only.
  private_note text not null default '' check (length(private_note) <= 4000),
  state text not null check (state in ('waiting', 'published', 'hidden')),
  publish_due_at timestamptz,
  rated_at timestamptz not null,
  published_at timestamptz check (published_at >= rated_at),
  moved_by text not null,
  moved_at timestamptz not null,
  check ((state = 'waiting') = (publish_due_at is not null))
);
create index learner_rating_of_learner on live.learner_rating (learner_id, published_at desc) where state = 'published';
create index learner_rating_of_educator on live.learner_rating (educator_id, rated_at desc);
create index learner_rating_due on live.learner_rating (publish_due_at) where state = 'waiting';

-- What an educator's reviews of the last twelve months come to. Computed, and computed again every day.
create table live.educator_rating (
  educator_id uuid primary key,
  count integer not null check (count >= 0),
  sum integer not null check (sum between count and count * 5),
  -- How many gave one star, two, … five.
  stars integer[] not null check (cardinality(stars) = 5),
  clarity numeric(3, 2),
  progress numeric(3, 2),
  preparation numeric(3, 2),
  encouragement numeric(3, 2),
  -- The sum of the weights, and the Bayesian mean that ranks.
  weight numeric(12, 6) not null check (weight >= 0),
  bayes numeric(5, 4) not null check (bayes between 1 and 5),
  updated_at timestamptz not null
);
-- Where a newcomer begins: the mean of the house once it says something, and how many reviews it weighs.
create table live.rating_prior (
  one boolean primary key default true check (one),
  mean numeric(5, 4) not null check (mean between 1 and 5),
  weight integer not null check (weight > 0),
  updated_at timestamptz not null
);
insert into live.rating_prior values (true, 4.5, 10, '2026-01-01T00:00:00Z');

create view live.review_view as
  select id, booking_id, session_id, educator_id, learner_id, stars, clarity, progress, preparation, encouragement,
    words, published_at
  from live.review where state = 'published';
create view live.educator_rating_view as
  select educator_id, round(sum::numeric / nullif(count, 0), 2) as mean, count, bayes, updated_at
  from live.educator_rating;

-- The conversation of a learner and an educator: one for each pair.
create table live.thread (
  id uuid primary key,
  learner_id uuid not null,
  educator_id uuid not null,
  begun_by uuid not null,
  begun_at timestamptz not null,
  last_number integer not null default 0 check (last_number >= 0),
  last_at timestamptz not null,
  check (educator_id <> learner_id),
  check (begun_by in (learner_id, educator_id))
);
create unique index one_thread_each on live.thread (learner_id, educator_id);
create index thread_of_learner on live.thread (learner_id, last_at desc, id desc);
create index thread_of_educator on live.thread (educator_id, last_at desc, id desc);

create table live.message (
  id uuid primary key,
  thread_id uuid not null references live.thread,
  number integer not null check (number > 0),
  sender_id uuid not null,
  words text not null check (length(words) between 1 and 4000),
  -- The same without contact details; null where there are none.
  masked text,
  -- What kinds of details those are.
  hidden text[] not null default '{}',
  sent_at timestamptz not null,
  removed_at timestamptz,
  removed_by text,
  unique (thread_id, number),
  check ((masked is null) = (cardinality(hidden) = 0)),
  check ((removed_at is null) = (removed_by is null))
);
create index message_by_sender on live.message (sender_id, sent_at desc);

-- What was said stays as it was said; a moderator can take it from view, and more of it can be hidden: a contact
-- detail that it turns out to be a piece of.
create function live.message_stands() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.removed_at is not null or (old.id, old.thread_id, old.number, old.sender_id, old.words, old.sent_at)
      is distinct from (new.id, new.thread_id, new.number, new.sender_id, new.words, new.sent_at)
      or not new.hidden @> old.hidden then
    raise exception 'a message stays as it was sent' using errcode = 'check_violation', constraint = 'message_stands';
  end if;
  return new;
end $$;
create trigger message_stands before update on live.message for each row execute function live.message_stands();

-- One of the two: what they have read, and whether they want to hear from the other.
create table live.thread_side (
  thread_id uuid not null references live.thread,
  person_id uuid not null,
  read_number integer not null default 0 check (read_number >= 0),
  unread integer not null default 0 check (unread >= 0),
  read_at timestamptz,
  -- When to write to them about what is unread: at most once an hour.
  tell_due_at timestamptz,
  told_at timestamptz,
  -- They want no messages from the other.
  blocked_at timestamptz,
  primary key (thread_id, person_id),
  check (tell_due_at is null or unread > 0)
);
create index thread_side_unread on live.thread_side (person_id) where unread > 0;
create index thread_side_tell on live.thread_side (tell_due_at) where tell_due_at is not null;

-- A learner's message that waits for the educator: the first one since the educator last wrote.
create table live.question (
  thread_id uuid not null references live.thread,
  number integer not null,
  educator_id uuid not null,
  asked_at timestamptz not null,
  due_at timestamptz not null check (due_at > asked_at),
  answered_at timestamptz check (answered_at >= asked_at),
  -- missed: a day is over without an answer; late: answered after that; closed: nobody waits any more.
  state text not null check (state in ('open', 'answered', 'missed', 'late', 'closed')),
  primary key (thread_id, number),
  foreign key (thread_id, number) references live.message (thread_id, number),
  check ((state in ('answered', 'late')) = (answered_at is not null)),
  check (state <> 'answered' or answered_at <= due_at),
  check (state <> 'late' or answered_at > due_at)
);
create unique index one_question_waits on live.question (thread_id) where state in ('open', 'missed');
create index question_due on live.question (due_at) where state = 'open';
create index question_of_educator on live.question (educator_id, asked_at desc);

-- How an educator answered in the last 90 days.
create table live.educator_response (
  educator_id uuid primary key,
  asked integer not null check (asked >= 0),
  answered_in_time integer not null check (answered_in_time between 0 and asked),
  median_seconds integer check (median_seconds >= 0),
  updated_at timestamptz not null
);
create view live.educator_response_view as
  select educator_id, asked, answered_in_time, round(answered_in_time::numeric / nullif(asked, 0), 4) as rate,
    median_seconds
  from live.educator_response;

grant select on all tables in schema live to stoa_app;
grant insert on live.rating, live.review, live.review_reply, live.review_step, live.learner_rating, live.thread,
  live.message, live.thread_side, live.question to stoa_app;
grant update on live.review, live.thread_side, live.question to stoa_app;
grant update (words, state, changed_at, moved_by, moved_at) on live.review_reply to stoa_app;
grant update (state, publish_due_at, published_at, moved_by, moved_at) on live.learner_rating to stoa_app;
grant update (last_number, last_at) on live.thread to stoa_app;
grant update (removed_at, removed_by, masked, hidden) on live.message to stoa_app;
grant insert, update on live.educator_rating, live.educator_response to stoa_app;
grant update (mean, updated_at) on live.rating_prior to stoa_app;
