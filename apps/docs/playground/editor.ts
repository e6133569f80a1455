import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'

export interface Editor {
  text: string
  focus(): void
  destroy(): void
}

export interface EditorOptions {
  text: string
  /** Its name, and the id of what says how to leave it. */
  label: string
  describedBy: string
  /** Ctrl+Enter or Cmd+Enter was pressed. */
  onRun(): void
}

/** An editor for TypeScript. Its colours are in `panel.css`, by the classes of the highlighter. */
export function createEditor(
  parent: HTMLElement,
  { text, label, describedBy, onRun }: EditorOptions,
): Editor {
  const run = (): boolean => {
    onRun()
    return true
  }
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        javascript({ typescript: true }),
        syntaxHighlighting(classHighlighter),
        // Tab indents, but not the first one after Escape.
        keymap.of([{ key: 'Mod-Enter', run }, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        // Focusable by itself it is, but checkers want to read it.
        EditorView.contentAttributes.of({
          tabindex: '0',
          'aria-label': label,
          'aria-describedby': describedBy,
        }),
      ],
    }),
  })
  return {
    get text() {
      return view.state.doc.toString()
    },
    set text(insert) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } })
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}
