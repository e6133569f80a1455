/** The headers of a request or an answer. */
export function Headers({ headers }: { headers: Readonly<Record<string, string>> }) {
  return (
    <dl class="pairs">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
