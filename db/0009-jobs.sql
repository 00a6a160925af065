-- What happens by itself: the schedule's memory, its runs, the reactions done, and the sandbox's clock.

create schema jobs;
grant usage on schema jobs to stoa_app;

-- One row per entry of jobs/schedule.ts.
create table jobs.schedule (
  name text primary key,
  -- Planned instants up to this one have been taken up; later ones are still to come.
  last_tick timestamptz not null,
  -- Failures one after the other, when the work is tried again, and for which planned instant.
  failures integer not null default 0 check (failures >= 0),
  retry_at timestamptz,
  retry_of timestamptz,
  check ((retry_at is null) = (retry_of is null))
);

create table jobs.run (
  id uuid primary key,
  name text not null,
  planned_at timestamptz not null,
  attempt integer not null check (attempt >= 1),
  asked_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  took_ms integer check (took_ms >= 0),
  -- lost: the process was killed in the middle of it.
  outcome text not null check (outcome in ('running', 'done', 'failed', 'lost')),
  counts jsonb,
  error text,
  unique (name, planned_at, attempt),
  check ((outcome = 'running') = (finished_at is null)),
  check ((outcome in ('failed', 'lost')) = (error is not null))
);
create index run_by_start on jobs.run (started_at desc, id desc);
create index run_by_name on jobs.run (name, started_at desc);
create unique index one_run_at_a_time on jobs.run (name) where outcome = 'running';

-- A reaction to a fact happens once: this row is written in the transaction of the reaction itself.
create table jobs.reaction (
  fact_id uuid not null references base.fact (id),
  name text not null,
  done_at timestamptz not null,
  primary key (fact_id, name)
);

-- Reactions that failed and wait for another try; gone when they succeed.
create table jobs.reaction_failure (
  fact_id uuid not null references base.fact (id),
  name text not null,
  attempts integer not null check (attempts >= 1),
  error text not null,
  last_at timestamptz not null,
  primary key (fact_id, name)
);

-- The sandbox's clock: it stood at `virtual_at` when the machine's clock stood at `wall_at`.
create table jobs.clock (
  one boolean primary key default true check (one),
  virtual_at timestamptz not null,
  wall_at timestamptz not null,
  moved_by text not null
);

-- The queue's workers, and the process that each lives in: it holds the advisory lock of that number.
create table jobs.worker (
  id text primary key,
  process integer not null
);

grant select, insert, update on jobs.schedule, jobs.run, jobs.reaction_failure, jobs.clock to stoa_app;
grant select, insert on jobs.reaction to stoa_app;
grant select, insert, delete on jobs.worker to stoa_app;
grant delete on jobs.run, jobs.reaction_failure to stoa_app;

-- The queue's tables belong to the owner; the application asks through these. They are functions,
-- not views, so that the queue's own migrations may change its tables.
create function jobs.queue()
  returns table (id text, task text, run_at timestamptz, attempts integer, max_attempts integer, running boolean, error text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query
    select j.id::text, j.task_identifier, j.run_at, j.attempts::integer, j.max_attempts::integer,
      j.locked_at is not null, j.last_error
    from graphile_worker.jobs j;
end $$;

-- How much work could run this moment, or is running; counted up to p_most.
create function jobs.queue_load(p_most integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  return (select count(*) from (
    select from graphile_worker.jobs j
    where j.locked_at is not null or (j.run_at <= now() and j.attempts < j.max_attempts) limit p_most) found);
end $$;

-- Tries a queued job again at once, also one that has used up its attempts.
create function jobs.retry_queued(job text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.reschedule_jobs(array[job::bigint], run_at => now(), attempts => 0);
  return found;
end $$;

-- Jobs that a killed process had taken are free again.
create function jobs.free_jobs_of_the_dead(lock_class integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  dead text[];
begin
  select array_agg(w.id) into dead from jobs.worker w
    where not exists (
      select from pg_locks l
      where l.locktype = 'advisory' and l.granted and l.classid = lock_class::oid and l.objid = w.process::oid
        and l.database = (select d.oid from pg_database d where d.datname = current_database())
    );
  if dead is null then return 0; end if;
  perform graphile_worker.force_unlock_workers(dead);
  delete from jobs.worker w where w.id = any (dead);
  return cardinality(dead);
end $$;

revoke execute on all functions in schema jobs from public;
grant execute on all functions in schema jobs to stoa_app;
