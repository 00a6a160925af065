import type { ToldOfPeople, Words } from '../../told.ts'

export const ofPeople: Words<ToldOfPeople> = {
  'person.joined': {
    title: 'Willkommen, {firstName}',
    body: 'Schön, dass du da bist. Sieh dich um: Jeden Tag beginnen Kurse und Gespräche, und alle Zeiten siehst du in deiner eigenen Zeitzone.',
  },
  'person.email_verification': {
    title: 'Bitte bestätige deine E-Mail-Adresse',
    body: 'Öffne diese Adresse, um zu bestätigen, dass es deine ist:\n\n{url}\n\nWenn du dich nicht angemeldet hast, musst du nichts tun.',
  },
  'person.password_reset': {
    title: 'Wähle ein neues Passwort',
    body: 'Öffne diese Adresse, um ein neues Passwort zu wählen; sie gilt eine Stunde lang:\n\n{url}\n\nWenn du nicht darum gebeten hast, bleibt dein Passwort, wie es ist.',
  },
  'organization.invited': {
    title: '{inviter} lädt dich zu {organization} ein',
    body: 'Du bist eingeladen, {organization} als {role, select, owner {Inhaber} admin {Administrator} billing {Buchhaltung} manager {Gruppenleitung} educator {Lehrkraft} member {Mitglied} other {{role}}} beizutreten. Melde dich mit dieser E-Mail-Adresse an oder lege ein Konto an: Dort kannst du annehmen oder ablehnen.',
  },
  'phone.confirmed': {
    title: 'Deine Telefonnummer ist bestätigt',
    body: 'Mitteilungen können jetzt an die Nummer gehen, die auf {number} endet, so wie du es wählst. Wenn du sie nicht angegeben hast, ändere dein Passwort und entferne die Nummer in deinen Einstellungen.',
  },
  'phone.removed': {
    title: 'Deine Telefonnummer ist entfernt',
    body: 'An die Nummer, die auf {number} endet, geht nichts mehr; E-Mails erreichen dich wie bisher. Wenn du sie nicht entfernt hast, ändere dein Passwort.',
  },
  'email.undeliverable': {
    title: 'Unsere E-Mails erreichen dich nicht',
    body: 'Der Mailserver von {address} nimmt unsere E-Mails nicht an: „{words}“. Bis sie wieder ankommen, sieh hier nach, was es Neues gibt, und prüfe, ob die Adresse stimmt.',
  },
}
