-- Sessions that several teach: who, for what part of the price, and whether they have agreed.

create table live.co_educator (
  session_id uuid not null references live.session,
  educator_id uuid not null,
  -- Copied, as the session's own educator is.
  name text not null,
  -- What of the price is their part, in basis points; the session's educator has the rest.
  share integer not null check (share between 1 and 9999),
  state text not null check (state in ('invited', 'accepted', 'declined', 'left', 'removed')),
  -- The start that they agreed to: who is moved to another may leave without it counting.
  agreed_to timestamptz,
  state_by text not null,
  state_at timestamptz not null,
  primary key (session_id, educator_id),
  constraint agreed_to_an_hour check (state <> 'accepted' or agreed_to is not null)
);
create index co_educator_teaches on live.co_educator (educator_id) where state in ('invited', 'accepted');

create table live.co_educator_step (
  session_id uuid not null,
  educator_id uuid not null,
  number integer not null,
  state text not null,
  share integer not null,
  by text not null,
  at timestamptz not null,
  primary key (session_id, educator_id, number),
  foreign key (session_id, educator_id) references live.co_educator
);
create trigger co_educator_step_is_history before update or delete or truncate on live.co_educator_step
  for each statement execute function base.refuse_change();

-- Keeps, whatever code asks: something is left for the session's own educator, who is none of the others; who has
-- agreed is engaged at that hour; the history.
create function live.co_educator_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  taught live.session;
begin
  select * into taught from live.session where id = new.session_id;
  if new.educator_id = taught.educator_id then
    raise exception 'the educator of a session does not teach it twice'
      using errcode = 'check_violation', constraint = 'lead_is_no_co_educator';
  end if;
  if (select sum(share) from live.co_educator
      where session_id = new.session_id and state in ('invited', 'accepted')) >= 10000 then
    raise exception 'the shares of a session come to more than the whole'
      using errcode = 'check_violation', constraint = 'shares_within_whole';
  end if;
  insert into live.co_educator_step (session_id, educator_id, number, state, share, by, at)
    select new.session_id, new.educator_id, count(*) + 1, new.state, new.share, new.state_by, new.state_at
    from live.co_educator_step where session_id = new.session_id and educator_id = new.educator_id;
  if new.state = 'accepted' then
    insert into live.engagement (person_id, session_id, role, busy)
      select new.educator_id, new.session_id, 'educator', taught.busy
      where taught.state in ('published', 'started', 'completed')
        and not exists (select from live.engagement
          where session_id = new.session_id and person_id = new.educator_id and role = 'educator');
  else
    delete from live.engagement
      where session_id = new.session_id and person_id = new.educator_id and role = 'educator';
  end if;
  return null;
end $$;
create trigger co_educator_moves after insert or update on live.co_educator
  for each row execute function live.co_educator_moves();

grant select on live.co_educator, live.co_educator_step to stoa_app;
grant insert, update on live.co_educator to stoa_app;
grant insert on live.co_educator_step to stoa_app;

-- Where several teach, the shares of a booking's commissions come to the whole.
create function earnings.shares_are_whole() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if (select sum(share) from earnings.commission
      where source_type = new.source_type and source_id = new.source_id and part = 'educator') <> 10000 then
    raise exception 'the shares of % do not come to the whole', new.source_id
      using errcode = 'check_violation', constraint = 'shares_are_whole';
  end if;
  return null;
end $$;
create constraint trigger shares_are_whole after insert or update of share on earnings.commission
  deferrable initially deferred for each row when (new.share <> 10000)
  execute function earnings.shares_are_whole();
