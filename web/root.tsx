import './theme/base.css'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import '@fontsource-variable/source-serif-4/wght-italic.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import sourceSerif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url'
import { ColorSchemeScript, MantineProvider, mantineHtmlProps } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { type ReactNode, useEffect } from 'react'
import {
  Links,
  type LinksFunction,
  type LoaderFunctionArgs,
  Meta,
  type MetaFunction,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useRevalidator,
} from 'react-router'
import { FocusOnNavigation, SkipLink } from './components/Focus.tsx'
import { useNonces } from './components/nonce.tsx'
import { PageError } from './components/states.tsx'
import { type Reader, ReaderProvider } from './format/reader.tsx'
import { Shell } from './shells/Shell.tsx'
import { dark, light } from './theme/colours.ts'
import { theme, variables } from './theme/theme.ts'
import { readVisitor, useRoot } from './visitor.ts'

const font = (href: string) => ({
  rel: 'preload',
  as: 'font',
  type: 'font/woff2',
  crossOrigin: 'anonymous' as const,
  href,
})

export const links: LinksFunction = () => [
  font(inter),
  font(sourceSerif),
  { rel: 'icon', href: '/mark.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/site.webmanifest' },
]

/** For pages that could not be made; every page names itself. */
export const meta: MetaFunction = () => [{ title: 'Stoa' }]

/** Read again after every deed, so that the wallet in the bar is always the true one. */
export const loader = ({ context }: LoaderFunctionArgs) => readVisitor(context)

export function Layout({ children }: { children: ReactNode }) {
  const nonces = useNonces()
  const root = useRoot()
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content={light.paper} media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content={dark.paper} media="(prefers-color-scheme: dark)" />
        <ColorSchemeScript
          defaultColorScheme="auto"
          nonce={nonces.script}
          suppressHydrationWarning
        />
        <Meta />
        <Links />
      </head>
      <body>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={variables}
          defaultColorScheme="auto"
          getStyleNonce={() => nonces.style}
        >
          <SkipLink />
          <ReaderProvider value={root?.reader ?? NOBODY}>{children}</ReaderProvider>
          <Notifications position="bottom-center" />
          <FocusOnNavigation />
        </MantineProvider>
        <ScrollRestoration nonce={nonces.script} />
        <Scripts nonce={nonces.script} />
      </body>
    </html>
  )
}

const NOBODY: Reader = {
  locale: 'en-GB',
  zone: 'UTC',
  zoneKnown: false,
  now: '2026-01-01T00:00:00Z',
  sandbox: false,
}

export default function App() {
  const loaderData = useLoaderData<typeof loader>()
  useVisitorsZone(loaderData.reader.zoneKnown, loaderData.me.person !== null)
  return <Outlet />
}

/** A visitor without an account reads times in the zone of their device, kept in a cookie. */
function useVisitorsZone(known: boolean, signedIn: boolean) {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (signedIn || known) return
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!zone || !navigator.cookieEnabled) return
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`
    revalidate()
  }, [known, signedIn, revalidate])
}

export function ErrorBoundary() {
  return (
    <Shell kind="public">
      <PageError />
    </Shell>
  )
}
