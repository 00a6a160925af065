-- Educators, their tiers, what they earn from each booking, and how it reaches their bank.

create schema earnings;
grant usage on schema earnings to stoa_app;

-- The operator's rules of earning, by version: what was decided under a version is never re-read under another.
create table earnings.policy (
  version integer primary key,
  currency text not null,
  -- Decimal places of that currency: a credit is worth one whole unit of it.
  currency_scale smallint not null check (currency_scale between 0 and 4),
  -- Shares are basis points: 7000 is 70 %.
  default_rate integer not null check (default_rate between 0 and 10000),
  -- Who bears the card fee of a booking paid with money.
  fee_bearer text not null check (fee_bearer in ('educator', 'platform')),
  -- What credits count as: their face, or what was really paid for them (promotional ones: their face).
  credit_base text not null default 'face' check (credit_base in ('face', 'cash')),
  hold_days integer not null check (hold_days between 0 and 365),
  course_hold_days integer not null default 30 check (course_hold_days between 0 and 365),
  payout_minimum bigint not null check (payout_minimum > 0),
  payout_every text not null default 'week' check (payout_every in ('week', 'two weeks', 'month')),
  payout_weekday integer not null check (payout_weekday between 1 and 7),
  payout_zone text not null,
  -- A payout asked for at once costs this share of it, and this at least.
  instant_fee_rate integer not null default 150 check (instant_fee_rate between 0 and 10000),
  instant_fee_least bigint not null default 50 check (instant_fee_least >= 0),
  counts_from timestamptz not null,
  note text,
  set_by text not null,
  set_at timestamptz not null,
  check (version = 1 or counts_from >= set_at)
);
insert into earnings.policy (version, currency, currency_scale, default_rate, fee_bearer, hold_days, payout_minimum,
    payout_weekday, payout_zone, counts_from, set_by, set_at) values
  (1, 'USD', 2, 7000, 'educator', 7, 2500, 1, 'UTC', '-infinity', 'stoa', '2026-01-01T00:00:00Z');
create index policy_in_time on earnings.policy (counts_from desc, version desc);
create trigger policy_is_history before update or delete or truncate on earnings.policy
  for each statement execute function base.refuse_change();

-- The ladders as they count now: one row per rung. Ratings are hundredths of a star. Rewritten only when a
-- version of the rules of tiers (earnings.ladder_version) begins.
create table earnings.rung (
  kind text not null check (kind in ('class', 'conversation')),
  tier text not null check (tier in ('beginner', 'intermediate', 'expert', 'master')),
  position integer not null check (position >= 0),
  rate integer not null check (rate between 0 and 10000),
  sessions_needed integer not null check (sessions_needed >= 0),
  rating_needed integer check (rating_needed between 100 and 500),
  rating_kept integer check (rating_kept between 100 and 500),
  -- What standing on it opens beside the educator's plan, by the names of plans.feature.
  opens text[] not null default '{}',
  own_prices boolean not null generated always as ('teaching.own_prices' = any (opens)) stored,
  primary key (kind, tier),
  unique (kind, position) deferrable initially immediate,
  check ((rating_needed is null) = (rating_kept is null) and rating_kept <= rating_needed),
  check (position > 0 or (sessions_needed = 0 and rating_needed is null))
);
insert into earnings.rung (kind, tier, position, rate, sessions_needed, rating_needed, rating_kept, opens) values
  ('class', 'beginner', 0, 6000, 0, null, null, '{}'),
  ('class', 'intermediate', 1, 7000, 51, 450, 450, '{}'),
  ('class', 'expert', 2, 8000, 201, 480, 480, '{sessions.priority,teaching.support}'),
  ('class', 'master', 3, 8500, 500, 490, 490, '{sessions.priority,teaching.support,payouts.instant,teaching.own_prices}'),
  ('conversation', 'beginner', 0, 6000, 0, null, null, '{}'),
  ('conversation', 'intermediate', 1, 7000, 11, null, null, '{}'),
  ('conversation', 'expert', 2, 8000, 51, 450, 400, '{sessions.priority,teaching.support,payouts.instant}');

