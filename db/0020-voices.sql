-- What people say of each other and to each other: reports to the moderators.

-- One report of one person about one thing: a review, a message, somebody in a room. Decided in 72 hours.
create table live.report (
  id uuid primary key,
  about_type text not null check (about_type in ('review', 'reply', 'learner_rating', 'message', 'session', 'room', 'person')),
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
