import { useEffect, useState } from 'preact/hooks'
import type { Listed, WireNumber } from '../src/inbox/wire.ts'
import { ask, credentials, emulatorUrl } from './api.ts'
import { BuyNumber } from './buy-number.tsx'
import { useFeed } from './feed.ts'
import { phone } from './format.ts'
import { linkTo } from './route.ts'
import { Snippet } from './snippet.tsx'

/** Somebody outside to send the first message to. */
const recipient = '12065550100'

/** What an application needs in order to send its first message. */
export function FirstMinute({ hasBack }: { hasBack: boolean }) {
  const [numbers, setNumbers] = useState<readonly WireNumber[]>()
  const look = (): void => {
    const found = ask<Listed<'numbers', WireNumber>>('GET', '/__emulator/numbers?limit=1')
    found.then((answer) => setNumbers(answer.numbers)).catch(() => {})
  }
  useEffect(look, [])
  useFeed({ 'account-changed': look, resync: look })
  const { accessKey, secretKey } = credentials()
  const url = emulatorUrl()
  const from = numbers?.[0]?.number
  return (
    <div class="guide scroll">
      <div class="guide-page">
        {hasBack && (
          <a class="back-link" href={linkTo('messages')}>
            Back to the conversations
          </a>
        )}
        <h2>Connect your application</h2>
        <p>What it sends is shown here at once, and you answer as the other party.</p>
        <ol class="steps">
          <li>
            <h3>Have a number</h3>
            {from === undefined ? (
              <>
                <p>The account has no numbers so far. Buy one with your application, or here:</p>
                {numbers !== undefined && <BuyNumber />}
              </>
            ) : (
              <p>
                The account has <strong>{phone(from)}</strong>. More are under Numbers.
              </p>
            )}
          </li>
          <li>
            <h3>Set the URL and the keys</h3>
            <Snippet name="URL" text={url} />
            <Snippet name="access key" text={accessKey} secrets={[accessKey]} />
            <Snippet name="secret key" text={secretKey} secrets={[secretKey]} />
            <Snippet
              name="environment variables"
              text={environment(url, accessKey, secretKey)}
              secrets={[quote(secretKey), quote(accessKey)]}
            />
          </li>
          <li>
            <h3>Send a message</h3>
            <Snippet name="curl line" text={curlLine(from ?? 'YOUR_NUMBER')} />
            <Snippet name="TypeScript" text={program(from ?? 'YOUR_NUMBER')} />
            <p class="quiet">
              Install first: <code>npm install @flowroute/core @flowroute/messages</code>
            </p>
          </li>
        </ol>
      </div>
    </div>
  )
}

function environment(url: string, accessKey: string, secretKey: string): string {
  return [
    `export FR_BASE_URL=${quote(url)}`,
    `export FR_ACCESS_KEY=${quote(accessKey)}`,
    `export FR_SECRET_KEY=${quote(secretKey)}`,
  ].join('\n')
}

/** For a shell, where it needs that. */
function quote(text: string): string {
  return /^[\w:/.-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function curlLine(from: string): string {
  const message = JSON.stringify({ from, to: recipient, body: 'Hello!' })
  return `curl -u "$FR_ACCESS_KEY:$FR_SECRET_KEY" "$FR_BASE_URL/v2.2/messages" -H 'content-type: application/json' -d '${message}'`
}

function program(from: string): string {
  return `import { createClient } from '@flowroute/core'
import { Messages } from '@flowroute/messages'

const messages = new Messages(createClient())
const sent = await messages.send({ from: '${from}', to: '${recipient}', body: 'Hello!' })
console.log(sent.id)`
}
