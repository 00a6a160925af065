import type { ToldOfPeople, Words } from '../../told.ts'

export const ofPeople: Words<ToldOfPeople> = {
  'person.joined': {
    title: 'Welcome, {firstName}',
    body: 'Good to have you here. Look around: classes and conversations start every day, and the times you see are in your own time zone.',
  },
  'person.email_verification': {
    title: 'Please confirm your e-mail address',
    body: 'Open this address to confirm that it is yours:\n\n{url}\n\nIf you did not sign up, nothing needs to be done.',
  },
  'person.password_reset': {
    title: 'Set a new password',
    body: 'Open this address to choose a new password; it works for one hour:\n\n{url}\n\nIf you did not ask for this, your password stays as it is.',
  },
  'organization.invited': {
    title: '{inviter} invites you to {organization}',
    body: 'You are invited to join {organization} as {role, select, owner {owner} admin {admin} billing {billing} manager {manager} educator {educator} member {member} other {{role}}}. Sign in, or make an account, with this e-mail address: then accept or decline it there.',
  },
  'phone.confirmed': {
    title: 'Your phone number is confirmed',
    body: 'Notices can go to the number that ends with {number} now, as you choose. If it was not you who added it, change your password and take the number away in your settings.',
  },
  'phone.removed': {
    title: 'Your phone number is taken away',
    body: 'Nothing goes to the number that ends with {number} any more; e-mails reach you as before. If it was not you who took it away, change your password.',
  },
  'email.undeliverable': {
    title: 'Our e-mails do not reach you',
    body: 'The mail server of {address} does not take our e-mails: “{words}”. Until they arrive again, look here for what is new, and check that the address is right.',
  },
}
