import { render } from 'preact'
import { App } from './app.tsx'
import { applyTheme, storedTheme } from './theme.ts'
import './styles/base.css'
import './styles/frame.css'
import './styles/thread.css'
import './styles/messages.css'
import './styles/records.css'
import './styles/account.css'
import './styles/guide.css'
import './styles/simulation.css'

applyTheme(storedTheme())

const place = document.querySelector('#app')
if (place !== null) render(<App />, place)
