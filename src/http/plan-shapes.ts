import { Type } from 'typebox'

/** Words of plans that several files answer with. */
export const AudienceSchema = Type.Enum(['learner', 'educator', 'organization'])
export const EverySchema = Type.Enum(['month', 'year'])