-- The rules of tiers by version: both ladders and the numbers that judge. What was written stays; a version begins
-- on its day, or is withdrawn before.
create table earnings.ladder_version (
  version integer primary key check (version > 0),
  from_at timestamptz not null,
  why text not null check (length(why) between 3 and 500),
  -- A rating counts for a tier from this many reviews on.
  ratings_needed integer not null check (ratings_needed >= 1),
  completion_needed integer not null check (completion_needed between 0 and 10000),
  completion_days integer not null check (completion_days between 1 and 730),
  completion_sessions integer not null check (completion_sessions >= 1),
  warning_days integer not null check (warning_days between 0 and 365),
  experienced_years integer not null check (experienced_years between 0 and 80),
  -- Both ladders, as the caller wrote them: { class: [...], conversation: [...] }.
  ladders jsonb not null,
  set_by text not null,
  set_at timestamptz not null,
  begun_at timestamptz,
  -- When everybody had been looked at under it.
  looked_at timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz,
  check (from_at >= set_at or version = 1),
  check (num_nulls(withdrawn_by, withdrawn_at) in (0, 2)),
  check (begun_at is null or withdrawn_at is null),
  check (looked_at is null or begun_at is not null)
);
-- One at a time waits for its day.
create unique index ladder_version_planned on earnings.ladder_version ((true))
  where begun_at is null and withdrawn_at is null;
insert into earnings.ladder_version (version, from_at, why, ratings_needed, completion_needed, completion_days,
    completion_sessions, warning_days, experienced_years, ladders, set_by, set_at, begun_at, looked_at)
  select 1, p.set_at, 'As installed', 10, 9000, 90, 5, 30, 2,
    (select jsonb_object_agg(kind, rungs) from (
      select kind, jsonb_agg(jsonb_build_object('tier', tier, 'rate', rate, 'sessionsNeeded', sessions_needed,
        'ratingNeeded', rating_needed, 'ratingKept', rating_kept, 'opens', opens) order by position) as rungs
      from earnings.rung group by kind) ladders),
    'stoa', p.set_at, p.set_at, p.set_at
  from earnings.policy p;
create trigger ladder_version_is_history before delete or truncate on earnings.ladder_version
  for each statement execute function base.refuse_change();
create trigger ladder_version_stays before update of version, from_at, why, ratings_needed, completion_needed,
    completion_days, completion_sessions, warning_days, experienced_years, ladders, set_by, set_at
  on earnings.ladder_version for each statement execute function base.refuse_change();

create table earnings.educator (
  person_id uuid primary key references people.person,
  -- The name under which learners know them.
  name text not null check (length(name) between 1 and 120),
  zone text not null,
  headline text not null default '' check (length(headline) <= 160),
  about text not null default '' check (length(about) <= 5000),
  languages text[] not null default '{}',
  kinds text[] not null check (kinds <@ '{class,conversation}' and cardinality(kinds) between 1 and 2),
  organization_id uuid not null references people.organization,
  years_teaching integer not null check (years_teaching between 0 and 80),
  ratings_sum bigint not null default 0 check (ratings_sum >= 0),
  ratings_count bigint not null default 0 check (ratings_count >= 0),
  enrolled_by text not null,
  enrolled_at timestamptz not null,
  check (ratings_sum between ratings_count and ratings_count * 5)
);

-- Where an educator stands on a ladder now; how they came there is earnings.tier_step.
create table earnings.standing (
  educator_id uuid not null references earnings.educator,
  kind text not null,
  tier text not null,
  since timestamptz not null,
  -- Given at enrolment; holds until the count of the rung above it is reached.
  first_tier text not null,
  sessions_held integer not null default 0 check (sessions_held >= 0),
  warned_at timestamptz,
  drop_at timestamptz,
  drop_to text,
  pinned_until timestamptz,
  pinned_by text,
  pin_reason text,
  primary key (educator_id, kind),
  foreign key (kind, tier) references earnings.rung (kind, tier),
  foreign key (kind, first_tier) references earnings.rung (kind, tier),
  foreign key (kind, drop_to) references earnings.rung (kind, tier),
  check (num_nulls(warned_at, drop_at, drop_to) in (0, 3)),
  check (num_nulls(pinned_until, pinned_by, pin_reason) in (0, 3))
);
create index standing_warned on earnings.standing (drop_at) where drop_at is not null;

