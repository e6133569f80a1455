import { useEffect, useState } from 'preact/hooks'

/** What is shown, told by the part of the address behind `#/`: a tab, and something in it. */
export type Route = readonly string[]

function read(): Route {
  return location.hash.replace(/^#\/?/, '').split('/').map(decode)
}

/** Anybody can write an address by hand; a malformed escape must not break the page. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** Goes there, so that the browser's way back leads here. */
export function go(...route: Route): void {
  location.hash = linkTo(...route)
}

/** An address for a link. */
export function linkTo(...route: Route): string {
  return `#/${route.map(encodeURIComponent).join('/')}`
}

export function useRoute(): Route {
  const [route, setRoute] = useState(read)
  useEffect(() => {
    const update = (): void => setRoute(read())
    addEventListener('hashchange', update)
    return () => removeEventListener('hashchange', update)
  }, [])
  return route
}
