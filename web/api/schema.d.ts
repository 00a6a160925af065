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
            /** Empty where it lets its bearer in */
            body: string
            at: string
            state: 'kept' | 'waiting' | 'sent' | 'failed'
            attempts: number
            error: string | null
            sentAt: string | null
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
}