-- Every tier an educator ever had or was warned to lose, with the facts that decided.
create table earnings.tier_step (
  id uuid primary key,
  educator_id uuid not null references earnings.educator,
  kind text not null,
  change text not null check (change in ('first', 'rise', 'warned', 'warning lifted', 'drop', 'pin', 'unpin')),
  from_tier text,
  to_tier text not null,
  rate integer not null,
  facts jsonb not null,
  by text not null,
  at timestamptz not null,
  foreign key (kind, to_tier) references earnings.rung (kind, tier)
);
create index tier_step_of on earnings.tier_step (educator_id, kind, at desc, id desc);
create trigger tier_step_is_history before update or delete or truncate on earnings.tier_step
  for each statement execute function base.refuse_change();

-- How each session that an educator had promised ended; a session counts once for each who was to teach it.
create table earnings.delivery (
  session_id uuid not null,
  educator_id uuid not null,
  kind text not null,
  outcome text not null check (outcome in ('held', 'cancelled', 'absent')),
  at timestamptz not null,
  primary key (session_id, educator_id),
  foreign key (educator_id, kind) references earnings.standing (educator_id, kind)
);
create index delivery_of on earnings.delivery (educator_id, kind, at desc);
create trigger delivery_is_history before update or delete or truncate on earnings.delivery
  for each statement execute function base.refuse_change();

-- What an institution has agreed for its educators: its own share, the educator's, the platform's the rest.
create table earnings.agreement (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  educator_rate integer not null check (educator_rate between 0 and 10000),
  institution_rate integer not null check (institution_rate between 0 and 10000),
  -- The time that was agreed on, and of it the time in which it counts.
  agreed tstzrange not null check (not isempty(agreed)),
  during tstzrange not null check (during <@ agreed),
  set_by text not null,
  set_at timestamptz not null,
  -- Who ended it before its time.
  ended_by text,
  ended_at timestamptz,
  check (ended_at is not null or during = agreed),
  check ((ended_by is null) = (ended_at is null)),
  check (educator_rate + institution_rate <= 10000),
  constraint one_agreement_at_a_time exclude using gist (organization_id with =, during with &&)
);

-- The payouts of one payout day, set aside and sent together: watched, paused and gone on with as one thing.
create table earnings.payout_run (
  id uuid primary key,
  day date not null unique,
  begun_by text not null,
  begun_at timestamptz not null,
  paused_by text,
  paused_at timestamptz,
  -- The provider's balance did not reach for all of it: finance was told.
  short_at timestamptz,
  ended_at timestamptz,
  check ((paused_by is null) = (paused_at is null))
);

create table earnings.payout (
  id uuid primary key,
  -- Without one it was asked for at once.
  run_id uuid references earnings.payout_run,
  payee_type text not null,
  payee_id text not null,
  currency text not null,
  amount bigint not null check (amount > 0),
  -- What of its commissions pays what the payee owes; the rest is the amount.
  set_off bigint not null default 0 check (set_off >= 0),
  set_off_journal bigint,
  -- What an instant payout costs; taken from what is available when it is sent.
  fee bigint not null default 0 check (fee >= 0),
  fee_journal bigint,
  instant_by text,
  state text not null check (state in ('reserved', 'sending', 'unknown', 'sent', 'completed', 'refused', 'returned')),
  scheduled_for date not null,
  -- When it goes out, and since when the oldest of what it is made of has waited: the oldest is sent first.
  due_at timestamptz not null,
  oldest_at timestamptz not null,
  provider_ref text,
  attempts integer not null default 0 check (attempts >= 0),
  -- While it runs, nobody else asks the provider.
  leased_until timestamptz,
  -- Its payee has no bank account yet: looked at again then, or as soon as they have one.
  parked_since timestamptz,
  parked_until timestamptz,
  -- The platform's balance at the provider did not reach for it.
  short_since timestamptz,
  reason_code text,
  reason text,
  reserved_at timestamptz not null,
  -- When its state last changed.
  moved_at timestamptz not null,
  sent_at timestamptz,
  completed_at timestamptz,
  failed_at timestamptz,
  check (state not in ('sent', 'completed') or (provider_ref is not null and sent_at is not null)),
  check ((state = 'completed') <= (completed_at is not null)),
  check ((state in ('refused', 'returned')) = (failed_at is not null)),
  check ((state in ('refused', 'returned')) = (reason_code is not null)),
  check ((parked_since is null) = (parked_until is null)),
  constraint payout_parked_is_reserved check (parked_since is null or state = 'reserved'),
  check (short_since is null or state = 'reserved'),
  check ((run_id is null) = (instant_by is not null)),
  check (fee = 0 or instant_by is not null)
);
create unique index one_payout_in_flight on earnings.payout (payee_type, payee_id, currency)
  where state in ('reserved', 'sending', 'unknown');
