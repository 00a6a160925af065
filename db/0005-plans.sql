-- What is on offer, who subscribes to it, and what that opens. The catalogue is data: the operator edits it.

create schema plans;
grant usage on schema plans to stoa_app;

create table plans.plan (
  code text primary key,
  audience text not null check (audience in ('learner', 'educator', 'organization')),
  position integer not null,
  unique (audience, position)
);

-- Subscribers keep the version they bought until they are moved.
create table plans.version (
  id uuid primary key,
  plan_code text not null references plans.plan,
  version integer not null check (version > 0),
  name text not null,
  says text not null,
  -- In hundredths of a credit.
  monthly_credits bigint not null check (monthly_credits >= 0),
  -- What happens to unused credits when the period is over.
  unused text not null check (unused in ('expire', 'roll', 'keep')),
  roll_months integer check (roll_months > 0),
  -- Days for which a person may try it before it is charged for the first time; 0: none.
  trial_days integer not null default 0 check (trial_days between 0 and 90),
  on_sale_from timestamptz not null,
  on_sale_until timestamptz,
  unique (plan_code, version),
  check ((unused = 'roll') = (roll_months is not null)),
  check (on_sale_until > on_sale_from)
);
create unique index version_on_sale on plans.version (plan_code) where on_sale_until is null;

