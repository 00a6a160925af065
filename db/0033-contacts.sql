-- Whom an organization writes to, what they allowed, whom nobody writes to any more, and what is written.

-- Addresses that are to be remembered without being kept are kept as hashes under this salt; links that end
-- mailings are signed with this key. One row, made once.
create table messaging.seal (
  one boolean primary key default true check (one),
  salt bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
  link_key bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
);
insert into messaging.seal default values;
create trigger seal_stays before update or delete or truncate on messaging.seal
  for each statement execute function base.refuse_change();

-- What stands for an address where the address itself is not kept.
create function messaging.mark_of(way text, address text) returns bytea
language sql stable set search_path = pg_catalog as $$
  select sha256(salt || convert_to(way || ' ' || address, 'UTF8')) from messaging.seal
$$;

-- What an organization keeps of its contacts beside name and addresses.
create table messaging.contact_field (
  organization_id uuid not null references people.organization,
  name text not null check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  label text not null check (length(btrim(label)) between 1 and 80),
  kind text not null check (kind in ('text', 'number', 'date', 'choice', 'yes_no')),
  choices text[] not null default '{}' check (cardinality(choices) <= 50),
  made_by text not null,
  made_at timestamptz not null,
  primary key (organization_id, name),
  check ((kind = 'choice') = (cardinality(choices) > 0))
);

create table messaging.contact (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  name text not null check (length(name) <= 200),
  -- What the organization's own system calls them: a member's number.
  reference text check (length(reference) between 1 and 100),
  language text check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  zone text check (length(zone) between 1 and 64),
  fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
  made_by text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null check (changed_at >= made_at),
  unique (organization_id, id)
);
create unique index contact_reference on messaging.contact (organization_id, reference) where reference is not null;
create index contact_words on messaging.contact using gin (lower(name) gin_trgm_ops);

-- Several contacts may share an address (two pupils, one parent); one contact has each address once.
create table messaging.contact_address (
  organization_id uuid not null,
  contact_id uuid not null,
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  address text not null check (length(address) between 3 and 254),
  -- Of a number, where it has one.
  country text check (country ~ '^[A-Z]{2}$'),
  -- The lowest is written to.
  position integer not null check (position >= 0),
  primary key (contact_id, way, address),
  foreign key (organization_id, contact_id) references messaging.contact (organization_id, id) on delete cascade,
  check ((way = 'email') = (address like '%_@_%')),
  check (way = 'email' or address ~ '^\+[1-9][0-9]{5,17}$')
);
create index contact_by_address on messaging.contact_address (organization_id, way, address, contact_id);

create table messaging.contact_group (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  name text not null check (length(btrim(name)) between 1 and 80),
  -- Null: its members are named one by one; else {match, conditions}: whoever it is true of.
  rule jsonb check (jsonb_typeof(rule) = 'object'),
  made_by text not null,
  made_at timestamptz not null,
  unique (organization_id, id)
);
create unique index contact_group_name on messaging.contact_group (organization_id, lower(btrim(name)));

