-- The second sandbox, shaped like Razorpay: what that provider would keep on its own machines. Nothing of
-- Stoa's reads it except the sandbox's own server.

create table sandbox.razorpay (
  id text primary key,
  entity text not null,
  seq bigint generated always as identity,
  created timestamptz not null,
  body jsonb not null,
  -- What happens to it next by itself, and when.
  due timestamptz
);
create index razorpay_listed on sandbox.razorpay (entity, seq desc);
create index razorpay_due on sandbox.razorpay (due, seq) where due is not null;
create unique index razorpay_reference on sandbox.razorpay ((body ->> 'reference_id')) where entity = 'payment_link';
grant select, insert, update on sandbox.razorpay to stoa_app;

-- Every movement, once: of the gateway until it is settled, of the account that payouts are made from for good.
create table sandbox.razorpay_line (
  id text primary key,
  pocket text not null check (pocket in ('gateway', 'payouts')),
  seq bigint generated always as identity,
  type text not null,
  credit bigint not null check (credit >= 0),
  debit bigint not null check (debit >= 0),
  fee bigint not null,
  tax bigint not null,
  about text not null,
  payment text,
  dispute text,
  utr text,
  created timestamptz not null,
  settlement text,
  settled timestamptz
);
create index razorpay_line_open on sandbox.razorpay_line (created) where pocket = 'gateway' and settlement is null;
create index razorpay_line_settled on sandbox.razorpay_line (settled) where settlement is not null;
create index razorpay_line_of_payouts on sandbox.razorpay_line (seq desc) where pocket = 'payouts';
grant select, insert, update on sandbox.razorpay_line to stoa_app;

-- Answers by key: only refunds and payouts have keys there.
create table sandbox.razorpay_answer (
  key text primary key,
  fingerprint text not null,
  status integer not null,
  body jsonb not null
);
grant select, insert on sandbox.razorpay_answer to stoa_app;

create table sandbox.razorpay_event (
  id text primary key,
  seq bigint generated always as identity,
  -- The very bytes that are signed.
  payload text not null,
  attempts integer not null default 0,
  next_at timestamptz,
  last_status integer
);
create index razorpay_event_due on sandbox.razorpay_event (next_at, seq) where next_at is not null;
grant select, insert, update on sandbox.razorpay_event to stoa_app;