create unique index payout_ref on earnings.payout (provider_ref) where provider_ref is not null;
create index payout_of on earnings.payout (payee_type, payee_id, id desc);
create index payout_open on earnings.payout (scheduled_for) where state in ('reserved', 'sending', 'unknown');
create index payout_due on earnings.payout (due_at) where state = 'reserved' and parked_until is null;
create index payout_of_run on earnings.payout (run_id, state);

create table earnings.payout_step (
  payout_id uuid not null references earnings.payout,
  number integer not null,
  state text not null,
  note text,
  at timestamptz not null,
  primary key (payout_id, number)
);
create trigger payout_step_is_history before update or delete or truncate on earnings.payout_step
  for each statement execute function base.refuse_change();

-- What one payee earns from one booking. The rate is frozen when the booking is made.
create table earnings.commission (
  id uuid primary key,
  -- A booking; a course, a cohort seat or a certificate that was sold; or what the operator pays of its own: a
  -- month's guaranteed minimum, an educator brought here.
  source_type text not null
    check (source_type in ('booking', 'course', 'cohort_seat', 'certificate', 'guarantee', 'referral', 'decision', 'appeal')),
  source_id uuid not null,
  part text not null check (part in ('educator', 'institution')),
  educator_id uuid not null references earnings.educator,
  -- What of the booking's price the gross is, in basis points: all of it where one teaches alone.
  share integer not null default 10000 check (share between 0 and 10000),
  payee_type text not null check (payee_type in ('person', 'organization')),
  payee_id text not null,
  kind text check (kind in ('class', 'conversation')),
  session_id uuid,
  title text not null,
  session_at timestamptz not null,
  paid_by text not null check (paid_by in ('included', 'credits', 'cash', 'tokens', 'package', 'platform')),
  currency text not null,
  -- The price before tax that the rate applies to, or this educator's part of it; the kept part of it once a booking is cancelled late.
  gross bigint not null check (gross >= 0),
  -- The price at face value, where the gross is what was really paid for the credits.
  face bigint check (face >= 0),
  rate integer not null check (rate between 0 and 10000),
  rate_from text not null check (rate_from in ('session', 'institution', 'tier', 'plan', 'default', 'agreed')),
  tier text,
  fee_borne bigint not null default 0 check (fee_borne >= 0),
  net bigint not null check (net >= 0),
  policy_version integer not null,
  state text not null check (state in ('pending', 'held', 'available', 'in_payout', 'paid', 'cancelled',
    'taken_back')),
  journal_id bigint,
  payout_id uuid references earnings.payout,
  made_at timestamptz not null,
  earned_at timestamptz,
  held_until timestamptz,
  available_at timestamptz,
  paid_at timestamptz,
  cancelled_at timestamptz,
  -- While the buyer's bank decides about the payment, what is held stays held.
  frozen_at timestamptz,
  -- A dispute was lost by the educator's fault: what was held is taken, what had been let go is owed.
  taken_back_at timestamptz,
  unique (source_type, source_id, educator_id, part),
  check (source_type <> 'booking' or (kind is not null and session_id is not null)),
  check ((source_type in ('guarantee', 'referral', 'decision', 'appeal')) = (paid_by = 'platform')),
  check ((earned_at is null) = (state in ('pending', 'cancelled'))),
  check ((held_until is null) = (earned_at is null)),
  check ((available_at is null) = (state in ('pending', 'cancelled', 'held', 'taken_back'))),
  check (frozen_at is null or state = 'held'),
  check (taken_back_at is null or earned_at is not null),
  check (state <> 'taken_back' or taken_back_at is not null),
  check ((payout_id is null) = (state not in ('in_payout', 'paid'))),
  check ((paid_at is null) = (state <> 'paid')),
  check ((cancelled_at is null) = (state <> 'cancelled'))
);
create index commission_held on earnings.commission (held_until) where state = 'held' and frozen_at is null;
create index commission_available on earnings.commission (payee_type, payee_id, currency) where state = 'available';
create index commission_of_payee on earnings.commission (payee_type, payee_id, id desc);
create index commission_of_educator on earnings.commission (educator_id, session_at desc);
create index commission_of_payout on earnings.commission (payout_id) where payout_id is not null;

