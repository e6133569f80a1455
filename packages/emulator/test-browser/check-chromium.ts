import { findChromium } from './chromium.ts'

/** Before all browser tests: says what to install, instead of failing in each of them. */
export default function checkChromium(): void {
  if (findChromium() !== undefined) return
  throw new Error(
    'The browser tests need Chromium, and there is none. Install it (Debian and Ubuntu: apt-get install chromium), ' +
      'or say where it is: CHROMIUM_PATH=/path/to/chromium.',
  )
}