create table plans.price (
  version_id uuid not null references plans.version,
  interval text not null check (interval in ('month', 'year')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount bigint not null check (amount > 0),
  -- What access alone is worth; the rest is the basis of the credits.
  access bigint not null check (access between 0 and amount),
  primary key (version_id, interval, currency)
);

-- Prices are added, never changed: whoever bought at one renews at it.
grant insert on plans.price to stoa_app;

create table plans.included (
  version_id uuid not null references plans.version,
  kind text not null check (kind in ('class', 'conversation')),
  sessions integer not null check (sessions > 0),
  -- Called unlimited; the number is then the fair-use cap.
  unlimited boolean not null,
  primary key (version_id, kind)
);

-- What plans open. `kept_by`: the module whose code does it, and refuses it to whoever has no plan for it; null:
-- not built, so it is neither shown nor sold. test/features.test.ts looks for each in the code of its keeper.
create table plans.feature (
  name text primary key check (name ~ '^[a-z_]+\.[a-z_]+$'),
  says text not null,
  position integer not null unique,
  kept_by text
);

create table plans.version_feature (
  version_id uuid not null references plans.version,
  feature text not null references plans.feature,
  primary key (version_id, feature)
);

create table plans.limit_kind (
  name text primary key check (name ~ '^[a-z_]+\.[a-z_]+$'),
  says text not null,
  audience text not null,
  position integer not null unique,
  kept_by text
);

create table plans.version_limit (
  version_id uuid not null references plans.version,
  name text not null references plans.limit_kind,
  most integer not null check (most >= 0),
  primary key (version_id, name)
);

-- Which changes of a subscription's state there are; src/plans/subscription.ts has the same list.
create table plans.subscription_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into plans.subscription_transition values
  ('new', 'trial'), ('new', 'active'),
  ('trial', 'active'), ('trial', 'past_due'), ('trial', 'paused'), ('trial', 'leaving'), ('trial', 'ended'),
  ('active', 'past_due'), ('active', 'paused'), ('active', 'leaving'), ('active', 'ended'),
  ('past_due', 'active'), ('past_due', 'paused'), ('past_due', 'leaving'), ('past_due', 'ended'),
  ('paused', 'trial'), ('paused', 'active'), ('paused', 'past_due'), ('paused', 'leaving'), ('paused', 'ended'),
  ('leaving', 'trial'), ('leaving', 'active'), ('leaving', 'past_due'), ('leaving', 'paused'), ('leaving', 'ended');

-- A state is who did what when: each column says since when. What they say together is `state`.
create table plans.subscription (
  id uuid primary key,
  person_id uuid not null,
  audience text not null,
  version_id uuid not null references plans.version,
  currency text not null,
  interval text not null check (interval in ('month', 'year')),
  provider text not null,
  -- The provider's own name for it.
  billing text not null,
  order_id uuid not null,
  started_at timestamptz not null,
  -- Where it began with a trial: until when that is.
  trial_ends_at timestamptz,
  -- When its person was told that the trial is about to end.
  trial_told_at timestamptz,
  -- Since when it is paid for.
  paid_since timestamptz,
  -- The period that was paid last (or the trial).
  period_start timestamptz not null,
  period_end timestamptz not null check (period_end > period_start),
  -- What it becomes with its next period, where that is another version or interval.
  next_version_id uuid references plans.version,
  next_interval text check (next_interval in ('month', 'year')),
  -- Since when: a renewal is unpaid; it rests (until when, at most); it is to end with its period; it was over.
  past_due_since timestamptz,
  paused_since timestamptz,
  resumes_at timestamptz,
  leaving_since timestamptz,
  ended_at timestamptz,
  -- Since when its credits are kept from being spent: it is unpaid after the grace, or at rest.
  frozen_since timestamptz,
  -- When and by whom it was brought to this.
  state_at timestamptz not null,
  state_by text not null,
  state text not null generated always as (
    case when ended_at is not null then 'ended'
         when past_due_since is not null then 'past_due'
         when paused_since is not null then 'paused'
         when leaving_since is not null then 'leaving'
         when paid_since is null then 'trial'
         else 'active' end) stored,
  unique (provider, billing),
  constraint subscription_paid_or_trial check (paid_since is not null or trial_ends_at is not null),
  constraint subscription_rests_until check (resumes_at is null or paused_since is not null),
  constraint subscription_frozen_while_shut check (
    frozen_since is null or (ended_at is null and (past_due_since is not null or paused_since is not null))),
  constraint subscription_next_is_another check (
    (next_version_id is null) = (next_interval is null) and (next_version_id, next_interval) is distinct from (version_id, interval)),
  constraint subscription_over_is_over check (ended_at is null or next_version_id is null)
);
-- One live subscription, and one trial ever, per person and audience.
create unique index subscription_one_live on plans.subscription (person_id, audience) where ended_at is null;
create unique index subscription_one_trial on plans.subscription (person_id, audience) where trial_ends_at is not null;
create index subscription_of_person on plans.subscription (person_id, started_at desc);
create index subscription_on_trial on plans.subscription (trial_ends_at) where state = 'trial' and trial_told_at is null;
create index subscription_to_freeze on plans.subscription (period_end)
  where ended_at is null and frozen_since is null and (past_due_since is not null or paused_since is not null);

-- What became of each, step by step.
create table plans.subscription_step (
  subscription_id uuid not null references plans.subscription,
  number integer not null check (number > 0),
  from_state text not null,
  to_state text not null,
  version_id uuid not null references plans.version,
  next_version_id uuid references plans.version,
  by text not null,
  at timestamptz not null,
  primary key (subscription_id, number)
);
create trigger subscription_step_is_history before update or delete or truncate on plans.subscription_step
  for each statement execute function base.refuse_change();

-- Keeps the table of transitions and the history, whatever code asks.
create function plans.subscription_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  before text := case when tg_op = 'UPDATE' then old.state else 'new' end;
begin
  if tg_op = 'UPDATE' and (old.state, old.version_id, old.interval, old.next_version_id, old.next_interval)
      is not distinct from (new.state, new.version_id, new.interval, new.next_version_id, new.next_interval) then
    return null;
  end if;
  if before <> new.state and not exists (
      select from plans.subscription_transition where from_state = before and to_state = new.state) then
    raise exception 'a subscription cannot go from % to %', before, new.state
      using errcode = 'check_violation', constraint = 'subscription_transition_exists';
  end if;
  insert into plans.subscription_step (subscription_id, number, from_state, to_state, version_id, next_version_id, by, at)
    select new.id, count(*) + 1, before, new.state, new.version_id, new.next_version_id, new.state_by, new.state_at
    from plans.subscription_step where subscription_id = new.id;
  return null;
end $$;
create trigger subscription_moves after insert or update on plans.subscription
  for each row execute function plans.subscription_moves();

-- Whoever holds what a person may do in memory drops it at once, on every node.
create function plans.tell_of_change() returns trigger
language plpgsql as $$
begin
  perform pg_notify('plans_changed', new.person_id::text);
  return null;
end $$;
create trigger subscription_changed after insert or update on plans.subscription
  for each row execute function plans.tell_of_change();

-- Each period that was paid: what its access earns, day by day.
create table plans.access (
  order_id uuid primary key,
  subscription_id uuid not null references plans.subscription,
  currency text not null,
  total bigint not null check (total >= 0),
  earned bigint not null default 0 check (earned between 0 and total),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at)
);
create index access_open on plans.access (starts_at) where earned < total;

