// The default theme loads 68 kB of fonts before the first page shows; the system's own do.
export { default } from 'vitepress/theme-without-fonts'

import './style.css'
