/** The mark of somebody who has answered STOP. */
export function OptedOut() {
  return (
    <span class="badge bad" title="The other party has answered STOP: messages to it are refused">
      opted out
    </span>
  )
}