-- The credits that a paid period brings, each part once: the first with its payment, the others of a year
-- month by month. `value` is their basis; until they are granted it waits in deferred access.
create table plans.monthly_grant (
  order_id uuid not null references plans.access,
  number integer not null check (number >= 0),
  subscription_id uuid not null references plans.subscription,
  credits bigint not null check (credits > 0),
  value bigint not null check (value >= 0),
  currency text not null,
  due_at timestamptz not null,
  -- Null: they do not run out.
  expires_at timestamptz check (expires_at > due_at),
  granted_at timestamptz,
  lot_id bigint,
  -- The subscription ended before: its money is earned as access, or went back.
  dropped_at timestamptz,
  primary key (order_id, number),
  check ((granted_at is null) = (lot_id is null)),
  constraint grant_given_or_dropped check (granted_at is null or dropped_at is null)
);
create index grant_open on plans.monthly_grant (due_at) where granted_at is null and dropped_at is null;
create index grant_of_subscription on plans.monthly_grant (subscription_id, due_at);
-- What was granted or dropped stays so.
create function plans.grant_is_final() returns trigger
language plpgsql as $$
begin
  raise exception 'part % of order % was granted or dropped', old.number, old.order_id
    using errcode = 'check_violation', constraint = 'grant_is_final';
end $$;
create trigger grant_is_final before update on plans.monthly_grant
  for each row when (old.granted_at is not null or old.dropped_at is not null) execute function plans.grant_is_final();

-- The day of the month on which a person's free month begins; kept, so that another zone moves nothing.
create table plans.anchor (
  person_id uuid primary key,
  day date not null
);

-- Included sessions of one person, kind and period. The database keeps the count within the cap.
create table plans.allowance (
  person_id uuid not null,
  kind text not null check (kind in ('class', 'conversation')),
  -- Names the period: the free month's number, or the subscription and the month within it.
  period text not null,
  cap integer not null,
  used integer not null default 0,
  primary key (person_id, kind, period),
  constraint allowance_within_cap check (used between 0 and cap)
);

create table plans.allowance_use (
  key text primary key,
  person_id uuid not null,
  kind text not null,
  period text not null,
  used_at timestamptz not null,
  returned_at timestamptz,
  foreign key (person_id, kind, period) references plans.allowance
);

grant select on all tables in schema plans to stoa_app;
grant insert, update on plans.subscription, plans.access, plans.monthly_grant, plans.allowance, plans.allowance_use to stoa_app;
grant insert on plans.subscription_step to stoa_app;
grant insert on plans.anchor, plans.version, plans.price, plans.included, plans.version_feature, plans.version_limit
  to stoa_app;
grant update (on_sale_until) on plans.version to stoa_app;

