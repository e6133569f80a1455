const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

const key = 'flowroute-theme'

/** The theme that was chosen last; the system's when none was. */
export function storedTheme(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(key)) ?? 'system'
  } catch {
    // The browser may forbid storage.
    return 'system'
  }
}

/** Shows the page in that theme, and remembers it. */
export function applyTheme(theme: Theme): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
  try {
    localStorage.setItem(key, theme)
  } catch {
    // Then it lasts as long as the page.
  }
}

export function themeAfter(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
}
