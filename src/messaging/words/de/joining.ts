import type { ToldOfJoining, Words } from '../../told.ts'

export const ofJoining: Words<ToldOfJoining> = {
  'educator.invited': {
    title: '{organization} lädt Sie ein zu unterrichten',
    body: 'Sehen Sie sich an, was angeboten wird, und antworten Sie bis {until, date, day}. Melden Sie sich mit der Adresse an, an die das ging, oder legen Sie damit ein Konto an.',
  },
  'educator.moved': {
    title: 'Sie gehören jetzt zu {to}',
    body: '{letGo, select, yes {{from} hat Sie gehen lassen.} other {Bisher gehörten Sie zu {from}.}} Was bis jetzt gebucht ist, wird wie bisher geteilt; spätere Buchungen so, wie es dort vereinbart ist.',
  },
  'institution.joined': {
    title: '{educator} unterrichtet jetzt für {organization}',
    body: 'Plätze, die ab jetzt gebucht werden, werden nach Ihrer Vereinbarung geteilt.',
  },
  'institution.left': {
    title: '{educator} unterrichtet nicht mehr für {organization}',
    body: 'Bis jetzt gebuchte Plätze werden noch nach Ihrer Vereinbarung geteilt, spätere nicht mehr.',
  },
  'agreement.made': {
    title: 'Die Anteile von {organization} ändern sich',
    body: 'Von jedem Platz, der ab {from, date, day} gebucht wird, bekommen die Lehrenden {educatorShare} und {organization} {institutionShare}. Was vorher gebucht ist, behält seine Anteile.',
  },
  'agreement.ended': {
    title: 'Die Vereinbarung mit {organization} endet',
    body: 'Plätze, die ab {end, date, day} gebucht werden, werden nicht mehr mit ihr geteilt. Was vorher gebucht ist, behält seine Anteile.',
  },
  'transition.agreed': {
    title: 'Ihnen sind {amount} im Monat garantiert',
    body: 'Von {startsOn, date, day} bis {endsOn, date, day}: Was Ihren Provisionen eines Monats daran fehlt, wird nach seinem Ende aufgestockt und geht mit der nächsten Auszahlung hinaus.',
  },
  'guarantee.topped_up': {
    title: '{amount} wurden aufgestockt',
    body: 'Ihre Provisionen des Monats waren {earned}; {minimum} waren dafür garantiert. Der Rest ist eine Zeile Ihrer nächsten Auszahlung.',
  },
  'transition.ending': {
    title: 'Ihr garantiertes Minimum endet bald',
    body: 'Bis {endsOn, date, day} sind Ihnen {amount} im Monat garantiert. Danach verdienen Sie allein Ihre Provisionen.',
  },
  'transition.ending.staff': {
    title: 'Das garantierte Minimum von {educator} endet bald',
    body: '{amount} im Monat, bis {endsOn, date, day}. Danach zählen allein die Provisionen.',
  },
  'transition.ended': {
    title: 'Ihr garantiertes Minimum ist zu Ende',
    body: '{early, select, yes {Es wurde vorzeitig beendet: {reason} } other {}}Die Tage bis {endsOn, date, day} zählen noch für ihren Monat. Von da an verdienen Sie allein Ihre Provisionen.',
  },
  'referral.rewarded': {
    title: '{amount} dafür, dass Sie {name} gebracht haben',
    body: 'Die nötigen Stunden sind gehalten. Es geht mit Ihrer nächsten Auszahlung hinaus.',
  },
  'referral.held_back': {
    title: 'Eine Prämie wartet auf eine Entscheidung',
    body: '{amount} dafür, dass {name} gebracht wurde: {reason}',
  },
}
