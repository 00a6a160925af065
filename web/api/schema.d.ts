// Written by `npm run api` from the schemas of the HTTP API. Not to be edited by hand.

export type Problem = {
  type: string
  /** A sentence for people */
  title: string
  status: number
  /** Stable; the catalogue is at /api/problems */
  code: string
  detail?: string
  /** Whether the same request can succeed when it is sent again */
  retry: 'never' | 'later' | 'after-change'
  facts?: { [name: string]: unknown }
  errors?: ({
    /** JSON pointer */
    field: string
    message: string
  })[]
  requestId: string
}

export interface paths {
  '/api/addresses': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** How many public pages there are, for the map of the site */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          sessions: number
          educators: number
          inOneMap: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/addresses/{of}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Public pages, one map of them */
    get: {
      parameters: { query?: { map?: number }; header?: never; path: { of: 'sessions' | 'educators' }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            title: string
            changedAt: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/applications': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Applications that were sent, the most urgent first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; state?: 'waiting' | 'open' | 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'; reviewer?: 'me' | 'nobody' | string; kind?: 'class' | 'conversation'; country?: string; language?: string; late?: boolean; words?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            name: string
            kinds: ('class' | 'conversation')[]
            country: string | null
            /** Those they would teach */
            languages: (string)[]
            yearsTeaching: number | null
            reviewer: {
              id: string
              name: string
            } | null
            sentAt: string
            decideBy: string
            late: boolean
            stateAt: string
          })[]
          next: string | null
          counts: {
            byState: { [name: string]: number }
            late: number
            nobody: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/applications/papers/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** A paper of an application, as a file */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/applications/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One application */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          personId: string
          state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
          /** How many it has made; a decision names what was seen */
          steps: number
          /** What the reader can do with it now */
          deeds: (string)[]
          /** Fields that are needed and empty */
          missing: (string)[]
          kinds: ('class' | 'conversation')[]
          name: string
          email: string
          phone: string
          country: string | null
          nativeLanguages: (string)[]
          teachingLanguages: ({
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          })[]
          yearsTeaching: number | null
          onlineExperience: string
          zone: string | null
          preferredTimes: ({
            /** 1 is Monday */
            day: number
            /** On their own clock: night until 6, morning until 12, afternoon until 18 */
            part: 'night' | 'morning' | 'afternoon' | 'evening'
          })[]
          weeklyHours: number | null
          introduction: string
          videoLink: string | null
          proofs: ({
            what: string
            link: string | null
          })[]
          words: string | null
          begunAt: string
          savedAt: string
          sentAt: string | null
          stateAt: string
          decideBy: string | null
          answerBy: string | null
          decidedAt: string | null
          reapplyAt: string | null
          reviewer: {
            id: string
            name: string
          } | null
          late: boolean
          papers: ({
            id: string
            name: string
            kind: string
            /** Bytes */
            length: number
            addedAt: string
          })[]
          interview: {
            state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
            reviewerId: string
            minutes: number
            times: (string)[]
            place: string
            startsAt: string | null
            words: string | null
          } | null
          notes: ({
            id: string
            words: string
            by: {
              id: string
              name: string
            }
            at: string
          })[]
          history: ({
            number: number
            deed: string
            from: string
            to: string
            /** A name, or `schedule` */
            by: string
            words: string | null
            at: string
          })[]
          /** What became of earlier applications of this person */
          before: ({
            id: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            at: string
            words: string | null
          })[]
          /** To whom it can be given */
          reviewers: ({
            id: string
            name: string
          })[]
          /** They teach here already, something else */
          educator: boolean
          /** There is an agreement that they could accept */
          contract: boolean
          interviewMinutes: number
          reapplyDays: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/applications/{id}/approve': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Approve it: they are an educator from now on */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** `steps` as it was looked at */
          seen: number
          words?: string
          headline?: string
          organizationId?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          personId: string
          state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
          /** How many it has made; a decision names what was seen */
          steps: number
          /** What the reader can do with it now */
          deeds: (string)[]
          /** Fields that are needed and empty */
          missing: (string)[]
          kinds: ('class' | 'conversation')[]
          name: string
          email: string
          phone: string
          country: string | null
          nativeLanguages: (string)[]
          teachingLanguages: ({
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          })[]
          yearsTeaching: number | null
          onlineExperience: string
          zone: string | null
          preferredTimes: ({
            /** 1 is Monday */
            day: number
            /** On their own clock: night until 6, morning until 12, afternoon until 18 */
            part: 'night' | 'morning' | 'afternoon' | 'evening'
          })[]
          weeklyHours: number | null
          introduction: string
          videoLink: string | null
          proofs: ({
            what: string
            link: string | null
          })[]
          words: string | null
          begunAt: string
          savedAt: string
          sentAt: string | null
          stateAt: string
          decideBy: string | null
          answerBy: string | null
          decidedAt: string | null
          reapplyAt: string | null
          reviewer: {
            id: string
            name: string
          } | null
          late: boolean
          papers: ({
            id: string
            name: string
            kind: string
            /** Bytes */
            length: number
            addedAt: string
          })[]
          interview: {
            state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
            reviewerId: string
            minutes: number
            times: (string)[]
            place: string
            startsAt: string | null
            words: string | null
          } | null
          notes: ({
            id: string
            words: string
            by: {
              id: string
              name: string
            }
            at: string
          })[]
          history: ({
            number: number
            deed: string
            from: string
            to: string
            /** A name, or `schedule` */
            by: string
            words: string | null
            at: string
          })[]
          /** What became of earlier applications of this person */
          before: ({
            id: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            at: string
            words: string | null
          })[]
          /** To whom it can be given */
          reviewers: ({
            id: string
            name: string
          })[]
          /** They teach here already, something else */
          educator: boolean
          /** There is an agreement that they could accept */
          contract: boolean
          interviewMinutes: number
          reapplyDays: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/applications/{id}/ask': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Ask the applicant for more */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** `steps` as it was looked at */
          seen: number
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          personId: string
          state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
          /** How many it has made; a decision names what was seen */
          steps: number
          /** What the reader can do with it now */
          deeds: (string)[]
          /** Fields that are needed and empty */
          missing: (string)[]
          kinds: ('class' | 'conversation')[]
          name: string
          email: string
          phone: string
          country: string | null
          nativeLanguages: (string)[]
          teachingLanguages: ({
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          })[]
          yearsTeaching: number | null
          onlineExperience: string
          zone: string | null
          preferredTimes: ({
            /** 1 is Monday */
            day: number
            /** On their own clock: night until 6, morning until 12, afternoon until 18 */
            part: 'night' | 'morning' | 'afternoon' | 'evening'
          })[]
          weeklyHours: number | null
          introduction: string
          videoLink: string | null
          proofs: ({
            what: string
            link: string | null
          })[]
          words: string | null
          begunAt: string
          savedAt: string
          sentAt: string | null
          stateAt: string
          decideBy: string | null
          answerBy: string | null
          decidedAt: string | null
          reapplyAt: string | null
          reviewer: {
            id: string
            name: string
          } | null
          late: boolean
          papers: ({
            id: string
            name: string
            kind: string
            /** Bytes */
            length: number
            addedAt: string
          })[]
          interview: {
            state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
            reviewerId: string
            minutes: number
            times: (string)[]
            place: string
            startsAt: string | null
            words: string | null
          } | null
          notes: ({
            id: string
            words: string
            by: {
              id: string
              name: string
            }
            at: string
          })[]
          history: ({
            number: number
            deed: string
            from: string
            to: string
            /** A name, or `schedule` */
            by: string
            words: string | null
            at: string
          })[]
          /** What became of earlier applications of this person */
          before: ({
            id: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            at: string
            words: string | null
          })[]
          /** To whom it can be given */
          reviewers: ({
            id: string
            name: string
          })[]
          /** They teach here already, something else */
          educator: boolean
          /** There is an agreement that they could accept */
          contract: boolean
          interviewMinutes: number
          reapplyDays: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/applications/{id}/interview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Offer times for a talk; the former ones no longer count */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** `steps` as it was looked at */
          seen: number
          times: (string)[]
          place: string
          minutes?: number
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          personId: string
          state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
          /** How many it has made; a decision names what was seen */
          steps: number
          /** What the reader can do with it now */
          deeds: (string)[]
          /** Fields that are needed and empty */
          missing: (string)[]
          kinds: ('class' | 'conversation')[]
          name: string
          email: string
          phone: string
          country: string | null
          nativeLanguages: (string)[]
          teachingLanguages: ({
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          })[]
          yearsTeaching: number | null
          onlineExperience: string
          zone: string | null
          preferredTimes: ({
            /** 1 is Monday */
            day: number
            /** On their own clock: night until 6, morning until 12, afternoon until 18 */
            part: 'night' | 'morning' | 'afternoon' | 'evening'
          })[]
          weeklyHours: number | null
          introduction: string
          videoLink: string | null
          proofs: ({
            what: string
            link: string | null
          })[]
          words: string | null
          begunAt: string
          savedAt: string
          sentAt: string | null
          stateAt: string
          decideBy: string | null
          answerBy: string | null
          decidedAt: string | null
          reapplyAt: string | null
          reviewer: {
            id: string
            name: string
          } | null
          late: boolean
          papers: ({
            id: string
            name: string
            kind: string
            /** Bytes */
            length: number
            addedAt: string
          })[]
          interview: {
            state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
            reviewerId: string
            minutes: number
            times: (string)[]
            place: string
            startsAt: string | null
            words: string | null
          } | null
          notes: ({
            id: string
            words: string
            by: {
              id: string
              name: string
            }
            at: string
          })[]
          history: ({
            number: number
            deed: string
            from: string
            to: string
            /** A name, or `schedule` */
            by: string
            words: string | null
            at: string
          })[]
          /** What became of earlier applications of this person */
          before: ({
            id: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            at: string
            words: string | null
          })[]
          /** To whom it can be given */
          reviewers: ({
            id: string
            name: string
          })[]
          /** They teach here already, something else */
          educator: boolean
          /** There is an agreement that they could accept */
          contract: boolean
          interviewMinutes: number
          reapplyDays: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/applications/{id}/let-go': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Put it back into the queue */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** `steps` as it was looked at */
          seen: number
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          personId: string
          state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
          /** How many it has made; a decision names what was seen */
          steps: number
          /** What the reader can do with it now */
          deeds: (string)[]
          /** Fields that are needed and empty */
          missing: (string)[]
          kinds: ('class' | 'conversation')[]
          name: string
          email: string
          phone: string
          country: string | null
          nativeLanguages: (string)[]
          teachingLanguages: ({
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          })[]
          yearsTeaching: number | null
          onlineExperience: string
          zone: string | null
          preferredTimes: ({
            /** 1 is Monday */
            day: number
            /** On their own clock: night until 6, morning until 12, afternoon until 18 */
            part: 'night' | 'morning' | 'afternoon' | 'evening'
          })[]
          weeklyHours: number | null
          introduction: string
          videoLink: string | null
          proofs: ({
            what: string
            link: string | null
          })[]
          words: string | null
          begunAt: string
          savedAt: string
          sentAt: string | null
          stateAt: string
          decideBy: string | null
          answerBy: string | null
          decidedAt: string | null
          reapplyAt: string | null
          reviewer: {
            id: string
            name: string
          } | null
          late: boolean
          papers: ({
            id: string
            name: string
            kind: string
            /** Bytes */
            length: number
            addedAt: string
          })[]
          interview: {
            state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
            reviewerId: string
            minutes: number
            times: (string)[]
            place: string
            startsAt: string | null
            words: string | null
          } | null
          notes: ({
            id: string
            words: string
            by: {
              id: string
              name: string
            }
            at: string
          })[]
          history: ({
            number: number
            deed: string
            from: string
            to: string
            /** A name, or `schedule` */
            by: string
            words: string | null
            at: string
          })[]
          /** What became of earlier applications of this person */
          before: ({
            id: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            at: string
            words: string | null
          })[]
          /** To whom it can be given */
          reviewers: ({
            id: string
            name: string
          })[]
          /** They teach here already, something else */
          educator: boolean
          /** There is an agreement that they could accept */
          contract: boolean
          interviewMinutes: number
          reapplyDays: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/applications/{id}/notes': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Write a note for colleagues */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          personId: string
          state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
          /** How many it has made; a decision names what was seen */
          steps: number
          /** What the reader can do with it now */
          deeds: (string)[]
          /** Fields that are needed and empty */
          missing: (string)[]
          kinds: ('class' | 'conversation')[]
          name: string
          email: string
          phone: string
          country: string | null
          nativeLanguages: (string)[]
          teachingLanguages: ({
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          })[]
          yearsTeaching: number | null
          onlineExperience: string
          zone: string | null
          preferredTimes: ({
            /** 1 is Monday */
            day: number
            /** On their own clock: night until 6, morning until 12, afternoon until 18 */
            part: 'night' | 'morning' | 'afternoon' | 'evening'
          })[]
          weeklyHours: number | null
          introduction: string
          videoLink: string | null
          proofs: ({
            what: string
            link: string | null
          })[]
          words: string | null
          begunAt: string
          savedAt: string
          sentAt: string | null
          stateAt: string
          decideBy: string | null
          answerBy: string | null
          decidedAt: string | null
          reapplyAt: string | null
          reviewer: {
            id: string
            name: string
          } | null
          late: boolean
          papers: ({
            id: string
            name: string
            kind: string
            /** Bytes */
            length: number
            addedAt: string
          })[]
          interview: {
            state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
            reviewerId: string
            minutes: number
            times: (string)[]
            place: string
            startsAt: string | null
            words: string | null
          } | null
          notes: ({
            id: string
            words: string
            by: {
              id: string
              name: string
            }
            at: string
          })[]
          history: ({
            number: number
            deed: string
            from: string
            to: string
            /** A name, or `schedule` */
            by: string
            words: string | null
            at: string
          })[]
          /** What became of earlier applications of this person */
          before: ({
            id: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            at: string
            words: string | null
          })[]
          /** To whom it can be given */
          reviewers: ({
            id: string
            name: string
          })[]
          /** They teach here already, something else */
          educator: boolean
          /** There is an agreement that they could accept */
          contract: boolean
          interviewMinutes: number
          reapplyDays: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/applications/{id}/reject': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Reject it, with a reason that they read */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** `steps` as it was looked at */
          seen: number
          reason: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          personId: string
          state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
          /** How many it has made; a decision names what was seen */
          steps: number
          /** What the reader can do with it now */
          deeds: (string)[]
          /** Fields that are needed and empty */
          missing: (string)[]
          kinds: ('class' | 'conversation')[]
          name: string
          email: string
          phone: string
          country: string | null
          nativeLanguages: (string)[]
          teachingLanguages: ({
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          })[]
          yearsTeaching: number | null
          onlineExperience: string
          zone: string | null
          preferredTimes: ({
            /** 1 is Monday */
            day: number
            /** On their own clock: night until 6, morning until 12, afternoon until 18 */
            part: 'night' | 'morning' | 'afternoon' | 'evening'
          })[]
          weeklyHours: number | null
          introduction: string
          videoLink: string | null
          proofs: ({
            what: string
            link: string | null
          })[]
          words: string | null
          begunAt: string
          savedAt: string
          sentAt: string | null
          stateAt: string
          decideBy: string | null
          answerBy: string | null
          decidedAt: string | null
          reapplyAt: string | null
          reviewer: {
            id: string
            name: string
          } | null
          late: boolean
          papers: ({
            id: string
            name: string
            kind: string
            /** Bytes */
            length: number
            addedAt: string
          })[]
          interview: {
            state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
            reviewerId: string
            minutes: number
            times: (string)[]
            place: string
            startsAt: string | null
            words: string | null
          } | null
          notes: ({
            id: string
            words: string
            by: {
              id: string
              name: string
            }
            at: string
          })[]
          history: ({
            number: number
            deed: string
            from: string
            to: string
            /** A name, or `schedule` */
            by: string
            words: string | null
            at: string
          })[]
          /** What became of earlier applications of this person */
          before: ({
            id: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            at: string
            words: string | null
          })[]
          /** To whom it can be given */
          reviewers: ({
            id: string
            name: string
          })[]
          /** They teach here already, something else */
          educator: boolean
          /** There is an agreement that they could accept */
          contract: boolean
          interviewMinutes: number
          reapplyDays: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/applications/{id}/take': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take it, or give it to a colleague */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** `steps` as it was looked at */
          seen: number
          to?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          personId: string
          state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
          /** How many it has made; a decision names what was seen */
          steps: number
          /** What the reader can do with it now */
          deeds: (string)[]
          /** Fields that are needed and empty */
          missing: (string)[]
          kinds: ('class' | 'conversation')[]
          name: string
          email: string
          phone: string
          country: string | null
          nativeLanguages: (string)[]
          teachingLanguages: ({
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          })[]
          yearsTeaching: number | null
          onlineExperience: string
          zone: string | null
          preferredTimes: ({
            /** 1 is Monday */
            day: number
            /** On their own clock: night until 6, morning until 12, afternoon until 18 */
            part: 'night' | 'morning' | 'afternoon' | 'evening'
          })[]
          weeklyHours: number | null
          introduction: string
          videoLink: string | null
          proofs: ({
            what: string
            link: string | null
          })[]
          words: string | null
          begunAt: string
          savedAt: string
          sentAt: string | null
          stateAt: string
          decideBy: string | null
          answerBy: string | null
          decidedAt: string | null
          reapplyAt: string | null
          reviewer: {
            id: string
            name: string
          } | null
          late: boolean
          papers: ({
            id: string
            name: string
            kind: string
            /** Bytes */
            length: number
            addedAt: string
          })[]
          interview: {
            state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
            reviewerId: string
            minutes: number
            times: (string)[]
            place: string
            startsAt: string | null
            words: string | null
          } | null
          notes: ({
            id: string
            words: string
            by: {
              id: string
              name: string
            }
            at: string
          })[]
          history: ({
            number: number
            deed: string
            from: string
            to: string
            /** A name, or `schedule` */
            by: string
            words: string | null
            at: string
          })[]
          /** What became of earlier applications of this person */
          before: ({
            id: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            at: string
            words: string | null
          })[]
          /** To whom it can be given */
          reviewers: ({
            id: string
            name: string
          })[]
          /** They teach here already, something else */
          educator: boolean
          /** There is an agreement that they could accept */
          contract: boolean
          interviewMinutes: number
          reapplyDays: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/applying/numbers': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The numbers of applying */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          version: number
          reviewDays: number
          answerDays: number
          reapplyDays: number
          filesMost: number
          fileMegabytes: number
          interviewMinutes: number
          keepDays: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Set some of them, from now on */
    patch: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** The one that was looked at */
          version: number
          reviewDays?: number
          answerDays?: number
          reapplyDays?: number
          filesMost?: number
          fileMegabytes?: number
          interviewMinutes?: number
          keepDays?: number
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          version: number
          reviewDays: number
          answerDays: number
          reapplyDays: number
          filesMost: number
          fileMegabytes: number
          interviewMinutes: number
          keepDays: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/audit': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What staff did and what value moved: who, what, before and after, from where */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; by?: string; deed?: string; about?: string; since?: string; until?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            at: string
            by: string
            byName: string | null
            deed: string
            about: {
              type: string
              id: string
            }
            before: { [name: string]: unknown } | null
            after: { [name: string]: unknown } | null
            from: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/change-password': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Set a new password, knowing the old one */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          currentPassword: string
          newPassword: string
          revokeOtherSessions?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/get-session': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** This sign-in, or null */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/jwks': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The keys that access tokens are signed with */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/link/{word}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** A link out of an e-mail of ours: leads on while it lives */
    get: {
      parameters: { query?: never; header?: never; path: { word: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/list-sessions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Where I am signed in */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/organization/accept-invitation': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Accept an invitation to me */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          invitationId: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/organization/cancel-invitation': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take an invitation back */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          invitationId: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/organization/invite-member': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Invite somebody by e-mail address */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          organizationId: string
          email: string
          role: 'owner' | 'admin' | 'billing' | 'manager' | 'educator' | 'member'
          resend?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/organization/leave': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Leave an organization */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          organizationId: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/organization/list': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My organizations */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/organization/list-invitations': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Invitations of one of my organizations */
    get: {
      parameters: { query: { organizationId: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/organization/list-members': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Who belongs to one of my organizations */
    get: {
      parameters: { query: { organizationId: string; limit?: number; offset?: number }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/organization/list-user-invitations': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Invitations to me */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/organization/reject-invitation': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Decline an invitation to me */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          invitationId: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/organization/remove-member': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** End a membership */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          organizationId: string
          memberIdOrEmail: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/organization/update-member-role': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Give a member another role */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          organizationId: string
          memberId: string
          role: 'owner' | 'admin' | 'billing' | 'manager' | 'educator' | 'member'
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/request-password-reset': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Ask for an e-mail with a link; answers alike whether the address is known or not */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          email: string
          /** Where to go afterwards: a path, or an address of this Stoa */
          redirectTo?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/reset-password': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Set a new password with the token of that link; signs out everywhere */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          newPassword: string
          token: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/reset-password/{token}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The link of that e-mail: leads on to the page for a new password */
    get: {
      parameters: { query: { callbackURL: string }; header?: never; path: { token: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/revoke-other-sessions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sign out everywhere but here */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': Record<string, never> } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/revoke-session': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sign out one device */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          token: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/revoke-sessions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sign out everywhere */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': Record<string, never> } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/send-verification-email': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Ask once more for the e-mail that verifies the address */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          email: string
          /** Where to go afterwards: a path, or an address of this Stoa */
          callbackURL?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/sign-in/email': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sign in; sets the session cookie, and names the session token in set-auth-token */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          email: string
          password: string
          /** Where to go afterwards: a path, or an address of this Stoa */
          callbackURL?: string
          rememberMe?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/sign-out': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sign out here */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': Record<string, never> } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/sign-up/email': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Open an account; signs in and sends an e-mail to verify the address */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          name: string
          email: string
          password: string
          zone?: string
          locale?: string
          /** Where to go afterwards: a path, or an address of this Stoa */
          callbackURL?: string
          rememberMe?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/token': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** An access token (JWT, 15 minutes) for this sign-in */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/auth/verify-email': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The link of that e-mail */
    get: {
      parameters: { query: { token: string; callbackURL?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My bookings */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; when?: 'upcoming' | 'past'; seated?: boolean; as?: 'learner' | 'educator'; sessionId?: string; learnerId?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/transitions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Every way in which a booking can change */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            deed: string
            /** new, or a state */
            from: string
            to: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            by: (string)[]
            when: string
            money: string
            commission: string
            goodwill: boolean
            notice: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One booking */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            materials: string
            educator: {
              id: string
              name: string
            }
          }
          learner: {
            id: string
            name: string
          }
          method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          kept: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          orderId: string | null
          packageId: string | null
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
          answerUntil: string | null
          origin: 'made' | 'slot' | 'series' | 'instant'
          /** A trial lesson */
          trial: boolean
          attended: boolean | null
          stars: number | null
          steps: ({
            from: string
            to: string
            by: string
            at: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/accept': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Accept a request for a seat */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            materials: string
            educator: {
              id: string
              name: string
            }
          }
          learner: {
            id: string
            name: string
          }
          method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          kept: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          orderId: string | null
          packageId: string | null
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
          answerUntil: string | null
          origin: 'made' | 'slot' | 'series' | 'instant'
          /** A trial lesson */
          trial: boolean
          attended: boolean | null
          stars: number | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/after': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What was found about a booking, and what can still be done */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          confirmUntil: string | null
          verdict: {
            outcome: 'took_place' | 'learner_absent' | 'educator_absent' | 'neither_stayed' | 'outage' | 'unclear' | 'not_measured'
            learnerSeconds: number | null
            educatorSeconds: number | null
            at: string
          } | null
          caseUntil: {
            learner: string | null
            educator: string | null
          }
          contested: {
            side: 'learner' | 'educator'
            stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
            openedAt: string
            until: string | null
          } | null
          proposal: {
            id: string
            bookingId: string | null
            /** All who are booked are asked */
            whole: boolean
            side: 'learner' | 'educator'
            words: string
            start: string
            end: string
            sessionId: string | null
            until: string
            answered: boolean | null
          } | null
          moving: {
            freeUntil: string
            /** Moves that need nobody */
            left: number
          } | null
          movedLate: boolean
          replaceUntil: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/calendar.ics': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One booking for a calendar, under the same UID as the invitation by e-mail */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'text/calendar': string } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/cancel': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Give a seat back */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            materials: string
            educator: {
              id: string
              name: string
            }
          }
          learner: {
            id: string
            name: string
          }
          method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          kept: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          orderId: string | null
          packageId: string | null
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
          answerUntil: string | null
          origin: 'made' | 'slot' | 'series' | 'instant'
          /** A trial lesson */
          trial: boolean
          attended: boolean | null
          stars: number | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/cancel-preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What cancelling now would bring */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          possible: boolean
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          kept: {
            amount: string
            asset: string
          }
          freeUntil: string
          halfUntil: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/case': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Contest a charge, what was found about attendance, or a commission */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          words: string
          about?: 'charge' | 'attendance' | 'commission'
          /** Of all that was paid, what is the learner’s; basis points */
          share?: number
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          mine: 'learner' | 'educator' | 'staff'
          about: 'charge' | 'attendance' | 'commission'
          side: 'learner' | 'educator'
          from: string
          words: string
          /** Of all that was paid, what is the learner’s; basis points */
          askedShare: number
          openedAt: string
          stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
          until: string | null
          overdue: boolean
          assignedTo: {
            id: string
            name: string
          } | null
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
            start: string
            end: string
            zone: string
          }
          method: string
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          points: ({
            number: number
            kind: 'claim' | 'question'
            side: 'learner' | 'educator'
            words: string | null
            askedAt: string
            until: string
            answer: 'agreed' | 'refused' | 'answered' | null
            answerWords: string | null
            answeredAt: string | null
            lostAt: string | null
          })[]
          decisions: ({
            round: number
            how: 'agreed' | 'silence' | 'staff' | 'withdrawn'
            /** Of all that was paid, what is the learner’s; basis points */
            share: number
            /** On how much of what was paid the educator earns; basis points */
            earns: number
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            marked: boolean
            note: string | null
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            at: string
          })[]
          appeal: {
            side: 'learner' | 'educator'
            words: string
            at: string
          } | null
          messages: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            staffOnly: boolean
            words: string
            at: string
          })[]
          files: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            name: string
            kind: string
            size: number
            at: string
          })[]
          /** What the decisions made of what was earned; for the educator and staff */
          earnings: ({
            part: 'educator' | 'institution'
            round: number
            /** A decimal amount and what it counts */
            before: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            after: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            owed: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/confirm': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Say that it took place */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          confirmUntil: string | null
          verdict: {
            outcome: 'took_place' | 'learner_absent' | 'educator_absent' | 'neither_stayed' | 'outage' | 'unclear' | 'not_measured'
            learnerSeconds: number | null
            educatorSeconds: number | null
            at: string
          } | null
          caseUntil: {
            learner: string | null
            educator: string | null
          }
          contested: {
            side: 'learner' | 'educator'
            stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
            openedAt: string
            until: string | null
          } | null
          proposal: {
            id: string
            bookingId: string | null
            /** All who are booked are asked */
            whole: boolean
            side: 'learner' | 'educator'
            words: string
            start: string
            end: string
            sessionId: string | null
            until: string
            answered: boolean | null
          } | null
          moving: {
            freeUntil: string
            /** Moves that need nobody */
            left: number
          } | null
          movedLate: boolean
          replaceUntil: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/decline': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Decline a request for a seat */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** The learner reads it */
          word?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            materials: string
            educator: {
              id: string
              name: string
            }
          }
          learner: {
            id: string
            name: string
          }
          method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          kept: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          orderId: string | null
          packageId: string | null
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
          answerUntil: string | null
          origin: 'made' | 'slot' | 'series' | 'instant'
          /** A trial lesson */
          trial: boolean
          attended: boolean | null
          stars: number | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/learner-rating': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What the educator said of the learner, once both may read it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          bookingId: string
          session: string
          educator: {
            id: string
            name: string
          }
          learner: {
            id: string
            name: string
          }
          stars: number
          words: string
          state: 'waiting' | 'published' | 'hidden'
          publishDueAt: string | null
          ratedAt: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Rate a learner of my session: for them and for staff */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          stars: number
          /** For the learner */
          words?: string
          /** Only staff read it */
          privateNote?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          bookingId: string
          session: string
          educator: {
            id: string
            name: string
          }
          learner: {
            id: string
            name: string
          }
          stars: number
          words: string
          state: 'waiting' | 'published' | 'hidden'
          publishDueAt: string | null
          ratedAt: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/move': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Move my seat */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          sessionId: string
        } | {
          start: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          confirmUntil: string | null
          verdict: {
            outcome: 'took_place' | 'learner_absent' | 'educator_absent' | 'neither_stayed' | 'outage' | 'unclear' | 'not_measured'
            learnerSeconds: number | null
            educatorSeconds: number | null
            at: string
          } | null
          caseUntil: {
            learner: string | null
            educator: string | null
          }
          contested: {
            side: 'learner' | 'educator'
            stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
            openedAt: string
            until: string | null
          } | null
          proposal: {
            id: string
            bookingId: string | null
            /** All who are booked are asked */
            whole: boolean
            side: 'learner' | 'educator'
            words: string
            start: string
            end: string
            sessionId: string | null
            until: string
            answered: boolean | null
          } | null
          moving: {
            freeUntil: string
            /** Moves that need nobody */
            left: number
          } | null
          movedLate: boolean
          replaceUntil: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/move-options': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Where a seat could go without asking anybody */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          sessions: ({
            id: string
            title: string
            start: string
            end: string
            seatsLeft: number
          })[]
          hours: ({
            start: string
            end: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/move-proposals': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Propose another time for a booking */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          to: {
            sessionId: string
          } | {
            start: string
          }
          /** Read by the other side */
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          confirmUntil: string | null
          verdict: {
            outcome: 'took_place' | 'learner_absent' | 'educator_absent' | 'neither_stayed' | 'outage' | 'unclear' | 'not_measured'
            learnerSeconds: number | null
            educatorSeconds: number | null
            at: string
          } | null
          caseUntil: {
            learner: string | null
            educator: string | null
          }
          contested: {
            side: 'learner' | 'educator'
            stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
            openedAt: string
            until: string | null
          } | null
          proposal: {
            id: string
            bookingId: string | null
            /** All who are booked are asked */
            whole: boolean
            side: 'learner' | 'educator'
            words: string
            start: string
            end: string
            sessionId: string | null
            until: string
            answered: boolean | null
          } | null
          moving: {
            freeUntil: string
            /** Moves that need nobody */
            left: number
          } | null
          movedLate: boolean
          replaceUntil: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/bookings/{id}/review': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Review a session I attended */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          stars: number
          clarity?: number | null
          progress?: number | null
          preparation?: number | null
          encouragement?: number | null
          /** Public; no contact details and no links */
          words?: string
          /** Only staff read it */
          privateNote?: string
          /** Whether it is also the public review of the educator: yes for the first session with them, else no */
          public?: boolean
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            materials: string
            educator: {
              id: string
              name: string
            }
          }
          learner: {
            id: string
            name: string
          }
          method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          kept: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          orderId: string | null
          packageId: string | null
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
          answerUntil: string | null
          origin: 'made' | 'slot' | 'series' | 'instant'
          /** A trial lesson */
          trial: boolean
          attended: boolean | null
          stars: number | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/buying/figures': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What is owed of packages, and who is near the cap of fair use */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          packages: number
          /** That nobody has taken yet */
          lessons: number
          /** A decimal amount and what it counts */
          value: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          tokensPerCredit: {
            amount: string
            asset: string
          }
          nearCap: ({
            personId: string
            name: string
            kind: 'class' | 'conversation'
            used: number
            cap: number
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Cases of mine, as a learner and as an educator */
    get: {
      parameters: { query?: { cursor?: string; limit?: number }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            about: 'charge' | 'attendance' | 'commission'
            side: 'learner' | 'educator'
            stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
            openedAt: string
            until: string | null
            overdue: boolean
            session: {
              title: string
              start: string
            }
            learner: {
              id: string
              name: string
            }
            educator: {
              id: string
              name: string
            }
            assignedTo: {
              id: string
              name: string
            } | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/queue': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Cases of the house: whose clock runs out first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; show?: 'waiting' | 'mine' | 'all' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            about: 'charge' | 'attendance' | 'commission'
            side: 'learner' | 'educator'
            stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
            openedAt: string
            until: string | null
            overdue: boolean
            session: {
              title: string
              start: string
            }
            learner: {
              id: string
              name: string
            }
            educator: {
              id: string
              name: string
            }
            assignedTo: {
              id: string
              name: string
            } | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/silence': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What follows where a side does not answer in time */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            point: 'claim' | 'question'
            side: 'learner' | 'educator'
            follows: 'claim_holds' | 'point_lost'
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Say what follows on silence about a claim */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          side: 'learner' | 'educator'
          follows: 'claim_holds' | 'point_lost'
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            point: 'claim' | 'question'
            side: 'learner' | 'educator'
            follows: 'claim_holds' | 'point_lost'
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** A case, by its booking’s id, with all that was said in it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          mine: 'learner' | 'educator' | 'staff'
          about: 'charge' | 'attendance' | 'commission'
          side: 'learner' | 'educator'
          from: string
          words: string
          /** Of all that was paid, what is the learner’s; basis points */
          askedShare: number
          openedAt: string
          stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
          until: string | null
          overdue: boolean
          assignedTo: {
            id: string
            name: string
          } | null
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
            start: string
            end: string
            zone: string
          }
          method: string
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          points: ({
            number: number
            kind: 'claim' | 'question'
            side: 'learner' | 'educator'
            words: string | null
            askedAt: string
            until: string
            answer: 'agreed' | 'refused' | 'answered' | null
            answerWords: string | null
            answeredAt: string | null
            lostAt: string | null
          })[]
          decisions: ({
            round: number
            how: 'agreed' | 'silence' | 'staff' | 'withdrawn'
            /** Of all that was paid, what is the learner’s; basis points */
            share: number
            /** On how much of what was paid the educator earns; basis points */
            earns: number
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            marked: boolean
            note: string | null
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            at: string
          })[]
          appeal: {
            side: 'learner' | 'educator'
            words: string
            at: string
          } | null
          messages: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            staffOnly: boolean
            words: string
            at: string
          })[]
          files: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            name: string
            kind: string
            size: number
            at: string
          })[]
          /** What the decisions made of what was earned; for the educator and staff */
          earnings: ({
            part: 'educator' | 'institution'
            round: number
            /** A decimal amount and what it counts */
            before: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            after: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            owed: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/{id}/answer': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Answer the claim, or what staff ask */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** The claim is the first */
          point: number
          /** Of the claim: that it ends as is asked */
          agrees?: boolean
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          mine: 'learner' | 'educator' | 'staff'
          about: 'charge' | 'attendance' | 'commission'
          side: 'learner' | 'educator'
          from: string
          words: string
          /** Of all that was paid, what is the learner’s; basis points */
          askedShare: number
          openedAt: string
          stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
          until: string | null
          overdue: boolean
          assignedTo: {
            id: string
            name: string
          } | null
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
            start: string
            end: string
            zone: string
          }
          method: string
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          points: ({
            number: number
            kind: 'claim' | 'question'
            side: 'learner' | 'educator'
            words: string | null
            askedAt: string
            until: string
            answer: 'agreed' | 'refused' | 'answered' | null
            answerWords: string | null
            answeredAt: string | null
            lostAt: string | null
          })[]
          decisions: ({
            round: number
            how: 'agreed' | 'silence' | 'staff' | 'withdrawn'
            /** Of all that was paid, what is the learner’s; basis points */
            share: number
            /** On how much of what was paid the educator earns; basis points */
            earns: number
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            marked: boolean
            note: string | null
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            at: string
          })[]
          appeal: {
            side: 'learner' | 'educator'
            words: string
            at: string
          } | null
          messages: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            staffOnly: boolean
            words: string
            at: string
          })[]
          files: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            name: string
            kind: string
            size: number
            at: string
          })[]
          /** What the decisions made of what was earned; for the educator and staff */
          earnings: ({
            part: 'educator' | 'institution'
            round: number
            /** A decimal amount and what it counts */
            before: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            after: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            owed: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/{id}/appeal': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Not accept what was decided: another of staff decides */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          mine: 'learner' | 'educator' | 'staff'
          about: 'charge' | 'attendance' | 'commission'
          side: 'learner' | 'educator'
          from: string
          words: string
          /** Of all that was paid, what is the learner’s; basis points */
          askedShare: number
          openedAt: string
          stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
          until: string | null
          overdue: boolean
          assignedTo: {
            id: string
            name: string
          } | null
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
            start: string
            end: string
            zone: string
          }
          method: string
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          points: ({
            number: number
            kind: 'claim' | 'question'
            side: 'learner' | 'educator'
            words: string | null
            askedAt: string
            until: string
            answer: 'agreed' | 'refused' | 'answered' | null
            answerWords: string | null
            answeredAt: string | null
            lostAt: string | null
          })[]
          decisions: ({
            round: number
            how: 'agreed' | 'silence' | 'staff' | 'withdrawn'
            /** Of all that was paid, what is the learner’s; basis points */
            share: number
            /** On how much of what was paid the educator earns; basis points */
            earns: number
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            marked: boolean
            note: string | null
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            at: string
          })[]
          appeal: {
            side: 'learner' | 'educator'
            words: string
            at: string
          } | null
          messages: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            staffOnly: boolean
            words: string
            at: string
          })[]
          files: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            name: string
            kind: string
            size: number
            at: string
          })[]
          /** What the decisions made of what was earned; for the educator and staff */
          earnings: ({
            part: 'educator' | 'institution'
            round: number
            /** A decimal amount and what it counts */
            before: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            after: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            owed: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/{id}/assign': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take a case, or lay it back */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          mine: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          mine: 'learner' | 'educator' | 'staff'
          about: 'charge' | 'attendance' | 'commission'
          side: 'learner' | 'educator'
          from: string
          words: string
          /** Of all that was paid, what is the learner’s; basis points */
          askedShare: number
          openedAt: string
          stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
          until: string | null
          overdue: boolean
          assignedTo: {
            id: string
            name: string
          } | null
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
            start: string
            end: string
            zone: string
          }
          method: string
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          points: ({
            number: number
            kind: 'claim' | 'question'
            side: 'learner' | 'educator'
            words: string | null
            askedAt: string
            until: string
            answer: 'agreed' | 'refused' | 'answered' | null
            answerWords: string | null
            answeredAt: string | null
            lostAt: string | null
          })[]
          decisions: ({
            round: number
            how: 'agreed' | 'silence' | 'staff' | 'withdrawn'
            /** Of all that was paid, what is the learner’s; basis points */
            share: number
            /** On how much of what was paid the educator earns; basis points */
            earns: number
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            marked: boolean
            note: string | null
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            at: string
          })[]
          appeal: {
            side: 'learner' | 'educator'
            words: string
            at: string
          } | null
          messages: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            staffOnly: boolean
            words: string
            at: string
          })[]
          files: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            name: string
            kind: string
            size: number
            at: string
          })[]
          /** What the decisions made of what was earned; for the educator and staff */
          earnings: ({
            part: 'educator' | 'institution'
            round: number
            /** A decimal amount and what it counts */
            before: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            after: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            owed: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/{id}/decide': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Decide a case, in the first round or on appeal */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** Of all that was paid, what is the learner’s; basis points */
          share: number
          /** On how much of what was paid the educator earns; basis points */
          earns?: number
          /** Hundredths of a credit for the learner, at the platform’s cost */
          goodwill?: number
          /** It counts against the educator as an absence */
          marked: boolean
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          mine: 'learner' | 'educator' | 'staff'
          about: 'charge' | 'attendance' | 'commission'
          side: 'learner' | 'educator'
          from: string
          words: string
          /** Of all that was paid, what is the learner’s; basis points */
          askedShare: number
          openedAt: string
          stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
          until: string | null
          overdue: boolean
          assignedTo: {
            id: string
            name: string
          } | null
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
            start: string
            end: string
            zone: string
          }
          method: string
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          points: ({
            number: number
            kind: 'claim' | 'question'
            side: 'learner' | 'educator'
            words: string | null
            askedAt: string
            until: string
            answer: 'agreed' | 'refused' | 'answered' | null
            answerWords: string | null
            answeredAt: string | null
            lostAt: string | null
          })[]
          decisions: ({
            round: number
            how: 'agreed' | 'silence' | 'staff' | 'withdrawn'
            /** Of all that was paid, what is the learner’s; basis points */
            share: number
            /** On how much of what was paid the educator earns; basis points */
            earns: number
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            marked: boolean
            note: string | null
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            at: string
          })[]
          appeal: {
            side: 'learner' | 'educator'
            words: string
            at: string
          } | null
          messages: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            staffOnly: boolean
            words: string
            at: string
          })[]
          files: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            name: string
            kind: string
            size: number
            at: string
          })[]
          /** What the decisions made of what was earned; for the educator and staff */
          earnings: ({
            part: 'educator' | 'institution'
            round: number
            /** A decimal amount and what it counts */
            before: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            after: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            owed: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/{id}/files': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Hand in a file as evidence: PDF, JPEG or PNG, up to 10 MB */
    post: {
      parameters: { query: { name: string }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          mine: 'learner' | 'educator' | 'staff'
          about: 'charge' | 'attendance' | 'commission'
          side: 'learner' | 'educator'
          from: string
          words: string
          /** Of all that was paid, what is the learner’s; basis points */
          askedShare: number
          openedAt: string
          stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
          until: string | null
          overdue: boolean
          assignedTo: {
            id: string
            name: string
          } | null
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
            start: string
            end: string
            zone: string
          }
          method: string
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          points: ({
            number: number
            kind: 'claim' | 'question'
            side: 'learner' | 'educator'
            words: string | null
            askedAt: string
            until: string
            answer: 'agreed' | 'refused' | 'answered' | null
            answerWords: string | null
            answeredAt: string | null
            lostAt: string | null
          })[]
          decisions: ({
            round: number
            how: 'agreed' | 'silence' | 'staff' | 'withdrawn'
            /** Of all that was paid, what is the learner’s; basis points */
            share: number
            /** On how much of what was paid the educator earns; basis points */
            earns: number
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            marked: boolean
            note: string | null
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            at: string
          })[]
          appeal: {
            side: 'learner' | 'educator'
            words: string
            at: string
          } | null
          messages: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            staffOnly: boolean
            words: string
            at: string
          })[]
          files: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            name: string
            kind: string
            size: number
            at: string
          })[]
          /** What the decisions made of what was earned; for the educator and staff */
          earnings: ({
            part: 'educator' | 'institution'
            round: number
            /** A decimal amount and what it counts */
            before: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            after: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            owed: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/{id}/files/{file}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** A file of a case */
    get: {
      parameters: { query?: never; header?: never; path: { id: string; file: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/{id}/messages': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Say something in a case */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          words: string
          /** A note of staff */
          staffOnly?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          mine: 'learner' | 'educator' | 'staff'
          about: 'charge' | 'attendance' | 'commission'
          side: 'learner' | 'educator'
          from: string
          words: string
          /** Of all that was paid, what is the learner’s; basis points */
          askedShare: number
          openedAt: string
          stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
          until: string | null
          overdue: boolean
          assignedTo: {
            id: string
            name: string
          } | null
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
            start: string
            end: string
            zone: string
          }
          method: string
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          points: ({
            number: number
            kind: 'claim' | 'question'
            side: 'learner' | 'educator'
            words: string | null
            askedAt: string
            until: string
            answer: 'agreed' | 'refused' | 'answered' | null
            answerWords: string | null
            answeredAt: string | null
            lostAt: string | null
          })[]
          decisions: ({
            round: number
            how: 'agreed' | 'silence' | 'staff' | 'withdrawn'
            /** Of all that was paid, what is the learner’s; basis points */
            share: number
            /** On how much of what was paid the educator earns; basis points */
            earns: number
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            marked: boolean
            note: string | null
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            at: string
          })[]
          appeal: {
            side: 'learner' | 'educator'
            words: string
            at: string
          } | null
          messages: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            staffOnly: boolean
            words: string
            at: string
          })[]
          files: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            name: string
            kind: string
            size: number
            at: string
          })[]
          /** What the decisions made of what was earned; for the educator and staff */
          earnings: ({
            part: 'educator' | 'institution'
            round: number
            /** A decimal amount and what it counts */
            before: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            after: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            owed: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/{id}/preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** The postings that would follow from a decision; nothing is done */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** Of all that was paid, what is the learner’s; basis points */
          share: number
          /** On how much of what was paid the educator earns; basis points */
          earns?: number
          /** Hundredths of a credit for the learner, at the platform’s cost */
          goodwill?: number
          /** It counts against the educator as an absence */
          marked: boolean
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            rule: string
            moves: ({
              debit: string
              credit: string
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
            })[]
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/{id}/questions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Ask one side something, to be answered by a deadline */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          side: 'learner' | 'educator'
          words: string
          days?: number
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          mine: 'learner' | 'educator' | 'staff'
          about: 'charge' | 'attendance' | 'commission'
          side: 'learner' | 'educator'
          from: string
          words: string
          /** Of all that was paid, what is the learner’s; basis points */
          askedShare: number
          openedAt: string
          stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
          until: string | null
          overdue: boolean
          assignedTo: {
            id: string
            name: string
          } | null
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
            start: string
            end: string
            zone: string
          }
          method: string
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          points: ({
            number: number
            kind: 'claim' | 'question'
            side: 'learner' | 'educator'
            words: string | null
            askedAt: string
            until: string
            answer: 'agreed' | 'refused' | 'answered' | null
            answerWords: string | null
            answeredAt: string | null
            lostAt: string | null
          })[]
          decisions: ({
            round: number
            how: 'agreed' | 'silence' | 'staff' | 'withdrawn'
            /** Of all that was paid, what is the learner’s; basis points */
            share: number
            /** On how much of what was paid the educator earns; basis points */
            earns: number
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            marked: boolean
            note: string | null
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            at: string
          })[]
          appeal: {
            side: 'learner' | 'educator'
            words: string
            at: string
          } | null
          messages: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            staffOnly: boolean
            words: string
            at: string
          })[]
          files: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            name: string
            kind: string
            size: number
            at: string
          })[]
          /** What the decisions made of what was earned; for the educator and staff */
          earnings: ({
            part: 'educator' | 'institution'
            round: number
            /** A decimal amount and what it counts */
            before: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            after: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            owed: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/cases/{id}/withdraw': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take my case back */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          mine: 'learner' | 'educator' | 'staff'
          about: 'charge' | 'attendance' | 'commission'
          side: 'learner' | 'educator'
          from: string
          words: string
          /** Of all that was paid, what is the learner’s; basis points */
          askedShare: number
          openedAt: string
          stage: 'answering' | 'evidence' | 'deciding' | 'decided' | 'appealed' | 'final'
          until: string | null
          overdue: boolean
          assignedTo: {
            id: string
            name: string
          } | null
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
            start: string
            end: string
            zone: string
          }
          method: string
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          points: ({
            number: number
            kind: 'claim' | 'question'
            side: 'learner' | 'educator'
            words: string | null
            askedAt: string
            until: string
            answer: 'agreed' | 'refused' | 'answered' | null
            answerWords: string | null
            answeredAt: string | null
            lostAt: string | null
          })[]
          decisions: ({
            round: number
            how: 'agreed' | 'silence' | 'staff' | 'withdrawn'
            /** Of all that was paid, what is the learner’s; basis points */
            share: number
            /** On how much of what was paid the educator earns; basis points */
            earns: number
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            marked: boolean
            note: string | null
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            at: string
          })[]
          appeal: {
            side: 'learner' | 'educator'
            words: string
            at: string
          } | null
          messages: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            staffOnly: boolean
            words: string
            at: string
          })[]
          files: ({
            id: string
            side: 'learner' | 'educator' | 'staff'
            name: string
            kind: string
            size: number
            at: string
          })[]
          /** What the decisions made of what was earned; for the educator and staff */
          earnings: ({
            part: 'educator' | 'institution'
            round: number
            /** A decimal amount and what it counts */
            before: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            after: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            owed: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/contracts': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Every version of the agreement, those in force first */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            /** On their own account, or for an institution */
            payeeKind: 'independent' | 'institution'
            country: string | null
            version: number
            title: string
            /** SHA-256 of the words as they were read */
            hash: string
            state: 'draft' | 'in_force' | 'superseded'
            acceptBy: string | null
            writtenAt: string
            inForceAt: string | null
            supersededAt: string | null
            asked: number
            accepted: number
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Write the next version as a draft, or change the draft */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** On their own account, or for an institution */
          payeeKind: 'independent' | 'institution'
          country: string | null
          title: string
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          /** On their own account, or for an institution */
          payeeKind: 'independent' | 'institution'
          country: string | null
          version: number
          title: string
          /** SHA-256 of the words as they were read */
          hash: string
          state: 'draft' | 'in_force' | 'superseded'
          acceptBy: string | null
          writtenAt: string
          inForceAt: string | null
          supersededAt: string | null
          words: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/contracts/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One version, and who accepted it when and from where */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          contract: {
            id: string
            /** On their own account, or for an institution */
            payeeKind: 'independent' | 'institution'
            country: string | null
            version: number
            title: string
            /** SHA-256 of the words as they were read */
            hash: string
            state: 'draft' | 'in_force' | 'superseded'
            acceptBy: string | null
            writtenAt: string
            inForceAt: string | null
            supersededAt: string | null
            words: string
          }
          acceptances: ({
            person: {
              id: string
              name: string
            }
            /** SHA-256 of the words as they were read */
            hash: string
            ip: string
            at: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/contracts/{id}/in-force': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Put a draft in force; who teaches already is asked to accept it by a day */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          acceptBy: string
          /** SHA-256 of the words as they were read */
          hash: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          /** On their own account, or for an institution */
          payeeKind: 'independent' | 'institution'
          country: string | null
          version: number
          title: string
          /** SHA-256 of the words as they were read */
          hash: string
          state: 'draft' | 'in_force' | 'superseded'
          acceptBy: string | null
          writtenAt: string
          inForceAt: string | null
          supersededAt: string | null
          words: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/credits/offers': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What credits cost, by currency, and the packs */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          prices: ({
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            least: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            most: {
              amount: string
              asset: string
            }
          })[]
          packs: ({
            id: string
            name: string
            /** A decimal amount and what it counts */
            credits: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            bonus: {
              amount: string
              asset: string
            }
            bonusDays: number | null
            prices: ({
              amount: string
              asset: string
            })[]
          })[]
          /** Where I am taxed; not said: where the operator is */
          place: {
            country: string | null
            zone: string | null
            said: boolean
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/credits/quote': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What credits or a pack come to, with tax and a code; nothing is ordered */
    get: {
      parameters: { query?: { credits?: number; pack?: string; currency?: string; code?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** A decimal amount and what it counts */
          credits: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          bonus: {
            amount: string
            asset: string
          }
          /** What it comes to: the list price, less a code’s part, with tax */
          quote: {
            /** A decimal amount and what it counts */
            list: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            discount: {
              amount: string
              asset: string
            }
            code: string | null
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            taxName: string | null
            taxPercent: string | null
            taxIncluded: boolean
            taxDue: 'sale' | 'redemption'
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
            country: string | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/dashboard': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The house's figures, by default of the last 24 hours */
    get: {
      parameters: { query?: { from?: string; to?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          from: string
          to: string
          sessions: number
          completed: number
          calledOff: number
          bookings: number
          cancellations: number
          seats: number
          capacity: number
          heldSeats: number
          reviews: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/discounts': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Every discount code with its figures, the latest first */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            code: string
            goods: ('credits' | 'plan')[]
            lasts: 'first month' | 'always'
            note: string
            percent: string | null
            amount: {
              amount: string
              asset: string
            } | null
            audience: 'learner' | 'educator' | 'organization' | null
            from: string
            until: string | null
            mostUses: number | null
            mostPerPerson: number | null
            /** Orders that wait to be paid included */
            used: number
            state: 'coming' | 'running' | 'paused' | 'used up' | 'over'
            madeAt: string
            madeBy: string
            /** Paid, renewals included */
            orders: number
            people: number
            money: ({
              /** A decimal amount and what it counts */
              given: {
                amount: string
                asset: string
              }
              /** A decimal amount and what it counts */
              paid: {
                amount: string
                asset: string
              }
            })[]
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Make a discount code */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          code: string
          goods: ('credits' | 'plan')[]
          lasts: 'first month' | 'always'
          note?: string
          percent?: string
          amount?: {
            amount: string
            asset: string
          }
          audience?: 'learner' | 'educator' | 'organization'
          from?: string
          until?: string
          mostUses?: number
          mostPerPerson?: number
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          code: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/discounts/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One code, and the last hundred orders that it was used on */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          code: {
            id: string
            code: string
            goods: ('credits' | 'plan')[]
            lasts: 'first month' | 'always'
            note: string
            percent: string | null
            amount: {
              amount: string
              asset: string
            } | null
            audience: 'learner' | 'educator' | 'organization' | null
            from: string
            until: string | null
            mostUses: number | null
            mostPerPerson: number | null
            /** Orders that wait to be paid included */
            used: number
            state: 'coming' | 'running' | 'paused' | 'used up' | 'over'
            madeAt: string
            madeBy: string
            /** Paid, renewals included */
            orders: number
            people: number
            money: ({
              /** A decimal amount and what it counts */
              given: {
                amount: string
                asset: string
              }
              /** A decimal amount and what it counts */
              paid: {
                amount: string
                asset: string
              }
            })[]
          }
          uses: ({
            order: string
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            at: string
            state: 'waiting' | 'paid' | 'expired' | 'cancelled'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Let nobody use a code from now on, or let them again */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          paused: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          code: string
          goods: ('credits' | 'plan')[]
          lasts: 'first month' | 'always'
          note: string
          percent: string | null
          amount: {
            amount: string
            asset: string
          } | null
          audience: 'learner' | 'educator' | 'organization' | null
          from: string
          until: string | null
          mostUses: number | null
          mostPerPerson: number | null
          /** Orders that wait to be paid included */
          used: number
          state: 'coming' | 'running' | 'paused' | 'used up' | 'over'
          madeAt: string
          madeBy: string
          /** Paid, renewals included */
          orders: number
          people: number
          money: ({
            /** A decimal amount and what it counts */
            given: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/disputes': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Disputes, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; order?: string; waits?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            fee: {
              amount: string
              asset: string
            }
            reason: string
            state: 'warning' | 'open' | 'answered' | 'won' | 'lost' | 'closed'
            provider: string
            providerRef: string
            openedAt: string
            answerBy: string | null
            answeredAt: string | null
            endedAt: string | null
            fault: 'educator' | 'platform' | null
            bookedAt: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/disputes/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One dispute, with the evidence that was sent or a draft of it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          dispute: {
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            fee: {
              amount: string
              asset: string
            }
            reason: string
            state: 'warning' | 'open' | 'answered' | 'won' | 'lost' | 'closed'
            provider: string
            providerRef: string
            openedAt: string
            answerBy: string | null
            answeredAt: string | null
            endedAt: string | null
            fault: 'educator' | 'platform' | null
            bookedAt: string | null
          }
          what: string
          /** About seats: whose fault it was decides who bears a loss */
          taught: boolean
          faultNote: string | null
          evidence: {
            customerName: string
            customerEmail: string
            productDescription: string
            serviceDate: string
            accessActivityLog: string
            refundPolicy: string
            words: string
          }
          /** The evidence is what the bank has; else it is a draft */
          sent: boolean
          moves: ({
            ref: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            fee: {
              amount: string
              asset: string
            }
            at: string
          })[]
          steps: ({
            to: string
            by: string
            at: string
          })[]
          /** Lots of credits that are frozen for it now */
          frozen: number
          warnings: ({
            kind: string
            at: string
            refund: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/disputes/{id}/answer': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Send evidence to the buyer’s bank: it takes one answer */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          customerName: string
          customerEmail: string
          productDescription: string
          serviceDate: string
          accessActivityLog: string
          refundPolicy: string
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          dispute: {
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            fee: {
              amount: string
              asset: string
            }
            reason: string
            state: 'warning' | 'open' | 'answered' | 'won' | 'lost' | 'closed'
            provider: string
            providerRef: string
            openedAt: string
            answerBy: string | null
            answeredAt: string | null
            endedAt: string | null
            fault: 'educator' | 'platform' | null
            bookedAt: string | null
          }
          what: string
          /** About seats: whose fault it was decides who bears a loss */
          taught: boolean
          faultNote: string | null
          evidence: {
            customerName: string
            customerEmail: string
            productDescription: string
            serviceDate: string
            accessActivityLog: string
            refundPolicy: string
            words: string
          }
          /** The evidence is what the bank has; else it is a draft */
          sent: boolean
          moves: ({
            ref: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            fee: {
              amount: string
              asset: string
            }
            at: string
          })[]
          steps: ({
            to: string
            by: string
            at: string
          })[]
          /** Lots of credits that are frozen for it now */
          frozen: number
          warnings: ({
            kind: string
            at: string
            refund: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/disputes/{id}/fault': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Say whose fault it was: the educator’s, who then bears a loss, or the platform’s */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          fault: 'educator' | 'platform'
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          fault: 'educator' | 'platform'
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/documents': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My invoices, receipts and credit notes, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; kind?: 'invoice' | 'receipt' | 'credit_note'; order?: string; organization?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            kind: 'invoice' | 'receipt' | 'credit_note'
            number: string
            orderId: string
            buyer: {
              type: string
              id: string
              name: string
            }
            about: string | null
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
            issuedAt: string
            /** Where the paper is */
            pdf: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/documents/issued': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Every document that was issued, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; kind?: 'invoice' | 'receipt' | 'credit_note'; order?: string; search?: string; from?: string; until?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            kind: 'invoice' | 'receipt' | 'credit_note'
            number: string
            orderId: string
            buyer: {
              type: string
              id: string
              name: string
            }
            about: string | null
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
            issuedAt: string
            /** Where the paper is */
            pdf: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/documents/{id}/pdf': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One document as PDF */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/apply': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My application to teach */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          application: {
            id: string
            personId: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            /** How many it has made; a decision names what was seen */
            steps: number
            /** What the reader can do with it now */
            deeds: (string)[]
            /** Fields that are needed and empty */
            missing: (string)[]
            kinds: ('class' | 'conversation')[]
            name: string
            email: string
            phone: string
            country: string | null
            nativeLanguages: (string)[]
            teachingLanguages: ({
              language: string
              level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            })[]
            yearsTeaching: number | null
            onlineExperience: string
            zone: string | null
            preferredTimes: ({
              /** 1 is Monday */
              day: number
              /** On their own clock: night until 6, morning until 12, afternoon until 18 */
              part: 'night' | 'morning' | 'afternoon' | 'evening'
            })[]
            weeklyHours: number | null
            introduction: string
            videoLink: string | null
            proofs: ({
              what: string
              link: string | null
            })[]
            words: string | null
            begunAt: string
            savedAt: string
            sentAt: string | null
            stateAt: string
            decideBy: string | null
            answerBy: string | null
            decidedAt: string | null
            reapplyAt: string | null
            papers: ({
              id: string
              name: string
              kind: string
              /** Bytes */
              length: number
              addedAt: string
            })[]
            interview: {
              state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
              reviewerId: string
              minutes: number
              times: (string)[]
              place: string
              startsAt: string | null
              words: string | null
            } | null
            history: ({
              deed: string
              to: string
              words: string | null
              at: string
            })[]
          } | null
          /** Whether a new one can be begun now */
          mayBegin: boolean
          why: string | null
          from: string | null
          filesMost: number
          fileMegabytes: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Begin or go on with my application, and send it */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          kinds?: ('class' | 'conversation')[]
          name?: string
          email?: string
          phone?: string
          country?: string
          nativeLanguages?: (string)[]
          teachingLanguages?: ({
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          })[]
          yearsTeaching?: number
          onlineExperience?: string
          zone?: string
          preferredTimes?: ({
            /** 1 is Monday */
            day: number
            /** On their own clock: night until 6, morning until 12, afternoon until 18 */
            part: 'night' | 'morning' | 'afternoon' | 'evening'
          })[]
          weeklyHours?: number
          introduction?: string
          videoLink?: string | null
          proofs?: ({
            what: string
            link: string | null
          })[]
          /** Send it with these words; else it is kept */
          send?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          application: {
            id: string
            personId: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            /** How many it has made; a decision names what was seen */
            steps: number
            /** What the reader can do with it now */
            deeds: (string)[]
            /** Fields that are needed and empty */
            missing: (string)[]
            kinds: ('class' | 'conversation')[]
            name: string
            email: string
            phone: string
            country: string | null
            nativeLanguages: (string)[]
            teachingLanguages: ({
              language: string
              level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            })[]
            yearsTeaching: number | null
            onlineExperience: string
            zone: string | null
            preferredTimes: ({
              /** 1 is Monday */
              day: number
              /** On their own clock: night until 6, morning until 12, afternoon until 18 */
              part: 'night' | 'morning' | 'afternoon' | 'evening'
            })[]
            weeklyHours: number | null
            introduction: string
            videoLink: string | null
            proofs: ({
              what: string
              link: string | null
            })[]
            words: string | null
            begunAt: string
            savedAt: string
            sentAt: string | null
            stateAt: string
            decideBy: string | null
            answerBy: string | null
            decidedAt: string | null
            reapplyAt: string | null
            papers: ({
              id: string
              name: string
              kind: string
              /** Bytes */
              length: number
              addedAt: string
            })[]
            interview: {
              state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
              reviewerId: string
              minutes: number
              times: (string)[]
              place: string
              startsAt: string | null
              words: string | null
            } | null
            history: ({
              deed: string
              to: string
              words: string | null
              at: string
            })[]
          } | null
          /** Whether a new one can be begun now */
          mayBegin: boolean
          why: string | null
          from: string | null
          filesMost: number
          fileMegabytes: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/apply/answer': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Answer what was asked */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          application: {
            id: string
            personId: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            /** How many it has made; a decision names what was seen */
            steps: number
            /** What the reader can do with it now */
            deeds: (string)[]
            /** Fields that are needed and empty */
            missing: (string)[]
            kinds: ('class' | 'conversation')[]
            name: string
            email: string
            phone: string
            country: string | null
            nativeLanguages: (string)[]
            teachingLanguages: ({
              language: string
              level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            })[]
            yearsTeaching: number | null
            onlineExperience: string
            zone: string | null
            preferredTimes: ({
              /** 1 is Monday */
              day: number
              /** On their own clock: night until 6, morning until 12, afternoon until 18 */
              part: 'night' | 'morning' | 'afternoon' | 'evening'
            })[]
            weeklyHours: number | null
            introduction: string
            videoLink: string | null
            proofs: ({
              what: string
              link: string | null
            })[]
            words: string | null
            begunAt: string
            savedAt: string
            sentAt: string | null
            stateAt: string
            decideBy: string | null
            answerBy: string | null
            decidedAt: string | null
            reapplyAt: string | null
            papers: ({
              id: string
              name: string
              kind: string
              /** Bytes */
              length: number
              addedAt: string
            })[]
            interview: {
              state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
              reviewerId: string
              minutes: number
              times: (string)[]
              place: string
              startsAt: string | null
              words: string | null
            } | null
            history: ({
              deed: string
              to: string
              words: string | null
              at: string
            })[]
          } | null
          /** Whether a new one can be begun now */
          mayBegin: boolean
          why: string | null
          from: string | null
          filesMost: number
          fileMegabytes: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/apply/interview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Choose one of the times that are offered for a talk */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          time: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          application: {
            id: string
            personId: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            /** How many it has made; a decision names what was seen */
            steps: number
            /** What the reader can do with it now */
            deeds: (string)[]
            /** Fields that are needed and empty */
            missing: (string)[]
            kinds: ('class' | 'conversation')[]
            name: string
            email: string
            phone: string
            country: string | null
            nativeLanguages: (string)[]
            teachingLanguages: ({
              language: string
              level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            })[]
            yearsTeaching: number | null
            onlineExperience: string
            zone: string | null
            preferredTimes: ({
              /** 1 is Monday */
              day: number
              /** On their own clock: night until 6, morning until 12, afternoon until 18 */
              part: 'night' | 'morning' | 'afternoon' | 'evening'
            })[]
            weeklyHours: number | null
            introduction: string
            videoLink: string | null
            proofs: ({
              what: string
              link: string | null
            })[]
            words: string | null
            begunAt: string
            savedAt: string
            sentAt: string | null
            stateAt: string
            decideBy: string | null
            answerBy: string | null
            decidedAt: string | null
            reapplyAt: string | null
            papers: ({
              id: string
              name: string
              kind: string
              /** Bytes */
              length: number
              addedAt: string
            })[]
            interview: {
              state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
              reviewerId: string
              minutes: number
              times: (string)[]
              place: string
              startsAt: string | null
              words: string | null
            } | null
            history: ({
              deed: string
              to: string
              words: string | null
              at: string
            })[]
          } | null
          /** Whether a new one can be begun now */
          mayBegin: boolean
          why: string | null
          from: string | null
          filesMost: number
          fileMegabytes: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/apply/interview/none': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** None of the times fits me */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          application: {
            id: string
            personId: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            /** How many it has made; a decision names what was seen */
            steps: number
            /** What the reader can do with it now */
            deeds: (string)[]
            /** Fields that are needed and empty */
            missing: (string)[]
            kinds: ('class' | 'conversation')[]
            name: string
            email: string
            phone: string
            country: string | null
            nativeLanguages: (string)[]
            teachingLanguages: ({
              language: string
              level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            })[]
            yearsTeaching: number | null
            onlineExperience: string
            zone: string | null
            preferredTimes: ({
              /** 1 is Monday */
              day: number
              /** On their own clock: night until 6, morning until 12, afternoon until 18 */
              part: 'night' | 'morning' | 'afternoon' | 'evening'
            })[]
            weeklyHours: number | null
            introduction: string
            videoLink: string | null
            proofs: ({
              what: string
              link: string | null
            })[]
            words: string | null
            begunAt: string
            savedAt: string
            sentAt: string | null
            stateAt: string
            decideBy: string | null
            answerBy: string | null
            decidedAt: string | null
            reapplyAt: string | null
            papers: ({
              id: string
              name: string
              kind: string
              /** Bytes */
              length: number
              addedAt: string
            })[]
            interview: {
              state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
              reviewerId: string
              minutes: number
              times: (string)[]
              place: string
              startsAt: string | null
              words: string | null
            } | null
            history: ({
              deed: string
              to: string
              words: string | null
              at: string
            })[]
          } | null
          /** Whether a new one can be begun now */
          mayBegin: boolean
          why: string | null
          from: string | null
          filesMost: number
          fileMegabytes: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/apply/papers': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Hand in a certificate or another paper */
    post: {
      parameters: { query: { name: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          kind: string
          /** Bytes */
          length: number
          addedAt: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/apply/papers/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    post?: never
    /** Take a paper away */
    delete: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          application: {
            id: string
            personId: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            /** How many it has made; a decision names what was seen */
            steps: number
            /** What the reader can do with it now */
            deeds: (string)[]
            /** Fields that are needed and empty */
            missing: (string)[]
            kinds: ('class' | 'conversation')[]
            name: string
            email: string
            phone: string
            country: string | null
            nativeLanguages: (string)[]
            teachingLanguages: ({
              language: string
              level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            })[]
            yearsTeaching: number | null
            onlineExperience: string
            zone: string | null
            preferredTimes: ({
              /** 1 is Monday */
              day: number
              /** On their own clock: night until 6, morning until 12, afternoon until 18 */
              part: 'night' | 'morning' | 'afternoon' | 'evening'
            })[]
            weeklyHours: number | null
            introduction: string
            videoLink: string | null
            proofs: ({
              what: string
              link: string | null
            })[]
            words: string | null
            begunAt: string
            savedAt: string
            sentAt: string | null
            stateAt: string
            decideBy: string | null
            answerBy: string | null
            decidedAt: string | null
            reapplyAt: string | null
            papers: ({
              id: string
              name: string
              kind: string
              /** Bytes */
              length: number
              addedAt: string
            })[]
            interview: {
              state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
              reviewerId: string
              minutes: number
              times: (string)[]
              place: string
              startsAt: string | null
              words: string | null
            } | null
            history: ({
              deed: string
              to: string
              words: string | null
              at: string
            })[]
          } | null
          /** Whether a new one can be begun now */
          mayBegin: boolean
          why: string | null
          from: string | null
          filesMost: number
          fileMegabytes: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/apply/withdraw': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take my application back */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          words?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          application: {
            id: string
            personId: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            /** How many it has made; a decision names what was seen */
            steps: number
            /** What the reader can do with it now */
            deeds: (string)[]
            /** Fields that are needed and empty */
            missing: (string)[]
            kinds: ('class' | 'conversation')[]
            name: string
            email: string
            phone: string
            country: string | null
            nativeLanguages: (string)[]
            teachingLanguages: ({
              language: string
              level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            })[]
            yearsTeaching: number | null
            onlineExperience: string
            zone: string | null
            preferredTimes: ({
              /** 1 is Monday */
              day: number
              /** On their own clock: night until 6, morning until 12, afternoon until 18 */
              part: 'night' | 'morning' | 'afternoon' | 'evening'
            })[]
            weeklyHours: number | null
            introduction: string
            videoLink: string | null
            proofs: ({
              what: string
              link: string | null
            })[]
            words: string | null
            begunAt: string
            savedAt: string
            sentAt: string | null
            stateAt: string
            decideBy: string | null
            answerBy: string | null
            decidedAt: string | null
            reapplyAt: string | null
            papers: ({
              id: string
              name: string
              kind: string
              /** Bytes */
              length: number
              addedAt: string
            })[]
            interview: {
              state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
              reviewerId: string
              minutes: number
              times: (string)[]
              place: string
              startsAt: string | null
              words: string | null
            } | null
            history: ({
              deed: string
              to: string
              words: string | null
              at: string
            })[]
          } | null
          /** Whether a new one can be begun now */
          mayBegin: boolean
          why: string | null
          from: string | null
          filesMost: number
          fileMegabytes: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/asking': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Whether I am asked first, and how I answer */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whoever takes one of my free hours asks first */
          asksFirst: boolean
          figures: {
            /** How many days are counted */
            days: number
            /** Requests that were made */
            asked: number
            accepted: number
            declined: number
            /** Not answered in time */
            ranOut: number
            /** Taken back, or called off, before an answer was due */
            withdrawn: number
            /** Still to be answered */
            waiting: number
            medianMinutes: number | null
            rate: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Be asked first for my free hours, or not any more */
    patch: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          asksFirst: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whoever takes one of my free hours asks first */
          asksFirst: boolean
          figures: {
            /** How many days are counted */
            days: number
            /** Requests that were made */
            asked: number
            accepted: number
            declined: number
            /** Not answered in time */
            ranOut: number
            /** Taken back, or called off, before an answer was due */
            withdrawn: number
            /** Still to be answered */
            waiting: number
            medianMinutes: number | null
            rate: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/educator/availability': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** When I can be booked one to one */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whether anything has been said yet; else what is usual */
          offered: boolean
          open: boolean
          zone: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          lengths: (25 | 30 | 45 | 50 | 60 | 90)[]
          stepMinutes: 5 | 10 | 15 | 20 | 30 | 60
          beforeMinutes: number
          afterMinutes: number
          noticeHours: number
          horizonDays: number
          dayMost: number | null
          weekMost: number | null
          priceLevel: string
          ownPrice: {
            amount: string
            asset: string
          } | null
          trial: {
            minutes: 25 | 30 | 45 | 50 | 60 | 90
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          prices: ({
            minutes: number
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          })[]
          weekly: ({
            /** Monday is 1 */
            weekday: number
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
          })[]
          dated: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            open: boolean
            note: string
          })[]
          away: ({
            id: string
            from: string
            until: string
            note: string
          })[]
          calendars: ({
            id: string
            name: string
            /** Where it is; the rest of its address is kept secret */
            host: string
            daysClose: boolean
            readAt: string | null
            /** Entries that take time, when it was last read */
            entries: number
            fault: string | null
            failingSince: string | null
            nextAt: string
          })[]
          feedSince: string | null
          /** When the clock skips or repeats hours that are open */
          oddHours: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            happens: 'skipped' | 'twice'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** What I offer one to one */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          open: boolean
          zone: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          lengths: (25 | 30 | 45 | 50 | 60 | 90)[]
          stepMinutes: 5 | 10 | 15 | 20 | 30 | 60
          beforeMinutes: number
          afterMinutes: number
          noticeHours: number
          horizonDays: number
          dayMost: number | null
          weekMost: number | null
          priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
          ownPrice?: {
            amount: string
            asset: string
          } | null
          trial?: {
            minutes: 25 | 30 | 45 | 50 | 60 | 90
            price: {
              amount: string
              asset: 'CREDIT'
            }
          } | null
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whether anything has been said yet; else what is usual */
          offered: boolean
          open: boolean
          zone: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          lengths: (25 | 30 | 45 | 50 | 60 | 90)[]
          stepMinutes: 5 | 10 | 15 | 20 | 30 | 60
          beforeMinutes: number
          afterMinutes: number
          noticeHours: number
          horizonDays: number
          dayMost: number | null
          weekMost: number | null
          priceLevel: string
          ownPrice: {
            amount: string
            asset: string
          } | null
          trial: {
            minutes: 25 | 30 | 45 | 50 | 60 | 90
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          prices: ({
            minutes: number
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          })[]
          weekly: ({
            /** Monday is 1 */
            weekday: number
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
          })[]
          dated: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            open: boolean
            note: string
          })[]
          away: ({
            id: string
            from: string
            until: string
            note: string
          })[]
          calendars: ({
            id: string
            name: string
            /** Where it is; the rest of its address is kept secret */
            host: string
            daysClose: boolean
            readAt: string | null
            /** Entries that take time, when it was last read */
            entries: number
            fault: string | null
            failingSince: string | null
            nextAt: string
          })[]
          feedSince: string | null
          /** When the clock skips or repeats hours that are open */
          oddHours: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            happens: 'skipped' | 'twice'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/availability/away': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Go away for some days */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          from: string
          until: string
          note?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whether anything has been said yet; else what is usual */
          offered: boolean
          open: boolean
          zone: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          lengths: (25 | 30 | 45 | 50 | 60 | 90)[]
          stepMinutes: 5 | 10 | 15 | 20 | 30 | 60
          beforeMinutes: number
          afterMinutes: number
          noticeHours: number
          horizonDays: number
          dayMost: number | null
          weekMost: number | null
          priceLevel: string
          ownPrice: {
            amount: string
            asset: string
          } | null
          trial: {
            minutes: 25 | 30 | 45 | 50 | 60 | 90
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          prices: ({
            minutes: number
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          })[]
          weekly: ({
            /** Monday is 1 */
            weekday: number
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
          })[]
          dated: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            open: boolean
            note: string
          })[]
          away: ({
            id: string
            from: string
            until: string
            note: string
          })[]
          calendars: ({
            id: string
            name: string
            /** Where it is; the rest of its address is kept secret */
            host: string
            daysClose: boolean
            readAt: string | null
            /** Entries that take time, when it was last read */
            entries: number
            fault: string | null
            failingSince: string | null
            nextAt: string
          })[]
          feedSince: string | null
          /** When the clock skips or repeats hours that are open */
          oddHours: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            happens: 'skipped' | 'twice'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/availability/away/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    post?: never
    /** Be there after all */
    delete: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whether anything has been said yet; else what is usual */
          offered: boolean
          open: boolean
          zone: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          lengths: (25 | 30 | 45 | 50 | 60 | 90)[]
          stepMinutes: 5 | 10 | 15 | 20 | 30 | 60
          beforeMinutes: number
          afterMinutes: number
          noticeHours: number
          horizonDays: number
          dayMost: number | null
          weekMost: number | null
          priceLevel: string
          ownPrice: {
            amount: string
            asset: string
          } | null
          trial: {
            minutes: 25 | 30 | 45 | 50 | 60 | 90
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          prices: ({
            minutes: number
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          })[]
          weekly: ({
            /** Monday is 1 */
            weekday: number
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
          })[]
          dated: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            open: boolean
            note: string
          })[]
          away: ({
            id: string
            from: string
            until: string
            note: string
          })[]
          calendars: ({
            id: string
            name: string
            /** Where it is; the rest of its address is kept secret */
            host: string
            daysClose: boolean
            readAt: string | null
            /** Entries that take time, when it was last read */
            entries: number
            fault: string | null
            failingSince: string | null
            nextAt: string
          })[]
          feedSince: string | null
          /** When the clock skips or repeats hours that are open */
          oddHours: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            happens: 'skipped' | 'twice'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/availability/dates/{date}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    /** A date that differs; without hours it is as every week again */
    put: {
      parameters: { query?: never; header?: never; path: { date: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          hours: ({
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            open: boolean
          })[]
          note?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whether anything has been said yet; else what is usual */
          offered: boolean
          open: boolean
          zone: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          lengths: (25 | 30 | 45 | 50 | 60 | 90)[]
          stepMinutes: 5 | 10 | 15 | 20 | 30 | 60
          beforeMinutes: number
          afterMinutes: number
          noticeHours: number
          horizonDays: number
          dayMost: number | null
          weekMost: number | null
          priceLevel: string
          ownPrice: {
            amount: string
            asset: string
          } | null
          trial: {
            minutes: 25 | 30 | 45 | 50 | 60 | 90
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          prices: ({
            minutes: number
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          })[]
          weekly: ({
            /** Monday is 1 */
            weekday: number
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
          })[]
          dated: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            open: boolean
            note: string
          })[]
          away: ({
            id: string
            from: string
            until: string
            note: string
          })[]
          calendars: ({
            id: string
            name: string
            /** Where it is; the rest of its address is kept secret */
            host: string
            daysClose: boolean
            readAt: string | null
            /** Entries that take time, when it was last read */
            entries: number
            fault: string | null
            failingSince: string | null
            nextAt: string
          })[]
          feedSince: string | null
          /** When the clock skips or repeats hours that are open */
          oddHours: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            happens: 'skipped' | 'twice'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/availability/week': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    /** My hours of every week */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          hours: ({
            /** Monday is 1 */
            weekday: number
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
          })[]
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whether anything has been said yet; else what is usual */
          offered: boolean
          open: boolean
          zone: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          lengths: (25 | 30 | 45 | 50 | 60 | 90)[]
          stepMinutes: 5 | 10 | 15 | 20 | 30 | 60
          beforeMinutes: number
          afterMinutes: number
          noticeHours: number
          horizonDays: number
          dayMost: number | null
          weekMost: number | null
          priceLevel: string
          ownPrice: {
            amount: string
            asset: string
          } | null
          trial: {
            minutes: 25 | 30 | 45 | 50 | 60 | 90
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          prices: ({
            minutes: number
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          })[]
          weekly: ({
            /** Monday is 1 */
            weekday: number
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
          })[]
          dated: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            open: boolean
            note: string
          })[]
          away: ({
            id: string
            from: string
            until: string
            note: string
          })[]
          calendars: ({
            id: string
            name: string
            /** Where it is; the rest of its address is kept secret */
            host: string
            daysClose: boolean
            readAt: string | null
            /** Entries that take time, when it was last read */
            entries: number
            fault: string | null
            failingSince: string | null
            nextAt: string
          })[]
          feedSince: string | null
          /** When the clock skips or repeats hours that are open */
          oddHours: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            happens: 'skipped' | 'twice'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/calendars': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Have a calendar of mine read */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          name: string
          url: string
          /** Whole days close also where the calendar calls them free */
          daysClose?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whether anything has been said yet; else what is usual */
          offered: boolean
          open: boolean
          zone: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          lengths: (25 | 30 | 45 | 50 | 60 | 90)[]
          stepMinutes: 5 | 10 | 15 | 20 | 30 | 60
          beforeMinutes: number
          afterMinutes: number
          noticeHours: number
          horizonDays: number
          dayMost: number | null
          weekMost: number | null
          priceLevel: string
          ownPrice: {
            amount: string
            asset: string
          } | null
          trial: {
            minutes: 25 | 30 | 45 | 50 | 60 | 90
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          prices: ({
            minutes: number
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          })[]
          weekly: ({
            /** Monday is 1 */
            weekday: number
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
          })[]
          dated: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            open: boolean
            note: string
          })[]
          away: ({
            id: string
            from: string
            until: string
            note: string
          })[]
          calendars: ({
            id: string
            name: string
            /** Where it is; the rest of its address is kept secret */
            host: string
            daysClose: boolean
            readAt: string | null
            /** Entries that take time, when it was last read */
            entries: number
            fault: string | null
            failingSince: string | null
            nextAt: string
          })[]
          feedSince: string | null
          /** When the clock skips or repeats hours that are open */
          oddHours: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            happens: 'skipped' | 'twice'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/calendars/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    post?: never
    /** Read it no more */
    delete: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whether anything has been said yet; else what is usual */
          offered: boolean
          open: boolean
          zone: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          lengths: (25 | 30 | 45 | 50 | 60 | 90)[]
          stepMinutes: 5 | 10 | 15 | 20 | 30 | 60
          beforeMinutes: number
          afterMinutes: number
          noticeHours: number
          horizonDays: number
          dayMost: number | null
          weekMost: number | null
          priceLevel: string
          ownPrice: {
            amount: string
            asset: string
          } | null
          trial: {
            minutes: 25 | 30 | 45 | 50 | 60 | 90
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          prices: ({
            minutes: number
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          })[]
          weekly: ({
            /** Monday is 1 */
            weekday: number
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
          })[]
          dated: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            open: boolean
            note: string
          })[]
          away: ({
            id: string
            from: string
            until: string
            note: string
          })[]
          calendars: ({
            id: string
            name: string
            /** Where it is; the rest of its address is kept secret */
            host: string
            daysClose: boolean
            readAt: string | null
            /** Entries that take time, when it was last read */
            entries: number
            fault: string | null
            failingSince: string | null
            nextAt: string
          })[]
          feedSince: string | null
          /** When the clock skips or repeats hours that are open */
          oddHours: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            happens: 'skipped' | 'twice'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/calendars/{id}/refresh': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Read it now */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whether anything has been said yet; else what is usual */
          offered: boolean
          open: boolean
          zone: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          lengths: (25 | 30 | 45 | 50 | 60 | 90)[]
          stepMinutes: 5 | 10 | 15 | 20 | 30 | 60
          beforeMinutes: number
          afterMinutes: number
          noticeHours: number
          horizonDays: number
          dayMost: number | null
          weekMost: number | null
          priceLevel: string
          ownPrice: {
            amount: string
            asset: string
          } | null
          trial: {
            minutes: 25 | 30 | 45 | 50 | 60 | 90
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          prices: ({
            minutes: number
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          })[]
          weekly: ({
            /** Monday is 1 */
            weekday: number
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
          })[]
          dated: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            open: boolean
            note: string
          })[]
          away: ({
            id: string
            from: string
            until: string
            note: string
          })[]
          calendars: ({
            id: string
            name: string
            /** Where it is; the rest of its address is kept secret */
            host: string
            daysClose: boolean
            readAt: string | null
            /** Entries that take time, when it was last read */
            entries: number
            fault: string | null
            failingSince: string | null
            nextAt: string
          })[]
          feedSince: string | null
          /** When the clock skips or repeats hours that are open */
          oddHours: ({
            date: string
            /** On the clock in the zone of the hours */
            from: string
            /** At or before `from`: on the next day */
            until: string
            happens: 'skipped' | 'twice'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/contract': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The agreement that counts for me, and what I accepted */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          contract: {
            id: string
            /** On their own account, or for an institution */
            payeeKind: 'independent' | 'institution'
            country: string | null
            version: number
            title: string
            /** SHA-256 of the words as they were read */
            hash: string
            state: 'draft' | 'in_force' | 'superseded'
            acceptBy: string | null
            writtenAt: string
            inForceAt: string | null
            supersededAt: string | null
            words: string
            acceptedAt: string | null
            until: string | null
          } | null
          accepted: ({
            contractId: string
            title: string
            version: number
            /** SHA-256 of the words as they were read */
            hash: string
            at: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/contract/accept': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Accept the agreement */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          contractId: string
          /** SHA-256 of the words as they were read */
          hash: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          contract: {
            id: string
            /** On their own account, or for an institution */
            payeeKind: 'independent' | 'institution'
            country: string | null
            version: number
            title: string
            /** SHA-256 of the words as they were read */
            hash: string
            state: 'draft' | 'in_force' | 'superseded'
            acceptBy: string | null
            writtenAt: string
            inForceAt: string | null
            supersededAt: string | null
            words: string
            acceptedAt: string | null
            until: string | null
          } | null
          accepted: ({
            contractId: string
            title: string
            version: number
            /** SHA-256 of the words as they were read */
            hash: string
            at: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/instant': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Whether I can be talked to now */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          languages: (string)[]
          levels: (string)[]
          lengths: (number)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string | null
          offWhy: 'silent' | 'declined' | null
          /** Sessions I have held */
          held: number
          /** And how many it takes */
          needed: number
          waiting: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Be available for talking at once, until then */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          languages: (string)[]
          /** None: any */
          levels: ('A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2')[]
          lengths: (15 | 30)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          languages: (string)[]
          levels: (string)[]
          lengths: (number)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string | null
          offWhy: 'silent' | 'declined' | null
          /** Sessions I have held */
          held: number
          /** And how many it takes */
          needed: number
          waiting: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    /** Not available any more */
    delete: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          languages: (string)[]
          levels: (string)[]
          lengths: (number)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string | null
          offWhy: 'silent' | 'declined' | null
          /** Sessions I have held */
          held: number
          /** And how many it takes */
          needed: number
          waiting: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/learners-to-rate': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Learners of the last week whom I have not rated */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            bookingId: string
            sessionId: string
            title: string
            kind: 'class' | 'conversation'
            person: {
              id: string
              name: string
            }
            end: string
            until: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/payee': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Whether I can be paid */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          state: 'none' | 'opening' | 'restricted' | 'ready'
          country: string | null
          url: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Open my account at the payment provider, or go on with it */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          country: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          state: 'none' | 'opening' | 'restricted' | 'ready'
          country: string | null
          url: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/payee/bank': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Tell the payment provider where my bank account is */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** As the bank knows it */
          name: string
          ifsc: string
          accountNumber: string
        } | {
          vpa: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          state: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/profile': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My profile, as everybody sees it */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
          kinds: ('class' | 'conversation')[]
          organizationId: string
          /** The higher one where they teach both kinds */
          tier: string
          tiers: ({
            kind: 'class' | 'conversation'
            tier: string
          })[]
          rating: string | null
          reviewCount: number
          sessionsHeld: number
          next: {
            id: string
            title: string
            start: string
          } | null
          /** Reviews with one star, two, … five */
          stars: (number)[]
          sessions: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
          response: {
            /** Questions of learners in the last 90 days */
            asked: number
            /** Of those, answered within 24 hours */
            answeredInTime: number
            rate: number | null
            medianSeconds: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** My words about myself, all of them */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
          kinds: ('class' | 'conversation')[]
          organizationId: string
          /** The higher one where they teach both kinds */
          tier: string
          tiers: ({
            kind: 'class' | 'conversation'
            tier: string
          })[]
          rating: string | null
          reviewCount: number
          sessionsHeld: number
          next: {
            id: string
            title: string
            start: string
          } | null
          /** Reviews with one star, two, … five */
          stars: (number)[]
          sessions: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
          response: {
            /** Questions of learners in the last 90 days */
            asked: number
            /** Of those, answered within 24 hours */
            answeredInTime: number
            rate: number | null
            medianSeconds: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    /** My words about myself */
    patch: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          name?: string
          zone?: string
          headline?: string
          about?: string
          languages?: (string)[]
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
          kinds: ('class' | 'conversation')[]
          organizationId: string
          /** The higher one where they teach both kinds */
          tier: string
          tiers: ({
            kind: 'class' | 'conversation'
            tier: string
          })[]
          rating: string | null
          reviewCount: number
          sessionsHeld: number
          next: {
            id: string
            title: string
            start: string
          } | null
          /** Reviews with one star, two, … five */
          stars: (number)[]
          sessions: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
          response: {
            /** Questions of learners in the last 90 days */
            asked: number
            /** Of those, answered within 24 hours */
            answeredInTime: number
            rate: number | null
            medianSeconds: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/educator/requests': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Requests that wait for my answer, the soonest deadline first */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/revenue/analytics': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Earnings over time, and what goes well */
    get: {
      parameters: { query?: { from?: string; to?: string; kind?: 'class' | 'conversation'; step?: 'week' | 'month' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            start: string
            /** A decimal amount and what it counts */
            earned: {
              amount: string
              asset: string
            }
            bookings: number
          })[]
          sessions: {
            held: number
            failed: number
            calledOffOtherwise: number
            upcoming: number
            seats: number
            capacity: number
            learners: number
            returning: number
            lateCancellations: number
            noShows: number
            byType: ({
              kind: 'class' | 'conversation'
              priceLevel: string
              sessions: number
              seats: number
              capacity: number
            })[]
            byTime: ({
              weekday: number
              hour: number
              sessions: number
              seats: number
              capacity: number
            })[]
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/revenue/commissions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What each booking earns */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; from?: string; to?: string; kind?: 'class' | 'conversation'; session?: string; payout?: string; state?: 'pending' | 'held' | 'available' | 'in_payout' | 'paid' | 'cancelled' | 'taken_back' | 'PENDING' | 'PROCESSED' | 'PAID' | 'CANCELLED' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            /** booking, course, cohort_seat, certificate, decision, appeal, guarantee or referral */
            source: string
            bookingId: string | null
            sessionId: string | null
            educatorId: string
            part: 'educator' | 'institution'
            kind: 'class' | 'conversation' | null
            title: string
            sessionAt: string
            paidBy: 'included' | 'credits' | 'cash' | 'tokens' | 'package' | 'platform'
            /** A decimal amount and what it counts */
            gross: {
              amount: string
              asset: string
            }
            rate: number
            rateFrom: 'session' | 'institution' | 'tier' | 'default' | 'agreed'
            tier: string | null
            /** A decimal amount and what it counts */
            feeBorne: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            status: 'PENDING' | 'PROCESSED' | 'PAID' | 'CANCELLED'
            state: 'pending' | 'held' | 'available' | 'in_payout' | 'paid' | 'cancelled' | 'taken_back'
            journalId: string | null
            payoutId: string | null
            madeAt: string
            earnedAt: string | null
            heldUntil: string | null
            availableAt: string | null
            paidAt: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/revenue/overview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My earnings at a glance */
    get: {
      parameters: { query?: { from?: string; to?: string; kind?: 'class' | 'conversation' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** A decimal amount and what it counts */
          lifetime: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          period: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          pending: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          held: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          available: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          inPayout: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          nextPayout: {
            date: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            minimum: {
              amount: string
              asset: string
            }
            /** Below the minimum: waits for the one after */
            waits: boolean
            scheduled: boolean
          }
          standings: ({
            kind: 'class' | 'conversation'
            tier: string
            rate: number
            since: string
            sessions: number
            next: {
              tier: string
              rate: number
              sessions: number
              rating: string | null
              reviews: number
            } | null
            goal: {
              sessions: number
              rating: number | null
            } | null
            rating: number | null
            ratings: number
            completion: number | null
            completionNeeded: number
            warning: {
              to: string
              at: string
            } | null
            pinnedUntil: string | null
            /** What the tier opens beside any plan, by the names of features */
            opens: (string)[]
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/revenue/payouts': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My payouts */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; status?: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            payee: {
              type: 'person' | 'organization'
              id: string
              name: string | null
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** What of its commissions paid what the payee owed from disputes */
            setOff: {
              amount: string
              asset: string
            }
            parkedSince: string | null
            status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED'
            state: 'reserved' | 'sending' | 'unknown' | 'sent' | 'completed' | 'refused' | 'returned'
            scheduledFor: string
            sentAt: string | null
            completedAt: string | null
            failedAt: string | null
            providerRef: string | null
            reasonCode: string | null
            reason: string | null
            commissions: number
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/revenue/payouts/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The statement of a payout */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          payee: {
            type: 'person' | 'organization'
            id: string
            name: string | null
          }
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          /** What of its commissions paid what the payee owed from disputes */
          setOff: {
            amount: string
            asset: string
          }
          parkedSince: string | null
          status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED'
          state: 'reserved' | 'sending' | 'unknown' | 'sent' | 'completed' | 'refused' | 'returned'
          scheduledFor: string
          sentAt: string | null
          completedAt: string | null
          failedAt: string | null
          providerRef: string | null
          reasonCode: string | null
          reason: string | null
          commissions: number
          items: ({
            commissionId: string
            bookingId: string | null
            title: string
            sessionAt: string
            /** A decimal amount and what it counts */
            gross: {
              amount: string
              asset: string
            }
            rate: number
            /** A decimal amount and what it counts */
            feeBorne: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/reviews': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What my reviews and answers come to, and what of it ranks */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
          /** Stars after sessions of the last 90 days, never one by one */
          private: {
            count: number
            mean: number | null
          }
          response: {
            /** Questions of learners in the last 90 days */
            asked: number
            /** Of those, answered within 24 hours */
            answeredInTime: number
            rate: number | null
            medianSeconds: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/standing': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Where I stand in searches: each factor, and what would raise it */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          standing: {
            /** 0 to 1 */
            score: number
            factors: ({
              factor: string
              /** Hundredths of the score */
              weight: number
              /** 0 to 1 */
              value: number
            })[]
            penalty: number
            openings: number
            raises: ({
              factor: string
              says: string
            })[]
            reckonedAt: string
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educator/welcome': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What is left to do before my first session */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Somebody who came by an application and has steps left */
          open: boolean
          country: string | null
          steps: ({
            step: 'contract' | 'bank' | 'profile' | 'availability' | 'session'
            done: boolean
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educators': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Find educators, best first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; q?: string; kind?: 'class' | 'conversation'; language?: string; level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'; topic?: string; speaks?: string; priceMin?: number; priceMax?: number; within?: number; hours?: string; days?: string; zone?: string; rating?: number; organizationId?: string; facets?: boolean; sort?: 'best' | 'rating' | 'price' | 'name'; all?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            name: string
            zone: string
            headline: string
            about: string
            languages: (string)[]
            kinds: ('class' | 'conversation')[]
            organizationId: string
            /** The higher one where they teach both kinds */
            tier: string
            tiers: ({
              kind: 'class' | 'conversation'
              tier: string
            })[]
            rating: string | null
            reviewCount: number
            sessionsHeld: number
            next: {
              id: string
              title: string
              start: string
            } | null
            slots: {
              minutes: number
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
              starts: (string)[]
            } | null
          })[]
          next: string | null
          /** Shown above the list in labelled slots, by their plan; they stand in the list as well, where their score puts them */
          promoted: ({
            id: string
            name: string
            zone: string
            headline: string
            about: string
            languages: (string)[]
            kinds: ('class' | 'conversation')[]
            organizationId: string
            /** The higher one where they teach both kinds */
            tier: string
            tiers: ({
              kind: 'class' | 'conversation'
              tier: string
            })[]
            rating: string | null
            reviewCount: number
            sessionsHeld: number
            next: {
              id: string
              title: string
              start: string
            } | null
            slots: {
              minutes: number
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
              starts: (string)[]
            } | null
          })[]
          didYouMean: string | null
          /** Where nothing is found: which one filter stands in the way, and how many there would be without it, up to a hundred */
          near: ({
            without: string
            count: number
          })[]
          facets?: {
            kind: ({
              value: string
              count: number
            })[]
            language: ({
              value: string
              count: number
            })[]
            speaks: ({
              value: string
              count: number
            })[]
            level: ({
              value: string
              count: number
            })[]
            rating: ({
              value: string
              count: number
            })[]
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Make a person an educator */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          personId: string
          kinds: ('class' | 'conversation')[]
          yearsTeaching: number
          name?: string
          organizationId?: string
          headline?: string
          about?: string
          languages?: (string)[]
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
          kinds: ('class' | 'conversation')[]
          organizationId: string
          /** The higher one where they teach both kinds */
          tier: string
          tiers: ({
            kind: 'class' | 'conversation'
            tier: string
          })[]
          rating: string | null
          reviewCount: number
          sessionsHeld: number
          next: {
            id: string
            title: string
            start: string
          } | null
          /** Reviews with one star, two, … five */
          stars: (number)[]
          sessions: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
          response: {
            /** Questions of learners in the last 90 days */
            asked: number
            /** Of those, answered within 24 hours */
            answeredInTime: number
            rate: number | null
            medianSeconds: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educators/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One educator */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
          kinds: ('class' | 'conversation')[]
          organizationId: string
          /** The higher one where they teach both kinds */
          tier: string
          tiers: ({
            kind: 'class' | 'conversation'
            tier: string
          })[]
          rating: string | null
          reviewCount: number
          sessionsHeld: number
          next: {
            id: string
            title: string
            start: string
          } | null
          /** Reviews with one star, two, … five */
          stars: (number)[]
          sessions: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
          response: {
            /** Questions of learners in the last 90 days */
            asked: number
            /** Of those, answered within 24 hours */
            answeredInTime: number
            rate: number | null
            medianSeconds: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educators/{id}/lessons': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Book a one-to-one lesson */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          paymentMethod: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          creditAmount?: number | {
            amount: string
            asset: string
          }
          /** For TOKENS: the price seen */
          tokenAmount?: number
          start: string
          minutes: 25 | 30 | 45 | 50 | 60 | 90
          /** A trial lesson, FREE where it costs nothing */
          trial?: boolean
          replaces?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          booking: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          }
          wallet: {
            /** A decimal amount and what it counts */
            posted: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            held: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            available: {
              amount: string
              asset: string
            }
          } | null
          orderId: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educators/{id}/packages': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Packages that an educator offers */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            educator: {
              id: string
              name: string
            }
            kind: 'class' | 'conversation'
            minutes: number
            lessons: number
            /** A decimal amount and what it counts */
            single: {
              amount: string
              asset: string
            }
            /** Basis points */
            discount: number
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educators/{id}/pin': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Keep them on a tier until a date */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          kind: 'class' | 'conversation'
          tier: 'beginner' | 'intermediate' | 'expert' | 'master'
          until: string
          reason: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
          kinds: ('class' | 'conversation')[]
          organizationId: string
          /** The higher one where they teach both kinds */
          tier: string
          tiers: ({
            kind: 'class' | 'conversation'
            tier: string
          })[]
          rating: string | null
          reviewCount: number
          sessionsHeld: number
          next: {
            id: string
            title: string
            start: string
          } | null
          /** Reviews with one star, two, … five */
          stars: (number)[]
          sessions: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
          response: {
            /** Questions of learners in the last 90 days */
            asked: number
            /** Of those, answered within 24 hours */
            answeredInTime: number
            rate: number | null
            medianSeconds: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educators/{id}/slots': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Lessons of an educator that can be booked */
    get: {
      parameters: { query?: { from?: string; until?: string; minutes?: number; trial?: boolean }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          educatorId: string
          /** Whether one-to-one lessons are on offer at all */
          offered: boolean
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          zone: string
          lengths: ({
            minutes: number
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          })[]
          /** The length that the slots below are of */
          minutes: number
          noticeHours: number
          until: string
          horizon: string
          trial: {
            minutes: 25 | 30 | 45 | 50 | 60 | 90
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            why: 'trial_had' | 'trial_known' | 'trials_unused' | null
            replaces: string | null
          } | null
          locked: {
            code: string
            says: string
            opensWith: (string)[]
          } | null
          /** How the reader can pay, cheapest first */
          ways: ({
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, tokens, included sessions or lessons of a package, there now */
            before?: string
            after?: string
            /** What of the price would come from credits that run out soonest */
            expiring?: {
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              at: string
            }
          })[]
          items: ({
            start: string
            end: string
            /** Until when all comes back, if booked now */
            freeUntil: string
            halfUntil: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/educators/{id}/tiers': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** How they came to their tiers */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            kind: 'class' | 'conversation'
            change: string
            from: string | null
            to: string
            /** Between 0 and 1 */
            rate: number
            facts: { [name: string]: unknown }
            by: string
            at: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/entitlements': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What my plans open, and what would open the rest */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          plans: (string)[]
          features: ({
            name: string
            says: string
            open: boolean
            opensWith: (string)[]
          })[]
          limits: ({
            name: string
            says: string
            audience: 'learner' | 'educator' | 'organization'
            most: number
            used: number | null
            moreWith: (string)[]
          })[]
          /** Of whose plans one was tried already */
          tried: ('learner' | 'educator' | 'organization')[]
          included: ({
            kind: 'class' | 'conversation'
            limit: number
            unlimited: boolean
            used: number
            left: number
            resetsAt: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/event-receivers': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Receivers of events, the operator’s */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            organizationId: string | null
            url: string
            name: string
            kinds: (string)[] | null
            /** disabled: by us, after five days in which it took nothing */
            state: 'on' | 'off' | 'disabled'
            stateAt: string
            failingSince: string | null
            madeAt: string
            waiting: number
            /** Failed or held; can be sent again for 30 days */
            failed: number
            lastDeliveredAt: string | null
            twoSecretsUntil: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Sets up a receiver, the operator’s: its secret is in the answer and nowhere else */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          url: string
          name: string
          kinds?: (string)[] | null
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          receiver: {
            id: string
            organizationId: string | null
            url: string
            name: string
            kinds: (string)[] | null
            /** disabled: by us, after five days in which it took nothing */
            state: 'on' | 'off' | 'disabled'
            stateAt: string
            failingSince: string | null
            madeAt: string
            waiting: number
            /** Failed or held; can be sent again for 30 days */
            failed: number
            lastDeliveredAt: string | null
            twoSecretsUntil: string | null
          }
          /** Shown now and never again */
          secret: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/event-receivers/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One receiver */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          organizationId: string | null
          url: string
          name: string
          kinds: (string)[] | null
          /** disabled: by us, after five days in which it took nothing */
          state: 'on' | 'off' | 'disabled'
          stateAt: string
          failingSince: string | null
          madeAt: string
          waiting: number
          /** Failed or held; can be sent again for 30 days */
          failed: number
          lastDeliveredAt: string | null
          twoSecretsUntil: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    /** Takes a receiver away */
    delete: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    /** Changes a receiver, or switches it on or off */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          url?: string
          name?: string
          kinds?: (string)[] | null
          on?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          organizationId: string | null
          url: string
          name: string
          kinds: (string)[] | null
          /** disabled: by us, after five days in which it took nothing */
          state: 'on' | 'off' | 'disabled'
          stateAt: string
          failingSince: string | null
          madeAt: string
          waiting: number
          /** Failed or held; can be sent again for 30 days */
          failed: number
          lastDeliveredAt: string | null
          twoSecretsUntil: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/event-receivers/{id}/again': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sends all that failed or was held since a moment again */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          since: string
        } } }
      responses: {
        202: { headers: { [name: string]: unknown }; content: { 'application/json': {
          sent: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/event-receivers/{id}/deliveries': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What a receiver was told of, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; state?: 'waiting' | 'delivered' | 'failed' | 'held' }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            /** The same however often it is sent */
            webhookId: string
            kind: string
            at: string
            state: 'waiting' | 'delivered' | 'failed' | 'held'
            attempts: number
            nextTryAt: string | null
            deliveredAt: string | null
            status: number | null
            error: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/event-receivers/{id}/deliveries/{delivery}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One event for one receiver, with every attempt */
    get: {
      parameters: { query?: never; header?: never; path: { id: string; delivery: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          /** The same however often it is sent */
          webhookId: string
          kind: string
          at: string
          state: 'waiting' | 'delivered' | 'failed' | 'held'
          attempts: number
          nextTryAt: string | null
          deliveredAt: string | null
          status: number | null
          error: string | null
          /** As it is sent, letter by letter */
          body: string
          tried: ({
            number: number
            at: string
            tookMs: number
            status: number | null
            error: string | null
            /** The beginning of the answer */
            excerpt: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/event-receivers/{id}/deliveries/{delivery}/again': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sends one event again, under its own webhook-id */
    post: {
      parameters: { query?: never; header?: never; path: { id: string; delivery: string }; cookie?: never }
      requestBody?: never
      responses: {
        202: { headers: { [name: string]: unknown }; content: { 'application/json': {
          sent: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/event-receivers/{id}/ping': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sends a test */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        202: { headers: { [name: string]: unknown }; content: { 'application/json': {
          delivery: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/event-receivers/{id}/secret': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** A new secret; the one of before signs beside it for some hours */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          overlapHours?: number
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          receiver: {
            id: string
            organizationId: string | null
            url: string
            name: string
            kinds: (string)[] | null
            /** disabled: by us, after five days in which it took nothing */
            state: 'on' | 'off' | 'disabled'
            stateAt: string
            failingSince: string | null
            madeAt: string
            waiting: number
            /** Failed or held; can be sent again for 30 days */
            failed: number
            lastDeliveredAt: string | null
            twoSecretsUntil: string | null
          }
          /** Shown now and never again */
          secret: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/events': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Every event that receivers can be told of; their shapes are in the API’s document */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            kind: string
            says: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/explorer/bookings': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Bookings by state, person, session and time */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; state?: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'; person?: string; sessionId?: string; from?: string; until?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            stateAt: string
            stateBy: string
            method: string
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            session: {
              id: string
              title: string
              start: string
            }
            learner: {
              id: string
              name: string
            }
            educator: {
              id: string
              name: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/explorer/bookings/{id}/act': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Do something with a booking by hand */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          deed: 'call off' | 'confirm' | 'void'
          reason: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/explorer/bookings/{id}/deeds': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What staff may do with a booking now */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: (string)[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/explorer/educators/{id}/show': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Let an educator be found in search again */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          note: string
        } } }
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/explorer/marks': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Marks whose educator asks staff to look */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            sessionId: string
            title: string
            start: string
            educator: {
              id: string
              name: string
            }
            why: 'cancelled' | 'absent'
            at: string
            until: string
            appeal: string | null
            appealedAt: string | null
            lifted: boolean
            decidedAt: string | null
            note: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/explorer/marks/{id}/decide': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Say whether a mark stays; by the session’s id */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          lifts: boolean
          note: string
        } } }
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/explorer/outages': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Outages of the last 30 days, the latest first */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            from: string
            until: string
            saidBy: string
            note: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Say that the room could not be reached */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          from: string
          until: string
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          givenBack: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/explorer/outages/preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What an outage would meet */
    get: {
      parameters: { query: { from: string; until: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            sessionId: string
            title: string
            start: string
            end: string
            state: string
            /** Seats that get everything back */
            bookings: number
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/gifts': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Gifts that I gave */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; all?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            to: {
              email: string
              name: string
            }
            words: string
            what: 'credits' | 'package' | 'seat'
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            title: string | null
            sessionId: string | null
            orderId: string | null
            askedAt: string
            sendAt: string
            claimUntil: string
            state: 'paying' | 'waiting' | 'sent' | 'claimed' | 'taken_back' | 'expired' | 'not_paid'
            stateAt: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Give credits, a package or a seat to somebody */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          toEmail: string
          toName: string
          words?: string
          sendAt?: string
          what: 'credits' | 'package' | 'seat'
          credits?: number | {
            amount: string
            asset: string
          }
          offerId?: string
          sessionId?: string
          paymentMethod: 'CREDITS' | 'CASH'
          creditAmount?: number | {
            amount: string
            asset: string
          }
          currency?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          to: {
            email: string
            name: string
          }
          words: string
          what: 'credits' | 'package' | 'seat'
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          title: string | null
          sessionId: string | null
          orderId: string | null
          askedAt: string
          sendAt: string
          claimUntil: string
          state: 'paying' | 'waiting' | 'sent' | 'claimed' | 'taken_back' | 'expired' | 'not_paid'
          stateAt: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/gifts/letters/{token}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The gift behind a link */
    get: {
      parameters: { query?: never; header?: never; path: { token: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          giver: string
          to: string
          words: string
          what: 'credits' | 'package' | 'seat'
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          title: string | null
          claimUntil: string
          state: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/gifts/letters/{token}/claim': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take a gift into my account */
    post: {
      parameters: { query?: never; header?: never; path: { token: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          bookingId: string | null
          packageId: string | null
          insteadWhy: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/gifts/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One gift that I gave */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          to: {
            email: string
            name: string
          }
          words: string
          what: 'credits' | 'package' | 'seat'
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          title: string | null
          sessionId: string | null
          orderId: string | null
          askedAt: string
          sendAt: string
          claimUntil: string
          state: 'paying' | 'waiting' | 'sent' | 'claimed' | 'taken_back' | 'expired' | 'not_paid'
          stateAt: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/gifts/{id}/take-back': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take a gift back that nobody has claimed */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          to: {
            email: string
            name: string
          }
          words: string
          what: 'credits' | 'package' | 'seat'
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          title: string | null
          sessionId: string | null
          orderId: string | null
          askedAt: string
          sendAt: string
          claimUntil: string
          state: 'paying' | 'waiting' | 'sent' | 'claimed' | 'taken_back' | 'expired' | 'not_paid'
          stateAt: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/apply': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My application to teach */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          application: {
            id: string
            personId: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            /** How many it has made; a decision names what was seen */
            steps: number
            /** What the reader can do with it now */
            deeds: (string)[]
            /** Fields that are needed and empty */
            missing: (string)[]
            kinds: ('class' | 'conversation')[]
            name: string
            email: string
            phone: string
            country: string | null
            nativeLanguages: (string)[]
            teachingLanguages: ({
              language: string
              level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            })[]
            yearsTeaching: number | null
            onlineExperience: string
            zone: string | null
            preferredTimes: ({
              /** 1 is Monday */
              day: number
              /** On their own clock: night until 6, morning until 12, afternoon until 18 */
              part: 'night' | 'morning' | 'afternoon' | 'evening'
            })[]
            weeklyHours: number | null
            introduction: string
            videoLink: string | null
            proofs: ({
              what: string
              link: string | null
            })[]
            words: string | null
            begunAt: string
            savedAt: string
            sentAt: string | null
            stateAt: string
            decideBy: string | null
            answerBy: string | null
            decidedAt: string | null
            reapplyAt: string | null
            papers: ({
              id: string
              name: string
              kind: string
              /** Bytes */
              length: number
              addedAt: string
            })[]
            interview: {
              state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
              reviewerId: string
              minutes: number
              times: (string)[]
              place: string
              startsAt: string | null
              words: string | null
            } | null
            history: ({
              deed: string
              to: string
              words: string | null
              at: string
            })[]
          } | null
          /** Whether a new one can be begun now */
          mayBegin: boolean
          why: string | null
          from: string | null
          filesMost: number
          fileMegabytes: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Begin or go on with my application, and send it */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          kinds?: ('class' | 'conversation')[]
          name?: string
          email?: string
          phone?: string
          country?: string
          nativeLanguages?: (string)[]
          teachingLanguages?: ({
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          })[]
          yearsTeaching?: number
          onlineExperience?: string
          zone?: string
          preferredTimes?: ({
            /** 1 is Monday */
            day: number
            /** On their own clock: night until 6, morning until 12, afternoon until 18 */
            part: 'night' | 'morning' | 'afternoon' | 'evening'
          })[]
          weeklyHours?: number
          introduction?: string
          videoLink?: string | null
          proofs?: ({
            what: string
            link: string | null
          })[]
          /** Send it with these words; else it is kept */
          send?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          application: {
            id: string
            personId: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            /** How many it has made; a decision names what was seen */
            steps: number
            /** What the reader can do with it now */
            deeds: (string)[]
            /** Fields that are needed and empty */
            missing: (string)[]
            kinds: ('class' | 'conversation')[]
            name: string
            email: string
            phone: string
            country: string | null
            nativeLanguages: (string)[]
            teachingLanguages: ({
              language: string
              level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            })[]
            yearsTeaching: number | null
            onlineExperience: string
            zone: string | null
            preferredTimes: ({
              /** 1 is Monday */
              day: number
              /** On their own clock: night until 6, morning until 12, afternoon until 18 */
              part: 'night' | 'morning' | 'afternoon' | 'evening'
            })[]
            weeklyHours: number | null
            introduction: string
            videoLink: string | null
            proofs: ({
              what: string
              link: string | null
            })[]
            words: string | null
            begunAt: string
            savedAt: string
            sentAt: string | null
            stateAt: string
            decideBy: string | null
            answerBy: string | null
            decidedAt: string | null
            reapplyAt: string | null
            papers: ({
              id: string
              name: string
              kind: string
              /** Bytes */
              length: number
              addedAt: string
            })[]
            interview: {
              state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
              reviewerId: string
              minutes: number
              times: (string)[]
              place: string
              startsAt: string | null
              words: string | null
            } | null
            history: ({
              deed: string
              to: string
              words: string | null
              at: string
            })[]
          } | null
          /** Whether a new one can be begun now */
          mayBegin: boolean
          why: string | null
          from: string | null
          filesMost: number
          fileMegabytes: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/asking': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Whether I am asked first, and how I answer */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whoever takes one of my free hours asks first */
          asksFirst: boolean
          figures: {
            /** How many days are counted */
            days: number
            /** Requests that were made */
            asked: number
            accepted: number
            declined: number
            /** Not answered in time */
            ranOut: number
            /** Taken back, or called off, before an answer was due */
            withdrawn: number
            /** Still to be answered */
            waiting: number
            medianMinutes: number | null
            rate: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Be asked first for my free hours, or not any more */
    patch: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          asksFirst: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whoever takes one of my free hours asks first */
          asksFirst: boolean
          figures: {
            /** How many days are counted */
            days: number
            /** Requests that were made */
            asked: number
            accepted: number
            declined: number
            /** Not answered in time */
            ranOut: number
            /** Taken back, or called off, before an answer was due */
            withdrawn: number
            /** Still to be answered */
            waiting: number
            medianMinutes: number | null
            rate: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/host/commissions/process': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Completes finished sessions and ends holds that are over, now */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          started: number
          completed: number
          forfeits: number
          released: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/dashboard/analytics': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Earnings over time, and what goes well */
    get: {
      parameters: { query?: { from?: string; to?: string; kind?: 'class' | 'conversation'; step?: 'week' | 'month' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            start: string
            /** A decimal amount and what it counts */
            earned: {
              amount: string
              asset: string
            }
            bookings: number
          })[]
          sessions: {
            held: number
            failed: number
            calledOffOtherwise: number
            upcoming: number
            seats: number
            capacity: number
            learners: number
            returning: number
            lateCancellations: number
            noShows: number
            byType: ({
              kind: 'class' | 'conversation'
              priceLevel: string
              sessions: number
              seats: number
              capacity: number
            })[]
            byTime: ({
              weekday: number
              hour: number
              sessions: number
              seats: number
              capacity: number
            })[]
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/dashboard/revenue': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My earnings at a glance */
    get: {
      parameters: { query?: { from?: string; to?: string; kind?: 'class' | 'conversation' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** A decimal amount and what it counts */
          lifetime: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          period: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          pending: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          held: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          available: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          inPayout: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          nextPayout: {
            date: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            minimum: {
              amount: string
              asset: string
            }
            /** Below the minimum: waits for the one after */
            waits: boolean
            scheduled: boolean
          }
          standings: ({
            kind: 'class' | 'conversation'
            tier: string
            rate: number
            since: string
            sessions: number
            next: {
              tier: string
              rate: number
              sessions: number
              rating: string | null
              reviews: number
            } | null
            goal: {
              sessions: number
              rating: number | null
            } | null
            rating: number | null
            ratings: number
            completion: number | null
            completionNeeded: number
            warning: {
              to: string
              at: string
            } | null
            pinnedUntil: string | null
            /** What the tier opens beside any plan, by the names of features */
            opens: (string)[]
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/dashboard/sessions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** How my sessions went */
    get: {
      parameters: { query?: { from?: string; to?: string; kind?: 'class' | 'conversation' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          held: number
          failed: number
          calledOffOtherwise: number
          upcoming: number
          seats: number
          capacity: number
          learners: number
          returning: number
          lateCancellations: number
          noShows: number
          byType: ({
            kind: 'class' | 'conversation'
            priceLevel: string
            sessions: number
            seats: number
            capacity: number
          })[]
          byTime: ({
            weekday: number
            hour: number
            sessions: number
            seats: number
            capacity: number
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/instant': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Whether I can be talked to now */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          languages: (string)[]
          levels: (string)[]
          lengths: (number)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string | null
          offWhy: 'silent' | 'declined' | null
          /** Sessions I have held */
          held: number
          /** And how many it takes */
          needed: number
          waiting: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Be available for talking at once, until then */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          languages: (string)[]
          /** None: any */
          levels: ('A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2')[]
          lengths: (15 | 30)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          languages: (string)[]
          levels: (string)[]
          lengths: (number)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string | null
          offWhy: 'silent' | 'declined' | null
          /** Sessions I have held */
          held: number
          /** And how many it takes */
          needed: number
          waiting: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    /** Not available any more */
    delete: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          languages: (string)[]
          levels: (string)[]
          lengths: (number)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string | null
          offWhy: 'silent' | 'declined' | null
          /** Sessions I have held */
          held: number
          /** And how many it takes */
          needed: number
          waiting: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/payouts/process': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sends the payouts whose day has come */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          sent: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/payouts/schedule': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sets payouts aside for the coming payout day */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          scheduled: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/profile': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My profile, as everybody sees it */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
          kinds: ('class' | 'conversation')[]
          organizationId: string
          /** The higher one where they teach both kinds */
          tier: string
          tiers: ({
            kind: 'class' | 'conversation'
            tier: string
          })[]
          rating: string | null
          reviewCount: number
          sessionsHeld: number
          next: {
            id: string
            title: string
            start: string
          } | null
          /** Reviews with one star, two, … five */
          stars: (number)[]
          sessions: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
          response: {
            /** Questions of learners in the last 90 days */
            asked: number
            /** Of those, answered within 24 hours */
            answeredInTime: number
            rate: number | null
            medianSeconds: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** My words about myself, all of them */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
          kinds: ('class' | 'conversation')[]
          organizationId: string
          /** The higher one where they teach both kinds */
          tier: string
          tiers: ({
            kind: 'class' | 'conversation'
            tier: string
          })[]
          rating: string | null
          reviewCount: number
          sessionsHeld: number
          next: {
            id: string
            title: string
            start: string
          } | null
          /** Reviews with one star, two, … five */
          stars: (number)[]
          sessions: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
          response: {
            /** Questions of learners in the last 90 days */
            asked: number
            /** Of those, answered within 24 hours */
            answeredInTime: number
            rate: number | null
            medianSeconds: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/requests': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Requests that wait for my answer, the soonest deadline first */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/revenue/analytics': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Earnings over time, and what goes well */
    get: {
      parameters: { query?: { from?: string; to?: string; kind?: 'class' | 'conversation'; step?: 'week' | 'month' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            start: string
            /** A decimal amount and what it counts */
            earned: {
              amount: string
              asset: string
            }
            bookings: number
          })[]
          sessions: {
            held: number
            failed: number
            calledOffOtherwise: number
            upcoming: number
            seats: number
            capacity: number
            learners: number
            returning: number
            lateCancellations: number
            noShows: number
            byType: ({
              kind: 'class' | 'conversation'
              priceLevel: string
              sessions: number
              seats: number
              capacity: number
            })[]
            byTime: ({
              weekday: number
              hour: number
              sessions: number
              seats: number
              capacity: number
            })[]
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/revenue/commissions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What each booking earns */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; from?: string; to?: string; kind?: 'class' | 'conversation'; session?: string; payout?: string; state?: 'pending' | 'held' | 'available' | 'in_payout' | 'paid' | 'cancelled' | 'taken_back' | 'PENDING' | 'PROCESSED' | 'PAID' | 'CANCELLED' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            /** booking, course, cohort_seat, certificate, decision, appeal, guarantee or referral */
            source: string
            bookingId: string | null
            sessionId: string | null
            educatorId: string
            part: 'educator' | 'institution'
            kind: 'class' | 'conversation' | null
            title: string
            sessionAt: string
            paidBy: 'included' | 'credits' | 'cash' | 'tokens' | 'package' | 'platform'
            /** A decimal amount and what it counts */
            gross: {
              amount: string
              asset: string
            }
            rate: number
            rateFrom: 'session' | 'institution' | 'tier' | 'default' | 'agreed'
            tier: string | null
            /** A decimal amount and what it counts */
            feeBorne: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            status: 'PENDING' | 'PROCESSED' | 'PAID' | 'CANCELLED'
            state: 'pending' | 'held' | 'available' | 'in_payout' | 'paid' | 'cancelled' | 'taken_back'
            journalId: string | null
            payoutId: string | null
            madeAt: string
            earnedAt: string | null
            heldUntil: string | null
            availableAt: string | null
            paidAt: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/revenue/overview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My earnings at a glance */
    get: {
      parameters: { query?: { from?: string; to?: string; kind?: 'class' | 'conversation' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** A decimal amount and what it counts */
          lifetime: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          period: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          pending: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          held: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          available: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          inPayout: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          nextPayout: {
            date: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            minimum: {
              amount: string
              asset: string
            }
            /** Below the minimum: waits for the one after */
            waits: boolean
            scheduled: boolean
          }
          standings: ({
            kind: 'class' | 'conversation'
            tier: string
            rate: number
            since: string
            sessions: number
            next: {
              tier: string
              rate: number
              sessions: number
              rating: string | null
              reviews: number
            } | null
            goal: {
              sessions: number
              rating: number | null
            } | null
            rating: number | null
            ratings: number
            completion: number | null
            completionNeeded: number
            warning: {
              to: string
              at: string
            } | null
            pinnedUntil: string | null
            /** What the tier opens beside any plan, by the names of features */
            opens: (string)[]
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/revenue/payouts': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My payouts */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; status?: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            payee: {
              type: 'person' | 'organization'
              id: string
              name: string | null
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** What of its commissions paid what the payee owed from disputes */
            setOff: {
              amount: string
              asset: string
            }
            parkedSince: string | null
            status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED'
            state: 'reserved' | 'sending' | 'unknown' | 'sent' | 'completed' | 'refused' | 'returned'
            scheduledFor: string
            sentAt: string | null
            completedAt: string | null
            failedAt: string | null
            providerRef: string | null
            reasonCode: string | null
            reason: string | null
            commissions: number
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/host/revenue/payouts/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The statement of a payout */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          payee: {
            type: 'person' | 'organization'
            id: string
            name: string | null
          }
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          /** What of its commissions paid what the payee owed from disputes */
          setOff: {
            amount: string
            asset: string
          }
          parkedSince: string | null
          status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED'
          state: 'reserved' | 'sending' | 'unknown' | 'sent' | 'completed' | 'refused' | 'returned'
          scheduledFor: string
          sentAt: string | null
          completedAt: string | null
          failedAt: string | null
          providerRef: string | null
          reasonCode: string | null
          reason: string | null
          commissions: number
          items: ({
            commissionId: string
            bookingId: string | null
            title: string
            sessionAt: string
            /** A decimal amount and what it counts */
            gross: {
              amount: string
              asset: string
            }
            rate: number
            /** A decimal amount and what it counts */
            feeBorne: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/inbox': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What payment providers told us, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; state?: 'received' | 'done' | 'ignored' | 'failed'; type?: string; ref?: string; from?: string; until?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            provider: string
            event: string
            type: string
            about: string | null
            state: 'received' | 'done' | 'ignored' | 'failed'
            attempts: number
            error: string | null
            receivedAt: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/inbox/replay': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Work once more all notices that match, oldest first, a thousand at most */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          state?: 'received' | 'done' | 'ignored' | 'failed'
          /** The beginning of what it is called */
          type?: string
          /** The provider’s name of what it is about, or of the notice */
          ref?: string
          from?: string
          until?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          queued: number
          more: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/inbox/{provider}/{event}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One notice, word for word */
    get: {
      parameters: { query?: never; header?: never; path: { provider: 'sandbox' | 'stripe' | 'razorpay' | 'sandbox-razorpay'; event: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          provider: string
          event: string
          type: string
          about: string | null
          state: 'received' | 'done' | 'ignored' | 'failed'
          attempts: number
          error: string | null
          receivedAt: string
          endpoint: string
          account: string | null
          happenedAt: string
          workedAt: string | null
          body: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/inbox/{provider}/{event}/replay': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Work a notice once more: what it is about is looked up as it is now */
    post: {
      parameters: { query?: never; header?: never; path: { provider: 'sandbox' | 'stripe' | 'razorpay' | 'sandbox-razorpay'; event: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          queued: true
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/instant': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Who can be talked to now */
    get: {
      parameters: { query?: { language?: string; level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'; minutes?: number; except?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
            languages: (string)[]
            levels: (string)[]
            lengths: ({
              minutes: number
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
            })[]
            until: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/instant/ask': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Ask somebody to talk now */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          educatorId: string
          language: string
          level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          minutes: 15 | 30
          /** A decimal amount and what it counts */
          creditAmount?: {
            amount: string
            asset: string
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            materials: string
            educator: {
              id: string
              name: string
            }
          }
          learner: {
            id: string
            name: string
          }
          method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          kept: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          orderId: string | null
          packageId: string | null
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
          answerUntil: string | null
          origin: 'made' | 'slot' | 'series' | 'instant'
          /** A trial lesson */
          trial: boolean
          attended: boolean | null
          stars: number | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/instructor/asking': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Whether I am asked first, and how I answer */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whoever takes one of my free hours asks first */
          asksFirst: boolean
          figures: {
            /** How many days are counted */
            days: number
            /** Requests that were made */
            asked: number
            accepted: number
            declined: number
            /** Not answered in time */
            ranOut: number
            /** Taken back, or called off, before an answer was due */
            withdrawn: number
            /** Still to be answered */
            waiting: number
            medianMinutes: number | null
            rate: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Be asked first for my free hours, or not any more */
    patch: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          asksFirst: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Whoever takes one of my free hours asks first */
          asksFirst: boolean
          figures: {
            /** How many days are counted */
            days: number
            /** Requests that were made */
            asked: number
            accepted: number
            declined: number
            /** Not answered in time */
            ranOut: number
            /** Taken back, or called off, before an answer was due */
            withdrawn: number
            /** Still to be answered */
            waiting: number
            medianMinutes: number | null
            rate: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/instructor/instant': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Whether I can be talked to now */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          languages: (string)[]
          levels: (string)[]
          lengths: (number)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string | null
          offWhy: 'silent' | 'declined' | null
          /** Sessions I have held */
          held: number
          /** And how many it takes */
          needed: number
          waiting: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Be available for talking at once, until then */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          languages: (string)[]
          /** None: any */
          levels: ('A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2')[]
          lengths: (15 | 30)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          languages: (string)[]
          levels: (string)[]
          lengths: (number)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string | null
          offWhy: 'silent' | 'declined' | null
          /** Sessions I have held */
          held: number
          /** And how many it takes */
          needed: number
          waiting: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    /** Not available any more */
    delete: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          languages: (string)[]
          levels: (string)[]
          lengths: (number)[]
          priceLevel: 'basic' | 'standard' | 'premium'
          until: string | null
          offWhy: 'silent' | 'declined' | null
          /** Sessions I have held */
          held: number
          /** And how many it takes */
          needed: number
          waiting: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/instructor/requests': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Requests that wait for my answer, the soonest deadline first */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/instructor/revenue/analytics': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Earnings over time, and what goes well */
    get: {
      parameters: { query?: { from?: string; to?: string; kind?: 'class' | 'conversation'; step?: 'week' | 'month' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            start: string
            /** A decimal amount and what it counts */
            earned: {
              amount: string
              asset: string
            }
            bookings: number
          })[]
          sessions: {
            held: number
            failed: number
            calledOffOtherwise: number
            upcoming: number
            seats: number
            capacity: number
            learners: number
            returning: number
            lateCancellations: number
            noShows: number
            byType: ({
              kind: 'class' | 'conversation'
              priceLevel: string
              sessions: number
              seats: number
              capacity: number
            })[]
            byTime: ({
              weekday: number
              hour: number
              sessions: number
              seats: number
              capacity: number
            })[]
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/instructor/revenue/commissions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What each booking earns */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; from?: string; to?: string; kind?: 'class' | 'conversation'; session?: string; payout?: string; state?: 'pending' | 'held' | 'available' | 'in_payout' | 'paid' | 'cancelled' | 'taken_back' | 'PENDING' | 'PROCESSED' | 'PAID' | 'CANCELLED' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            /** booking, course, cohort_seat, certificate, decision, appeal, guarantee or referral */
            source: string
            bookingId: string | null
            sessionId: string | null
            educatorId: string
            part: 'educator' | 'institution'
            kind: 'class' | 'conversation' | null
            title: string
            sessionAt: string
            paidBy: 'included' | 'credits' | 'cash' | 'tokens' | 'package' | 'platform'
            /** A decimal amount and what it counts */
            gross: {
              amount: string
              asset: string
            }
            rate: number
            rateFrom: 'session' | 'institution' | 'tier' | 'default' | 'agreed'
            tier: string | null
            /** A decimal amount and what it counts */
            feeBorne: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            status: 'PENDING' | 'PROCESSED' | 'PAID' | 'CANCELLED'
            state: 'pending' | 'held' | 'available' | 'in_payout' | 'paid' | 'cancelled' | 'taken_back'
            journalId: string | null
            payoutId: string | null
            madeAt: string
            earnedAt: string | null
            heldUntil: string | null
            availableAt: string | null
            paidAt: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/instructor/revenue/overview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My earnings at a glance */
    get: {
      parameters: { query?: { from?: string; to?: string; kind?: 'class' | 'conversation' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** A decimal amount and what it counts */
          lifetime: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          period: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          pending: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          held: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          available: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          inPayout: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          nextPayout: {
            date: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            minimum: {
              amount: string
              asset: string
            }
            /** Below the minimum: waits for the one after */
            waits: boolean
            scheduled: boolean
          }
          standings: ({
            kind: 'class' | 'conversation'
            tier: string
            rate: number
            since: string
            sessions: number
            next: {
              tier: string
              rate: number
              sessions: number
              rating: string | null
              reviews: number
            } | null
            goal: {
              sessions: number
              rating: number | null
            } | null
            rating: number | null
            ratings: number
            completion: number | null
            completionNeeded: number
            warning: {
              to: string
              at: string
            } | null
            pinnedUntil: string | null
            /** What the tier opens beside any plan, by the names of features */
            opens: (string)[]
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/instructor/revenue/payouts': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My payouts */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; status?: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            payee: {
              type: 'person' | 'organization'
              id: string
              name: string | null
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** What of its commissions paid what the payee owed from disputes */
            setOff: {
              amount: string
              asset: string
            }
            parkedSince: string | null
            status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED'
            state: 'reserved' | 'sending' | 'unknown' | 'sent' | 'completed' | 'refused' | 'returned'
            scheduledFor: string
            sentAt: string | null
            completedAt: string | null
            failedAt: string | null
            providerRef: string | null
            reasonCode: string | null
            reason: string | null
            commissions: number
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/instructor/revenue/payouts/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The statement of a payout */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          payee: {
            type: 'person' | 'organization'
            id: string
            name: string | null
          }
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          /** What of its commissions paid what the payee owed from disputes */
          setOff: {
            amount: string
            asset: string
          }
          parkedSince: string | null
          status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED'
          state: 'reserved' | 'sending' | 'unknown' | 'sent' | 'completed' | 'refused' | 'returned'
          scheduledFor: string
          sentAt: string | null
          completedAt: string | null
          failedAt: string | null
          providerRef: string | null
          reasonCode: string | null
          reason: string | null
          commissions: number
          items: ({
            commissionId: string
            bookingId: string | null
            title: string
            sessionAt: string
            /** A decimal amount and what it counts */
            gross: {
              amount: string
              asset: string
            }
            rate: number
            /** A decimal amount and what it counts */
            feeBorne: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/instructors/apply': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My application to teach */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          application: {
            id: string
            personId: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            /** How many it has made; a decision names what was seen */
            steps: number
            /** What the reader can do with it now */
            deeds: (string)[]
            /** Fields that are needed and empty */
            missing: (string)[]
            kinds: ('class' | 'conversation')[]
            name: string
            email: string
            phone: string
            country: string | null
            nativeLanguages: (string)[]
            teachingLanguages: ({
              language: string
              level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            })[]
            yearsTeaching: number | null
            onlineExperience: string
            zone: string | null
            preferredTimes: ({
              /** 1 is Monday */
              day: number
              /** On their own clock: night until 6, morning until 12, afternoon until 18 */
              part: 'night' | 'morning' | 'afternoon' | 'evening'
            })[]
            weeklyHours: number | null
            introduction: string
            videoLink: string | null
            proofs: ({
              what: string
              link: string | null
            })[]
            words: string | null
            begunAt: string
            savedAt: string
            sentAt: string | null
            stateAt: string
            decideBy: string | null
            answerBy: string | null
            decidedAt: string | null
            reapplyAt: string | null
            papers: ({
              id: string
              name: string
              kind: string
              /** Bytes */
              length: number
              addedAt: string
            })[]
            interview: {
              state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
              reviewerId: string
              minutes: number
              times: (string)[]
              place: string
              startsAt: string | null
              words: string | null
            } | null
            history: ({
              deed: string
              to: string
              words: string | null
              at: string
            })[]
          } | null
          /** Whether a new one can be begun now */
          mayBegin: boolean
          why: string | null
          from: string | null
          filesMost: number
          fileMegabytes: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Begin or go on with my application, and send it */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          kinds?: ('class' | 'conversation')[]
          name?: string
          email?: string
          phone?: string
          country?: string
          nativeLanguages?: (string)[]
          teachingLanguages?: ({
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          })[]
          yearsTeaching?: number
          onlineExperience?: string
          zone?: string
          preferredTimes?: ({
            /** 1 is Monday */
            day: number
            /** On their own clock: night until 6, morning until 12, afternoon until 18 */
            part: 'night' | 'morning' | 'afternoon' | 'evening'
          })[]
          weeklyHours?: number
          introduction?: string
          videoLink?: string | null
          proofs?: ({
            what: string
            link: string | null
          })[]
          /** Send it with these words; else it is kept */
          send?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          application: {
            id: string
            personId: string
            state: 'draft' | 'sent' | 'in_review' | 'more_asked' | 'answered' | 'interview' | 'approved' | 'rejected' | 'withdrawn'
            /** How many it has made; a decision names what was seen */
            steps: number
            /** What the reader can do with it now */
            deeds: (string)[]
            /** Fields that are needed and empty */
            missing: (string)[]
            kinds: ('class' | 'conversation')[]
            name: string
            email: string
            phone: string
            country: string | null
            nativeLanguages: (string)[]
            teachingLanguages: ({
              language: string
              level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            })[]
            yearsTeaching: number | null
            onlineExperience: string
            zone: string | null
            preferredTimes: ({
              /** 1 is Monday */
              day: number
              /** On their own clock: night until 6, morning until 12, afternoon until 18 */
              part: 'night' | 'morning' | 'afternoon' | 'evening'
            })[]
            weeklyHours: number | null
            introduction: string
            videoLink: string | null
            proofs: ({
              what: string
              link: string | null
            })[]
            words: string | null
            begunAt: string
            savedAt: string
            sentAt: string | null
            stateAt: string
            decideBy: string | null
            answerBy: string | null
            decidedAt: string | null
            reapplyAt: string | null
            papers: ({
              id: string
              name: string
              kind: string
              /** Bytes */
              length: number
              addedAt: string
            })[]
            interview: {
              state: 'offered' | 'chosen' | 'none_fits' | 'held' | 'called_off'
              reviewerId: string
              minutes: number
              times: (string)[]
              place: string
              startsAt: string | null
              words: string | null
            } | null
            history: ({
              deed: string
              to: string
              words: string | null
              at: string
            })[]
          } | null
          /** Whether a new one can be begun now */
          mayBegin: boolean
          why: string | null
          from: string | null
          filesMost: number
          fileMegabytes: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/instructors/profile': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My profile, as everybody sees it */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
          kinds: ('class' | 'conversation')[]
          organizationId: string
          /** The higher one where they teach both kinds */
          tier: string
          tiers: ({
            kind: 'class' | 'conversation'
            tier: string
          })[]
          rating: string | null
          reviewCount: number
          sessionsHeld: number
          next: {
            id: string
            title: string
            start: string
          } | null
          /** Reviews with one star, two, … five */
          stars: (number)[]
          sessions: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
          response: {
            /** Questions of learners in the last 90 days */
            asked: number
            /** Of those, answered within 24 hours */
            answeredInTime: number
            rate: number | null
            medianSeconds: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** My words about myself, all of them */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          zone: string
          headline: string
          about: string
          languages: (string)[]
          kinds: ('class' | 'conversation')[]
          organizationId: string
          /** The higher one where they teach both kinds */
          tier: string
          tiers: ({
            kind: 'class' | 'conversation'
            tier: string
          })[]
          rating: string | null
          reviewCount: number
          sessionsHeld: number
          next: {
            id: string
            title: string
            start: string
          } | null
          /** Reviews with one star, two, … five */
          stars: (number)[]
          sessions: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
          response: {
            /** Questions of learners in the last 90 days */
            asked: number
            /** Of those, answered within 24 hours */
            answeredInTime: number
            rate: number | null
            medianSeconds: number | null
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/jobs': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The schedule */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            name: string
            /** What it does, as a person would say it */
            says: string
            cron: string
            zone: string
            nextAt: string
            lastRun: {
              id: string
              name: string
              plannedAt: string
              attempt: number
              askedBy: string
              startedAt: string
              finishedAt: string | null
              tookMs: number | null
              outcome: 'running' | 'done' | 'failed' | 'lost'
              counts: { [name: string]: unknown } | null
              error: string | null
            } | null
          })[]
          next: null
          queue: {
            waiting: number
            running: number
            failing: ({
              task: string
              attempts: number
              nextAt: string
              error: string
            })[]
            reactions: ({
              factId: string
              kind: string
              name: string
              attempts: number
              error: string
              lastAt: string
            })[]
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/jobs/queue/retry': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Tries what failed in the queue again */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          waiting: number
          running: number
          failing: ({
            task: string
            attempts: number
            nextAt: string
            error: string
          })[]
          reactions: ({
            factId: string
            kind: string
            name: string
            attempts: number
            error: string
            lastAt: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/jobs/runs': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Runs, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; name?: string; outcome?: 'running' | 'done' | 'failed' | 'lost' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            name: string
            plannedAt: string
            attempt: number
            askedBy: string
            startedAt: string
            finishedAt: string | null
            tookMs: number | null
            outcome: 'running' | 'done' | 'failed' | 'lost'
            counts: { [name: string]: unknown } | null
            error: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/jobs/runs/{id}/retry': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Makes a failed run again */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          plannedAt: string
          attempt: number
          askedBy: string
          startedAt: string
          finishedAt: string | null
          tookMs: number | null
          outcome: 'running' | 'done' | 'failed' | 'lost'
          counts: { [name: string]: unknown } | null
          error: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/jobs/{name}/run': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Runs one entry of the schedule now */
    post: {
      parameters: { query?: never; header?: never; path: { name: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          plannedAt: string
          attempt: number
          askedBy: string
          startedAt: string
          finishedAt: string | null
          tookMs: number | null
          outcome: 'running' | 'done' | 'failed' | 'lost'
          counts: { [name: string]: unknown } | null
          error: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ladders': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The rules of tiers, by version */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** The version to name when changing */
          newest: number
          numbers: {
            /** A rating counts from so many reviews on */
            ratingsNeeded: number
            /** Basis points: 7000 is 70 % */
            completionNeeded: number
            completionDays: number
            /** With fewer promised, it is not judged */
            completionSessions: number
            warningDays: number
            /** So many years begin at Intermediate */
            experiencedYears: number
          }
          ladders: {
            class: ({
              tier: 'beginner' | 'intermediate' | 'expert' | 'master'
              /** Basis points: 7000 is 70 % */
              rate: number
              sessionsNeeded: number
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingNeeded: number | null
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingKept: number | null
              /** What it opens beside any plan, by the names of features */
              opens: (string)[]
            })[]
            conversation: ({
              tier: 'beginner' | 'intermediate' | 'expert' | 'master'
              /** Basis points: 7000 is 70 % */
              rate: number
              sessionsNeeded: number
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingNeeded: number | null
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingKept: number | null
              /** What it opens beside any plan, by the names of features */
              opens: (string)[]
            })[]
          }
          bounds: { [name: string]: (number)[] }
          benefits: ({
            name: string
            says: string
          })[]
          versions: ({
            version: number
            from: string
            why: string
            numbers: {
              /** A rating counts from so many reviews on */
              ratingsNeeded: number
              /** Basis points: 7000 is 70 % */
              completionNeeded: number
              completionDays: number
              /** With fewer promised, it is not judged */
              completionSessions: number
              warningDays: number
              /** So many years begin at Intermediate */
              experiencedYears: number
            }
            ladders: {
              class: ({
                tier: 'beginner' | 'intermediate' | 'expert' | 'master'
                /** Basis points: 7000 is 70 % */
                rate: number
                sessionsNeeded: number
                /** Hundredths of a star: 450 is 4.5; null where none is asked */
                ratingNeeded: number | null
                /** Hundredths of a star: 450 is 4.5; null where none is asked */
                ratingKept: number | null
                /** What it opens beside any plan, by the names of features */
                opens: (string)[]
              })[]
              conversation: ({
                tier: 'beginner' | 'intermediate' | 'expert' | 'master'
                /** Basis points: 7000 is 70 % */
                rate: number
                sessionsNeeded: number
                /** Hundredths of a star: 450 is 4.5; null where none is asked */
                ratingNeeded: number | null
                /** Hundredths of a star: 450 is 4.5; null where none is asked */
                ratingKept: number | null
                /** What it opens beside any plan, by the names of features */
                opens: (string)[]
              })[]
            }
            setBy: string
            setAt: string
            begunAt: string | null
            withdrawnBy: string | null
            withdrawnAt: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Set the rules of tiers, from now or from a day on */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          ladders: {
            class: ({
              tier: 'beginner' | 'intermediate' | 'expert' | 'master'
              /** Basis points: 7000 is 70 % */
              rate: number
              sessionsNeeded: number
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingNeeded: number | null
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingKept: number | null
              /** What it opens beside any plan, by the names of features */
              opens: (string)[]
            })[]
            conversation: ({
              tier: 'beginner' | 'intermediate' | 'expert' | 'master'
              /** Basis points: 7000 is 70 % */
              rate: number
              sessionsNeeded: number
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingNeeded: number | null
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingKept: number | null
              /** What it opens beside any plan, by the names of features */
              opens: (string)[]
            })[]
          }
          numbers: {
            /** A rating counts from so many reviews on */
            ratingsNeeded: number
            /** Basis points: 7000 is 70 % */
            completionNeeded: number
            completionDays: number
            /** With fewer promised, it is not judged */
            completionSessions: number
            warningDays: number
            /** So many years begin at Intermediate */
            experiencedYears: number
          }
          /** The newest version that was looked at */
          seen: number
          from: string | null
          why: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          version: number
          from: string
          why: string
          numbers: {
            /** A rating counts from so many reviews on */
            ratingsNeeded: number
            /** Basis points: 7000 is 70 % */
            completionNeeded: number
            completionDays: number
            /** With fewer promised, it is not judged */
            completionSessions: number
            warningDays: number
            /** So many years begin at Intermediate */
            experiencedYears: number
          }
          ladders: {
            class: ({
              tier: 'beginner' | 'intermediate' | 'expert' | 'master'
              /** Basis points: 7000 is 70 % */
              rate: number
              sessionsNeeded: number
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingNeeded: number | null
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingKept: number | null
              /** What it opens beside any plan, by the names of features */
              opens: (string)[]
            })[]
            conversation: ({
              tier: 'beginner' | 'intermediate' | 'expert' | 'master'
              /** Basis points: 7000 is 70 % */
              rate: number
              sessionsNeeded: number
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingNeeded: number | null
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingKept: number | null
              /** What it opens beside any plan, by the names of features */
              opens: (string)[]
            })[]
          }
          setBy: string
          setAt: string
          begunAt: string | null
          withdrawnBy: string | null
          withdrawnAt: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ladders/preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Who would change under other rules, and what it would cost */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          ladders: {
            class: ({
              tier: 'beginner' | 'intermediate' | 'expert' | 'master'
              /** Basis points: 7000 is 70 % */
              rate: number
              sessionsNeeded: number
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingNeeded: number | null
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingKept: number | null
              /** What it opens beside any plan, by the names of features */
              opens: (string)[]
            })[]
            conversation: ({
              tier: 'beginner' | 'intermediate' | 'expert' | 'master'
              /** Basis points: 7000 is 70 % */
              rate: number
              sessionsNeeded: number
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingNeeded: number | null
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingKept: number | null
              /** What it opens beside any plan, by the names of features */
              opens: (string)[]
            })[]
          }
          numbers: {
            /** A rating counts from so many reviews on */
            ratingsNeeded: number
            /** Basis points: 7000 is 70 % */
            completionNeeded: number
            completionDays: number
            /** With fewer promised, it is not judged */
            completionSessions: number
            warningDays: number
            /** So many years begin at Intermediate */
            experiencedYears: number
          }
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Standings that were judged */
          looked: number
          changing: number
          /** Commissions of so many days say what it costs */
          days: number
          /** More for educators in all, by currency */
          money: ({
            amount: string
            asset: string
          })[]
          /** The first 500 */
          items: ({
            educatorId: string
            name: string
            kind: 'class' | 'conversation'
            what: 'rises' | 'is warned' | 'warning ends' | 'share changes' | 'benefits change'
            from: 'beginner' | 'intermediate' | 'expert' | 'master'
            to: 'beginner' | 'intermediate' | 'expert' | 'master'
            /** Basis points: 7000 is 70 % */
            rateFrom: number
            /** Basis points: 7000 is 70 % */
            rateTo: number
            because: 'rating' | 'completion' | null
            facts: {
              sessions: number
              rating: number | null
              ratings: number
              completion: number | null
              promised: number
            }
            money: ({
              amount: string
              asset: string
            })[]
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ladders/{version}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    post?: never
    /** Take back a change that waits for its day */
    delete: {
      parameters: { query?: never; header?: never; path: { version: number }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          version: number
          from: string
          why: string
          numbers: {
            /** A rating counts from so many reviews on */
            ratingsNeeded: number
            /** Basis points: 7000 is 70 % */
            completionNeeded: number
            completionDays: number
            /** With fewer promised, it is not judged */
            completionSessions: number
            warningDays: number
            /** So many years begin at Intermediate */
            experiencedYears: number
          }
          ladders: {
            class: ({
              tier: 'beginner' | 'intermediate' | 'expert' | 'master'
              /** Basis points: 7000 is 70 % */
              rate: number
              sessionsNeeded: number
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingNeeded: number | null
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingKept: number | null
              /** What it opens beside any plan, by the names of features */
              opens: (string)[]
            })[]
            conversation: ({
              tier: 'beginner' | 'intermediate' | 'expert' | 'master'
              /** Basis points: 7000 is 70 % */
              rate: number
              sessionsNeeded: number
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingNeeded: number | null
              /** Hundredths of a star: 450 is 4.5; null where none is asked */
              ratingKept: number | null
              /** What it opens beside any plan, by the names of features */
              opens: (string)[]
            })[]
          }
          setBy: string
          setAt: string
          begunAt: string | null
          withdrawnBy: string | null
          withdrawnAt: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/accounts': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Accounts with their balances */
    get: {
      parameters: { query?: { asOf?: string; clock?: 'happened' | 'written'; currency?: string; purpose?: string; owner?: string; cursor?: string; limit?: number }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            address: string
            owner: {
              type: string
              id: string
            }
            purpose: string
            class: string
            asset: string
            side: 'debit' | 'credit'
            bounded: boolean
            /** A decimal amount and what it counts */
            balance: {
              amount: string
              asset: string
            }
            held: {
              amount: string
              asset: string
            } | null
            floor: {
              amount: string
              asset: string
            } | null
            openedAt: string
            frozenAt: string | null
            frozenWhy: string | null
            closedAt: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/balance-sheet': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Balance sheet */
    get: {
      parameters: { query?: { asOf?: string; clock?: 'happened' | 'written'; currency?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          asset: string
          assets: {
            lines: ({
              purpose: string
              /** A decimal amount and what it counts */
              balance: {
                amount: string
                asset: string
              }
            })[]
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
          }
          liabilities: {
            lines: ({
              purpose: string
              /** A decimal amount and what it counts */
              balance: {
                amount: string
                asset: string
              }
            })[]
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
          }
          equity: {
            lines: ({
              purpose: string
              /** A decimal amount and what it counts */
              balance: {
                amount: string
                asset: string
              }
            })[]
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/deferred': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Deferred revenue: from opening to closing balance */
    get: {
      parameters: { query?: { currency?: string; from?: string; to?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            purpose: string
            /** A decimal amount and what it counts */
            opening: {
              amount: string
              asset: string
            }
            changes: ({
              kind: string
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
            })[]
            /** A decimal amount and what it counts */
            closing: {
              amount: string
              asset: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/deferred/balances': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What deferred revenue stood at when each week ended, oldest first */
    get: {
      parameters: { query?: { currency?: string; weeks?: number; to?: string; zone?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            week: string
            closing: ({
              purpose: string
              /** A decimal amount and what it counts */
              balance: {
                amount: string
                asset: string
              }
            })[]
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/deferred/weeks': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Credits sold and used, week by week */
    get: {
      parameters: { query?: { currency?: string; from?: string; to?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            week: string
            /** A decimal amount and what it counts */
            sold: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            used: {
              amount: string
              asset: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/inventory': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Inventory at cost, lot by lot, first in, first out */
    get: {
      parameters: { query?: { asOf?: string; clock?: 'happened' | 'written'; currency?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          asset: string
          lots: ({
            id: string
            account: string
            /** A decimal amount and what it counts */
            issued: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            left: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            cost: {
              amount: string
              asset: string
            }
            issuedAt: string
            expiresAt: string | null
            journalId: string
          })[]
          /** A decimal amount and what it counts */
          total: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          account: {
            amount: string
            asset: string
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/journals': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Journals, newest first */
    get: {
      parameters: { query?: { asOf?: string; clock?: 'happened' | 'written'; currency?: string; kind?: string; from?: string; to?: string; about?: string; account?: string; cursor?: string; limit?: number }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            kind: string
            about: {
              type: string
              id: string
            }
            by: string
            key: string
            at: string
            writtenAt: string
            reverses: string | null
            reversedBy: string | null
            metadata: { [name: string]: unknown } | null
            transfers: ({
              id: string
              debit: string
              credit: string
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              debitAfter: {
                amount: string
                asset: string
              } | null
              creditAfter: {
                amount: string
                asset: string
              } | null
            })[]
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/journals/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One journal: its transfers, the lots that they moved, the block that seals it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: string
          about: {
            type: string
            id: string
          }
          by: string
          key: string
          at: string
          writtenAt: string
          reverses: string | null
          reversedBy: string | null
          metadata: { [name: string]: unknown } | null
          transfers: ({
            id: string
            debit: string
            credit: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            debitAfter: {
              amount: string
              asset: string
            } | null
            creditAfter: {
              amount: string
              asset: string
            } | null
          })[]
          lots: ({
            lot: string
            account: string
            source: string
            kind: string
            /** A decimal amount and what it counts */
            units: {
              amount: string
              asset: string
            }
            basis: {
              amount: string
              asset: string
            } | null
            fee: {
              amount: string
              asset: string
            } | null
            transfer: string | null
            at: string
          })[]
          sealed: {
            block: number
            at: string
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/lots': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Lots of credits: what was paid for them, what is left, when they expire */
    get: {
      parameters: { query?: { owner?: string; asset?: string; open?: boolean; cursor?: string; limit?: number }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            account: string
            source: string
            /** A decimal amount and what it counts */
            issued: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            remaining: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            held: {
              amount: string
              asset: string
            }
            basis: {
              amount: string
              asset: string
            } | null
            basisLeft: {
              amount: string
              asset: string
            } | null
            feeLeft: {
              amount: string
              asset: string
            } | null
            issuedAt: string
            expiresAt: string | null
            frozenAt: string | null
            journalId: string
            fromLot: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/lots/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One lot, and everything that moved it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          account: string
          source: string
          /** A decimal amount and what it counts */
          issued: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          remaining: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          held: {
            amount: string
            asset: string
          }
          basis: {
            amount: string
            asset: string
          } | null
          basisLeft: {
            amount: string
            asset: string
          } | null
          feeLeft: {
            amount: string
            asset: string
          } | null
          issuedAt: string
          expiresAt: string | null
          frozenAt: string | null
          journalId: string
          fromLot: string | null
          moves: ({
            lot: string
            account: string
            source: string
            kind: string
            /** A decimal amount and what it counts */
            units: {
              amount: string
              asset: string
            }
            basis: {
              amount: string
              asset: string
            } | null
            fee: {
              amount: string
              asset: string
            } | null
            transfer: string | null
            at: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/payables': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What is owed, and to whom */
    get: {
      parameters: { query?: { asOf?: string; clock?: 'happened' | 'written'; currency?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            owner: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            held: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            available: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            receivable: {
              amount: string
              asset: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/payables/aged': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What is owed to educators, by how many days it has been available */
    get: {
      parameters: { query?: { asOf?: string; clock?: 'happened' | 'written'; currency?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            owner: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            held: {
              amount: string
              asset: string
            }
            available: ({
              days: '0-7' | '8-30' | '31-90' | '91-'
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
            })[]
            /** A decimal amount and what it counts */
            receivable: {
              amount: string
              asset: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/payables/entries': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The entries that an available balance consists of, oldest first */
    get: {
      parameters: { query?: { asOf?: string; clock?: 'happened' | 'written'; currency?: string; owner?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            owner: {
              type: string
              id: string
            }
            transfer: string
            kind: string
            about: {
              type: string
              id: string
            }
            at: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            left: {
              amount: string
              asset: string
            }
            days: number
            age: '0-7' | '8-30' | '31-90' | '91-'
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/profit-and-loss': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Profit and loss of a period */
    get: {
      parameters: { query?: { currency?: string; from?: string; to?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          asset: string
          income: {
            lines: ({
              purpose: string
              /** A decimal amount and what it counts */
              balance: {
                amount: string
                asset: string
              }
            })[]
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
          }
          expenses: {
            lines: ({
              purpose: string
              /** A decimal amount and what it counts */
              balance: {
                amount: string
                asset: string
              }
            })[]
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
          }
          /** A decimal amount and what it counts */
          result: {
            amount: string
            asset: string
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/profit-and-loss/months': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Profit and loss month by month, oldest first */
    get: {
      parameters: { query?: { currency?: string; months?: number; to?: string; zone?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            month: string
            /** A decimal amount and what it counts */
            income: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            expenses: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            result: {
              amount: string
              asset: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/sealing': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Whether sealing keeps up with writing, and the head of the log */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Transfers that are written and not sealed */
          waiting: number
          oldest: string | null
          /** How long the oldest has waited */
          seconds: number
          /** Seconds after which somebody should look */
          mayTake: number
          late: boolean
          head: {
            /** Blocks in the log */
            size: number
            root: string
            at: string
            /** Ed25519, hex */
            publicKey: string
            /** Ed25519, hex */
            signature: string
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/statement': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What went in and out of an account, with the balance after each */
    get: {
      parameters: { query: { asOf?: string; clock?: 'happened' | 'written'; account: string; asset: string; cursor?: string; limit?: number }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            transfer: string
            journalId: string
            kind: string
            about: {
              type: string
              id: string
            }
            by: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            balance: {
              amount: string
              asset: string
            }
            other: string
            at: string
            writtenAt: string
            metadata: { [name: string]: unknown } | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/transfers/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One transfer, with the journal that it belongs to */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          debit: string
          credit: string
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          debitAfter: {
            amount: string
            asset: string
          } | null
          creditAfter: {
            amount: string
            asset: string
          } | null
          journal: {
            id: string
            kind: string
            about: {
              type: string
              id: string
            }
            by: string
            key: string
            at: string
            writtenAt: string
            reverses: string | null
            reversedBy: string | null
            metadata: { [name: string]: unknown } | null
            transfers: ({
              id: string
              debit: string
              credit: string
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              debitAfter: {
                amount: string
                asset: string
              } | null
              creditAfter: {
                amount: string
                asset: string
              } | null
            })[]
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/trial-balance': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Trial balance */
    get: {
      parameters: { query?: { asOf?: string; clock?: 'happened' | 'written'; currency?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            purpose: string
            class: string
            asset: string
            /** A decimal amount and what it counts */
            balance: {
              amount: string
              asset: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ledger/verify': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Prove the books: every promise of the ledger checked against its rows */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          ok: boolean
          findings: ({
            what: string
            where: string
            facts: { [name: string]: string }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Find sessions */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; q?: string; kind?: 'class' | 'conversation'; language?: string; level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'; topic?: string; speaks?: string; priceMin?: number; priceMax?: number; within?: number; hours?: string; days?: string; zone?: string; rating?: number; priceLevel?: 'basic' | 'standard' | 'premium' | 'private'; educatorId?: string; from?: string; to?: string; seats?: number; free?: boolean; facets?: boolean; mine?: boolean; state?: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'; sort?: 'start' | '-start' | 'price' | '-price' | 'rating' | 'best' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          next: string | null
          didYouMean: string | null
          /** Where nothing is found: which one filter stands in the way, and how many there would be without it, up to a hundred */
          near: ({
            without: string
            count: number
          })[]
          facets?: {
            kind: ({
              value: string
              count: number
            })[]
            language: ({
              value: string
              count: number
            })[]
            level: ({
              value: string
              count: number
            })[]
            priceLevel: ({
              value: string
              count: number
            })[]
            topic: ({
              value: string
              count: number
            })[]
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/create': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Make a conversation */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          id?: string
          title: string
          description?: string
          sessionType?: 'LIVE_CLASS' | 'LIVE_CONVERSATION'
          language: string
          level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          topics?: (string)[]
          materials?: string
          startTime: string
          endTime: string
          timeZone?: string
          priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
          creditPrice?: number | {
            amount: string
            asset: string
          }
          cashPrice?: {
            amount: string
            asset: string
          }
          maxParticipants?: number
          minParticipants?: number
          isCreditBased?: boolean
          asksFirst?: boolean
          publish?: boolean
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
          ways: ({
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, tokens, included sessions or lessons of a package, there now */
            before?: string
            after?: string
            /** What of the price would come from credits that run out soonest */
            expiring?: {
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              at: string
            }
          })[]
          queue: {
            waiting: number
            mine: {
              id: string
              session: {
                id: string
                kind: 'class' | 'conversation'
                title: string
                start: string
                end: string
                zone: string
                educator: {
                  id: string
                  name: string
                }
              }
              person: {
                id: string
                name: string
              }
              place: number | null
              /** Of a plan that books before others */
              priority: boolean
              auto: {
                paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
                /** A decimal amount and what it counts */
                price: {
                  amount: string
                  asset: string
                }
              } | null
              joinedAt: string
              closesAt: string
              state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
              offerUntil: string | null
              passedWhy: string | null
              bookingId: string | null
              reason: string | null
            } | null
          } | null
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
          seriesId: string | null
          answerUntil: string | null
          locked: {
            code: string
            says: string
            opensWith: (string)[]
          } | null
          myBooking: {
            id: string
            state: string
          } | null
          materials: string | null
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/instant': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Who can be talked to now */
    get: {
      parameters: { query?: { language?: string; level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'; minutes?: number; except?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
            languages: (string)[]
            levels: (string)[]
            lengths: ({
              minutes: number
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
            })[]
            until: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/instant/ask': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Ask somebody to talk now */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          educatorId: string
          language: string
          level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          minutes: 15 | 30
          /** A decimal amount and what it counts */
          creditAmount?: {
            amount: string
            asset: string
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            materials: string
            educator: {
              id: string
              name: string
            }
          }
          learner: {
            id: string
            name: string
          }
          method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          kept: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          orderId: string | null
          packageId: string | null
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
          answerUntil: string | null
          origin: 'made' | 'slot' | 'series' | 'instant'
          /** A trial lesson */
          trial: boolean
          attended: boolean | null
          stars: number | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/series': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My series as an educator */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            educatorId: string
            kind: 'class' | 'conversation'
            state: 'running' | 'stopped'
            rule: {
              /** Monday is 1 */
              weekdays: (number)[]
              everyWeeks: number
              time: string
              minutes: number
              untilDay: string | null
              times: number | null
              fromDay: string
              zone: string
            }
            session: {
              title: string
              description?: string
              language: string
              level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
              topics?: (string)[]
              materials?: string
              capacity?: number
              minParticipants?: number
              priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
              /** A decimal amount and what it counts */
              price?: {
                amount: string
                asset: string
              }
              priceMoney?: {
                amount: string
                asset: string
              } | null
              creditBased?: boolean
              asksFirst?: boolean
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Make a series */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          id?: string
          kind: 'class' | 'conversation'
          rule: {
            /** Monday is 1 */
            weekdays: (number)[]
            everyWeeks: number
            time: string
            minutes: number
            untilDay: string | null
            times: number | null
            fromDay: string
            zone?: string
          }
          session: {
            title: string
            description?: string
            language: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          educatorId: string
          kind: 'class' | 'conversation'
          state: 'running' | 'stopped'
          rule: {
            /** Monday is 1 */
            weekdays: (number)[]
            everyWeeks: number
            time: string
            minutes: number
            untilDay: string | null
            times: number | null
            fromDay: string
            zone: string
          }
          session: {
            title: string
            description?: string
            language: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            /** A decimal amount and what it counts */
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
          educatorName: string
          dates: ({
            day: string
            state: 'planned' | 'skipped' | 'in_the_way'
            /** Changed by itself */
            own: boolean
            why: {
              day: string
              code: string
              says: string
            } | null
            session: {
              id: string
              start: string
              end: string
              state: string
              seatsLeft: number
              capacity: number
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
              myBooking: {
                id: string
                state: string
              } | null
            } | null
          })[]
          odd: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
          shifts: {
            usual: string
            others: ({
              time: string
              days: (string)[]
              lasting: boolean
            })[]
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/series/preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** The first dates of a rule, and what the clocks do to any within a year */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** Monday is 1 */
          weekdays: (number)[]
          everyWeeks: number
          time: string
          minutes: number
          untilDay: string | null
          times: number | null
          fromDay: string
          zone: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          first: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
          odd: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/series/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One series, with its dates in sight */
    get: {
      parameters: { query?: { zone?: string }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          educatorId: string
          kind: 'class' | 'conversation'
          state: 'running' | 'stopped'
          rule: {
            /** Monday is 1 */
            weekdays: (number)[]
            everyWeeks: number
            time: string
            minutes: number
            untilDay: string | null
            times: number | null
            fromDay: string
            zone: string
          }
          session: {
            title: string
            description?: string
            language: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            /** A decimal amount and what it counts */
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
          educatorName: string
          dates: ({
            day: string
            state: 'planned' | 'skipped' | 'in_the_way'
            /** Changed by itself */
            own: boolean
            why: {
              day: string
              code: string
              says: string
            } | null
            session: {
              id: string
              start: string
              end: string
              state: string
              seatsLeft: number
              capacity: number
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
              myBooking: {
                id: string
                state: string
              } | null
            } | null
          })[]
          odd: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
          shifts: {
            usual: string
            others: ({
              time: string
              days: (string)[]
              lasting: boolean
            })[]
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Change a series from a date on */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** This date and all later ones */
          from: string
          rule?: {
            /** Monday is 1 */
            weekdays?: (number)[]
            everyWeeks?: number
            time?: string
            minutes?: number
            untilDay?: string | null
            times?: number | null
          }
          session?: {
            title?: string
            description?: string
            language?: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/live-conversations/series/{id}/book': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Book a whole series, or the rest of it, by credits */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          from?: string
          /** Sessions to leave out */
          without?: (string)[]
          /** A decimal amount and what it counts */
          creditAmount?: {
            amount: string
            asset: string
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/series/{id}/restore': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take a date of a series in again */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          day: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/series/{id}/skip': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Leave a date of a series out */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          day: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/series/{id}/stop': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** End a series: what is booked takes place */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          from: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One session */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
          ways: ({
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, tokens, included sessions or lessons of a package, there now */
            before?: string
            after?: string
            /** What of the price would come from credits that run out soonest */
            expiring?: {
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              at: string
            }
          })[]
          queue: {
            waiting: number
            mine: {
              id: string
              session: {
                id: string
                kind: 'class' | 'conversation'
                title: string
                start: string
                end: string
                zone: string
                educator: {
                  id: string
                  name: string
                }
              }
              person: {
                id: string
                name: string
              }
              place: number | null
              /** Of a plan that books before others */
              priority: boolean
              auto: {
                paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
                /** A decimal amount and what it counts */
                price: {
                  amount: string
                  asset: string
                }
              } | null
              joinedAt: string
              closesAt: string
              state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
              offerUntil: string | null
              passedWhy: string | null
              bookingId: string | null
              reason: string | null
            } | null
          } | null
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
          seriesId: string | null
          answerUntil: string | null
          locked: {
            code: string
            says: string
            opensWith: (string)[]
          } | null
          myBooking: {
            id: string
            state: string
          } | null
          materials: string | null
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Change a session */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          title?: string
          description?: string
          language?: string
          level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics?: (string)[]
          materials?: string
          start?: string
          end?: string
          zone?: string
          capacity?: number
          minParticipants?: number
          /** Whoever books asks, and I answer */
          asksFirst?: boolean
          priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
          price?: number | {
            amount: string
            asset: string
          }
          priceMoney?: {
            amount: string
            asset: string
          } | null
          creditBased?: boolean
          agreedRate?: number | null
          /** Can be paid with tokens, at the operator’s rate */
          takesTokens?: boolean
          /** Takes place even below its minimum */
          goesAhead?: boolean
          publish?: true
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
          ways: ({
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, tokens, included sessions or lessons of a package, there now */
            before?: string
            after?: string
            /** What of the price would come from credits that run out soonest */
            expiring?: {
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              at: string
            }
          })[]
          queue: {
            waiting: number
            mine: {
              id: string
              session: {
                id: string
                kind: 'class' | 'conversation'
                title: string
                start: string
                end: string
                zone: string
                educator: {
                  id: string
                  name: string
                }
              }
              person: {
                id: string
                name: string
              }
              place: number | null
              /** Of a plan that books before others */
              priority: boolean
              auto: {
                paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
                /** A decimal amount and what it counts */
                price: {
                  amount: string
                  asset: string
                }
              } | null
              joinedAt: string
              closesAt: string
              state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
              offerUntil: string | null
              passedWhy: string | null
              bookingId: string | null
              reason: string | null
            } | null
          } | null
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
          seriesId: string | null
          answerUntil: string | null
          locked: {
            code: string
            says: string
            opensWith: (string)[]
          } | null
          myBooking: {
            id: string
            state: string
          } | null
          materials: string | null
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/live-conversations/{id}/attendance': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Who was measured in the room, and what was found about each seat */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          presence: ({
            personId: string
            role: 'educator' | 'learner'
            seconds: number
            intervals: ({
              from: string
              to: string
            })[]
          })[]
          found: ({
            bookingId: string
            learnerId: string
            outcome: string
          })[]
          proposals: ({
            id: string
            bookingId: string | null
            /** All who are booked are asked */
            whole: boolean
            side: 'learner' | 'educator'
            words: string
            start: string
            end: string
            sessionId: string | null
            until: string
            answered: boolean | null
          })[]
          decideUntil: string | null
          reopenable: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Mark who was there */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          marks: ({
            bookingId: string
            present: boolean
          })[]
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/{id}/book': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Book a seat */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          paymentMethod: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          creditAmount?: number | {
            amount: string
            asset: string
          }
          /** For TOKENS: the price seen */
          tokenAmount?: number
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          booking: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          }
          wallet: {
            /** A decimal amount and what it counts */
            posted: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            held: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            available: {
              amount: string
              asset: string
            }
          } | null
          orderId: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/{id}/bookings': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The roster */
    get: {
      parameters: { query?: { cursor?: string; limit?: number }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/{id}/cancel': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Call a session off */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          reason: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/{id}/cancel-preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What calling a session off would do */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Learners who get everything back */
          bookings: number
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          lost: {
            amount: string
            asset: string
          }
          /** Whether it counts against the educator */
          counts: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/{id}/missed': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** The educator did not come */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/{id}/move': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Propose another time to all who are booked */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          start: string
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/{id}/reopen': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take back that an empty group was called off */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** From the notice; the educator signed in needs none */
          token?: string
        } } }
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/{id}/reviews': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What attendees thought of it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Review a session I attended */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          stars: number
          clarity?: number | null
          progress?: number | null
          preparation?: number | null
          encouragement?: number | null
          /** Public; no contact details and no links */
          words?: string
          /** Only staff read it */
          privateNote?: string
          /** Whether it is also the public review of the educator: yes for the first session with them, else no */
          public?: boolean
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            materials: string
            educator: {
              id: string
              name: string
            }
          }
          learner: {
            id: string
            name: string
          }
          method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          kept: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          orderId: string | null
          packageId: string | null
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
          answerUntil: string | null
          origin: 'made' | 'slot' | 'series' | 'instant'
          /** A trial lesson */
          trial: boolean
          attended: boolean | null
          stars: number | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/{id}/size': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** A group is too small: it takes place, or it is called off */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          goesAhead: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/live-conversations/{id}/waitlist': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Who waits for a seat in my session */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              educator: {
                id: string
                name: string
              }
            }
            person: {
              id: string
              name: string
            }
            place: number | null
            /** Of a plan that books before others */
            priority: boolean
            auto: {
              paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
            } | null
            joinedAt: string
            closesAt: string
            state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
            offerUntil: string | null
            passedWhy: string | null
            bookingId: string | null
            reason: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Wait for a seat */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** Book a freed seat at once, at the price I saw */
          auto?: {
            paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
            creditAmount: number | {
              amount: string
              asset: string
            }
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            educator: {
              id: string
              name: string
            }
          }
          person: {
            id: string
            name: string
          }
          place: number | null
          /** Of a plan that books before others */
          priority: boolean
          auto: {
            paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          joinedAt: string
          closesAt: string
          state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
          offerUntil: string | null
          passedWhy: string | null
          bookingId: string | null
          reason: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/me': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Who is signed in, what they have, and what time it is */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          person: {
            id: string
            name: string
            email: string
            emailVerified: boolean
            zone: string
            locale: string
            staffRoles: ('admin' | 'finance' | 'support' | 'moderator' | 'reviewer')[]
            educator: {
              id: string
              kinds: ('instructor' | 'host')[]
              tier: string
            } | null
            memberships: ({
              organizationId: string
              role: 'owner' | 'admin' | 'billing' | 'manager' | 'educator' | 'member'
            })[]
          } | null
          wallet: {
            /** A decimal amount and what it counts */
            posted: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            held: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            available: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            spendable: {
              amount: string
              asset: string
            }
          } | null
          /** No real money moves here, and staff may move the clock */
          sandbox: boolean
          now: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Change my name, time zone or language */
    patch: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          name?: string
          zone?: string
          locale?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          person: {
            id: string
            name: string
            email: string
            emailVerified: boolean
            zone: string
            locale: string
            staffRoles: ('admin' | 'finance' | 'support' | 'moderator' | 'reviewer')[]
            educator: {
              id: string
              kinds: ('instructor' | 'host')[]
              tier: string
            } | null
            memberships: ({
              organizationId: string
              role: 'owner' | 'admin' | 'billing' | 'manager' | 'educator' | 'member'
            })[]
          } | null
          wallet: {
            /** A decimal amount and what it counts */
            posted: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            held: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            available: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            spendable: {
              amount: string
              asset: string
            }
          } | null
          /** No real money moves here, and staff may move the clock */
          sandbox: boolean
          now: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/me/calendar-feed': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Whether my calendar can be read elsewhere */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          since: string | null
          url: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** An address for my calendar; the one before leads nowhere any more */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          since: string | null
          url: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** My calendar can be read elsewhere no more */
    delete: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          since: string | null
          url: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/me/matches': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Educators who fit me, each with the reasons */
    get: {
      parameters: { query?: { limit?: number }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            educator: {
              id: string
              name: string
              zone: string
              headline: string
              about: string
              languages: (string)[]
              kinds: ('class' | 'conversation')[]
              organizationId: string
              /** The higher one where they teach both kinds */
              tier: string
              tiers: ({
                kind: 'class' | 'conversation'
                tier: string
              })[]
              rating: string | null
              reviewCount: number
              sessionsHeld: number
              next: {
                id: string
                title: string
                start: string
              } | null
              slots: {
                minutes: number
                /** A decimal amount and what it counts */
                price: {
                  amount: string
                  asset: string
                }
                starts: (string)[]
              } | null
            }
            reasons: ({
              why: 'goal' | 'level' | 'speaks' | 'hours' | 'known' | 'liked' | 'rated' | 'new'
              goals?: (string)[]
              level?: string
              language?: string
              count?: number
              rating?: number
            })[]
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/me/notices': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What I am told of, by group and channel, and in which language */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** The language of notices and e-mails: it follows the locale of /api/me */
          language: string
          languages: (string)[]
          items: ({
            group: 'security' | 'receipts' | 'bookings' | 'reminders' | 'messages' | 'money' | 'plan' | 'offers' | 'teaching' | 'earnings' | 'work'
            app: boolean
            email: boolean
            /** It cannot be switched off */
            always: boolean
            /** Whether any of it goes out by e-mail */
            emails: boolean
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Change what I am told of */
    patch: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          wishes: ({
            group: 'security' | 'receipts' | 'bookings' | 'reminders' | 'messages' | 'money' | 'plan' | 'offers' | 'teaching' | 'earnings' | 'work'
            channel: 'app' | 'email'
            told: boolean
          })[]
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** The language of notices and e-mails: it follows the locale of /api/me */
          language: string
          languages: (string)[]
          items: ({
            group: 'security' | 'receipts' | 'bookings' | 'reminders' | 'messages' | 'money' | 'plan' | 'offers' | 'teaching' | 'earnings' | 'work'
            app: boolean
            email: boolean
            /** It cannot be switched off */
            always: boolean
            /** Whether any of it goes out by e-mail */
            emails: boolean
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/me/saved-searches': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My saved searches */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            of: 'sessions' | 'educators'
            name: string
            query: {
              /** Words: a beginning is enough, accents count for nothing, slips of the pen are forgiven */
              q?: string
              kind?: 'class' | 'conversation'
              language?: string
              level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
              topic?: string
              speaks?: string
              priceMin?: number
              priceMax?: number
              /** Begins within so many hours */
              within?: number
              /** In these hours of the week, 1 is Monday; `mine`: those that I have saved */
              hours?: string
              /** Begins on these days of the week, 1 is Monday */
              days?: string
              /** Where hours and days are meant */
              zone?: string
              /** Stars of three reviews or more */
              rating?: number
              priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
              educatorId?: string
              from?: string
              to?: string
              /** Seats left */
              seats?: number
              /** Only with a seat left */
              free?: boolean
              organizationId?: string
            }
            notify: boolean
            savedAt: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Save a search, and hear once a day when something new fits */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          id?: string
          of: 'sessions' | 'educators'
          name: string
          query: {
            /** Words: a beginning is enough, accents count for nothing, slips of the pen are forgiven */
            q?: string
            kind?: 'class' | 'conversation'
            language?: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            topic?: string
            speaks?: string
            priceMin?: number
            priceMax?: number
            /** Begins within so many hours */
            within?: number
            /** In these hours of the week, 1 is Monday; `mine`: those that I have saved */
            hours?: string
            /** Begins on these days of the week, 1 is Monday */
            days?: string
            /** Where hours and days are meant */
            zone?: string
            /** Stars of three reviews or more */
            rating?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            educatorId?: string
            from?: string
            to?: string
            /** Seats left */
            seats?: number
            /** Only with a seat left */
            free?: boolean
            organizationId?: string
          }
          notify?: boolean
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          of: 'sessions' | 'educators'
          name: string
          query: {
            /** Words: a beginning is enough, accents count for nothing, slips of the pen are forgiven */
            q?: string
            kind?: 'class' | 'conversation'
            language?: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
            topic?: string
            speaks?: string
            priceMin?: number
            priceMax?: number
            /** Begins within so many hours */
            within?: number
            /** In these hours of the week, 1 is Monday; `mine`: those that I have saved */
            hours?: string
            /** Begins on these days of the week, 1 is Monday */
            days?: string
            /** Where hours and days are meant */
            zone?: string
            /** Stars of three reviews or more */
            rating?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            educatorId?: string
            from?: string
            to?: string
            /** Seats left */
            seats?: number
            /** Only with a seat left */
            free?: boolean
            organizationId?: string
          }
          notify: boolean
          savedAt: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/me/saved-searches/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    post?: never
    /** Forget a saved search */
    delete: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/me/wishes': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What I look for */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          language: string | null
          level: string | null
          goals: (string)[]
          speaks: (string)[]
          /** Hours of the week where I live, 1 is Monday; empty: not said */
          hours: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Say what I look for, and when I have time */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          language?: string | null
          level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          goals?: (string)[]
          speaks?: (string)[]
          /** Hours of the week where I live, 1 is Monday; empty: not said */
          hours?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          language: string | null
          level: string | null
          goals: (string)[]
          speaks: (string)[]
          /** Hours of the week where I live, 1 is Monday; empty: not said */
          hours: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/meeting-services': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Services for larger meetings */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            kind: 'livekit' | 'jitsi' | 'bigbluebutton'
            setting: {
              server?: string
              page?: string
              apiKey?: string
              domain?: string
              appId?: string
              endpoint?: string
              keyId?: string | null
            }
            setAt: string
            /** False: give its secret again */
            opens: boolean
          })[]
          larger: 'room' | 'livekit' | 'jitsi' | 'bigbluebutton' | 'link'
          stun: number
          turn: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Choose what sessions of more than six people use */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          larger: 'room' | 'livekit' | 'jitsi' | 'bigbluebutton'
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            kind: 'livekit' | 'jitsi' | 'bigbluebutton'
            setting: {
              server?: string
              page?: string
              apiKey?: string
              domain?: string
              appId?: string
              endpoint?: string
              keyId?: string | null
            }
            setAt: string
            /** False: give its secret again */
            opens: boolean
          })[]
          larger: 'room' | 'livekit' | 'jitsi' | 'bigbluebutton' | 'link'
          stun: number
          turn: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/meeting-services/{kind}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    /** Set up a service for larger meetings */
    put: {
      parameters: { query?: never; header?: never; path: { kind: 'livekit' | 'jitsi' | 'bigbluebutton' }; cookie?: never }
      requestBody: { content: { 'application/json': {
          setting: {
            server?: string
            page?: string
            apiKey?: string
            domain?: string
            appId?: string
            endpoint?: string
            keyId?: string | null
          }
          secret: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            kind: 'livekit' | 'jitsi' | 'bigbluebutton'
            setting: {
              server?: string
              page?: string
              apiKey?: string
              domain?: string
              appId?: string
              endpoint?: string
              keyId?: string | null
            }
            setAt: string
            /** False: give its secret again */
            opens: boolean
          })[]
          larger: 'room' | 'livekit' | 'jitsi' | 'bigbluebutton' | 'link'
          stun: number
          turn: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/messages/{id}/reports': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Bring a message I received before the moderators */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          reason: 'abuse' | 'hate' | 'sexual' | 'off_topic' | 'spam' | 'personal_details' | 'paid_for' | 'conflict_of_interest' | 'off_platform' | 'safety' | 'impersonation' | 'other'
          words?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          dueAt: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/move-proposals/{id}/answer': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Agree to another time, or decline */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          agrees: boolean
        } } }
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/move-proposals/{id}/withdraw': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take a proposal back */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/names': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What people, bookings, sessions, orders, payouts are called, by id */
    get: {
      parameters: { query: { of: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            type: string
            id: string
            name: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/notices': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My notices, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; unread?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            kind: string
            title: string
            body: string
            link: string | null
            at: string
            readAt: string | null
          })[]
          next: string | null
          unread: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/notices/{id}/read': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Marks one of my notices as read */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: string
          title: string
          body: string
          link: string | null
          at: string
          readAt: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/numbers': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The numbers that rule live learning */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            part: 'booking' | 'asking' | 'buying' | 'quality'
            version: number
            setBy: string
            setAt: string
            numbers: ({
              name: string
              /** What it decides */
              says: string
              value: number
              /** share: basis points; credits, tokens and stars: hundredths of one */
              unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'share' | 'credits' | 'tokens' | 'times' | 'stars'
              least: number
              most: number
            })[]
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/numbers/{part}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Set some of them, from now on */
    patch: {
      parameters: { query?: never; header?: never; path: { part: 'booking' | 'asking' | 'buying' | 'quality' }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** The one that was looked at */
          version: number
          changes: { [name: string]: number }
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          part: 'booking' | 'asking' | 'buying' | 'quality'
          version: number
          setBy: string
          setAt: string
          numbers: ({
            name: string
            /** What it decides */
            says: string
            value: number
            /** share: basis points; credits, tokens and stars: hundredths of one */
            unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'share' | 'credits' | 'tokens' | 'times' | 'stars'
            least: number
            most: number
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/openapi.json': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** This API as OpenAPI 3.1 */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/orders': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My orders, newest first; staff see everybody’s */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; state?: 'waiting' | 'paid' | 'expired' | 'cancelled'; person?: string; everybody?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            number: string
            kind: 'credits' | 'plan' | 'booking'
            state: 'waiting' | 'paid' | 'expired' | 'cancelled'
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            refunded: {
              amount: string
              asset: string
            }
            lines: ({
              label: string
              kind: 'credits' | 'plan' | 'booking'
              about: {
                type: string
                id: string
              }
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              quantity: number
              /** A decimal amount and what it counts */
              unitPrice: {
                amount: string
                asset: string
              }
              /** A decimal amount and what it counts */
              discount: {
                amount: string
                asset: string
              }
              /** A decimal amount and what it counts */
              net: {
                amount: string
                asset: string
              }
              /** A decimal amount and what it counts */
              tax: {
                amount: string
                asset: string
              }
              taxName: string | null
              taxPercent: string | null
              /** In the unit price and the discount */
              taxIncluded: boolean
              taxDue: 'sale' | 'redemption'
            })[]
            buyer: {
              type: string
              id: string
            }
            placedAt: string
            expiresAt: string | null
            paidAt: string | null
            paidThrough: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Order credits */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          kind: 'credits'
          credits?: number
          pack?: string
          currency?: string
          code?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          number: string
          kind: 'credits' | 'plan' | 'booking'
          state: 'waiting' | 'paid' | 'expired' | 'cancelled'
          /** A decimal amount and what it counts */
          total: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          tax: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          refunded: {
            amount: string
            asset: string
          }
          lines: ({
            label: string
            kind: 'credits' | 'plan' | 'booking'
            about: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            quantity: number
            /** A decimal amount and what it counts */
            unitPrice: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            discount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            taxName: string | null
            taxPercent: string | null
            /** In the unit price and the discount */
            taxIncluded: boolean
            taxDue: 'sale' | 'redemption'
          })[]
          buyer: {
            type: string
            id: string
          }
          placedAt: string
          expiresAt: string | null
          paidAt: string | null
          paidThrough: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/orders/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One order */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          number: string
          kind: 'credits' | 'plan' | 'booking'
          state: 'waiting' | 'paid' | 'expired' | 'cancelled'
          /** A decimal amount and what it counts */
          total: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          tax: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          refunded: {
            amount: string
            asset: string
          }
          lines: ({
            label: string
            kind: 'credits' | 'plan' | 'booking'
            about: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            quantity: number
            /** A decimal amount and what it counts */
            unitPrice: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            discount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            taxName: string | null
            taxPercent: string | null
            /** In the unit price and the discount */
            taxIncluded: boolean
            taxDue: 'sale' | 'redemption'
          })[]
          buyer: {
            type: string
            id: string
          }
          placedAt: string
          expiresAt: string | null
          paidAt: string | null
          paidThrough: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/orders/{id}/cancel': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Leave an order of mine that is not paid */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          number: string
          kind: 'credits' | 'plan' | 'booking'
          state: 'waiting' | 'paid' | 'expired' | 'cancelled'
          /** A decimal amount and what it counts */
          total: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          tax: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          refunded: {
            amount: string
            asset: string
          }
          lines: ({
            label: string
            kind: 'credits' | 'plan' | 'booking'
            about: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            quantity: number
            /** A decimal amount and what it counts */
            unitPrice: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            discount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            taxName: string | null
            taxPercent: string | null
            /** In the unit price and the discount */
            taxIncluded: boolean
            taxDue: 'sale' | 'redemption'
          })[]
          buyer: {
            type: string
            id: string
          }
          placedAt: string
          expiresAt: string | null
          paidAt: string | null
          paidThrough: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/orders/{id}/checkout': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** The page where an order of mine is paid */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          url: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/orders/{id}/receipt': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Record that an order was paid by bank transfer or in cash */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          way: 'bank_transfer' | 'cash'
          amount: {
            amount: string
            asset: string
          }
          receivedOn: string
          reference: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          order: {
            id: string
            number: string
          }
          buyer: {
            type: string
            id: string
          }
          way: 'bank_transfer' | 'cash'
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          receivedOn: string
          reference: string
          recordedBy: string
          recordedAt: string
          /** Above the limit: somebody else must approve it */
          needsSecond: boolean
          state: 'waiting' | 'counted' | 'declined'
          decidedBy: string | null
          decidedAt: string | null
          note: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/orders/{id}/refund': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Give an order back, in whole or in part */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** In the order’s currency; left out: all that is unspent */
          amount?: string
          cause: 'unused' | 'goodwill' | 'mistake' | 'duplicate' | 'fraud' | 'cancelled'
          reason: string
          platformBears?: boolean
          endPlan?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          refund: {
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            cause: string
            reason: string
            state: 'asked' | 'done' | 'refused' | 'failed' | 'withdrawn'
            code: string | null
            provider: string
            providerRef: string | null
            askedBy: string
            askedAt: string
            endedAt: string | null
            creditNote: {
              id: string
              number: string
            } | null
            /** A decimal amount and what it counts */
            unexplained: {
              amount: string
              asset: string
            }
          }
          what: string
          parts: ({
            gives: 'credits' | 'access' | 'booking' | 'platform' | 'suspense'
            line: number | null
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            credits: {
              amount: string
              asset: string
            } | null
          })[]
          steps: ({
            to: string
            by: string
            at: string
            code: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/orders/{id}/refund-preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What a refund would give back and what for; nothing is changed */
    get: {
      parameters: { query?: { amount?: string; platformBears?: boolean }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          left: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          unspent: {
            amount: string
            asset: string
          }
          parts: ({
            gives: 'credits' | 'access' | 'booking' | 'platform' | 'suspense'
            line: number | null
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            credits: {
              amount: string
              asset: string
            } | null
          })[]
          why: string | null
          /** A plan that goes on renewing unless it is ended too */
          renews: boolean
          /** So much is decided by two persons */
          second: boolean
          lines: ({
            label: string
            kind: string
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            back: {
              amount: string
              asset: string
            }
            bought: {
              amount: string
              asset: string
            } | null
            unspent: {
              amount: string
              asset: string
            } | null
            reserved: {
              amount: string
              asset: string
            } | null
            access: {
              amount: string
              asset: string
            } | null
            seat: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/orders/{id}/refund-wish': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Ask for a refund that another person must agree to */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** In the order’s currency; left out: all that is unspent */
          amount?: string
          cause: 'unused' | 'goodwill' | 'mistake' | 'duplicate' | 'fraud' | 'cancelled'
          reason: string
          platformBears?: boolean
          endPlan?: boolean
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          order: {
            id: string
            number: string
          }
          buyer: {
            type: string
            id: string
          }
          amount: {
            amount: string
            asset: string
          } | null
          cause: 'unused' | 'goodwill' | 'mistake' | 'duplicate' | 'fraud' | 'cancelled'
          reason: string
          platformBears: boolean
          endPlan: boolean
          askedBy: string
          askedAt: string
          state: 'waiting' | 'agreed' | 'declined'
          decidedBy: string | null
          decidedAt: string | null
          note: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/orders/{id}/return': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Back from the provider’s page */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/organizations': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Organizations by name: all for staff, their own for others */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; words?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            name: string
            slug: string
            members: number
            createdAt: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/organizations/{organizationId}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One organization with its people: for staff and for those who belong to it */
    get: {
      parameters: { query?: never; header?: never; path: { organizationId: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          slug: string
          members: number
          createdAt: string
          people: ({
            id: string
            name: string
            role: 'owner' | 'admin' | 'billing' | 'manager' | 'educator' | 'member'
            since: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/organizations/{organizationId}/agreement': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** What an institution's educators get, and what it gets */
    post: {
      parameters: { query?: never; header?: never; path: { organizationId: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          educatorRate: number
          institutionRate: number
          from: string
          until?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/organizations/{organizationId}/event-receivers': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Receivers of events, an organization’s */
    get: {
      parameters: { query?: never; header?: never; path: { organizationId: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            organizationId: string | null
            url: string
            name: string
            kinds: (string)[] | null
            /** disabled: by us, after five days in which it took nothing */
            state: 'on' | 'off' | 'disabled'
            stateAt: string
            failingSince: string | null
            madeAt: string
            waiting: number
            /** Failed or held; can be sent again for 30 days */
            failed: number
            lastDeliveredAt: string | null
            twoSecretsUntil: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Sets up a receiver, an organization’s: its secret is in the answer and nowhere else */
    post: {
      parameters: { query?: never; header?: never; path: { organizationId: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          url: string
          name: string
          kinds?: (string)[] | null
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          receiver: {
            id: string
            organizationId: string | null
            url: string
            name: string
            kinds: (string)[] | null
            /** disabled: by us, after five days in which it took nothing */
            state: 'on' | 'off' | 'disabled'
            stateAt: string
            failingSince: string | null
            madeAt: string
            waiting: number
            /** Failed or held; can be sent again for 30 days */
            failed: number
            lastDeliveredAt: string | null
            twoSecretsUntil: string | null
          }
          /** Shown now and never again */
          secret: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/organizations/{organizationId}/event-receivers/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One receiver */
    get: {
      parameters: { query?: never; header?: never; path: { organizationId: string; id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          organizationId: string | null
          url: string
          name: string
          kinds: (string)[] | null
          /** disabled: by us, after five days in which it took nothing */
          state: 'on' | 'off' | 'disabled'
          stateAt: string
          failingSince: string | null
          madeAt: string
          waiting: number
          /** Failed or held; can be sent again for 30 days */
          failed: number
          lastDeliveredAt: string | null
          twoSecretsUntil: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    /** Takes a receiver away */
    delete: {
      parameters: { query?: never; header?: never; path: { organizationId: string; id: string }; cookie?: never }
      requestBody?: never
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    /** Changes a receiver, or switches it on or off */
    patch: {
      parameters: { query?: never; header?: never; path: { organizationId: string; id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          url?: string
          name?: string
          kinds?: (string)[] | null
          on?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          organizationId: string | null
          url: string
          name: string
          kinds: (string)[] | null
          /** disabled: by us, after five days in which it took nothing */
          state: 'on' | 'off' | 'disabled'
          stateAt: string
          failingSince: string | null
          madeAt: string
          waiting: number
          /** Failed or held; can be sent again for 30 days */
          failed: number
          lastDeliveredAt: string | null
          twoSecretsUntil: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/organizations/{organizationId}/event-receivers/{id}/again': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sends all that failed or was held since a moment again */
    post: {
      parameters: { query?: never; header?: never; path: { organizationId: string; id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          since: string
        } } }
      responses: {
        202: { headers: { [name: string]: unknown }; content: { 'application/json': {
          sent: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/organizations/{organizationId}/event-receivers/{id}/deliveries': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What a receiver was told of, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; state?: 'waiting' | 'delivered' | 'failed' | 'held' }; header?: never; path: { organizationId: string; id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            /** The same however often it is sent */
            webhookId: string
            kind: string
            at: string
            state: 'waiting' | 'delivered' | 'failed' | 'held'
            attempts: number
            nextTryAt: string | null
            deliveredAt: string | null
            status: number | null
            error: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/organizations/{organizationId}/event-receivers/{id}/deliveries/{delivery}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One event for one receiver, with every attempt */
    get: {
      parameters: { query?: never; header?: never; path: { organizationId: string; id: string; delivery: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          /** The same however often it is sent */
          webhookId: string
          kind: string
          at: string
          state: 'waiting' | 'delivered' | 'failed' | 'held'
          attempts: number
          nextTryAt: string | null
          deliveredAt: string | null
          status: number | null
          error: string | null
          /** As it is sent, letter by letter */
          body: string
          tried: ({
            number: number
            at: string
            tookMs: number
            status: number | null
            error: string | null
            /** The beginning of the answer */
            excerpt: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/organizations/{organizationId}/event-receivers/{id}/deliveries/{delivery}/again': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sends one event again, under its own webhook-id */
    post: {
      parameters: { query?: never; header?: never; path: { organizationId: string; id: string; delivery: string }; cookie?: never }
      requestBody?: never
      responses: {
        202: { headers: { [name: string]: unknown }; content: { 'application/json': {
          sent: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/organizations/{organizationId}/event-receivers/{id}/ping': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Sends a test */
    post: {
      parameters: { query?: never; header?: never; path: { organizationId: string; id: string }; cookie?: never }
      requestBody?: never
      responses: {
        202: { headers: { [name: string]: unknown }; content: { 'application/json': {
          delivery: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/organizations/{organizationId}/event-receivers/{id}/secret': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** A new secret; the one of before signs beside it for some hours */
    post: {
      parameters: { query?: never; header?: never; path: { organizationId: string; id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          overlapHours?: number
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          receiver: {
            id: string
            organizationId: string | null
            url: string
            name: string
            kinds: (string)[] | null
            /** disabled: by us, after five days in which it took nothing */
            state: 'on' | 'off' | 'disabled'
            stateAt: string
            failingSince: string | null
            madeAt: string
            waiting: number
            /** Failed or held; can be sent again for 30 days */
            failed: number
            lastDeliveredAt: string | null
            twoSecretsUntil: string | null
          }
          /** Shown now and never again */
          secret: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/outbox': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** E-mails, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            kind: string
            to: string
            subject: string
            /** Empty where it lets its bearer in, and where its words are forgotten */
            body: string
            language: string
            at: string
            state: 'kept' | 'waiting' | 'sent' | 'failed' | 'refused'
            attempts: number
            error: string | null
            sentAt: string | null
            nextTryAt: string | null
            forgottenAt: string | null
            calendar: {
              method: string
              sequence: number
              start: string
            } | null
            /** Whether its reader may switch its kind off */
            muteable: boolean
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/outbox/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One e-mail as its reader gets it: text, page, headers, file for the calendar */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          to: string
          subject: string
          text: string
          html: string
          headers: { [name: string]: string }
          calendar: {
            method: string
            /** iCalendar */
            content: string
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/packages': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My packages */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; as?: 'learner' | 'educator' | 'staff'; open?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            offerId: string
            learner: {
              id: string
              name: string
            }
            educator: {
              id: string
              name: string
            }
            kind: 'class' | 'conversation'
            minutes: number
            lessons: number
            left: number
            /** Booked and still to come, or given */
            taken: number
            /** A decimal amount and what it counts */
            single: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            value: {
              amount: string
              asset: string
            }
            state: string
            orderId: string | null
            askedAt: string
            boughtAt: string | null
            expiresAt: string | null
            extended: boolean
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            surcharge: {
              amount: string
              asset: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Buy a package of lessons */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          offerId: string
          paymentMethod: 'CREDITS' | 'CASH'
          creditAmount?: number | {
            amount: string
            asset: string
          }
          currency?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          state: 'active' | 'paying'
          orderId: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/packages/offers': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Put a package on sale, or change its discount */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          minutes: number
          /** 5, 10 or 20 */
          lessons: number
          /** Basis points */
          discount: number
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            educator: {
              id: string
              name: string
            }
            kind: 'class' | 'conversation'
            minutes: number
            lessons: number
            /** A decimal amount and what it counts */
            single: {
              amount: string
              asset: string
            }
            /** Basis points */
            discount: number
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/packages/offers/{id}/withdraw': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take a package off sale */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            educator: {
              id: string
              name: string
            }
            kind: 'class' | 'conversation'
            minutes: number
            lessons: number
            /** A decimal amount and what it counts */
            single: {
              amount: string
              asset: string
            }
            /** Basis points */
            discount: number
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/packages/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One package, and what ending it now would bring */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          offerId: string
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          kind: 'class' | 'conversation'
          minutes: number
          lessons: number
          left: number
          /** Booked and still to come, or given */
          taken: number
          /** A decimal amount and what it counts */
          single: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          total: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          value: {
            amount: string
            asset: string
          }
          state: string
          orderId: string | null
          askedAt: string
          boughtAt: string | null
          expiresAt: string | null
          extended: boolean
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          surcharge: {
            amount: string
            asset: string
          }
          ending: {
            lessonsLeft: number
            /** A decimal amount and what it counts */
            unused: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            surcharge: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/packages/{id}/end': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** End a package before its time */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          lessonsLeft: number
          /** A decimal amount and what it counts */
          unused: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          surcharge: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/packages/{id}/extend': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Make the time of a package longer, once */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          expiresAt: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/payment-methods': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What I keep with the payment provider, latest first */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            kind: string
            last4: string
            expires: string | null
            /** Charged by refills, and by plans when they renew */
            default: boolean
            /** A plan is paid with it: it cannot be taken away */
            renews: boolean
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** A page of the provider’s where I add one; nothing is charged */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          back?: '/billing' | '/teach/billing'
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          url: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/payment-methods/portal': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** The provider’s own page for my plans and cards */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          back?: '/billing' | '/teach/billing'
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          url: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/payment-methods/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    post?: never
    /** Take this one away for good */
    delete: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/payment-methods/{id}/default': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Charge this one from now on */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/payouts': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Everybody's payouts */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; status?: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            payee: {
              type: 'person' | 'organization'
              id: string
              name: string | null
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** What of its commissions paid what the payee owed from disputes */
            setOff: {
              amount: string
              asset: string
            }
            parkedSince: string | null
            status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED'
            state: 'reserved' | 'sending' | 'unknown' | 'sent' | 'completed' | 'refused' | 'returned'
            scheduledFor: string
            sentAt: string | null
            completedAt: string | null
            failedAt: string | null
            providerRef: string | null
            reasonCode: string | null
            reason: string | null
            commissions: number
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/payouts/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One payout with what it is made of */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          payee: {
            type: 'person' | 'organization'
            id: string
            name: string | null
          }
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          /** What of its commissions paid what the payee owed from disputes */
          setOff: {
            amount: string
            asset: string
          }
          parkedSince: string | null
          status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED'
          state: 'reserved' | 'sending' | 'unknown' | 'sent' | 'completed' | 'refused' | 'returned'
          scheduledFor: string
          sentAt: string | null
          completedAt: string | null
          failedAt: string | null
          providerRef: string | null
          reasonCode: string | null
          reason: string | null
          commissions: number
          items: ({
            commissionId: string
            bookingId: string | null
            title: string
            sessionAt: string
            /** A decimal amount and what it counts */
            gross: {
              amount: string
              asset: string
            }
            rate: number
            /** A decimal amount and what it counts */
            feeBorne: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/people': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** People, newest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; words?: string; role?: 'admin' | 'finance' | 'support' | 'moderator' | 'reviewer'; organization?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            name: string
            email: string
            emailVerified: boolean
            zone: string
            locale: string
            joinedAt: string
            staffRoles: ('admin' | 'finance' | 'support' | 'moderator' | 'reviewer')[]
            memberships: ({
              organizationId: string
              organization: string
              role: 'owner' | 'admin' | 'billing' | 'manager' | 'educator' | 'member'
            })[]
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/people/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One person */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          email: string
          emailVerified: boolean
          zone: string
          locale: string
          joinedAt: string
          staffRoles: ('admin' | 'finance' | 'support' | 'moderator' | 'reviewer')[]
          memberships: ({
            organizationId: string
            organization: string
            role: 'owner' | 'admin' | 'billing' | 'manager' | 'educator' | 'member'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/people/{id}/staff-roles/{role}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    /** Give a staff role */
    put: {
      parameters: { query?: never; header?: never; path: { id: string; role: 'admin' | 'finance' | 'support' | 'moderator' | 'reviewer' }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          email: string
          emailVerified: boolean
          zone: string
          locale: string
          joinedAt: string
          staffRoles: ('admin' | 'finance' | 'support' | 'moderator' | 'reviewer')[]
          memberships: ({
            organizationId: string
            organization: string
            role: 'owner' | 'admin' | 'billing' | 'manager' | 'educator' | 'member'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    /** Take a staff role away */
    delete: {
      parameters: { query?: never; header?: never; path: { id: string; role: 'admin' | 'finance' | 'support' | 'moderator' | 'reviewer' }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          name: string
          email: string
          emailVerified: boolean
          zone: string
          locale: string
          joinedAt: string
          staffRoles: ('admin' | 'finance' | 'support' | 'moderator' | 'reviewer')[]
          memberships: ({
            organizationId: string
            organization: string
            role: 'owner' | 'admin' | 'billing' | 'manager' | 'educator' | 'member'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/plans': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Plans on sale, and how they compare */
    get: {
      parameters: { query?: { audience?: 'learner' | 'educator' | 'organization'; currency?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            code: string
            version: number
            audience: 'learner' | 'educator' | 'organization'
            name: string
            says: string
            /** A decimal amount and what it counts */
            monthly: {
              amount: string
              asset: string
            }
            yearly: {
              amount: string
              asset: string
            } | null
            prices: ({
              every: 'month' | 'year'
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
            })[]
            /** A decimal amount and what it counts */
            credits: {
              amount: string
              asset: string
            }
            unused: 'expire' | 'roll' | 'keep'
            rollMonths: number | null
            trialDays: number
            includedClasses: number | null
            includedConversations: number | null
            unlimited: boolean
            fairUse: number | null
            features: (string)[]
            opens: (string)[]
            limits: { [name: string]: number }
          })[]
          next: string | null
          comparison: {
            features: ({
              name: string
              says: string
              plans: (string)[]
            })[]
            limits: ({
              name: string
              says: string
              plans: { [name: string]: number }
            })[]
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/plans/economics': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What each plan costs at 0 to 100 % use, and where it begins to lose money */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            plan: {
              code: string
              name: string
            }
            audience: 'learner' | 'educator' | 'organization'
            every: 'month' | 'year'
            /** A decimal amount and what it counts */
            revenue: {
              amount: string
              asset: string
            }
            points: ({
              /** Per cent of credits and included sessions */
              use: number
              /** A decimal amount and what it counts */
              credits: {
                amount: string
                asset: string
              }
              /** A decimal amount and what it counts */
              included: {
                amount: string
                asset: string
              }
              /** A decimal amount and what it counts */
              cost: {
                amount: string
                asset: string
              }
              /** A decimal amount and what it counts */
              margin: {
                amount: string
                asset: string
              }
            })[]
            breakEven: number | null
            losesAtFull: boolean
          })[]
          next: string | null
          rate: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/plans/quote': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What a plan’s first period comes to, with tax and a code; nothing is ordered */
    get: {
      parameters: { query: { plan: string; every?: 'month' | 'year'; currency?: string; code?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          name: string
          every: 'month' | 'year'
          /** What it comes to: the list price, less a code’s part, with tax */
          quote: {
            /** A decimal amount and what it counts */
            list: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            discount: {
              amount: string
              asset: string
            }
            code: string | null
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            taxName: string | null
            taxPercent: string | null
            taxIncluded: boolean
            taxDue: 'sale' | 'redemption'
            /** A decimal amount and what it counts */
            total: {
              amount: string
              asset: string
            }
            country: string | null
          }
          /** A decimal amount and what it counts */
          renewal: {
            amount: string
            asset: string
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/plans/versions/{id}/move': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Move all who have a version to the one that is sold now, with their next period */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          asked: number
          staying: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/plans/{code}/versions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Every version of a plan, the newest first, with who has it, and what it could open */
    get: {
      parameters: { query?: never; header?: never; path: { code: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            version: number
            onSaleFrom: string
            onSaleUntil: string | null
            subscribers: number
            /** Of them: those that become another with their next period */
            moving: number
            terms: {
              name: string
              says: string
              /** A month */
              credits: number
              unused: 'expire' | 'roll' | 'keep'
              rollMonths: number | null
              trialDays: number
              prices: ({
                every: 'month' | 'year'
                /** A decimal amount and what it counts */
                price: {
                  amount: string
                  asset: string
                }
                /** What access alone is worth; the rest is for the credits */
                access: string
              })[]
              included: ({
                kind: 'class' | 'conversation'
                sessions: number
                /** The number is then the fair-use cap */
                unlimited: boolean
              })[]
              features: (string)[]
              limits: { [name: string]: number }
            }
          })[]
          next: string | null
          features: ({
            name: string
            says: string
            built: boolean
          })[]
          limits: ({
            name: string
            says: string
            built: boolean
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Sell a plan on other terms from now on */
    post: {
      parameters: { query?: never; header?: never; path: { code: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          name: string
          says: string
          /** A month */
          credits: number
          unused: 'expire' | 'roll' | 'keep'
          rollMonths: number | null
          trialDays: number
          prices: ({
            every: 'month' | 'year'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** What access alone is worth; the rest is for the credits */
            access: string
          })[]
          included: ({
            kind: 'class' | 'conversation'
            sessions: number
            /** The number is then the fair-use cap */
            unlimited: boolean
          })[]
          features: (string)[]
          limits: { [name: string]: number }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/price-levels': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What sessions cost, by level */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            kind: 'class' | 'conversation'
            level: 'basic' | 'standard' | 'premium' | 'private'
            /** A decimal amount and what it counts */
            credits: {
              amount: string
              asset: string
            }
            preselected: boolean
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/prices': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Prices of credits, packs, rates on record, and conversions that were booked */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          credits: ({
            id: string
            currency: string
            price: {
              amount: string
              asset: string
            } | null
            /** A decimal amount and what it counts */
            least: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            most: {
              amount: string
              asset: string
            }
            from: string
            madeBy: string
            state: 'now' | 'coming' | 'over' | 'withdrawn'
          })[]
          packs: ({
            id: string
            name: string
            /** A decimal amount and what it counts */
            credits: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            bonus: {
              amount: string
              asset: string
            }
            bonusDays: number | null
            prices: ({
              amount: string
              asset: string
            })[]
            from: string
            until: string | null
            sold: number
            state: 'now' | 'coming' | 'over'
          })[]
          rates: ({
            id: string
            base: string
            quote: string
            day: string
            rate: string
            source: string
            madeBy: string
            madeAt: string
          })[]
          conversions: ({
            id: string
            provider: string
            ref: string
            /** A decimal amount and what it counts */
            given: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            got: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            valued: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            difference: {
              amount: string
              asset: string
            }
            rate: string
            at: string
            madeBy: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/prices/conversions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Book money that a provider changed into another currency; the difference to the dated rate is FX */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          provider: string
          /** The provider’s own name for it: the same twice is booked once */
          ref: string
          given: {
            amount: string
            asset: string
          }
          got: {
            amount: string
            asset: string
          }
          at: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          /** A decimal amount and what it counts */
          valued: {
            amount: string
            asset: string
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/prices/credits': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Say what one credit costs in a currency from an instant on; without a price it is not sold there */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          currency: string
          price?: string
          least: number
          most: number
          from?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/prices/credits/{id}/withdraw': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take back a price that has not begun */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/prices/packs': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Put a pack of credits on sale; it never changes */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          name: string
          credits: number
          bonus: number
          bonusDays?: number
          prices: ({
            amount: string
            asset: string
          })[]
          from?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/prices/packs/{id}/end': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take a pack off sale; what was bought stays */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/prices/plans': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Price a plan that is on sale in one more currency; a price never changes */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          plan: string
          every: 'month' | 'year'
          price: {
            amount: string
            asset: string
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** A decimal amount and what it counts */
          access: {
            amount: string
            asset: string
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/prices/rates': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Write down what one unit of a currency was worth in another on a day */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          base: string
          quote: string
          day: string
          rate: string
          source: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/problems': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Every refusal: its code, what it means, and whether to try again */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            code: string
            module: string
            status: number
            title: string
            retry: 'never' | 'later' | 'after-change'
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/proofs': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The signed head of the log that seals the books; null before the first seal */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          head: {
            /** Blocks in the log */
            size: number
            root: string
            at: string
            /** Ed25519, hex */
            publicKey: string
            /** Ed25519, hex */
            signature: string
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/proofs/consistency': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Proof that the log of `size` blocks begins with the log of `first` */
    get: {
      parameters: { query: { first: number; size?: number }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          first: number
          size: number
          path: (string)[]
          head: {
            /** Blocks in the log */
            size: number
            root: string
            at: string
            /** Ed25519, hex */
            publicKey: string
            /** Ed25519, hex */
            signature: string
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/proofs/{transfer}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Proof that a transfer stands in the sealed books */
    get: {
      parameters: { query?: never; header?: never; path: { transfer: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          transfer: string
          leaf: string
          index: number
          block: {
            number: number
            epoch: number
            size: number
            root: string
            prev: string
            sealedAt: string
          }
          blockPath: (string)[]
          logPath: (string)[]
          head: {
            /** Blocks in the log */
            size: number
            root: string
            at: string
            /** Ed25519, hex */
            publicKey: string
            /** Ed25519, hex */
            signature: string
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/proofs/{transfer}/entry': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The sealed bytes of an entry that concerns me: they have the fingerprint of its proof */
    get: {
      parameters: { query?: never; header?: never; path: { transfer: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          transfer: string
          /** The sealed bytes, base64; docs/ledger.md lists their fields */
          row: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/provider-keys/{id}/end': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** End a key or secret now: what was kept of it is wiped */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          ended: true
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/providers': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The ways in which money can come in, and how each is set */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            provider: 'sandbox' | 'sandbox-razorpay' | 'stripe' | 'razorpay' | 'manual'
            /** It is the one that moves the money here */
            moves: boolean
            /** New payments may be made through it */
            takes: boolean
            currencies: (string)[] | null
            account: string | null
            keysFrom: 'itself' | 'environment' | 'page' | null
            keys: ({
              id: string
              purpose: 'api' | 'own' | 'connect'
              name: string | null
              last4: string
              mode: 'test' | 'live' | null
              addedAt: string
              addedBy: string
              endsAt: string | null
              /** False: it was sealed with a master secret that is not known here any more */
              readable: boolean
            })[]
            webhooks: ({
              purpose: 'api' | 'own' | 'connect'
              address: string
            })[]
          })[]
          production: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/providers/{provider}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Set whether a provider takes payments, in which currencies, on which account */
    patch: {
      parameters: { query?: never; header?: never; path: { provider: 'sandbox' | 'sandbox-razorpay' | 'stripe' | 'razorpay' | 'manual' }; cookie?: never }
      requestBody: { content: { 'application/json': {
          takes?: boolean
          currencies?: (string)[] | null
          account?: string | null
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          provider: 'sandbox' | 'sandbox-razorpay' | 'stripe' | 'razorpay' | 'manual'
          /** It is the one that moves the money here */
          moves: boolean
          /** New payments may be made through it */
          takes: boolean
          currencies: (string)[] | null
          account: string | null
          keysFrom: 'itself' | 'environment' | 'page' | null
          keys: ({
            id: string
            purpose: 'api' | 'own' | 'connect'
            name: string | null
            last4: string
            mode: 'test' | 'live' | null
            addedAt: string
            addedBy: string
            endsAt: string | null
            /** False: it was sealed with a master secret that is not known here any more */
            readable: boolean
          })[]
          webhooks: ({
            purpose: 'api' | 'own' | 'connect'
            address: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/providers/{provider}/check': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Try the API keys of a provider by a call that changes nothing */
    post: {
      parameters: { query?: never; header?: never; path: { provider: 'stripe' | 'razorpay' }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          keys: ({
            id: string
            state: 'good' | 'refused' | 'no answer'
            says: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/providers/{provider}/keys': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Give an API key or a webhook’s secret; the one before stays valid for a while */
    post: {
      parameters: { query?: never; header?: never; path: { provider: 'stripe' | 'razorpay' }; cookie?: never }
      requestBody: { content: { 'application/json': {
          purpose: 'api' | 'own' | 'connect'
          text: string
          name?: string | null
          /** How long the one before stays valid; 0: it ends now */
          hours: number
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          purpose: 'api' | 'own' | 'connect'
          name: string | null
          last4: string
          mode: 'test' | 'live' | null
          addedAt: string
          addedBy: string
          endsAt: string | null
          /** False: it was sealed with a master secret that is not known here any more */
          readable: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/ranking': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** How educators are ranked: the formula that runs */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          weights: ({
            factor: string
            weight: number
          })[]
          /** The numbers of the formula, by name */
          rules: { [name: string]: unknown }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/receipts': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Money that staff saw arrive, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; state?: 'waiting' | 'counted' | 'declined' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            way: 'bank_transfer' | 'cash'
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            receivedOn: string
            reference: string
            recordedBy: string
            recordedAt: string
            /** Above the limit: somebody else must approve it */
            needsSecond: boolean
            state: 'waiting' | 'counted' | 'declined'
            decidedBy: string | null
            decidedAt: string | null
            note: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/receipts/{id}/approve': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Approve a receipt that somebody else recorded: the order is paid with it */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          order: {
            id: string
            number: string
          }
          buyer: {
            type: string
            id: string
          }
          way: 'bank_transfer' | 'cash'
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          receivedOn: string
          reference: string
          recordedBy: string
          recordedAt: string
          /** Above the limit: somebody else must approve it */
          needsSecond: boolean
          state: 'waiting' | 'counted' | 'declined'
          decidedBy: string | null
          decidedAt: string | null
          note: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/receipts/{id}/decline': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Decline a receipt, or take back one’s own: the order is not paid */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          order: {
            id: string
            number: string
          }
          buyer: {
            type: string
            id: string
          }
          way: 'bank_transfer' | 'cash'
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          receivedOn: string
          reference: string
          recordedBy: string
          recordedAt: string
          /** Above the limit: somebody else must approve it */
          needsSecond: boolean
          state: 'waiting' | 'counted' | 'declined'
          decidedBy: string | null
          decidedAt: string | null
          note: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reconciliation': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The provider’s balance and ours now, what nobody has explained, and each day */
    get: {
      parameters: { query?: { differ?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          balances: ({
            provider: string
            /** A decimal amount and what it counts */
            theirs: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            ours: {
              amount: string
              asset: string
            }
            differs: boolean
          })[]
          suspense: ({
            amount: string
            asset: string
          })[]
          days: ({
            provider: string
            day: string
            /** A decimal amount and what it counts */
            theirs: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            ours: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            difference: {
              amount: string
              asset: string
            }
            differs: boolean
            movements: number
            lookedAt: string
            seenBy: string | null
            seenAt: string | null
            note: string | null
            unmatched: ({
              ref: string
              type: string
              source: string | null
              /** A decimal amount and what it counts */
              net: {
                amount: string
                asset: string
              }
              at: string
            })[]
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reconciliation/run': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Compare now */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          days: number
          differ: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reconciliation/{provider}/{day}/{currency}/note': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Say what a difference is: somebody has looked at it */
    post: {
      parameters: { query?: never; header?: never; path: { provider: 'sandbox' | 'stripe' | 'razorpay' | 'sandbox-razorpay'; day: string; currency: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          note: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/refund-wishes': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Refunds that wait, or waited, for a second person, latest first */
    get: {
      parameters: { query?: { waits?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            amount: {
              amount: string
              asset: string
            } | null
            cause: 'unused' | 'goodwill' | 'mistake' | 'duplicate' | 'fraud' | 'cancelled'
            reason: string
            platformBears: boolean
            endPlan: boolean
            askedBy: string
            askedAt: string
            state: 'waiting' | 'agreed' | 'declined'
            decidedBy: string | null
            decidedAt: string | null
            note: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/refund-wishes/{id}/agree': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Agree: the refund is made now */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          refund: {
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            cause: string
            reason: string
            state: 'asked' | 'done' | 'refused' | 'failed' | 'withdrawn'
            code: string | null
            provider: string
            providerRef: string | null
            askedBy: string
            askedAt: string
            endedAt: string | null
            creditNote: {
              id: string
              number: string
            } | null
            /** A decimal amount and what it counts */
            unexplained: {
              amount: string
              asset: string
            }
          }
          what: string
          parts: ({
            gives: 'credits' | 'access' | 'booking' | 'platform' | 'suspense'
            line: number | null
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            credits: {
              amount: string
              asset: string
            } | null
          })[]
          steps: ({
            to: string
            by: string
            at: string
            code: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/refund-wishes/{id}/decline': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Decline it, or take one’s own wish back */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          order: {
            id: string
            number: string
          }
          buyer: {
            type: string
            id: string
          }
          amount: {
            amount: string
            asset: string
          } | null
          cause: 'unused' | 'goodwill' | 'mistake' | 'duplicate' | 'fraud' | 'cancelled'
          reason: string
          platformBears: boolean
          endPlan: boolean
          askedBy: string
          askedAt: string
          state: 'waiting' | 'agreed' | 'declined'
          decidedBy: string | null
          decidedAt: string | null
          note: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/refunds': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Refunds, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; order?: string; waits?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            cause: string
            reason: string
            state: 'asked' | 'done' | 'refused' | 'failed' | 'withdrawn'
            code: string | null
            provider: string
            providerRef: string | null
            askedBy: string
            askedAt: string
            endedAt: string | null
            creditNote: {
              id: string
              number: string
            } | null
            /** A decimal amount and what it counts */
            unexplained: {
              amount: string
              asset: string
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/refunds/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One refund: what was given up for it, and how it went */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          refund: {
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            cause: string
            reason: string
            state: 'asked' | 'done' | 'refused' | 'failed' | 'withdrawn'
            code: string | null
            provider: string
            providerRef: string | null
            askedBy: string
            askedAt: string
            endedAt: string | null
            creditNote: {
              id: string
              number: string
            } | null
            /** A decimal amount and what it counts */
            unexplained: {
              amount: string
              asset: string
            }
          }
          what: string
          parts: ({
            gives: 'credits' | 'access' | 'booking' | 'platform' | 'suspense'
            line: number | null
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            credits: {
              amount: string
              asset: string
            } | null
          })[]
          steps: ({
            to: string
            by: string
            at: string
            code: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/refunds/{id}/bear': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** The platform bears what nothing of ours explains */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          refund: {
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            cause: string
            reason: string
            state: 'asked' | 'done' | 'refused' | 'failed' | 'withdrawn'
            code: string | null
            provider: string
            providerRef: string | null
            askedBy: string
            askedAt: string
            endedAt: string | null
            creditNote: {
              id: string
              number: string
            } | null
            /** A decimal amount and what it counts */
            unexplained: {
              amount: string
              asset: string
            }
          }
          what: string
          parts: ({
            gives: 'credits' | 'access' | 'booking' | 'platform' | 'suspense'
            line: number | null
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            credits: {
              amount: string
              asset: string
            } | null
          })[]
          steps: ({
            to: string
            by: string
            at: string
            code: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/refunds/{id}/retry': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Ask again for a refund that was refused or came back */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** Staff have sent it by bank transfer or in cash */
          byHand?: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          refund: {
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            cause: string
            reason: string
            state: 'asked' | 'done' | 'refused' | 'failed' | 'withdrawn'
            code: string | null
            provider: string
            providerRef: string | null
            askedBy: string
            askedAt: string
            endedAt: string | null
            creditNote: {
              id: string
              number: string
            } | null
            /** A decimal amount and what it counts */
            unexplained: {
              amount: string
              asset: string
            }
          }
          what: string
          parts: ({
            gives: 'credits' | 'access' | 'booking' | 'platform' | 'suspense'
            line: number | null
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            credits: {
              amount: string
              asset: string
            } | null
          })[]
          steps: ({
            to: string
            by: string
            at: string
            code: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/refunds/{id}/withdraw': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Give up on it: what was given up for it comes back */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          refund: {
            id: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            cause: string
            reason: string
            state: 'asked' | 'done' | 'refused' | 'failed' | 'withdrawn'
            code: string | null
            provider: string
            providerRef: string | null
            askedBy: string
            askedAt: string
            endedAt: string | null
            creditNote: {
              id: string
              number: string
            } | null
            /** A decimal amount and what it counts */
            unexplained: {
              amount: string
              asset: string
            }
          }
          what: string
          parts: ({
            gives: 'credits' | 'access' | 'booking' | 'platform' | 'suspense'
            line: number | null
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            credits: {
              amount: string
              asset: string
            } | null
          })[]
          steps: ({
            to: string
            by: string
            at: string
            code: string | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reports': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What waits for a moderator, or was decided */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; state?: 'open' | 'decided'; type?: 'review' | 'reply' | 'learner_rating' | 'message' | 'session' | 'room' | 'person' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            about: {
              type: 'review' | 'reply' | 'learner_rating' | 'message' | 'session' | 'room' | 'person'
              id: string
            }
            person: {
              id: string
              name: string
            } | null
            reporter: {
              id: string
              name: string
            }
            session: {
              id: string
              title: string
            } | null
            reason: 'abuse' | 'hate' | 'sexual' | 'off_topic' | 'spam' | 'personal_details' | 'paid_for' | 'conflict_of_interest' | 'off_platform' | 'safety' | 'impersonation' | 'other'
            words: string
            reportedAt: string
            dueAt: string
            urgent: boolean
            overdue: boolean
            /** Open reports of the same thing, this one counted */
            together: number
            said: string | null
            stars: number | null
            state: 'open' | 'decided'
            decision: 'kept' | 'hidden' | 'words_removed' | 'acted' | null
            note: string | null
            decidedBy: string | null
            decidedAt: string | null
            possible: ('keep' | 'hide' | 'remove_words' | 'act')[]
          })[]
          next: string | null
          open: number
          overdue: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reports/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One report */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          about: {
            type: 'review' | 'reply' | 'learner_rating' | 'message' | 'session' | 'room' | 'person'
            id: string
          }
          person: {
            id: string
            name: string
          } | null
          reporter: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
          } | null
          reason: 'abuse' | 'hate' | 'sexual' | 'off_topic' | 'spam' | 'personal_details' | 'paid_for' | 'conflict_of_interest' | 'off_platform' | 'safety' | 'impersonation' | 'other'
          words: string
          reportedAt: string
          dueAt: string
          urgent: boolean
          overdue: boolean
          /** Open reports of the same thing, this one counted */
          together: number
          said: string | null
          stars: number | null
          state: 'open' | 'decided'
          decision: 'kept' | 'hidden' | 'words_removed' | 'acted' | null
          note: string | null
          decidedBy: string | null
          decidedAt: string | null
          possible: ('keep' | 'hide' | 'remove_words' | 'act')[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reports/{id}/decision': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Decide about what was reported */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          decision: 'keep' | 'hide' | 'remove_words' | 'act'
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          about: {
            type: 'review' | 'reply' | 'learner_rating' | 'message' | 'session' | 'room' | 'person'
            id: string
          }
          person: {
            id: string
            name: string
          } | null
          reporter: {
            id: string
            name: string
          }
          session: {
            id: string
            title: string
          } | null
          reason: 'abuse' | 'hate' | 'sexual' | 'off_topic' | 'spam' | 'personal_details' | 'paid_for' | 'conflict_of_interest' | 'off_platform' | 'safety' | 'impersonation' | 'other'
          words: string
          reportedAt: string
          dueAt: string
          urgent: boolean
          overdue: boolean
          /** Open reports of the same thing, this one counted */
          together: number
          said: string | null
          stars: number | null
          state: 'open' | 'decided'
          decision: 'kept' | 'hidden' | 'words_removed' | 'acted' | null
          note: string | null
          decidedBy: string | null
          decidedAt: string | null
          possible: ('keep' | 'hide' | 'remove_words' | 'act')[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reports/{id}/reading': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Read the conversation around a reported message; the audit log keeps that you did */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          messages: ({
            id: string
            number: number
            sender: {
              id: string
              name: string
            }
            words: string
            hidden: (string)[]
            sentAt: string
            removedAt: string | null
            reported: boolean
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reviews': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What learners say of an educator or a session */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; educatorId?: string; sessionId?: string; stars?: number; unanswered?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reviews/mine': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What I say of educators in public */
    get: {
      parameters: { query?: { educatorId?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            educator: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            state: 'waiting' | 'published' | 'hidden'
            publishDueAt: string | null
            writtenAt: string
            changeableFrom: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reviews/to-write': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Sessions that I attended and have not rated */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            bookingId: string
            sessionId: string
            title: string
            kind: 'class' | 'conversation'
            person: {
              id: string
              name: string
            }
            end: string
            until: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reviews/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One review */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          sessionId: string
          title: string
          educator: {
            id: string
            name: string
          }
          learner: {
            id: string
            name: string
          }
          stars: number
          clarity: number | null
          progress: number | null
          preparation: number | null
          encouragement: number | null
          words: string
          /** A moderator took the words away */
          wordsRemoved: boolean
          publishedAt: string
          changedAt: string | null
          reply: {
            words: string
            at: string
            changeableUntil: string
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Change my review: freely for 30 days, then once in three months */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          stars: number
          clarity?: number | null
          progress?: number | null
          preparation?: number | null
          encouragement?: number | null
          /** Public; no contact details and no links */
          words?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          educator: {
            id: string
            name: string
          }
          stars: number
          clarity: number | null
          progress: number | null
          preparation: number | null
          encouragement: number | null
          words: string
          state: 'waiting' | 'published' | 'hidden'
          publishDueAt: string | null
          writtenAt: string
          changeableFrom: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/reviews/{id}/reply': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    /** Answer a review in public: once, and changeable for a day */
    put: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          sessionId: string
          title: string
          educator: {
            id: string
            name: string
          }
          learner: {
            id: string
            name: string
          }
          stars: number
          clarity: number | null
          progress: number | null
          preparation: number | null
          encouragement: number | null
          words: string
          /** A moderator took the words away */
          wordsRemoved: boolean
          publishedAt: string
          changedAt: string | null
          reply: {
            words: string
            at: string
            changeableUntil: string
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/reviews/{id}/reports': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Bring a review, its reply, or what was said of me before the moderators */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          reason: 'abuse' | 'hate' | 'sexual' | 'off_topic' | 'spam' | 'personal_details' | 'paid_for' | 'conflict_of_interest' | 'off_platform' | 'safety' | 'impersonation' | 'other'
          words?: string
          /** review, unless said */
          what?: 'review' | 'reply' | 'learner_rating'
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          dueAt: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/risk/cases': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Payments that look like fraud, and what was done, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; order?: string; waits?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            kind: 'elevated' | 'card' | 'highest' | 'warning'
            /** The provider’s or the network’s word, or what was counted */
            said: string
            order: {
              id: string
              number: string
            }
            buyer: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            openedAt: string
            until: string | null
            state: 'open' | 'released' | 'refunded'
            stateBy: string
            stateAt: string
            note: string | null
            refund: string | null
            /** Lots of credits that it still keeps from being spent */
            stopped: number
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/risk/cases/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One payment that looks like fraud */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'elevated' | 'card' | 'highest' | 'warning'
          /** The provider’s or the network’s word, or what was counted */
          said: string
          order: {
            id: string
            number: string
          }
          buyer: {
            type: string
            id: string
          }
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          openedAt: string
          until: string | null
          state: 'open' | 'released' | 'refunded'
          stateBy: string
          stateAt: string
          note: string | null
          refund: string | null
          /** Lots of credits that it still keeps from being spent */
          stopped: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/risk/cases/{id}/refund': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Give back what is unspent, and end its plan */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'elevated' | 'card' | 'highest' | 'warning'
          /** The provider’s or the network’s word, or what was counted */
          said: string
          order: {
            id: string
            number: string
          }
          buyer: {
            type: string
            id: string
          }
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          openedAt: string
          until: string | null
          state: 'open' | 'released' | 'refunded'
          stateBy: string
          stateAt: string
          note: string | null
          refund: string | null
          /** Lots of credits that it still keeps from being spent */
          stopped: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/risk/cases/{id}/release': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Let its credits be spent */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'elevated' | 'card' | 'highest' | 'warning'
          /** The provider’s or the network’s word, or what was counted */
          said: string
          order: {
            id: string
            number: string
          }
          buyer: {
            type: string
            id: string
          }
          /** A decimal amount and what it counts */
          amount: {
            amount: string
            asset: string
          }
          openedAt: string
          until: string | null
          state: 'open' | 'released' | 'refunded'
          stateBy: string
          stateAt: string
          note: string | null
          refund: string | null
          /** Lots of credits that it still keeps from being spent */
          stopped: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/risk/limits': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Caps, limits on tries, the delay, and above what two persons decide */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          version: number
          /** A decimal amount and what it counts */
          dailyCap: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          walletCap: {
            amount: string
            asset: string
          }
          buyerTriesHour: number
          buyerTriesDay: number
          buyerDeclinesHour: number
          buyerDeclinesDay: number
          cardTriesHour: number
          cardTriesDay: number
          cardDeclinesHour: number
          cardDeclinesDay: number
          cardBuyers: number
          delayHours: number
          /** Refunds, and payments by hand, above these are decided by two persons; in other currencies, every one */
          secondAbove: ({
            amount: string
            asset: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Set them, as a new version: what was ordered before stays as it is */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          dailyCap: {
            amount: string
            asset: string
          }
          walletCap: {
            amount: string
            asset: string
          }
          buyerTriesHour: number
          buyerTriesDay: number
          buyerDeclinesHour: number
          buyerDeclinesDay: number
          cardTriesHour: number
          cardTriesDay: number
          cardDeclinesHour: number
          cardDeclinesDay: number
          cardBuyers: number
          delayHours: number
          secondAbove: ({
            amount: string
            asset: string
          })[]
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          version: number
          /** A decimal amount and what it counts */
          dailyCap: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          walletCap: {
            amount: string
            asset: string
          }
          buyerTriesHour: number
          buyerTriesDay: number
          buyerDeclinesHour: number
          buyerDeclinesDay: number
          cardTriesHour: number
          cardTriesDay: number
          cardDeclinesHour: number
          cardDeclinesDay: number
          cardBuyers: number
          delayHours: number
          /** Refunds, and payments by hand, above these are decided by two persons; in other currencies, every one */
          secondAbove: ({
            amount: string
            asset: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/risk/stops': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Buyers who may not, or might not, pay for a while, latest first */
    get: {
      parameters: { query?: { running?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            buyer: {
              type: string
              id: string
            }
            why: 'tries' | 'declines' | 'card'
            seen: number
            most: number
            hours: number
            at: string
            until: string
            liftedAt: string | null
            liftedBy: string | null
            note: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/risk/stops/{id}/lift': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Let a buyer pay again */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          lifted: true
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/room-reports': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Reports from rooms */
    get: {
      parameters: { query?: { state?: 'open' | 'closed' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              title: string
              start: string
              end: string
            }
            kind: 'technical' | 'behaviour'
            what: string
            words: string
            by: {
              id: string
              name: string
            }
            about: {
              id: string
              name: string
            } | null
            at: string
            closedAt: string | null
            closedBy: string | null
            outcome: 'dismissed' | 'warned' | 'removed' | 'ended' | 'answered' | null
            /** The room is open, so acting in it helps */
            running: boolean
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/room-reports/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One report from a room */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            title: string
            start: string
            end: string
          }
          kind: 'technical' | 'behaviour'
          what: string
          words: string
          by: {
            id: string
            name: string
          }
          about: {
            id: string
            name: string
          } | null
          at: string
          closedAt: string | null
          closedBy: string | null
          outcome: 'dismissed' | 'warned' | 'removed' | 'ended' | 'answered' | null
          /** The room is open, so acting in it helps */
          running: boolean
          talk: ({
            id: string
            person: string
            name: string
            words: string
            at: string
          })[]
          log: ({
            kind: string
            name: string | null
            by: string
            at: string
            note: string
          })[]
          quality: ({
            at: string
            word: string
            roundTrip: number | null
            lost: number | null
          })[]
          people: ({
            id: string
            name: string
            role: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/room-reports/{id}/decide': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Decide about a report */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          deed: 'dismiss' | 'warn' | 'remove' | 'end' | 'answer'
          note: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            title: string
            start: string
            end: string
          }
          kind: 'technical' | 'behaviour'
          what: string
          words: string
          by: {
            id: string
            name: string
          }
          about: {
            id: string
            name: string
          } | null
          at: string
          closedAt: string | null
          closedBy: string | null
          outcome: 'dismissed' | 'warned' | 'removed' | 'ended' | 'answered' | null
          /** The room is open, so acting in it helps */
          running: boolean
          talk: ({
            id: string
            person: string
            name: string
            words: string
            at: string
          })[]
          log: ({
            kind: string
            name: string | null
            by: string
            at: string
            note: string
          })[]
          quality: ({
            at: string
            word: string
            roundTrip: number | null
            lost: number | null
          })[]
          people: ({
            id: string
            name: string
            role: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sandbox/clock': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What time it is here */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          now: string
          /** Whether this is a sandbox */
          movable: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Moves the sandbox’s clock and lives through all that is due on the way */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          to?: string
          advance?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          from: string
          now: string
          runs: number
          failed: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/seller': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Who sells, as documents say */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          name: string
          /** Lines, without the country */
          address: string
          country: string | null
          taxId: string | null
          registration: string | null
          email: string | null
          zone: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Change what documents say of the seller from now on */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          name: string
          /** Lines, without the country */
          address: string
          country: string | null
          taxId: string | null
          registration: string | null
          email: string | null
          zone: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          name: string
          /** Lines, without the country */
          address: string
          country: string | null
          taxId: string | null
          registration: string | null
          email: string | null
          zone: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/series': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My series as an educator */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            educatorId: string
            kind: 'class' | 'conversation'
            state: 'running' | 'stopped'
            rule: {
              /** Monday is 1 */
              weekdays: (number)[]
              everyWeeks: number
              time: string
              minutes: number
              untilDay: string | null
              times: number | null
              fromDay: string
              zone: string
            }
            session: {
              title: string
              description?: string
              language: string
              level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
              topics?: (string)[]
              materials?: string
              capacity?: number
              minParticipants?: number
              priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
              /** A decimal amount and what it counts */
              price?: {
                amount: string
                asset: string
              }
              priceMoney?: {
                amount: string
                asset: string
              } | null
              creditBased?: boolean
              asksFirst?: boolean
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Make a series */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          id?: string
          kind: 'class' | 'conversation'
          rule: {
            /** Monday is 1 */
            weekdays: (number)[]
            everyWeeks: number
            time: string
            minutes: number
            untilDay: string | null
            times: number | null
            fromDay: string
            zone?: string
          }
          session: {
            title: string
            description?: string
            language: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          educatorId: string
          kind: 'class' | 'conversation'
          state: 'running' | 'stopped'
          rule: {
            /** Monday is 1 */
            weekdays: (number)[]
            everyWeeks: number
            time: string
            minutes: number
            untilDay: string | null
            times: number | null
            fromDay: string
            zone: string
          }
          session: {
            title: string
            description?: string
            language: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            /** A decimal amount and what it counts */
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
          educatorName: string
          dates: ({
            day: string
            state: 'planned' | 'skipped' | 'in_the_way'
            /** Changed by itself */
            own: boolean
            why: {
              day: string
              code: string
              says: string
            } | null
            session: {
              id: string
              start: string
              end: string
              state: string
              seatsLeft: number
              capacity: number
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
              myBooking: {
                id: string
                state: string
              } | null
            } | null
          })[]
          odd: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
          shifts: {
            usual: string
            others: ({
              time: string
              days: (string)[]
              lasting: boolean
            })[]
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/series/preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** The first dates of a rule, and what the clocks do to any within a year */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** Monday is 1 */
          weekdays: (number)[]
          everyWeeks: number
          time: string
          minutes: number
          untilDay: string | null
          times: number | null
          fromDay: string
          zone: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          first: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
          odd: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/series/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One series, with its dates in sight */
    get: {
      parameters: { query?: { zone?: string }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          educatorId: string
          kind: 'class' | 'conversation'
          state: 'running' | 'stopped'
          rule: {
            /** Monday is 1 */
            weekdays: (number)[]
            everyWeeks: number
            time: string
            minutes: number
            untilDay: string | null
            times: number | null
            fromDay: string
            zone: string
          }
          session: {
            title: string
            description?: string
            language: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            /** A decimal amount and what it counts */
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
          educatorName: string
          dates: ({
            day: string
            state: 'planned' | 'skipped' | 'in_the_way'
            /** Changed by itself */
            own: boolean
            why: {
              day: string
              code: string
              says: string
            } | null
            session: {
              id: string
              start: string
              end: string
              state: string
              seatsLeft: number
              capacity: number
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
              myBooking: {
                id: string
                state: string
              } | null
            } | null
          })[]
          odd: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
          shifts: {
            usual: string
            others: ({
              time: string
              days: (string)[]
              lasting: boolean
            })[]
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Change a series from a date on */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** This date and all later ones */
          from: string
          rule?: {
            /** Monday is 1 */
            weekdays?: (number)[]
            everyWeeks?: number
            time?: string
            minutes?: number
            untilDay?: string | null
            times?: number | null
          }
          session?: {
            title?: string
            description?: string
            language?: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/series/{id}/book': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Book a whole series, or the rest of it, by credits */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          from?: string
          /** Sessions to leave out */
          without?: (string)[]
          /** A decimal amount and what it counts */
          creditAmount?: {
            amount: string
            asset: string
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/series/{id}/restore': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take a date of a series in again */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          day: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/series/{id}/skip': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Leave a date of a series out */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          day: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/series/{id}/stop': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** End a series: what is booked takes place */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          from: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Find sessions */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; q?: string; kind?: 'class' | 'conversation'; language?: string; level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'; topic?: string; speaks?: string; priceMin?: number; priceMax?: number; within?: number; hours?: string; days?: string; zone?: string; rating?: number; priceLevel?: 'basic' | 'standard' | 'premium' | 'private'; educatorId?: string; from?: string; to?: string; seats?: number; free?: boolean; facets?: boolean; mine?: boolean; state?: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'; sort?: 'start' | '-start' | 'price' | '-price' | 'rating' | 'best' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          next: string | null
          didYouMean: string | null
          /** Where nothing is found: which one filter stands in the way, and how many there would be without it, up to a hundred */
          near: ({
            without: string
            count: number
          })[]
          facets?: {
            kind: ({
              value: string
              count: number
            })[]
            language: ({
              value: string
              count: number
            })[]
            level: ({
              value: string
              count: number
            })[]
            priceLevel: ({
              value: string
              count: number
            })[]
            topic: ({
              value: string
              count: number
            })[]
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Make a session */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          id?: string
          kind: 'class' | 'conversation'
          educatorId?: string
          title: string
          description?: string
          language: string
          level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics?: (string)[]
          materials?: string
          start: string
          end: string
          zone?: string
          capacity?: number
          minParticipants?: number
          /** Whoever books asks, and I answer */
          asksFirst?: boolean
          priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
          price?: number | {
            amount: string
            asset: string
          }
          priceMoney?: {
            amount: string
            asset: string
          } | null
          creditBased?: boolean
          agreedRate?: number | null
          /** False keeps it a draft */
          publish?: boolean
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
          ways: ({
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, tokens, included sessions or lessons of a package, there now */
            before?: string
            after?: string
            /** What of the price would come from credits that run out soonest */
            expiring?: {
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              at: string
            }
          })[]
          queue: {
            waiting: number
            mine: {
              id: string
              session: {
                id: string
                kind: 'class' | 'conversation'
                title: string
                start: string
                end: string
                zone: string
                educator: {
                  id: string
                  name: string
                }
              }
              person: {
                id: string
                name: string
              }
              place: number | null
              /** Of a plan that books before others */
              priority: boolean
              auto: {
                paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
                /** A decimal amount and what it counts */
                price: {
                  amount: string
                  asset: string
                }
              } | null
              joinedAt: string
              closesAt: string
              state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
              offerUntil: string | null
              passedWhy: string | null
              bookingId: string | null
              reason: string | null
            } | null
          } | null
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
          seriesId: string | null
          answerUntil: string | null
          locked: {
            code: string
            says: string
            opensWith: (string)[]
          } | null
          myBooking: {
            id: string
            state: string
          } | null
          materials: string | null
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One session */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
          ways: ({
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, tokens, included sessions or lessons of a package, there now */
            before?: string
            after?: string
            /** What of the price would come from credits that run out soonest */
            expiring?: {
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              at: string
            }
          })[]
          queue: {
            waiting: number
            mine: {
              id: string
              session: {
                id: string
                kind: 'class' | 'conversation'
                title: string
                start: string
                end: string
                zone: string
                educator: {
                  id: string
                  name: string
                }
              }
              person: {
                id: string
                name: string
              }
              place: number | null
              /** Of a plan that books before others */
              priority: boolean
              auto: {
                paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
                /** A decimal amount and what it counts */
                price: {
                  amount: string
                  asset: string
                }
              } | null
              joinedAt: string
              closesAt: string
              state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
              offerUntil: string | null
              passedWhy: string | null
              bookingId: string | null
              reason: string | null
            } | null
          } | null
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
          seriesId: string | null
          answerUntil: string | null
          locked: {
            code: string
            says: string
            opensWith: (string)[]
          } | null
          myBooking: {
            id: string
            state: string
          } | null
          materials: string | null
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Change a session */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          title?: string
          description?: string
          language?: string
          level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics?: (string)[]
          materials?: string
          start?: string
          end?: string
          zone?: string
          capacity?: number
          minParticipants?: number
          /** Whoever books asks, and I answer */
          asksFirst?: boolean
          priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
          price?: number | {
            amount: string
            asset: string
          }
          priceMoney?: {
            amount: string
            asset: string
          } | null
          creditBased?: boolean
          agreedRate?: number | null
          /** Can be paid with tokens, at the operator’s rate */
          takesTokens?: boolean
          /** Takes place even below its minimum */
          goesAhead?: boolean
          publish?: true
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
          ways: ({
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, tokens, included sessions or lessons of a package, there now */
            before?: string
            after?: string
            /** What of the price would come from credits that run out soonest */
            expiring?: {
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              at: string
            }
          })[]
          queue: {
            waiting: number
            mine: {
              id: string
              session: {
                id: string
                kind: 'class' | 'conversation'
                title: string
                start: string
                end: string
                zone: string
                educator: {
                  id: string
                  name: string
                }
              }
              person: {
                id: string
                name: string
              }
              place: number | null
              /** Of a plan that books before others */
              priority: boolean
              auto: {
                paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
                /** A decimal amount and what it counts */
                price: {
                  amount: string
                  asset: string
                }
              } | null
              joinedAt: string
              closesAt: string
              state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
              offerUntil: string | null
              passedWhy: string | null
              bookingId: string | null
              reason: string | null
            } | null
          } | null
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
          seriesId: string | null
          answerUntil: string | null
          locked: {
            code: string
            says: string
            opensWith: (string)[]
          } | null
          myBooking: {
            id: string
            state: string
          } | null
          materials: string | null
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/sessions/{id}/attendance': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Who was measured in the room, and what was found about each seat */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          presence: ({
            personId: string
            role: 'educator' | 'learner'
            seconds: number
            intervals: ({
              from: string
              to: string
            })[]
          })[]
          found: ({
            bookingId: string
            learnerId: string
            outcome: string
          })[]
          proposals: ({
            id: string
            bookingId: string | null
            /** All who are booked are asked */
            whole: boolean
            side: 'learner' | 'educator'
            words: string
            start: string
            end: string
            sessionId: string | null
            until: string
            answered: boolean | null
          })[]
          decideUntil: string | null
          reopenable: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Mark who was there */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          marks: ({
            bookingId: string
            present: boolean
          })[]
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/book': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Book a seat */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          paymentMethod: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          creditAmount?: number | {
            amount: string
            asset: string
          }
          /** For TOKENS: the price seen */
          tokenAmount?: number
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          booking: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          }
          wallet: {
            /** A decimal amount and what it counts */
            posted: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            held: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            available: {
              amount: string
              asset: string
            }
          } | null
          orderId: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/bookings': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The roster */
    get: {
      parameters: { query?: { cursor?: string; limit?: number }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/cancel': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Call a session off */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          reason: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/cancel-preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What calling a session off would do */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Learners who get everything back */
          bookings: number
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          lost: {
            amount: string
            asset: string
          }
          /** Whether it counts against the educator */
          counts: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/meeting': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Where a session of mine meets */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          kind: 'room' | 'livekit' | 'jitsi' | 'bigbluebutton' | 'link'
          link: string | null
          chosen: boolean
          tooLarge: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Choose where a session meets */
    put: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          kind: 'room' | 'livekit' | 'jitsi' | 'bigbluebutton' | 'link'
          link?: string | null
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          kind: 'room' | 'livekit' | 'jitsi' | 'bigbluebutton' | 'link'
          link: string | null
          chosen: boolean
          tooLarge: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/missed': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** The educator did not come */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/move': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Propose another time to all who are booked */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          start: string
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/reopen': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take back that an empty group was called off */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** From the notice; the educator signed in needs none */
          token?: string
        } } }
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/reviews': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What attendees thought of it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Review a session I attended */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          stars: number
          clarity?: number | null
          progress?: number | null
          preparation?: number | null
          encouragement?: number | null
          /** Public; no contact details and no links */
          words?: string
          /** Only staff read it */
          privateNote?: string
          /** Whether it is also the public review of the educator: yes for the first session with them, else no */
          public?: boolean
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            materials: string
            educator: {
              id: string
              name: string
            }
          }
          learner: {
            id: string
            name: string
          }
          method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          kept: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          orderId: string | null
          packageId: string | null
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
          answerUntil: string | null
          origin: 'made' | 'slot' | 'series' | 'instant'
          /** A trial lesson */
          trial: boolean
          attended: boolean | null
          stars: number | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/room': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The room of a session, as I stand to it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            educator: {
              id: string
              name: string
            }
          }
          me: {
            id: string
            name: string
            role: 'educator' | 'learner' | 'moderator'
          }
          opensAt: string
          closesAt: string
          /** Whether I can come in now */
          open: boolean
          why: string | null
          meeting: {
            kind: 'room' | 'livekit' | 'jitsi' | 'bigbluebutton' | 'link'
            /** Made for more people than the room shows; no larger service is set up */
            tooLarge: boolean
          }
          cameras: number
          /** So many can be in the room built in */
          people: number
          /** No STUN or TURN: only browsers of one network meet */
          direct: boolean
          /** For hosts: whom they asked to leave */
          removed: ({
            id: string
            name: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Come into the room: a token for its door, good for two minutes */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          token: string
          expiresInSeconds: number
          /** Path of the room’s WebSocket */
          socket: string
          role: 'educator' | 'learner' | 'moderator'
          provider: 'room' | 'livekit' | 'jitsi' | 'bigbluebutton' | 'link'
          iceServers: ({
            urls: (string)[]
            username?: string
            credential?: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/room/elsewhere': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** The way to a meeting that is not here, for me alone */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          url: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/room/let-back/{person}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Let somebody come back who was removed */
    post: {
      parameters: { query?: never; header?: never; path: { id: string; person: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          done: true
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/room/open': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Open a room again that was ended */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          done: true
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/room/reports': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Say from the room what is wrong */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          id: string
          kind: 'technical' | 'behaviour'
          what: 'no_sound' | 'no_picture' | 'cut_off' | 'harassment' | 'unsafe' | 'content' | 'other'
          about?: string | null
          words: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          done: true
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/room/talk': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What was written in the room; kept for thirty days */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            person: string
            name: string
            words: string
            at: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/size': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** A group is too small: it takes place, or it is called off */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          goesAhead: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/sessions/{id}/waitlist': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Who waits for a seat in my session */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              educator: {
                id: string
                name: string
              }
            }
            person: {
              id: string
              name: string
            }
            place: number | null
            /** Of a plan that books before others */
            priority: boolean
            auto: {
              paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
            } | null
            joinedAt: string
            closesAt: string
            state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
            offerUntil: string | null
            passedWhy: string | null
            bookingId: string | null
            reason: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Wait for a seat */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** Book a freed seat at once, at the price I saw */
          auto?: {
            paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
            creditAmount: number | {
              amount: string
              asset: string
            }
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            educator: {
              id: string
              name: string
            }
          }
          person: {
            id: string
            name: string
          }
          place: number | null
          /** Of a plan that books before others */
          priority: boolean
          auto: {
            paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          joinedAt: string
          closesAt: string
          state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
          offerUntil: string | null
          passedWhy: string | null
          bookingId: string | null
          reason: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/subscriptions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My subscriptions, latest first */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            audience: 'learner' | 'educator' | 'organization'
            plan: {
              id: string
              code: string
              name: string
            }
            state: 'trial' | 'active' | 'past_due' | 'paused' | 'leaving' | 'ended'
            /** Whether it opens anything now */
            open: boolean
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            every: 'month' | 'year'
            /** A decimal amount and what it counts */
            credits: {
              amount: string
              asset: string
            }
            startedAt: string
            trialEndsAt: string | null
            periodStart: string
            periodEnd: string
            cancelAtPeriodEnd: boolean
            next: {
              code: string
              name: string
              every: 'month' | 'year'
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
            } | null
            charged: {
              at: string
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
            } | null
            granted: {
              at: string
              /** A decimal amount and what it counts */
              credits: {
                amount: string
                asset: string
              }
            } | null
            card: {
              brand: string
              last4: string
              expires: string
            } | null
            pastDueSince: string | null
            pausedSince: string | null
            resumesAt: string | null
            endedAt: string | null
            order: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Order a plan; it runs once its order is paid */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** The plan’s code, or the id of the version on sale */
          plan: string
          every?: 'month' | 'year'
          /** Try it first, where the plan allows that */
          trial?: boolean
          currency?: string
          code?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          number: string
          kind: 'credits' | 'plan' | 'booking'
          state: 'waiting' | 'paid' | 'expired' | 'cancelled'
          /** A decimal amount and what it counts */
          total: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          tax: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          refunded: {
            amount: string
            asset: string
          }
          lines: ({
            label: string
            kind: 'credits' | 'plan' | 'booking'
            about: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            quantity: number
            /** A decimal amount and what it counts */
            unitPrice: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            discount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            taxName: string | null
            taxPercent: string | null
            /** In the unit price and the discount */
            taxIncluded: boolean
            taxDue: 'sale' | 'redemption'
          })[]
          buyer: {
            type: string
            id: string
          }
          placedAt: string
          expiresAt: string | null
          paidAt: string | null
          paidThrough: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/subscriptions/card-page': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Open the payment provider’s page, where I change my card */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          url: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/subscriptions/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Change, pause, resume or cancel a plan, or end its trial by paying now */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          cancelAtPeriodEnd: boolean
        } | {
          plan: string
          every?: 'month' | 'year'
        } | {
          /** Renewals */
          pauseFor: number
        } | {
          paused: false
        } | {
          trial: false
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          audience: 'learner' | 'educator' | 'organization'
          plan: {
            id: string
            code: string
            name: string
          }
          state: 'trial' | 'active' | 'past_due' | 'paused' | 'leaving' | 'ended'
          /** Whether it opens anything now */
          open: boolean
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          every: 'month' | 'year'
          /** A decimal amount and what it counts */
          credits: {
            amount: string
            asset: string
          }
          startedAt: string
          trialEndsAt: string | null
          periodStart: string
          periodEnd: string
          cancelAtPeriodEnd: boolean
          next: {
            code: string
            name: string
            every: 'month' | 'year'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          charged: {
            at: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
          } | null
          granted: {
            at: string
            /** A decimal amount and what it counts */
            credits: {
              amount: string
              asset: string
            }
          } | null
          card: {
            brand: string
            last4: string
            expires: string
          } | null
          pastDueSince: string | null
          pausedSince: string | null
          resumesAt: string | null
          endedAt: string | null
          order: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/subscriptions/{id}/cancel-preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What happens to my credits when the plan ends */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          endsAt: string
          /** A decimal amount and what it counts */
          expiring: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          staying: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          held: {
            amount: string
            asset: string
          }
          coming: {
            at: string
            /** A decimal amount and what it counts */
            credits: {
              amount: string
              asset: string
            }
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/subscriptions/{id}/change-preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What another plan would cost and bring, and when; nothing is done */
    get: {
      parameters: { query: { plan: string; every?: 'month' | 'year' }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          plan: {
            code: string
            name: string
          }
          every: 'month' | 'year'
          when: 'now' | 'renewal' | 'keep'
          /** A decimal amount and what it counts */
          due: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          credits: {
            amount: string
            asset: string
          }
          creditsExpireAt: string | null
          /** A decimal amount and what it counts */
          monthlyCredits: {
            amount: string
            asset: string
          }
          charged: {
            at: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/subscriptions/{id}/pay': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Try the unpaid renewal of a plan again now */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          audience: 'learner' | 'educator' | 'organization'
          plan: {
            id: string
            code: string
            name: string
          }
          state: 'trial' | 'active' | 'past_due' | 'paused' | 'leaving' | 'ended'
          /** Whether it opens anything now */
          open: boolean
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          every: 'month' | 'year'
          /** A decimal amount and what it counts */
          credits: {
            amount: string
            asset: string
          }
          startedAt: string
          trialEndsAt: string | null
          periodStart: string
          periodEnd: string
          cancelAtPeriodEnd: boolean
          next: {
            code: string
            name: string
            every: 'month' | 'year'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          charged: {
            at: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
          } | null
          granted: {
            at: string
            /** A decimal amount and what it counts */
            credits: {
              amount: string
              asset: string
            }
          } | null
          card: {
            brand: string
            last4: string
            expires: string
          } | null
          pastDueSince: string | null
          pausedSince: string | null
          resumesAt: string | null
          endedAt: string | null
          order: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/taxes': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Every tax rule, where the operator is taxed, and where people say they are */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          home: {
            country: string
            zone: string | null
          } | null
          rules: ({
            id: string
            country: string
            goods: 'any' | 'credits' | 'plan' | 'booking'
            name: string
            percent: string
            /** In the price, rather than on top of it */
            included: boolean
            due: 'sale' | 'redemption'
            zone: string | null
            note: string
            from: string
            madeAt: string
            madeBy: string
            state: 'now' | 'coming' | 'over' | 'withdrawn'
          })[]
          places: ({
            country: string
            zone: string | null
            people: number
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/taxes/home': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    /** Say where the operator is taxed: also buyers who have not said where they live */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          country: string
          /** The part of the country, as ISO 3166-2 has it, without the country */
          zone?: string
          from?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          country: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/taxes/report': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Tax that fell due in a stretch of time, by place and rate, beside what the books say */
    get: {
      parameters: { query: { from: string; until: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          lines: ({
            country: string | null
            zone: string | null
            name: string | null
            percent: string | null
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            sold: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            back: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            used: {
              amount: string
              asset: string
            }
          })[]
          sums: ({
            /** A decimal amount and what it counts */
            documents: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            books: {
              amount: string
              asset: string
            }
            differs: boolean
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/taxes/rules': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Say how a place taxes something from an instant on; 0 % ends a tax */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          country: string
          goods: 'any' | 'credits' | 'plan' | 'booking'
          name: string
          percent: string
          /** In the price, rather than on top of it */
          included: boolean
          due: 'sale' | 'redemption'
          /** The part of the country, as ISO 3166-2 has it, without the country */
          zone?: string
          note?: string
          from?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/taxes/rules/{id}/withdraw': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take back a rule that has not begun */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/teaching/marks': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What counts against me */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          marks: ({
            sessionId: string
            title: string
            start: string
            educator: {
              id: string
              name: string
            }
            why: 'cancelled' | 'absent'
            at: string
            until: string
            appeal: string | null
            appealedAt: string | null
            lifted: boolean
            decidedAt: string | null
            note: string | null
          })[]
          counting: number
          /** So many hide */
          most: number
          /** Within so many days */
          days: number
          hidden: boolean
          hiddenUntil: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/teaching/marks/{id}/appeal': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Ask staff to look at what counts against me; by the session’s id */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          words: string
        } } }
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/threads': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My conversations, latest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; as?: 'learner' | 'educator'; unread?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            learner: {
              id: string
              name: string
            }
            educator: {
              id: string
              name: string
            }
            as: 'learner' | 'educator'
            unread: number
            lastAt: string
            last: {
              mine: boolean
              words: string | null
            } | null
            answerDueAt: string | null
            blockedByMe: boolean
            /** Contact details are shown */
            open: boolean
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Open my conversation with an educator, or, as an educator, with a learner */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          educatorId?: string
          learnerId?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          as: 'learner' | 'educator'
          unread: number
          lastAt: string
          last: {
            mine: boolean
            words: string | null
          } | null
          answerDueAt: string | null
          blockedByMe: boolean
          /** Contact details are shown */
          open: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/threads/unread': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** How many messages I have not read */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          learner: number
          educator: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/threads/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** A conversation: its last messages, those before a number, or those after one */
    get: {
      parameters: { query?: { before?: number; after?: number; limit?: number }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          thread: {
            id: string
            learner: {
              id: string
              name: string
            }
            educator: {
              id: string
              name: string
            }
            as: 'learner' | 'educator'
            unread: number
            lastAt: string
            last: {
              mine: boolean
              words: string | null
            } | null
            answerDueAt: string | null
            blockedByMe: boolean
            /** Contact details are shown */
            open: boolean
          }
          messages: ({
            id: string
            number: number
            mine: boolean
            words: string | null
            /** What is hidden in it until the first paid booking of the two */
            hidden: ('email' | 'phone' | 'link' | 'handle')[]
            sentAt: string
            seen: boolean
          })[]
          more: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/threads/{id}/block': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    /** Take no more messages from the other one, or take them again */
    put: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          blocked: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          learner: {
            id: string
            name: string
          }
          educator: {
            id: string
            name: string
          }
          as: 'learner' | 'educator'
          unread: number
          lastAt: string
          last: {
            mine: boolean
            words: string | null
          } | null
          answerDueAt: string | null
          blockedByMe: boolean
          /** Contact details are shown */
          open: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/threads/{id}/messages': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Send a message; the same id again is the same message */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          id: string
          words: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          threadId: string
          id: string
          number: number
          /** What is hidden in it until the first paid booking of the two */
          hidden: ('email' | 'phone' | 'link' | 'handle')[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/threads/{id}/read': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    /** I have read up to this message */
    put: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          upTo: number
        } } }
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/unsubscribe/{token}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Where a link in an e-mail leads: to the page that asks first */
    get: {
      parameters: { query?: never; header?: never; path: { token: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Switches the e-mails of a link off at once, without signing in */
    post: {
      parameters: { query?: never; header?: never; path: { token: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          group: 'security' | 'receipts' | 'bookings' | 'reminders' | 'messages' | 'money' | 'plan' | 'offers' | 'teaching' | 'earnings' | 'work'
          /** Whether e-mails of it are sent */
          email: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Takes that back: e-mails of the link are sent again */
    delete: {
      parameters: { query?: never; header?: never; path: { token: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          group: 'security' | 'receipts' | 'bookings' | 'reminders' | 'messages' | 'money' | 'plan' | 'offers' | 'teaching' | 'earnings' | 'work'
          /** Whether e-mails of it are sent */
          email: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/unsubscribe/{token}/about': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Which e-mails a link switches off, and whether they are */
    get: {
      parameters: { query?: never; header?: never; path: { token: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          group: 'security' | 'receipts' | 'bookings' | 'reminders' | 'messages' | 'money' | 'plan' | 'offers' | 'teaching' | 'earnings' | 'work'
          /** Whether e-mails of it are sent */
          email: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/user/billing-details': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What my documents say of me */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          name: string
          /** Lines, without the country */
          address: string
          taxId: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Change what my documents say of me from now on */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          name: string
          /** Lines, without the country */
          address: string
          taxId: string | null
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          name: string
          /** Lines, without the country */
          address: string
          taxId: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/user/credits/allocate': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Give credits: goodwill, or a promotion */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          personId: string
          credits: number
          reason: 'goodwill' | 'promotion'
          note: string
          expiresAt?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          personId: string
          /** A decimal amount and what it counts */
          credits: {
            amount: string
            asset: string
          }
          expiresAt: string
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/user/credits/balance': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My credits, by lot */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** A decimal amount and what it counts */
          posted: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          held: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          available: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          spendable: {
            amount: string
            asset: string
          }
          monthlyAllocation: {
            amount: string
            asset: string
          } | null
          resetDate: string | null
          lots: ({
            id: string
            source: string
            /** A decimal amount and what it counts */
            remaining: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            held: {
              amount: string
              asset: string
            }
            expiresAt: string | null
            issuedAt: string
            stopped: {
              why: 'dispute' | 'risk' | 'plan'
              until: string | null
            } | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/user/credits/purchase': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Order credits; then open its checkout */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          credits?: number
          pack?: string
          currency?: string
          code?: string
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          number: string
          kind: 'credits' | 'plan' | 'booking'
          state: 'waiting' | 'paid' | 'expired' | 'cancelled'
          /** A decimal amount and what it counts */
          total: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          tax: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          refunded: {
            amount: string
            asset: string
          }
          lines: ({
            label: string
            kind: 'credits' | 'plan' | 'booking'
            about: {
              type: string
              id: string
            }
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            quantity: number
            /** A decimal amount and what it counts */
            unitPrice: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            discount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            net: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            tax: {
              amount: string
              asset: string
            }
            taxName: string | null
            taxPercent: string | null
            /** In the unit price and the discount */
            taxIncluded: boolean
            taxDue: 'sale' | 'redemption'
          })[]
          buyer: {
            type: string
            id: string
          }
          placedAt: string
          expiresAt: string | null
          paidAt: string | null
          paidThrough: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/user/credits/transactions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What came and went, newest first */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; type?: 'ALLOCATION' | 'PURCHASE' | 'USAGE' | 'REFUND' | 'EXPIRY' | 'ADJUSTMENT' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            transactionType: 'ALLOCATION' | 'PURCHASE' | 'USAGE' | 'REFUND' | 'EXPIRY' | 'ADJUSTMENT'
            sessionType: 'LIVE_CLASS' | 'LIVE_CONVERSATION' | null
            sessionId: string | null
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            balanceAfter: {
              amount: string
              asset: string
            }
            description: string
            about: {
              type: string
              id: string
            }
            metadata: { [name: string]: unknown }
            createdAt: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/user/entries': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What the books say about an order, a booking or a subscription of mine, with its proof */
    get: {
      parameters: { query: { about: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            transfer: string
            kind: string
            at: string
            /** A decimal amount and what it counts */
            amount: {
              amount: string
              asset: string
            }
            debit: string
            credit: string
            sealed: {
              block: number
              at: string
            } | null
            /** Where anybody can check that it stands */
            proof: string
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/user/refill': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** When my credits are refilled by themselves */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          refill: {
            on: boolean
            /** A decimal amount and what it counts */
            below: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            buy: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            most: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            bought: {
              amount: string
              asset: string
            }
            offBecause: 'owner' | 'failures' | 'no_method' | null
            failures: number
            nextTryAt: string | null
            heldBack: string | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    /** Refill my credits by themselves from now on */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          below: number
          buy: number
          most: number
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          refill: {
            on: boolean
            /** A decimal amount and what it counts */
            below: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            buy: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            most: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            bought: {
              amount: string
              asset: string
            }
            offBecause: 'owner' | 'failures' | 'no_method' | null
            failures: number
            nextTryAt: string | null
            heldBack: string | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    /** Refill no more */
    delete: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          refill: {
            on: boolean
            /** A decimal amount and what it counts */
            below: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            buy: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            most: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            bought: {
              amount: string
              asset: string
            }
            offBecause: 'owner' | 'failures' | 'no_method' | null
            failures: number
            nextTryAt: string | null
            heldBack: string | null
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/user/tax-place': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    /** Say where I live, which decides the tax on what I buy from now on */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          country: string
          /** The part of the country, as ISO 3166-2 has it, without the country */
          zone?: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          country: string | null
          zone: string | null
          said: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Find sessions */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; q?: string; kind?: 'class' | 'conversation'; language?: string; level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'; topic?: string; speaks?: string; priceMin?: number; priceMax?: number; within?: number; hours?: string; days?: string; zone?: string; rating?: number; priceLevel?: 'basic' | 'standard' | 'premium' | 'private'; educatorId?: string; from?: string; to?: string; seats?: number; free?: boolean; facets?: boolean; mine?: boolean; state?: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'; sort?: 'start' | '-start' | 'price' | '-price' | 'rating' | 'best' }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            kind: 'class' | 'conversation'
            title: string
            description: string
            language: string
            level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics: (string)[]
            priceLevel: string
            start: string
            end: string
            zone: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            creditBased: boolean
            priceMoney: {
              amount: string
              asset: string
            } | null
            capacity: number
            minParticipants: number
            seatsLeft: number
            /** Whoever books asks, and the educator answers */
            asksFirst: boolean
            state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
            educator: {
              id: string
              name: string
              zone: string
              tier: string
              rating: string | null
              reviewCount: number
              sessionsHeld: number
            }
          })[]
          next: string | null
          didYouMean: string | null
          /** Where nothing is found: which one filter stands in the way, and how many there would be without it, up to a hundred */
          near: ({
            without: string
            count: number
          })[]
          facets?: {
            kind: ({
              value: string
              count: number
            })[]
            language: ({
              value: string
              count: number
            })[]
            level: ({
              value: string
              count: number
            })[]
            priceLevel: ({
              value: string
              count: number
            })[]
            topic: ({
              value: string
              count: number
            })[]
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/create': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Make a class */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          id?: string
          title: string
          description?: string
          sessionType?: 'LIVE_CLASS' | 'LIVE_CONVERSATION'
          language: string
          level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'
          topics?: (string)[]
          materials?: string
          startTime: string
          endTime: string
          timeZone?: string
          priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
          creditPrice?: number | {
            amount: string
            asset: string
          }
          cashPrice?: {
            amount: string
            asset: string
          }
          maxParticipants?: number
          minParticipants?: number
          isCreditBased?: boolean
          asksFirst?: boolean
          publish?: boolean
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
          ways: ({
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, tokens, included sessions or lessons of a package, there now */
            before?: string
            after?: string
            /** What of the price would come from credits that run out soonest */
            expiring?: {
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              at: string
            }
          })[]
          queue: {
            waiting: number
            mine: {
              id: string
              session: {
                id: string
                kind: 'class' | 'conversation'
                title: string
                start: string
                end: string
                zone: string
                educator: {
                  id: string
                  name: string
                }
              }
              person: {
                id: string
                name: string
              }
              place: number | null
              /** Of a plan that books before others */
              priority: boolean
              auto: {
                paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
                /** A decimal amount and what it counts */
                price: {
                  amount: string
                  asset: string
                }
              } | null
              joinedAt: string
              closesAt: string
              state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
              offerUntil: string | null
              passedWhy: string | null
              bookingId: string | null
              reason: string | null
            } | null
          } | null
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
          seriesId: string | null
          answerUntil: string | null
          locked: {
            code: string
            says: string
            opensWith: (string)[]
          } | null
          myBooking: {
            id: string
            state: string
          } | null
          materials: string | null
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/series': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My series as an educator */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            educatorId: string
            kind: 'class' | 'conversation'
            state: 'running' | 'stopped'
            rule: {
              /** Monday is 1 */
              weekdays: (number)[]
              everyWeeks: number
              time: string
              minutes: number
              untilDay: string | null
              times: number | null
              fromDay: string
              zone: string
            }
            session: {
              title: string
              description?: string
              language: string
              level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
              topics?: (string)[]
              materials?: string
              capacity?: number
              minParticipants?: number
              priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
              /** A decimal amount and what it counts */
              price?: {
                amount: string
                asset: string
              }
              priceMoney?: {
                amount: string
                asset: string
              } | null
              creditBased?: boolean
              asksFirst?: boolean
            }
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Make a series */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          id?: string
          kind: 'class' | 'conversation'
          rule: {
            /** Monday is 1 */
            weekdays: (number)[]
            everyWeeks: number
            time: string
            minutes: number
            untilDay: string | null
            times: number | null
            fromDay: string
            zone?: string
          }
          session: {
            title: string
            description?: string
            language: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          educatorId: string
          kind: 'class' | 'conversation'
          state: 'running' | 'stopped'
          rule: {
            /** Monday is 1 */
            weekdays: (number)[]
            everyWeeks: number
            time: string
            minutes: number
            untilDay: string | null
            times: number | null
            fromDay: string
            zone: string
          }
          session: {
            title: string
            description?: string
            language: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            /** A decimal amount and what it counts */
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
          educatorName: string
          dates: ({
            day: string
            state: 'planned' | 'skipped' | 'in_the_way'
            /** Changed by itself */
            own: boolean
            why: {
              day: string
              code: string
              says: string
            } | null
            session: {
              id: string
              start: string
              end: string
              state: string
              seatsLeft: number
              capacity: number
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
              myBooking: {
                id: string
                state: string
              } | null
            } | null
          })[]
          odd: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
          shifts: {
            usual: string
            others: ({
              time: string
              days: (string)[]
              lasting: boolean
            })[]
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/series/preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** The first dates of a rule, and what the clocks do to any within a year */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** Monday is 1 */
          weekdays: (number)[]
          everyWeeks: number
          time: string
          minutes: number
          untilDay: string | null
          times: number | null
          fromDay: string
          zone: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          first: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
          odd: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/series/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One series, with its dates in sight */
    get: {
      parameters: { query?: { zone?: string }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          educatorId: string
          kind: 'class' | 'conversation'
          state: 'running' | 'stopped'
          rule: {
            /** Monday is 1 */
            weekdays: (number)[]
            everyWeeks: number
            time: string
            minutes: number
            untilDay: string | null
            times: number | null
            fromDay: string
            zone: string
          }
          session: {
            title: string
            description?: string
            language: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            /** A decimal amount and what it counts */
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
          educatorName: string
          dates: ({
            day: string
            state: 'planned' | 'skipped' | 'in_the_way'
            /** Changed by itself */
            own: boolean
            why: {
              day: string
              code: string
              says: string
            } | null
            session: {
              id: string
              start: string
              end: string
              state: string
              seatsLeft: number
              capacity: number
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
              myBooking: {
                id: string
                state: string
              } | null
            } | null
          })[]
          odd: ({
            day: string
            start: string
            end: string
            oddity: 'skipped' | 'twice' | null
          })[]
          shifts: {
            usual: string
            others: ({
              time: string
              days: (string)[]
              lasting: boolean
            })[]
          } | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Change a series from a date on */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** This date and all later ones */
          from: string
          rule?: {
            /** Monday is 1 */
            weekdays?: (number)[]
            everyWeeks?: number
            time?: string
            minutes?: number
            untilDay?: string | null
            times?: number | null
          }
          session?: {
            title?: string
            description?: string
            language?: string
            level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
            topics?: (string)[]
            materials?: string
            capacity?: number
            minParticipants?: number
            priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
            price?: {
              amount: string
              asset: string
            }
            priceMoney?: {
              amount: string
              asset: string
            } | null
            creditBased?: boolean
            asksFirst?: boolean
          }
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/video-sessions/series/{id}/book': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Book a whole series, or the rest of it, by credits */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          from?: string
          /** Sessions to leave out */
          without?: (string)[]
          /** A decimal amount and what it counts */
          creditAmount?: {
            amount: string
            asset: string
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/series/{id}/restore': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take a date of a series in again */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          day: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/series/{id}/skip': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Leave a date of a series out */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          day: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/series/{id}/stop': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** End a series: what is booked takes place */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          from: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          inTheWay: ({
            day: string
            code: string
            says: string
          })[]
          /** Booked, so they stand still */
          standing: (string)[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** One session */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
          ways: ({
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, tokens, included sessions or lessons of a package, there now */
            before?: string
            after?: string
            /** What of the price would come from credits that run out soonest */
            expiring?: {
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              at: string
            }
          })[]
          queue: {
            waiting: number
            mine: {
              id: string
              session: {
                id: string
                kind: 'class' | 'conversation'
                title: string
                start: string
                end: string
                zone: string
                educator: {
                  id: string
                  name: string
                }
              }
              person: {
                id: string
                name: string
              }
              place: number | null
              /** Of a plan that books before others */
              priority: boolean
              auto: {
                paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
                /** A decimal amount and what it counts */
                price: {
                  amount: string
                  asset: string
                }
              } | null
              joinedAt: string
              closesAt: string
              state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
              offerUntil: string | null
              passedWhy: string | null
              bookingId: string | null
              reason: string | null
            } | null
          } | null
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
          seriesId: string | null
          answerUntil: string | null
          locked: {
            code: string
            says: string
            opensWith: (string)[]
          } | null
          myBooking: {
            id: string
            state: string
          } | null
          materials: string | null
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    /** Change a session */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          title?: string
          description?: string
          language?: string
          level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics?: (string)[]
          materials?: string
          start?: string
          end?: string
          zone?: string
          capacity?: number
          minParticipants?: number
          /** Whoever books asks, and I answer */
          asksFirst?: boolean
          priceLevel?: 'basic' | 'standard' | 'premium' | 'private'
          price?: number | {
            amount: string
            asset: string
          }
          priceMoney?: {
            amount: string
            asset: string
          } | null
          creditBased?: boolean
          agreedRate?: number | null
          /** Can be paid with tokens, at the operator’s rate */
          takesTokens?: boolean
          /** Takes place even below its minimum */
          goesAhead?: boolean
          publish?: true
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
          ways: ({
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, tokens, included sessions or lessons of a package, there now */
            before?: string
            after?: string
            /** What of the price would come from credits that run out soonest */
            expiring?: {
              /** A decimal amount and what it counts */
              amount: {
                amount: string
                asset: string
              }
              at: string
            }
          })[]
          queue: {
            waiting: number
            mine: {
              id: string
              session: {
                id: string
                kind: 'class' | 'conversation'
                title: string
                start: string
                end: string
                zone: string
                educator: {
                  id: string
                  name: string
                }
              }
              person: {
                id: string
                name: string
              }
              place: number | null
              /** Of a plan that books before others */
              priority: boolean
              auto: {
                paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
                /** A decimal amount and what it counts */
                price: {
                  amount: string
                  asset: string
                }
              } | null
              joinedAt: string
              closesAt: string
              state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
              offerUntil: string | null
              passedWhy: string | null
              bookingId: string | null
              reason: string | null
            } | null
          } | null
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
          seriesId: string | null
          answerUntil: string | null
          locked: {
            code: string
            says: string
            opensWith: (string)[]
          } | null
          myBooking: {
            id: string
            state: string
          } | null
          materials: string | null
          reviews: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          rank: {
            /** Reviews of the last twelve months */
            count: number
            mean: number | null
            /** With one star, two, … five */
            stars: (number)[]
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            /** The mean that ranks */
            bayes: number
            /** What the reviews weigh together */
            weight: number
            prior: {
              mean: number
              weight: number
            }
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/video-sessions/{id}/attendance': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Who was measured in the room, and what was found about each seat */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          presence: ({
            personId: string
            role: 'educator' | 'learner'
            seconds: number
            intervals: ({
              from: string
              to: string
            })[]
          })[]
          found: ({
            bookingId: string
            learnerId: string
            outcome: string
          })[]
          proposals: ({
            id: string
            bookingId: string | null
            /** All who are booked are asked */
            whole: boolean
            side: 'learner' | 'educator'
            words: string
            start: string
            end: string
            sessionId: string | null
            until: string
            answered: boolean | null
          })[]
          decideUntil: string | null
          reopenable: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Mark who was there */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          marks: ({
            bookingId: string
            present: boolean
          })[]
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/{id}/book': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Book a seat */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          paymentMethod: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          creditAmount?: number | {
            amount: string
            asset: string
          }
          /** For TOKENS: the price seen */
          tokenAmount?: number
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          booking: {
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          }
          wallet: {
            /** A decimal amount and what it counts */
            posted: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            held: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            available: {
              amount: string
              asset: string
            }
          } | null
          orderId: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/{id}/bookings': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** The roster */
    get: {
      parameters: { query?: { cursor?: string; limit?: number }; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              materials: string
              educator: {
                id: string
                name: string
              }
            }
            learner: {
              id: string
              name: string
            }
            method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            paid: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            kept: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            returned: {
              amount: string
              asset: string
            }
            /** A decimal amount and what it counts */
            goodwill: {
              amount: string
              asset: string
            }
            orderId: string | null
            packageId: string | null
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
            answerUntil: string | null
            origin: 'made' | 'slot' | 'series' | 'instant'
            /** A trial lesson */
            trial: boolean
            attended: boolean | null
            stars: number | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/{id}/cancel': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Call a session off */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          reason: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/{id}/cancel-preview': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What calling a session off would do */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Learners who get everything back */
          bookings: number
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          lost: {
            amount: string
            asset: string
          }
          /** Whether it counts against the educator */
          counts: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/{id}/missed': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** The educator did not come */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/{id}/move': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Propose another time to all who are booked */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          start: string
          words: string
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/{id}/reopen': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Take back that an empty group was called off */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** From the notice; the educator signed in needs none */
          token?: string
        } } }
      responses: {
        204: { headers: { [name: string]: unknown }; content: { [mediaType: string]: unknown } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/{id}/reviews': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What attendees thought of it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            sessionId: string
            title: string
            educator: {
              id: string
              name: string
            }
            learner: {
              id: string
              name: string
            }
            stars: number
            clarity: number | null
            progress: number | null
            preparation: number | null
            encouragement: number | null
            words: string
            /** A moderator took the words away */
            wordsRemoved: boolean
            publishedAt: string
            changedAt: string | null
            reply: {
              words: string
              at: string
              changeableUntil: string
            } | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Review a session I attended */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          stars: number
          clarity?: number | null
          progress?: number | null
          preparation?: number | null
          encouragement?: number | null
          /** Public; no contact details and no links */
          words?: string
          /** Only staff read it */
          privateNote?: string
          /** Whether it is also the public review of the educator: yes for the first session with them, else no */
          public?: boolean
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            materials: string
            educator: {
              id: string
              name: string
            }
          }
          learner: {
            id: string
            name: string
          }
          method: 'INCLUDED' | 'CREDITS' | 'CASH' | 'TOKENS' | 'PACKAGE' | 'FREE'
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          paid: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          kept: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          returned: {
            amount: string
            asset: string
          }
          /** A decimal amount and what it counts */
          goodwill: {
            amount: string
            asset: string
          }
          orderId: string | null
          packageId: string | null
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator' | 'disputed' | 'resolved'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
          answerUntil: string | null
          origin: 'made' | 'slot' | 'series' | 'instant'
          /** A trial lesson */
          trial: boolean
          attended: boolean | null
          stars: number | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/{id}/size': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** A group is too small: it takes place, or it is called off */
    post: {
      parameters: { query?: never; header: { 'Idempotency-Key': string }; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          goesAhead: boolean
        } } }
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          kind: 'class' | 'conversation'
          title: string
          description: string
          language: string
          level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | null
          topics: (string)[]
          priceLevel: string
          start: string
          end: string
          zone: string
          /** A decimal amount and what it counts */
          price: {
            amount: string
            asset: string
          }
          creditBased: boolean
          priceMoney: {
            amount: string
            asset: string
          } | null
          capacity: number
          minParticipants: number
          seatsLeft: number
          /** Whoever books asks, and the educator answers */
          asksFirst: boolean
          state: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'
          educator: {
            id: string
            name: string
            zone: string
            tier: string
            rating: string | null
            reviewCount: number
            sessionsHeld: number
          }
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/video-sessions/{id}/waitlist': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Who waits for a seat in my session */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              educator: {
                id: string
                name: string
              }
            }
            person: {
              id: string
              name: string
            }
            place: number | null
            /** Of a plan that books before others */
            priority: boolean
            auto: {
              paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
            } | null
            joinedAt: string
            closesAt: string
            state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
            offerUntil: string | null
            passedWhy: string | null
            bookingId: string | null
            reason: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    /** Wait for a seat */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          /** Book a freed seat at once, at the price I saw */
          auto?: {
            paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
            creditAmount: number | {
              amount: string
              asset: string
            }
          }
        } } }
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            educator: {
              id: string
              name: string
            }
          }
          person: {
            id: string
            name: string
          }
          place: number | null
          /** Of a plan that books before others */
          priority: boolean
          auto: {
            paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          joinedAt: string
          closesAt: string
          state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
          offerUntil: string | null
          passedWhy: string | null
          bookingId: string | null
          reason: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/waiting': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** How much of the money’s business waits for somebody */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          refunds: number
          refundWishes: number
          receipts: number
          disputes: number
          cases: number
          differences: number
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/waitlists': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My places in queues */
    get: {
      parameters: { query?: { past?: boolean }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            id: string
            session: {
              id: string
              kind: 'class' | 'conversation'
              title: string
              start: string
              end: string
              zone: string
              educator: {
                id: string
                name: string
              }
            }
            person: {
              id: string
              name: string
            }
            place: number | null
            /** Of a plan that books before others */
            priority: boolean
            auto: {
              paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
              /** A decimal amount and what it counts */
              price: {
                amount: string
                asset: string
              }
            } | null
            joinedAt: string
            closesAt: string
            state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
            offerUntil: string | null
            passedWhy: string | null
            bookingId: string | null
            reason: string | null
          })[]
          next: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/waitlists/{id}/leave': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Give a place up */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          id: string
          session: {
            id: string
            kind: 'class' | 'conversation'
            title: string
            start: string
            end: string
            zone: string
            educator: {
              id: string
              name: string
            }
          }
          person: {
            id: string
            name: string
          }
          place: number | null
          /** Of a plan that books before others */
          priority: boolean
          auto: {
            paymentMethod: 'INCLUDED' | 'CREDITS' | 'TOKENS' | 'PACKAGE'
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
          } | null
          joinedAt: string
          closesAt: string
          state: 'waiting' | 'offered' | 'booked' | 'left' | 'lapsed' | 'closed'
          offerUntil: string | null
          passedWhy: string | null
          bookingId: string | null
          reason: string | null
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/webhooks/livekit': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Notices of LiveKit, signed: who came into a meeting there, and who left */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          received: true
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/webhooks/{provider}/{endpoint}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Notices of a payment provider, signed */
    post: {
      parameters: { query?: never; header?: never; path: { provider: 'sandbox' | 'stripe' | 'razorpay' | 'sandbox-razorpay'; endpoint: 'own' | 'connect' }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          received: true
          repeated: boolean
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
}
