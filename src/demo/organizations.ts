export type OrganizationRole = 'owner' | 'admin' | 'billing' | 'manager' | 'educator' | 'member'

/** An organization of the demo town, and who does what in it (keys of people; or a name for someone who only works there). */
export type Organization = {
  key: string
  name: string
  zone: string
  kind: 'school' | 'library' | 'company'
  members: readonly { person: string; role: OrganizationRole }[]
}

/** People who belong to an organization only: neither learners nor educators. */
export const OFFICE: readonly {
  key: string
  name: string
  zone: string
  locale: string
  signsIn?: true
}[] = [
  { key: 'carmen', name: 'Carmen Ortega', zone: 'Europe/Madrid', locale: 'es', signsIn: true },
  { key: 'pablo', name: 'Pablo Serrano', zone: 'Europe/Madrid', locale: 'es' },
  { key: 'sunita', name: 'Sunita Deshpande', zone: 'Asia/Kolkata', locale: 'en', signsIn: true },
  { key: 'vikram', name: 'Vikram Jadhav', zone: 'Asia/Kolkata', locale: 'en' },
  { key: 'astrid', name: 'Astrid Halvorsen', zone: 'Europe/Oslo', locale: 'en', signsIn: true },
  { key: 'bjorn', name: 'Bjørn Haugen', zone: 'Europe/Oslo', locale: 'en' },
]

/** Three organizations beside the built-in Platform Creators. */
export const ORGANIZATIONS: readonly Organization[] = [
  {
    key: 'puente',
    name: 'Escuela Puente',
    zone: 'Europe/Madrid',
    kind: 'school',
    members: [
      { person: 'carmen', role: 'owner' },
      { person: 'pablo', role: 'billing' },
      { person: 'elena', role: 'educator' },
      { person: 'isabel', role: 'member' },
    ],
  },
  {
    key: 'dnyanada',
    name: 'Dnyanada Study Library, Pune',
    zone: 'Asia/Kolkata',
    kind: 'library',
    members: [
      { person: 'sunita', role: 'owner' },
      { person: 'vikram', role: 'manager' },
      { person: 'aarav', role: 'educator' },
      { person: 'rohan', role: 'member' },
      { person: 'sneha', role: 'member' },
      { person: 'nikhil', role: 'member' },
      { person: 'aditi', role: 'member' },
    ],
  },
  {
    key: 'halden',
    name: 'Halden Marine Engineering',
    zone: 'Europe/Oslo',
    kind: 'company',
    members: [
      { person: 'astrid', role: 'owner' },
      { person: 'bjorn', role: 'admin' },
      { person: 'erik', role: 'manager' },
      { person: 'ingrid', role: 'member' },
    ],
  },
]
