-- What educators see beside their own figures.

-- The middle educator of each tier over the last ninety days, reckoned every night: what others are compared with.
-- With few educators in a tier nothing is kept, since one could be read out of it.
create table live.tier_middle (
  kind text not null check (kind in ('class', 'conversation')),
  tier text not null,
  educators integer not null check (educators >= 5),
  figures jsonb not null,
  reckoned_at timestamptz not null,
  primary key (kind, tier)
);
grant select, insert, update, delete on live.tier_middle to stoa_app;