create view plans.subscription_view as
  select s.id, s.person_id, s.audience, v.plan_code, v.version, v.name, s.currency, s.interval, p.amount,
         s.started_at, s.trial_ends_at, s.paid_since, s.period_start, s.period_end, s.past_due_since, s.paused_since,
         s.leaving_since, s.ended_at, s.frozen_since, s.state, n.plan_code as next_plan
    from plans.subscription s
    join plans.version v on v.id = s.version_id
    join plans.price p on p.version_id = v.id and p.interval = s.interval and p.currency = s.currency
    left join plans.version n on n.id = s.next_version_id;
grant select on plans.subscription_view to stoa_app;

-- What subscriptions open, and until when as far as is known: as `openUntil` in src/plans/subscription.ts.
create view plans.opened_view as
  select s.person_id, s.audience, f.feature,
         case when s.paused_since is not null and s.past_due_since is null then s.period_end
              else coalesce(s.past_due_since, s.period_end) + interval '168 hours' end as open_until
    from plans.subscription s join plans.version_feature f on f.version_id = s.version_id
   where s.ended_at is null;
grant select on plans.opened_view to stoa_app;

-- ---------------------------------------------------------------------------------------------
-- The default catalogue.
insert into plans.plan (code, audience, position) values
  ('learner-free', 'learner', 1), ('learner-premium', 'learner', 2), ('learner-pro', 'learner', 3),
  ('educator-free', 'educator', 1), ('educator-pro', 'educator', 2), ('educator-enterprise', 'educator', 3);

insert into plans.version (id, plan_code, version, name, says, monthly_credits, unused, on_sale_from) values
  ('019a8000-0000-7000-8000-000000000101', 'learner-free', 1, 'Free', 'Look around, and join one conversation a month', 0, 'keep', '2020-01-01Z'),
  ('019a8000-0000-7000-8000-000000000102', 'learner-premium', 1, 'Premium', 'A class or two a week', 12000, 'expire', '2020-01-01Z'),
  ('019a8000-0000-7000-8000-000000000103', 'learner-pro', 1, 'Pro', 'Learn every day', 30000, 'expire', '2020-01-01Z'),
  ('019a8000-0000-7000-8000-000000000201', 'educator-free', 1, 'Free', 'Be found, and teach', 0, 'keep', '2020-01-01Z'),
  ('019a8000-0000-7000-8000-000000000202', 'educator-pro', 1, 'Pro', 'For those who teach for a living', 0, 'keep', '2020-01-01Z'),
  ('019a8000-0000-7000-8000-000000000203', 'educator-enterprise', 1, 'Enterprise', 'For teams of teachers', 0, 'keep', '2020-01-01Z');

-- Premium may be tried for a week; a year costs ten months.
update plans.version set trial_days = 7 where id = '019a8000-0000-7000-8000-000000000102';

insert into plans.price (version_id, interval, currency, amount, access) values
  ('019a8000-0000-7000-8000-000000000102', 'month', 'USD', 9900, 1900),
  ('019a8000-0000-7000-8000-000000000103', 'month', 'USD', 24900, 4900),
  ('019a8000-0000-7000-8000-000000000202', 'month', 'USD', 999, 999),
  ('019a8000-0000-7000-8000-000000000203', 'month', 'USD', 9900, 9900),
  ('019a8000-0000-7000-8000-000000000102', 'year', 'USD', 99000, 19000),
  ('019a8000-0000-7000-8000-000000000103', 'year', 'USD', 249000, 49000),
  ('019a8000-0000-7000-8000-000000000202', 'year', 'USD', 9990, 9990),
  ('019a8000-0000-7000-8000-000000000203', 'year', 'USD', 99000, 99000);

insert into plans.included (version_id, kind, sessions, unlimited) values
  ('019a8000-0000-7000-8000-000000000101', 'conversation', 1, false),
  ('019a8000-0000-7000-8000-000000000102', 'class', 2, false),
  ('019a8000-0000-7000-8000-000000000102', 'conversation', 2, false),
  ('019a8000-0000-7000-8000-000000000103', 'class', 20, true),
  ('019a8000-0000-7000-8000-000000000103', 'conversation', 20, true);