create table messaging.contact_in_group (
  organization_id uuid not null,
  group_id uuid not null,
  contact_id uuid not null,
  since timestamptz not null,
  by text not null,
  primary key (group_id, contact_id),
  foreign key (organization_id, group_id) references messaging.contact_group (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references messaging.contact (organization_id, id) on delete cascade
);
create index groups_of_contact on messaging.contact_in_group (contact_id);

-- What somebody allowed or took back, for one way and category, and how that is known. Nothing of it is changed: taking
-- back is a row of its own. The address is here as its mark only, so the proof outlives the contact.
create table messaging.consent (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  mark bytea not null check (octet_length(mark) = 32),
  category text not null check (category in ('authentication', 'utility', 'service', 'marketing')),
  given boolean not null,
  source text not null check (source in ('form', 'paper', 'import', 'api', 'keyword', 'link', 'staff', 'provider')),
  -- Which words they agreed to, by the organization's own name for them.
  text_version text check (length(text_version) between 1 and 100),
  note text check (length(note) between 1 and 500),
  ip inet,
  at timestamptz not null,
  written_at timestamptz not null check (written_at >= at),
  by text not null,
  -- The order in which they were written, where two are of one instant.
  nth bigint generated always as identity
);
create index consent_of on messaging.consent (organization_id, way, mark, at desc, nth desc);

-- What counts of it: the newest row of each.
create table messaging.consent_now (
  organization_id uuid not null,
  way text not null,
  mark bytea not null,
  category text not null,
  given boolean not null,
  at timestamptz not null,
  nth bigint not null,
  primary key (organization_id, way, mark, category)
);
create function messaging.consent_counts() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into messaging.consent_now as n (organization_id, way, mark, category, given, at, nth)
    select distinct on (organization_id, way, mark, category) organization_id, way, mark, category, given, at, nth
    from written order by organization_id, way, mark, category, at desc, nth desc
    on conflict (organization_id, way, mark, category) do update
      set given = excluded.given, at = excluded.at, nth = excluded.nth
      where (excluded.at, excluded.nth) > (n.at, n.nth);
  return null;
end $$;
create trigger consent_counts after insert on messaging.consent
  referencing new table as written for each statement execute function messaging.consent_counts();

-- Where the contact is forgotten, so is the machine that they pressed a button on; nothing else of it.
create function messaging.consent_is_history() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  old.ip := null;
  if tg_op = 'DELETE' or new is distinct from old then
    raise exception 'messaging.consent is append-only: % refused', lower(tg_op)
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger consent_is_history before update or delete on messaging.consent
  for each row execute function messaging.consent_is_history();
create trigger consent_is_kept before truncate on messaging.consent
  for each statement execute function base.refuse_change();

-- How many soft bounces in how many days rest an address, and for how long. By version.
create table messaging.bounce_rules (
  version integer primary key check (version > 0),
  soft_bounces integer not null check (soft_bounces between 1 and 50),
  within_days integer not null check (within_days between 1 and 90),
  rests_days integer not null check (rests_days between 1 and 365),
  set_by text not null,
  set_at timestamptz not null
);
insert into messaging.bounce_rules values (1, 3, 7, 30, 'stoa', '2026-01-01T00:00:00Z');
create trigger bounce_rules_are_history before update or delete or truncate on messaging.bounce_rules
  for each statement execute function base.refuse_change();

-- A bounce that may pass. The same event is one bounce.
create table messaging.soft_bounce (
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  mark bytea not null check (octet_length(mark) = 32),
  source text not null check (length(source) between 1 and 200),
  at timestamptz not null,
  primary key (way, mark, source)
);
create index soft_bounce_at on messaging.soft_bounce (at);

-- An address to which nothing is sent: by one organization, or by nobody in this house where none is named.
create table messaging.suppression (
  id uuid primary key,
  organization_id uuid references people.organization,
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  mark bytea not null check (octet_length(mark) = 32),
  -- Null once it was forgotten: the mark still stops every message.
  address text,
  reason text not null check (reason in ('hard_bounce', 'soft_bounces', 'complaint', 'bad_address', 'opted_out', 'asked')),
  source text not null check (length(source) between 1 and 200),
  at timestamptz not null,
  -- Null: until it is lifted.
  until timestamptz check (until > at),
  lifted_at timestamptz check (lifted_at >= at),
  lifted_by text,
  lift_reason text check (length(btrim(lift_reason)) between 3 and 500),
  check (num_nulls(lifted_at, lifted_by, lift_reason) in (0, 3)),
  -- Who complains is not written to by anybody here.
  check (reason <> 'complaint' or organization_id is null),
  check ((reason = 'soft_bounces') = (until is not null))
);
create unique index one_suppression on messaging.suppression (organization_id, way, mark, reason) nulls not distinct
  where lifted_at is null;
create index suppression_of_mark on messaging.suppression (way, mark) where lifted_at is null;
create index suppression_newest on messaging.suppression (at desc, id desc);

-- A file of contacts: received, looked at, read. It is read in chunks, and how far it was read is written with each.
create table messaging.contact_import (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  file_name text not null check (length(file_name) between 1 and 200),
  state text not null check (state in ('receiving', 'received', 'running', 'done', 'stopped')),
  bytes bigint not null default 0 check (bytes >= 0),
  -- {heads, delimiter, becomes}: the columns of the file, and what each of them is.
  mapping jsonb,
  -- {country, duplicates, group, consents}
  choices jsonb,
  -- The first byte that is not read yet, and its line.
  read_bytes bigint not null default 0 check (read_bytes between 0 and bytes),
  read_lines integer not null default 0 check (read_lines >= 0),
  rows integer not null default 0,
  made integer not null default 0,
  changed integer not null default 0,
  left_alone integer not null default 0,
  faulty integer not null default 0,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  begun_by text,
  begun_at timestamptz,
  ended_at timestamptz,
  -- Why it could not be read to its end.
  fault text,
  check (rows = made + changed + left_alone + faulty),
  check (num_nulls(mapping, choices, begun_by, begun_at) in (0, 4)),
  check ((state in ('running', 'done', 'stopped')) = (begun_at is not null)),
  check ((state in ('done', 'stopped')) = (ended_at is not null)),
  check (fault is null or state = 'stopped')
);
create index contact_import_of on messaging.contact_import (organization_id, uploaded_at desc, id desc);
create index contact_import_running on messaging.contact_import (begun_at) where state = 'running';

create table messaging.contact_import_piece (
  import_id uuid not null references messaging.contact_import on delete cascade,
  from_byte bigint not null check (from_byte >= 0),
  bytes bytea not null,
  primary key (import_id, from_byte)
);
create table messaging.contact_import_fault (
  import_id uuid not null references messaging.contact_import on delete cascade,
  -- As an editor counts.
  line integer not null check (line > 0),
  nth integer not null,
  column_name text not null,
  value text not null check (length(value) <= 200),
  sentence text not null check (sentence <> ''),
  primary key (import_id, line, nth)
);

-- What an organization writes again and again. Its words are by version: a message that was sent keeps its own.
create table messaging.template (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  name text not null check (name ~ '^[a-z][a-z0-9_]{0,79}$'),
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  category text not null check (category in ('authentication', 'utility', 'service', 'marketing')),
  made_by text not null,
  made_at timestamptz not null,
  archived_at timestamptz,
  archived_by text,
  check (num_nulls(archived_at, archived_by) in (0, 2))
);
create unique index template_name on messaging.template (organization_id, way, name) where archived_at is null;

create table messaging.template_version (
  template_id uuid not null references messaging.template,
  version integer not null check (version > 0),
  -- [{name, kind, sample, otherwise, most}]
  variables jsonb not null check (jsonb_typeof(variables) = 'array'),
  -- {language: {text, subject, html, header, footer, media, quickReplies}}
  words jsonb not null check (jsonb_typeof(words) = 'object'),
  -- The language for those whose own it has not.
  fallback text not null,
  -- India: as registered there (DLT). A header has three to six letters.
  dlt_header text check (dlt_header ~ '^[A-Za-z]{3,6}$'),
  dlt_entity text check (dlt_entity ~ '^[0-9]{8,25}$'),
  dlt_template text check (dlt_template ~ '^[0-9]{8,25}$'),
  made_by text not null,
  made_at timestamptz not null,
  primary key (template_id, version),
  check (words ? fallback),
  check (dlt_template is null or (dlt_header is not null and dlt_entity is not null))
);
create trigger template_version_is_history before update or delete or truncate on messaging.template_version
  for each statement execute function base.refuse_change();

-- What a provider thinks of a version. No row: it is a draft there.
create table messaging.template_approval (
  template_id uuid not null,
  version integer not null,
  language text not null,
  -- messaging.provider.id
  provider text not null check (length(provider) between 1 and 100),
  state text not null check (state in ('draft', 'submitted', 'approved', 'rejected', 'paused')),
  -- What the provider calls it.
  provider_template text check (length(provider_template) between 1 and 200),
  reason text check (length(btrim(reason)) between 3 and 500),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (template_id, version, language, provider),
  foreign key (template_id, version) references messaging.template_version,
  check (state not in ('rejected', 'paused') or reason is not null),
  check (state <> 'approved' or provider_template is not null)
);
create table messaging.template_approval_change (
  id uuid primary key,
  template_id uuid not null,
  version integer not null,
  language text not null,
  provider text not null,
  from_state text not null,
  to_state text not null,
  reason text,
  at timestamptz not null,
  by text not null,
  foreign key (template_id, version) references messaging.template_version
);
create index template_approval_changes on messaging.template_approval_change (template_id, at desc);
create trigger approval_change_is_history before update or delete or truncate on messaging.template_approval_change
  for each statement execute function base.refuse_change();

create view messaging.contact_view as
  select id, organization_id, language, zone, made_at from messaging.contact;
create view messaging.suppression_view as
  select id, organization_id, way, reason, at, until, lifted_at from messaging.suppression;

grant select on messaging.seal, messaging.contact_field, messaging.contact, messaging.contact_address,
  messaging.contact_group, messaging.contact_in_group, messaging.consent, messaging.consent_now, messaging.bounce_rules,
  messaging.soft_bounce, messaging.suppression, messaging.contact_import, messaging.contact_import_piece,
  messaging.contact_import_fault, messaging.template, messaging.template_version, messaging.template_approval,
  messaging.template_approval_change, messaging.contact_view, messaging.suppression_view to stoa_app;
grant insert on messaging.contact_field, messaging.contact, messaging.contact_address, messaging.contact_group,
  messaging.contact_in_group, messaging.consent, messaging.bounce_rules, messaging.soft_bounce, messaging.suppression,
  messaging.contact_import, messaging.contact_import_piece, messaging.contact_import_fault, messaging.template,
  messaging.template_version, messaging.template_approval, messaging.template_approval_change to stoa_app;
grant execute on function messaging.mark_of to stoa_app;
grant update (label, choices) on messaging.contact_field to stoa_app;
grant update (name, reference, language, zone, fields, changed_at) on messaging.contact to stoa_app;
grant update (country, position) on messaging.contact_address to stoa_app;
grant update (name, rule) on messaging.contact_group to stoa_app;
grant update (ip) on messaging.consent to stoa_app;
grant update (until, address, lifted_at, lifted_by, lift_reason) on messaging.suppression to stoa_app;
grant update (state, bytes, mapping, choices, read_bytes, read_lines, rows, made, changed, left_alone, faulty, begun_by,
  begun_at, ended_at, fault) on messaging.contact_import to stoa_app;
grant update (archived_at, archived_by) on messaging.template to stoa_app;
grant update (state, provider_template, reason, changed_at, changed_by) on messaging.template_approval to stoa_app;
grant delete on messaging.contact_field, messaging.contact, messaging.contact_address, messaging.contact_group,
  messaging.contact_in_group, messaging.soft_bounce, messaging.contact_import, messaging.contact_import_piece,
  messaging.contact_import_fault to stoa_app;
