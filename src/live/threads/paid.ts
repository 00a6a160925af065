import { sql } from '#base'

/**
 * Whether a pair has had its first paid booking: one that is confirmed or went further, was not given back
 * whole, that no free plan paid, and that was no free trial. For use in SQL beside the thread `t`.
 */
export const PAID = sql`exists (
  select from live.booking pb join live.session ps on ps.id = pb.session_id
  where pb.learner_id = t.learner_id and ps.educator_id = t.educator_id
    and pb.state in ('confirmed', 'in_progress', 'completed', 'settled', 'late_cancelled', 'no_show_learner',
      'disputed', 'resolved')
    and coalesce(pb.disputed_from, '') not like 'cancelled%'
    and pb.method <> 'free' and (pb.method <> 'included' or not exists (
      select from plans.allowance_use u where u.key = pb.allowance and u.period like 'free:%')))`
