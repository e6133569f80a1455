import type { Theme } from 'vitepress'
// The default theme loads 68 kB of fonts before the first page shows; the system's own do.
import theme from 'vitepress/theme-without-fonts'
import { defineAsyncComponent } from 'vue'
import RunProgram from './RunProgram.vue'
import './style.css'

export default {
  extends: theme,
  enhanceApp({ app }) {
    app.component('RunProgram', RunProgram)
    app.component(
      'PlaygroundPage',
      defineAsyncComponent(() => import('../../playground/PlaygroundPage.vue')),
    )
  },
} satisfies Theme
