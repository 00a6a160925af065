import { invitationFile, type KeptInvitation } from './invitations.ts'
import { KINDS } from './kinds.ts'
import type { NoticeKind } from './told.ts'
import { fill, LANGUAGES, type Language, rightToLeft } from './wording.ts'

/** One e-mail as it goes out. */
export type Letter = {
  id: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  calendar?: { method: string; content: string } | undefined
}

/** An e-mail as it is kept. */
export type KeptEmail = {
  id: string
  kind: string
  to: string
  subject: string
  body: string
  language: string
  action: string | null
  unsubscribe: string | null
  calendar: KeptInvitation | null
}

/**
 * The letter of a kept e-mail: its words as text and as a simple page, its file for the calendar, and how
 * the next one like it is prevented (RFC 2369, RFC 8058). `from`: the sender as it is set up.
 */
export function letterOf(email: KeptEmail, from: string): Letter {
  const { id, to, subject, body, action, unsubscribe, calendar } = email
  const language = email.language in LANGUAGES ? (email.language as Language) : 'en'
  const { around } = LANGUAGES[language]
  const nobody = { name: '', zone: 'UTC', locale: language }
  const group = KINDS[email.kind as NoticeKind]?.group ?? 'other'
  const about = fill(around.group, { group }, nobody)
  const foot = unsubscribe
    ? { words: fill(around.unsubscribe, { group: about }, nobody), url: unsubscribe }
    : undefined
  const text = [
    body,
    ...(action ? [action] : []),
    `-- \n${around.why}${foot ? `\n${foot.words}: ${foot.url}` : ''}`,
  ].join('\n\n')
  return {
    id,
    to,
    subject,
    text,
    html: pageOf({
      language: email.language,
      subject,
      body,
      action: action ? { words: around.open, url: action } : undefined,
      why: around.why,
      foot,
    }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': email.language,
      ...(unsubscribe
        ? {
            'List-Unsubscribe': `<${unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }
        : {}),
    },
    calendar: calendar
      ? { method: calendar.method, content: invitationFile(calendar, from) }
      : undefined,
  }
}

type PageParts = {
  language: string
  subject: string
  body: string
  action: { words: string; url: string } | undefined
  why: string
  foot: { words: string; url: string } | undefined
}

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** Addresses in running text can be followed; what ends a sentence does not belong to them. */
const linked = (text: string) =>
  escaped(text).replace(
    /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g,
    (url) => `<a href="${url}" style="color:inherit">${url}</a>`,
  )

/**
 * A page as every mail program shows it: one column of text, no pictures, nothing fetched. It says in
 * which language and direction it is written, and leaves colours to the reader's own scheme but for the
 * button, whose contrast holds on light and dark (7.4 : 1 of its words on it).
 */
export function pageOf({ language, subject, body, action, why, foot }: PageParts): string {
  const direction = rightToLeft(language) ? 'rtl' : 'ltr'
  const paragraphs = body
    .split(/\n{2,}/)
    .map((part) => `<p style="margin:0 0 16px">${linked(part.trim()).replaceAll('\n', '<br>')}</p>`)
  const button = action
    ? `<p style="margin:8px 0 24px"><a href="${escaped(action.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#0b5c55;color:#ffffff;text-decoration:none;font-weight:600">${escaped(action.words)}</a></p>`
    : ''
  const off = foot
    ? ` <a href="${escaped(foot.url)}" style="color:inherit">${escaped(foot.words)}</a>.`
    : ''
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div role="article" lang="${escaped(language)}" dir="${direction}" style="max-width:560px;margin:0 auto">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${escaped(subject)}</h1>
${paragraphs.join('\n')}
${button}
<hr style="border:0;border-top:1px solid #8a8f98;margin:24px 0 12px">
<p style="margin:0;font-size:14px">${escaped(why)}${off}</p>
</div>
</body>
</html>
`
}
