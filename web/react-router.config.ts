import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: '.',
  // Finished builds move out of here (scripts/build-web.mjs), so that a running Stoa keeps its files.
  buildDirectory: 'build/making',
  ssr: true,
} satisfies Config
