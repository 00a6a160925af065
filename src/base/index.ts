/** What everything stands on: value, time, ids, configuration, the database. No business at all. */
export { eachApart } from './apart.ts'
export { Box, type Sealed } from './box.ts'
export { type CalendarEvent, type CalendarMethod, calendarText } from './calendar.ts'
export { type Clock, VirtualClock, wallClock } from './clock.ts'
export { type Cluster, runningCluster, startCluster } from './cluster.ts'
export {
  type Config,
  ConfigFaults,
  configFromEnvironment,
  readConfig,
  secretOf,
  startedByNpm,
} from './config.ts'
export {
  atomically,
  type Db,
  Fragment,
  join,
  openDatabase,
  type Query,
  raw,
  sql,
  type Tx,
  toJson,
} from './database.ts'
export { deadlines } from './deadlines.ts'
export { Ear } from './ear.ts'
export { type Fact, queueWork, record, recordAll } from './facts.ts'
export { type FileKind, fileKind, fileName } from './files.ts'
export { claimHome, type Holder, holderOf } from './home.ts'
export { idFrom, isId, newId } from './ids.ts'
export { type Installation, joinInstallation, openInstallation } from './installation.ts'
export { APP_ROLE, migrate, migrationFiles } from './migrate.ts'
export { formatUnits, parseUnits, shareOf, split, type Units, type Value } from './money.ts'
export { type Answered, type Asked, Outside, OutsideFault } from './outside.ts'
export { allProblems, Problem, type ProblemKind, problems, type Retry } from './problem.ts'
export { StartRefused } from './refusal.ts'
export { gatherStatistics } from './statistics.ts'
export { type ZipFile, zip } from './zip.ts'
