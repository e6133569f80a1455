import { existsSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { slug } from 'github-slugger'
import { type DefaultTheme, defineConfig } from 'vitepress'
import llmstxt from 'vitepress-plugin-llms'
import { runButtons } from '../src/playground/run-buttons.ts'

const repository = 'https://github.com/flowroute/flowroute-sdk-typescript'

const guides: DefaultTheme.SidebarItem[] = [
  {
    text: 'Start',
    items: [
      { text: 'First message', link: '/' },
      { text: 'Test an application', link: '/guides/testing' },
      { text: 'Handle every failure', link: '/guides/failures' },
    ],
  },
  {
    text: 'Messages',
    items: [
      { text: 'Text and reply', link: '/guides/text-and-reply' },
      { text: 'Reminders with the outbox', link: '/guides/reminders' },
    ],
  },
  {
    text: 'Numbers and calls',
    items: [
      { text: 'Buy numbers', link: '/guides/buy-numbers' },
      { text: 'Route calls with failover', link: '/guides/route-calls' },
      { text: 'Emergency addresses', link: '/guides/emergency-addresses' },
      { text: 'Caller names', link: '/guides/caller-names' },
      { text: 'Port a number', link: '/guides/port-a-number' },
      { text: 'Call records and cost', link: '/guides/call-records' },
    ],
  },
  {
    text: 'In production',
    items: [
      { text: 'Run at the edge', link: '/guides/edge' },
      { text: 'Proxies and speed on servers', link: '/guides/servers' },
    ],
  },
  {
    text: 'Migrate',
    items: [
      { text: 'From the official libraries', link: '/guides/from-official-libraries' },
      { text: 'From API v1', link: '/guides/from-v1' },
      { text: 'From Twilio', link: '/guides/from-twilio' },
    ],
  },
]

/** A file that the build writes beside the pages it generates; the other value while there is none. */
function generated<T>(file: string, otherwise: T): T {
  const url = new URL(file, import.meta.url)
  return existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')) : otherwise
}

/** In the reference, headings that only structure a description would fill the search results, and code its index. */
const notSearched =
  /^#{2,6} (Example|Throws|See|Returns?|Parameters|Type Parameters|Extends)$|^```[\s\S]*?^```$/gm

export default defineConfig({
  title: 'Flowroute SDK for TypeScript',
  description:
    'Phone numbers, inbound routes, text messages, emergency addresses and caller names of Flowroute for TypeScript.',
  lang: 'en',
  // For a site in a folder, such as GitHub Pages: DOCS_BASE=/flowroute-sdk-typescript/
  base: process.env['DOCS_BASE'] ?? '/',
  srcExclude: ['README.md', 'parts/**'],
  // Otherwise each page would carry the time of the build, and no two builds would be alike.
  lastUpdated: false,
  markdown: {
    // Lets `.md` files of the repository keep the fragments that they have on GitHub.
    anchor: { slugify: (text) => slug(text) },
    headers: { slugify: (text) => slug(text) },
    config: (markdown) => void markdown.use(runButtons),
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    // The whole title does not fit above the sidebar.
    siteTitle: 'Flowroute SDK',
    nav: [
      { text: 'Guides', link: '/guides/buy-numbers', activeMatch: '/guides/' },
      { text: 'Playground', link: '/playground' },
      { text: 'Errors', link: '/errors/', activeMatch: '/errors/' },
      { text: 'The API', link: '/api/quirks', activeMatch: '/api/' },
      { text: 'Reference', link: '/reference/', activeMatch: '/reference/' },
    ],
    sidebar: {
      '/': guides,
      '/errors/': generated('../errors/sidebar.json', []),
      '/api/': [
        {
          text: 'The API',
          items: [
            { text: 'What it really does', link: '/api/quirks' },
            { text: 'Endpoints', link: '/api/endpoints' },
          ],
        },
        {
          text: 'Measured',
          items: [
            { text: 'Benchmark', link: '/api/benchmark' },
            { text: 'Under faults', link: '/api/faults' },
          ],
        },
      ],
      ...generated<DefaultTheme.SidebarMulti>('../reference/sidebar.json', {}),
    },
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: repository }],
    search: {
      provider: 'local',
      options: {
        translations: { button: { buttonText: 'Search', buttonAriaLabel: 'Search' } },
        _render(source, env, markdown) {
          const isReference = env.relativePath.startsWith('reference/')
          // Colours are not searched, and take most of the time.
          const { highlight } = markdown.options
          markdown.options.highlight = null
          const html = markdown.render(isReference ? source.replaceAll(notSearched, '') : source, env)
          markdown.options.highlight = highlight ?? null
          return html
        },
      },
    },
  },
  vite: {
    plugins: [llmstxt({ excludeIndexPage: false, ignoreFiles: ['README.md', 'parts/**'] })],
    build: { chunkSizeWarningLimit: 5_000 },
    // Programs of the playground run in module workers, which load packages when a program imports them.
    worker: { format: 'es' },
    // Found only when the first program runs, they would make the server load the page again.
    optimizeDeps: { include: ['object-inspect', 'sucrase'] },
  },
})
