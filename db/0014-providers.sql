-- What the operator sets about providers: whether they take payments, in which currencies, and with which keys.

create table payments.provider_setting (
  provider text primary key check (provider in ('sandbox', 'stripe', 'razorpay', 'sandbox-razorpay', 'manual')),
  -- Off: nothing new is paid through it. What was begun goes on.
  takes boolean not null default true,
  -- Null: whatever it can take.
  currencies text[] check (cardinality(currencies) between 1 and 50),
  -- The operator's own account there: where it is needed (RazorpayX) or only to be known by.
  account text check (account ~ '^[A-Za-z0-9_]{1,64}$'),
  changed_at timestamptz not null,
  changed_by text not null
);
grant select, insert, update on payments.provider_setting to stoa_app;

-- Keys and webhook secrets of real providers, sealed (AES-256-GCM) with a key that is derived from STOA_SECRET.
-- Two of a purpose at most are valid at once: while one takes the other's place.
create table payments.provider_key (
  id uuid primary key,
  provider text not null check (provider in ('stripe', 'razorpay')),
  purpose text not null check (purpose in ('api', 'own', 'connect')),
  slot smallint not null check (slot in (1, 2)),
  -- Which master secret sealed it, so that it can be sealed anew with another.
  sealed_with text,
  nonce bytea check (length(nonce) = 12),
  sealed bytea check (length(sealed) > 16),
  -- What of it is no secret: Razorpay's key id.
  name text check (length(name) between 1 and 64),
  last4 text not null check (length(last4) = 4),
  mode text check (mode in ('test', 'live')),
  added_at timestamptz not null,
  added_by text not null,
  -- When its place is taken: until then both are valid.
  ends_at timestamptz check (ends_at >= added_at),
  removed_at timestamptz,
  -- What is removed is gone, not only marked; what is there can be read.
  constraint provider_key_gone_when_removed check (
    (removed_at is null) = (sealed is not null) and (sealed is null) = (nonce is null) and (sealed is null) = (sealed_with is null)),
  constraint provider_key_mode check ((purpose = 'api') = (mode is not null)),
  constraint provider_key_connect check (purpose <> 'connect' or provider = 'stripe')
);
create unique index provider_key_two_at_once on payments.provider_key (provider, purpose, slot) where removed_at is null;
-- One is in use; whatever is valid besides has an end.
create unique index provider_key_one_in_use on payments.provider_key (provider, purpose) where removed_at is null and ends_at is null;
grant select, insert, update (sealed_with, nonce, sealed, ends_at, removed_at) on payments.provider_key to stoa_app;
