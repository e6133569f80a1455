import { Component, type ComponentChild, type FunctionComponent } from 'preact'

/** A component that is worked out again only when one of its properties is another. */
export function memo<Properties extends object>(
  show: (properties: Properties) => ComponentChild,
): FunctionComponent<Properties> {
  class Memo extends Component<Properties> {
    override shouldComponentUpdate(next: Properties): boolean {
      const now: Properties = this.props
      return (Object.keys({ ...now, ...next }) as (keyof Properties)[]).some(
        (name) => now[name] !== next[name],
      )
    }

    override render(): ComponentChild {
      return show(this.props)
    }
  }
  return Memo as unknown as FunctionComponent<Properties>
}
