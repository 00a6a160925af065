-- What people are told: notices in the app, and the e-mails that carry them out of the house.

create schema messaging;
grant usage on schema messaging to stoa_app;

create table messaging.notice (
  id uuid primary key,
  fact_id uuid not null references base.fact (id),
  person_id uuid not null,
  kind text not null,
  title text not null check (title <> ''),
  body text not null check (body <> ''),
  -- Where in the app it leads.
  link text check (link like '/%'),
  at timestamptz not null,
  read_at timestamptz check (read_at >= at),
  unique (fact_id, person_id, kind)
);
create index notice_of_person on messaging.notice (person_id, at desc, id desc);
create index notice_unread on messaging.notice (person_id) where read_at is null;

create table messaging.email (
  id uuid primary key,
  fact_id uuid not null references base.fact (id),
  -- Null: somebody who has no account (yet).
  person_id uuid,
  kind text not null,
  to_address text not null,
  subject text not null check (subject <> ''),
  body text not null check (body <> ''),
  -- It carries a link that lets its bearer in: shown to nobody but the addressee.
  secret boolean not null,
  at timestamptz not null,
  -- kept: no mail server is set up, so it can be read here only.
  state text not null check (state in ('kept', 'waiting', 'sent', 'failed')),
  attempts integer not null default 0 check (attempts >= 0),
  error text,
  sent_at timestamptz,
  unique (fact_id, person_id, kind),
  constraint email_once unique (fact_id, to_address, kind),
  check ((state = 'sent') = (sent_at is not null)),
  check (state <> 'failed' or error is not null)
);
create index email_by_time on messaging.email (at desc, id desc);
create index email_waiting on messaging.email (at) where state = 'waiting';

grant select, insert on messaging.notice, messaging.email to stoa_app;
grant update (read_at) on messaging.notice to stoa_app;
grant update (state, attempts, error, sent_at, body) on messaging.email to stoa_app;
