-- Who is here: persons, organizations, roles, sign-in, and the log of what was done.
-- person, session, account, verification, organization, member, invitation and jwks are written
-- by Better Auth under names of ours (src/people/auth.ts); the rest is our own.

create schema people;
grant usage on schema people to stoa_app;

create table people.person (
  id uuid primary key,
  name text not null check (length(btrim(name)) between 1 and 200),
  email text not null unique check (email = lower(email) and length(email) <= 254 and email like '%_@_%'),
  email_verified boolean not null default false,
  image text,
  zone text not null default 'UTC' check (length(zone) between 1 and 64),
  locale text not null default 'en' check (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index person_newest on people.person (created_at desc, id desc);
create index person_words on people.person using gin ((lower(name) || ' ' || email) gin_trgm_ops);

create table people.session (
  id uuid primary key,
  token text not null unique,
  user_id uuid not null references people.person on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  active_organization_id uuid
);
create index session_of_person on people.session (user_id, expires_at);

create table people.account (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references people.person on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_of_person on people.account (user_id);

create table people.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_identifier on people.verification (identifier);

create table people.jwks (
  id uuid primary key,
  public_key text not null,
  private_key text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  alg text,
  crv text
);

create table people.organization (
  id uuid primary key,
  name text not null check (length(btrim(name)) between 1 and 200),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  logo text,
  metadata text,
  created_at timestamptz not null
);

create table people.member (
  id uuid primary key,
  organization_id uuid not null references people.organization on delete cascade,
  user_id uuid not null references people.person on delete cascade,
  role text not null check (role in ('owner', 'admin', 'billing', 'manager', 'educator', 'member')),
  created_at timestamptz not null,
  unique (organization_id, user_id)
);
create index member_of_person on people.member (user_id);

create table people.invitation (
  id uuid primary key,
  organization_id uuid not null references people.organization on delete cascade,
  email text not null check (email = lower(email)),
  role text check (role in ('owner', 'admin', 'billing', 'manager', 'educator', 'member')),
  status text not null check (status in ('pending', 'accepted', 'rejected', 'canceled')),
  expires_at timestamptz not null,
  created_at timestamptz not null,
  inviter_id uuid not null references people.person on delete cascade
);
create index invitation_organization on people.invitation (organization_id);
create index invitation_email on people.invitation (email);

-- A staff role is a record of who gave it and when, and of who took it away.
create table people.staff_role (
  id uuid primary key,
  person_id uuid not null references people.person on delete cascade,
  role text not null check (role in ('admin', 'finance', 'support', 'moderator', 'reviewer')),
  granted_at timestamptz not null,
  granted_by text not null,
  revoked_at timestamptz,
  revoked_by text,
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index staff_role_once on people.staff_role (person_id, role) where revoked_at is null;

-- Joining is a fact, whoever made the row.
create function people.tell_joined() returns trigger
language plpgsql as $$
begin
  perform base.record_fact(new.id, 'person.joined', 'person', new.id::text, new.created_at, '{}');
  return null;
end $$;
create trigger joining_is_told after insert on people.person
  for each row execute function people.tell_joined();

-- Where a link in an e-mail leads (verify the address, set a new password): the e-mail and the
-- fact behind it carry only the word, and the row is removed once it has expired.
create table people.link (
  word text primary key check (length(word) >= 32),
  person_id uuid not null references people.person on delete cascade,
  url text not null,
  expires_at timestamptz not null
);
create index link_age on people.link (expires_at);

-- What was done, by whom, to what, from where. Never changed, never removed.
create table people.audit (
  id uuid primary key,
  at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  by text not null,
  deed text not null check (deed ~ '^[a-z_]+(\.[a-z_]+)+$'),
  about_type text not null,
  about_id text not null,
  before jsonb,
  after jsonb,
  from_where text
);
create index audit_newest on people.audit (at desc, id desc);
create index audit_about on people.audit (about_id, at desc);
create index audit_by on people.audit (by, at desc);
create trigger audit_is_history before update or delete or truncate on people.audit
  for each statement execute function base.refuse_change();

-- The organization that independent instructors and hosts belong to.
insert into people.organization (id, name, slug, created_at)
  values ('00000000-0000-8000-8000-000000000001', 'Platform Creators', 'platform-creators', clock_timestamp());

create function people.keep_platform_creators() returns trigger
language plpgsql as $$
begin
  raise exception 'Platform Creators is built in and cannot be removed'
    using errcode = 'integrity_constraint_violation';
end $$;
create trigger platform_creators_stays before delete on people.organization
  for each row when (old.id = '00000000-0000-8000-8000-000000000001')
  execute function people.keep_platform_creators();

-- What others may read about a person without the sign-in beside it.
create view people.person_view as
  select id, name, zone, locale, created_at from people.person;
create view people.organization_view as
  select id, name, slug, created_at from people.organization;

grant select, insert, update, delete on people.person, people.session, people.account,
  people.verification, people.jwks, people.organization, people.member, people.invitation,
  people.link to stoa_app;
grant select, insert on people.staff_role, people.audit to stoa_app;
grant update (revoked_at, revoked_by) on people.staff_role to stoa_app;
grant select on people.person_view, people.organization_view to stoa_app;
