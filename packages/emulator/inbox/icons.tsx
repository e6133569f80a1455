import type { Theme } from './theme.ts'

/** The emulator's own sign. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M4 5h24a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H14l-7 6v-6H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z" />
      <path class="mark-lines" d="M8 12h16M8 17h10" />
    </svg>
  )
}

const themePaths: Record<Theme, string> = {
  system: 'M3 4h18v12H3zM8 20h8M12 16v4',
  light:
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 1v3M12 20v3M1 12h3M20 12h3M4.2 4.2l2.1 2.1M17.7 17.7l2.1 2.1M4.2 19.8l2.1-2.1M17.7 6.3l2.1-2.1',
  dark: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z',
}

export function ThemeIcon({ theme }: { theme: Theme }) {
  return <Icon path={themePaths[theme]} />
}

export function SearchIcon() {
  return <Icon path="M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5" />
}

export function PictureIcon() {
  return <Icon path="M3 5h18v14H3zM3 16l5-5 5 5 3-3 5 5M15.5 8.5h.01" />
}

function Icon({ path }: { path: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