insert into plans.feature (position, name, says) values
  (1, 'sessions.book', 'Book classes and conversations'),
  (2, 'sessions.waitlist', 'Wait for a seat that becomes free'),
  (3, 'sessions.calendar_feed', 'Your bookings in your own calendar'),
  (4, 'sessions.materials', 'Materials of the sessions you booked'),
  (5, 'sessions.priority', 'Book before others can'),
  (6, 'sessions.private', 'One-to-one classes'),
  (7, 'sessions.instant', 'A conversation right now'),
  (16, 'sessions.reviews', 'Say what you thought of a session'),
  (17, 'credits.buy', 'Buy credits at any time'),
  (19, 'credits.refill', 'Credits that refill by themselves'),
  (18, 'credits.statement', 'Each movement of your wallet, with its proof'),
  (8, 'sessions.recordings', 'Recordings, where all agreed'),
  (9, 'progress.basic', 'What you attended and learned'),
  (10, 'progress.advanced', 'Progress by skill, with goals'),
  (11, 'courses.discount', 'A discount on courses'),
  (12, 'courses.certificates', 'Certificates for what you completed'),
  (13, 'content.exclusive', 'Content for members only'),
  (14, 'support.priority', 'An answer from support within a day'),
  (15, 'support.personal', 'A person of your own at support'),
  (101, 'teaching.profile', 'A profile that learners find'),
  (102, 'teaching.sessions', 'Give classes and conversations'),
  (103, 'teaching.visibility', 'Shown higher in search'),
  (104, 'teaching.own_prices', 'Prices of your own, within bounds'),
  (116, 'earnings.statement', 'Each commission and payout, as a list and a file'),
  (105, 'courses.upload', 'Publish recorded courses'),
  (106, 'courses.cohorts', 'Courses that start together'),
  (107, 'analytics.basic', 'Seats, earnings and ratings'),
  (108, 'analytics.advanced', 'Where learners come from, and what keeps them'),
  (109, 'marketing.codes', 'Discount codes of your own'),
  (110, 'marketing.mail', 'Letters to your learners'),
  (111, 'marketing.links', 'Referral links that count'),
  (112, 'team.members', 'Colleagues on one account'),
  (113, 'team.roles', 'Roles and permissions in the team'),
  (114, 'api.access', 'The API, with keys of your own'),
  (115, 'exports.accounting', 'Statements in the formats of accountants'),
  -- What tiers open, beside plans.
  (117, 'teaching.support', 'What you ask our staff to look at again is decided within a day'),
  (118, 'payouts.instant', 'Your money at once, for a fee');

-- Built, and by whom.
update plans.feature set kept_by = built.by
  from (values
    ('sessions.book', 'live'), ('sessions.materials', 'live'), ('sessions.priority', 'live'),
    ('sessions.private', 'live'), ('sessions.reviews', 'http'), ('credits.buy', 'http'), ('credits.statement', 'http'), ('credits.refill', 'http'),
    ('teaching.profile', 'http'), ('teaching.sessions', 'live'), ('teaching.own_prices', 'live'),
    ('teaching.visibility', 'live'), ('teaching.support', 'live'), ('payouts.instant', 'earnings'),
    ('analytics.basic', 'http'), ('earnings.statement', 'http')
  ) built (name, by) where feature.name = built.name;