-- What each payout was made of, whatever became of it.
create table earnings.payout_item (
  payout_id uuid not null references earnings.payout,
  commission_id uuid not null references earnings.commission,
  amount bigint not null check (amount > 0),
  primary key (payout_id, commission_id)
);
create index payout_item_of on earnings.payout_item (commission_id);
create trigger payout_item_is_history before update or delete or truncate on earnings.payout_item
  for each statement execute function base.refuse_change();

-- What a case made of a commission: how much of what had been opened stays earned. The first says what that was;
-- the last is what stands, wherever the money of it lies.
create table earnings.amendment (
  commission_id uuid not null references earnings.commission,
  number integer not null check (number >= 1),
  -- The deed that it belongs to: the same deed changes a commission once.
  name text not null,
  opened_gross bigint not null check (opened_gross >= 0),
  opened_fee bigint not null check (opened_fee >= 0),
  -- What the opened price counts as, in units of what was paid, and how much of it is earned now.
  opened_units bigint not null check (opened_units > 0),
  units bigint not null check (units >= 0),
  net_before bigint not null check (net_before >= 0),
  net bigint not null check (net >= 0),
  -- What of the difference is owed by its payee, or no longer is.
  owed bigint not null default 0,
  by text not null,
  at timestamptz not null,
  primary key (commission_id, number),
  unique (commission_id, name)
);
create trigger amendment_is_history before update or delete or truncate on earnings.amendment
  for each statement execute function base.refuse_change();

-- What others may know of an educator, one row per kind.
create view earnings.educator_view as
  select e.person_id as educator_id, s.kind, e.name, e.zone, e.organization_id, e.ratings_sum, e.ratings_count,
    s.tier, s.sessions_held, r.rate, r.own_prices, r.opens
  from earnings.educator e
  join earnings.standing s on s.educator_id = e.person_id
  join earnings.rung r on r.kind = s.kind and r.tier = s.tier;
-- What educators say of themselves.
create view earnings.profile_view as
  select person_id as educator_id, name, zone, headline, about, languages, kinds, organization_id, enrolled_at
  from earnings.educator;
create view earnings.commission_view as select * from earnings.commission;
create view earnings.delivery_view as select * from earnings.delivery;
create view earnings.payout_view as select * from earnings.payout;

grant select on all tables in schema earnings to stoa_app;
grant insert on earnings.amendment, earnings.policy, earnings.tier_step, earnings.delivery, earnings.payout_step, earnings.payout_item to stoa_app;
grant insert, update on earnings.educator, earnings.standing, earnings.agreement, earnings.payout, earnings.payout_run,
  earnings.commission, earnings.rung to stoa_app;
grant insert on earnings.ladder_version to stoa_app;
grant update (begun_at, looked_at, withdrawn_by, withdrawn_at) on earnings.ladder_version to stoa_app;

-- A share in basis points, rounded half to even: the same arithmetic as shareOf in src/base/money.ts.
create function earnings.share_of(total bigint, rate integer) returns bigint
language sql immutable set search_path = pg_catalog as $$
  select total * rate / 10000 + case
    when total * rate % 10000 > 5000 or (total * rate % 10000 = 5000 and total * rate / 10000 % 2 = 1) then 1 else 0 end
$$;
grant execute on function earnings.share_of to stoa_app;

-- The history of a payout writes itself.
create function earnings.payout_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' and old.state = new.state then return null; end if;
  insert into earnings.payout_step (payout_id, number, state, note, at)
    select new.id, count(*) + 1, new.state, new.reason_code, new.moved_at
    from earnings.payout_step where payout_id = new.id;
  return null;
end $$;
create trigger payout_moves after insert or update of state on earnings.payout
  for each row execute function earnings.payout_moves();
