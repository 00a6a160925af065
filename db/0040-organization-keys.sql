-- Keys of organizations: what their own machines come with, instead of a person who is signed in. A secret is
-- shown once and kept as a hash only; it has 256 random bits, so that a quick hash is enough.

create table people.organization_key (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  name text not null check (name = btrim(name) and length(name) between 1 and 80),
  -- What it may do, and nothing else.
  scopes text[] not null check (
    cardinality(scopes) > 0
    and scopes <@ array['messages:send', 'messages:read', 'contacts:write', 'contacts:read', 'events:write',
                        'codes:send', 'templates:read', 'wallet:read']::text[]),
  -- How long each of its secrets is good for; null: until it is replaced or revoked.
  days integer check (days between 1 and 730),
  expires_at timestamptz,
  made_by text not null,
  made_at timestamptz not null,
  revoked_by text,
  revoked_at timestamptz,
  check ((days is null) = (expires_at is null)),
  check (expires_at > made_at),
  check (num_nulls(revoked_by, revoked_at) in (0, 2)),
  check (revoked_at >= made_at)
);
create index organization_key_of on people.organization_key (organization_id, made_at desc, id desc);
grant select, insert, update (expires_at, revoked_by, revoked_at) on people.organization_key to stoa_app;

-- The secrets of a key: one that is good, and for a while the one before it, while machines are given the new one.
create table people.organization_key_secret (
  hash bytea primary key check (octet_length(hash) = 32),
  key_id uuid not null references people.organization_key,
  -- Its last four letters, by which people tell one from another.
  hint text not null check (length(hint) = 4),
  made_by text not null,
  made_at timestamptz not null,
  -- Replaced: it works until then.
  ends_at timestamptz check (ends_at >= made_at),
  last_used_at timestamptz
);
create unique index organization_key_one_secret on people.organization_key_secret (key_id) where ends_at is null;
create index organization_key_secrets on people.organization_key_secret (key_id, made_at);
grant select, insert, update (ends_at, last_used_at) on people.organization_key_secret to stoa_app;