insert into plans.version_feature (version_id, feature)
select version.id::uuid, feature from (values
  ('019a8000-0000-7000-8000-000000000101', '{sessions.book,sessions.reviews,credits.buy,credits.refill,credits.statement,sessions.waitlist,sessions.calendar_feed,sessions.materials,progress.basic}'::text[]),
  ('019a8000-0000-7000-8000-000000000102', '{sessions.book,sessions.reviews,credits.buy,credits.refill,credits.statement,sessions.waitlist,sessions.calendar_feed,sessions.materials,sessions.priority,sessions.private,sessions.recordings,progress.basic,progress.advanced,courses.discount,courses.certificates}'),
  ('019a8000-0000-7000-8000-000000000103', '{sessions.book,sessions.reviews,credits.buy,credits.refill,credits.statement,sessions.waitlist,sessions.calendar_feed,sessions.materials,sessions.priority,sessions.private,sessions.instant,sessions.recordings,progress.basic,progress.advanced,courses.discount,courses.certificates,content.exclusive,support.priority,support.personal}'),
  ('019a8000-0000-7000-8000-000000000201', '{teaching.profile,teaching.sessions,earnings.statement,courses.upload,analytics.basic}'),
  ('019a8000-0000-7000-8000-000000000202', '{teaching.profile,teaching.sessions,earnings.statement,teaching.visibility,teaching.own_prices,courses.upload,courses.cohorts,analytics.basic,analytics.advanced,marketing.codes,marketing.mail,marketing.links,exports.accounting}'),
  ('019a8000-0000-7000-8000-000000000203', '{teaching.profile,teaching.sessions,earnings.statement,teaching.visibility,teaching.own_prices,courses.upload,courses.cohorts,analytics.basic,analytics.advanced,marketing.codes,marketing.mail,marketing.links,exports.accounting,team.members,team.roles,api.access,support.priority}')
) version (id, features), unnest(features) feature;

insert into plans.limit_kind (position, name, audience, says) values
  (1, 'sessions.open_bookings', 'learner', 'Sessions booked ahead at one time'),
  (2, 'sessions.priority_hours', 'learner', 'Hours that you can book before others'),
  (3, 'courses.discount_percent', 'learner', 'Per cent off the price of courses'),
  (4, 'courses.kept_percent', 'educator', 'Per cent of a course sale that you keep'),
  (5, 'courses.published', 'educator', 'Courses published at one time'),
  (6, 'team.members', 'educator', 'People on the account');

update plans.limit_kind set kept_by = 'live' where name in ('sessions.open_bookings', 'sessions.priority_hours');

insert into plans.version_limit (version_id, name, most) values
  ('019a8000-0000-7000-8000-000000000101', 'sessions.open_bookings', 3),
  ('019a8000-0000-7000-8000-000000000101', 'sessions.priority_hours', 0),
  ('019a8000-0000-7000-8000-000000000101', 'courses.discount_percent', 0),
  ('019a8000-0000-7000-8000-000000000102', 'sessions.open_bookings', 15),
  ('019a8000-0000-7000-8000-000000000102', 'sessions.priority_hours', 24),
  ('019a8000-0000-7000-8000-000000000102', 'courses.discount_percent', 5),
  ('019a8000-0000-7000-8000-000000000103', 'sessions.open_bookings', 50),
  ('019a8000-0000-7000-8000-000000000103', 'sessions.priority_hours', 48),
  ('019a8000-0000-7000-8000-000000000103', 'courses.discount_percent', 10),
  ('019a8000-0000-7000-8000-000000000201', 'courses.kept_percent', 60),
  ('019a8000-0000-7000-8000-000000000201', 'courses.published', 1),
  ('019a8000-0000-7000-8000-000000000201', 'team.members', 1),
  ('019a8000-0000-7000-8000-000000000202', 'courses.kept_percent', 70),
  ('019a8000-0000-7000-8000-000000000202', 'courses.published', 25),
  ('019a8000-0000-7000-8000-000000000202', 'team.members', 1),
  ('019a8000-0000-7000-8000-000000000203', 'courses.kept_percent', 75),
  ('019a8000-0000-7000-8000-000000000203', 'courses.published', 500),
  ('019a8000-0000-7000-8000-000000000203', 'team.members', 25);
