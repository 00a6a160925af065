import { layout, type RouteConfig } from '@react-router/dev/routes'
import { educatorFiles, educatorPages } from './routes/educator.ts'
import { learnerPages } from './routes/learner.ts'
import { organizationMessaging, staffMessaging } from './routes/messaging.ts'
import { publicPages, withoutFrame } from './routes/public.ts'
import { staffFiles, staffPages } from './routes/staff.ts'

/** Every address of the web application, by whose it is. */
export default [
  layout('shells/public.tsx', [...publicPages, ...learnerPages, ...organizationMessaging]),
  layout('shells/educator.tsx', educatorPages),
  layout('shells/staff.tsx', [...staffPages, ...staffMessaging]),
  ...withoutFrame,
  ...educatorFiles,
  ...staffFiles,
] satisfies RouteConfig
