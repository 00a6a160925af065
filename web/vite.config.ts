import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [reactRouter()],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    ...(isSsrBuild ? { rolldownOptions: { input: './server.ts' } } : {}),
  },
  environments: { ssr: { build: { rolldownOptions: { input: './server.ts' } } } },
  // Packages that import style sheets or icons by path become part of the one server file.
  ssr: { noExternal: [/^@mantine\//, /^@tabler\//, /^@fontsource/] },
}))
