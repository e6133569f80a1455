import { useEffect, useRef } from 'preact/hooks'

interface SentinelProps {
  /** Called when the place comes near. */
  onNear(): void
  /** What is shown: after each change it is looked at again whether the place is near. */
  version: unknown
}

/** A place at the end of what is loaded. */
export function Sentinel({ onNear, version }: SentinelProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (place.current === null) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) onNear()
      },
      { root: place.current.closest('.scroll'), rootMargin: '600px 0px' },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [version])
  return (
    <div class="sentinel" ref={place}>
      Loading more
    </div>
  )
}
