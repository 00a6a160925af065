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
  '/api/bookings': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** My bookings */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; when?: 'upcoming' | 'past'; as?: 'learner' | 'educator'; sessionId?: string; learnerId?: string }; header?: never; path?: never; cookie?: never }
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
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
          method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
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
          method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
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
  '/api/bookings/{id}/review': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    /** Review a session I attended */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': {
          stars: number
          clarity?: number
          progress?: number
          preparation?: number
          encouragement?: number
          words?: string
          /** Only staff read it */
          privateNote?: string
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
          method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
          state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
          reason: string | null
          bookedAt: string
          freeUntil: string
          halfUntil: string
          seatUntil: string | null
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
    get?: never
    put?: never
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
            sessionId: string
            title: string
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
            publishedAt: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
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
            bookingId: string
            sessionId: string
            educatorId: string
            part: 'educator' | 'institution'
            kind: 'class' | 'conversation'
            title: string
            sessionAt: string
            paidBy: 'included' | 'credits' | 'cash'
            /** A decimal amount and what it counts */
            gross: {
              amount: string
              asset: string
            }
            rate: number
            rateFrom: 'session' | 'institution' | 'tier' | 'default'
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
            bookingId: string
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
  '/api/educators': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Educators, by name */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; q?: string; kind?: 'class' | 'conversation'; language?: string; organizationId?: string }; header?: never; path?: never; cookie?: never }
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
          })[]
          next: string | null
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
            sessionId: string
            title: string
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
            publishedAt: string
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
            sessionId: string
            title: string
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
            publishedAt: string
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
            sessionId: string
            title: string
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
            publishedAt: string
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
            bookingId: string
            sessionId: string
            educatorId: string
            part: 'educator' | 'institution'
            kind: 'class' | 'conversation'
            title: string
            sessionAt: string
            paidBy: 'included' | 'credits' | 'cash'
            /** A decimal amount and what it counts */
            gross: {
              amount: string
              asset: string
            }
            rate: number
            rateFrom: 'session' | 'institution' | 'tier' | 'default'
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
            bookingId: string
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
            bookingId: string
            sessionId: string
            educatorId: string
            part: 'educator' | 'institution'
            kind: 'class' | 'conversation'
            title: string
            sessionAt: string
            paidBy: 'included' | 'credits' | 'cash'
            /** A decimal amount and what it counts */
            gross: {
              amount: string
              asset: string
            }
            rate: number
            rateFrom: 'session' | 'institution' | 'tier' | 'default'
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
            bookingId: string
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
      parameters: { query?: { cursor?: string; limit?: number; q?: string; kind?: 'class' | 'conversation'; language?: string; level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'; topic?: string; educatorId?: string; priceMin?: number; priceMax?: number; from?: string; to?: string; free?: boolean; mine?: boolean; state?: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'; sort?: 'start' | '-start' | 'price' | '-price' | 'rating'; facets?: boolean }; header?: never; path?: never; cookie?: never }
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, or included sessions, there now */
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
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
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
            sessionId: string
            title: string
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
            publishedAt: string
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, or included sessions, there now */
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
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
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
            sessionId: string
            title: string
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
            publishedAt: string
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, or included sessions, there now */
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
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
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
            sessionId: string
            title: string
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
            publishedAt: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/live-conversations/{id}/attendance': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
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
          paymentMethod: 'INCLUDED' | 'CREDITS' | 'CASH'
          creditAmount?: number | {
            amount: string
            asset: string
          }
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
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
  '/api/live-conversations/{id}/reviews': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What attendees thought of it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            sessionId: string
            title: string
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
            publishedAt: string
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
            bookingId: string
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
  '/api/sessions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** Find sessions */
    get: {
      parameters: { query?: { cursor?: string; limit?: number; q?: string; kind?: 'class' | 'conversation'; language?: string; level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'; topic?: string; educatorId?: string; priceMin?: number; priceMax?: number; from?: string; to?: string; free?: boolean; mine?: boolean; state?: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'; sort?: 'start' | '-start' | 'price' | '-price' | 'rating'; facets?: boolean }; header?: never; path?: never; cookie?: never }
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, or included sessions, there now */
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
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
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
            sessionId: string
            title: string
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
            publishedAt: string
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, or included sessions, there now */
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
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
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
            sessionId: string
            title: string
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
            publishedAt: string
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, or included sessions, there now */
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
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
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
            sessionId: string
            title: string
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
            publishedAt: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/sessions/{id}/attendance': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
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
          paymentMethod: 'INCLUDED' | 'CREDITS' | 'CASH'
          creditAmount?: number | {
            amount: string
            asset: string
          }
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
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
  '/api/sessions/{id}/reviews': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What attendees thought of it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            sessionId: string
            title: string
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
            publishedAt: string
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
      parameters: { query?: { cursor?: string; limit?: number; q?: string; kind?: 'class' | 'conversation'; language?: string; level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2'; topic?: string; educatorId?: string; priceMin?: number; priceMax?: number; from?: string; to?: string; free?: boolean; mine?: boolean; state?: 'draft' | 'published' | 'started' | 'completed' | 'cancelled'; sort?: 'start' | '-start' | 'price' | '-price' | 'rating'; facets?: boolean }; header?: never; path?: never; cookie?: never }
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, or included sessions, there now */
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
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
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
            sessionId: string
            title: string
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
            publishedAt: string
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, or included sessions, there now */
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
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
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
            sessionId: string
            title: string
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
            publishedAt: string
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
            available: boolean
            /** Why it is not open, as a word */
            why?: string
            /** A decimal amount and what it counts */
            price: {
              amount: string
              asset: string
            }
            /** Credits, or included sessions, there now */
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
          cancellation: {
            freeUntil: string
            halfUntil: string
          }
          closesAt: string
          opensAt: string | null
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
            sessionId: string
            title: string
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
            publishedAt: string
          })[]
        } } }
        default: { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } }
      }
    }
    trace?: never
  }
  '/api/video-sessions/{id}/attendance': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
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
          paymentMethod: 'INCLUDED' | 'CREDITS' | 'CASH'
          creditAmount?: number | {
            amount: string
            asset: string
          }
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
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
            method: 'INCLUDED' | 'CREDITS' | 'CASH'
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
            state: 'held' | 'requested' | 'confirmed' | 'in_progress' | 'completed' | 'settled' | 'expired' | 'declined' | 'cancelled_by_learner' | 'late_cancelled' | 'cancelled_by_educator' | 'cancelled_by_platform' | 'no_show_learner' | 'no_show_educator'
            reason: string | null
            bookedAt: string
            freeUntil: string
            halfUntil: string
            seatUntil: string | null
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
  '/api/video-sessions/{id}/reviews': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    /** What attendees thought of it */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          items: ({
            sessionId: string
            title: string
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
            publishedAt: string
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
