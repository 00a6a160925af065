import type { Educator, Staff } from './people.ts'
import type { Series } from './series.ts'

/** What people of the town can do, each by a verb of the engine; ids in, ids out. */
export type Deeds = {
  now(): Temporal.Instant
  /** Moves the clock and lives through all that is due on the way. */
  moveTo(instant: Temporal.Instant): Promise<void>
  /** Moves the clock's hand within a few hours, with nothing happening by itself. */
  stepTo(instant: Temporal.Instant): void
  join(person: {
    key: string
    name: string
    zone: string
    locale: string
    signsIn?: boolean
    role?: Staff['role']
  }): Promise<string>
  found(name: string): Promise<string>
  addMember(organization: string, person: string, role: string): Promise<void>
  enrol(person: string, educator: Educator, organization: string | undefined): Promise<void>
  publish(
    person: string,
    educator: Educator,
    planned: { series: Series; start: Temporal.Instant; end: Temporal.Instant },
  ): Promise<string>
  callOff(educator: string, session: string, reason: string): Promise<void>
  takeAttendance(
    educator: string,
    session: string,
    seats: { booking: string; learner: string; comes: boolean }[],
  ): Promise<void>
  subscribe(person: string, plan: 'free' | 'premium' | 'pro', cardFails: boolean): Promise<void>
  leavePlan(person: string): Promise<void>
  buyCredits(person: string, credits: number): Promise<void>
  welcomeCredits(person: string, credits: number): Promise<void>
  goodwillCredits(by: string, person: string, credits: number): Promise<void>
  /** Books in the way that costs least; `cash`: by card instead of credits. */
  book(person: string, session: string, cash: boolean): Promise<string>
  cancelBooking(person: string, booking: string): Promise<void>
  review(person: string, booking: string, stars: number, text: string): Promise<void>
}
