/** A small named town with half a year of history, made by the engine itself. README.md has the words. */
export { DEMO_PASSWORD, type Engine, emailOf } from './deeds.ts'
export { EDUCATORS } from './educators.ts'
export { LEARNERS } from './learners.ts'
export {
  DEMO_WEEKS,
  type DemoState,
  demoBegins,
  demoState,
  forgetHalfATown,
  type Loaded,
  loadDemo,
  SIGN_INS,
} from './loading.ts'
export { OFFICE, ORGANIZATIONS } from './organizations.ts'
export { STAFF } from './people.ts'
