import type { ComponentChildren } from 'preact'

interface FilterBarProps {
  /** Names the fields' ids. */
  name: string
  text: string
  onText(text: string): void
  /** How many rows are hidden by Clear. */
  cleared: number
  onClear(): void
  onShowAll(): void
  /** Whether any filter is set. */
  isFiltering: boolean
  onReset(): void
  children: ComponentChildren
}

/** Fields by which records are chosen, and a way to start with an empty list. */
export function FilterBar(props: FilterBarProps) {
  const { name, text, onText, cleared, onClear, onShowAll, isFiltering, onReset, children } = props
  return (
    <search class="filters">
      <TextFilter
        id={`${name}-text`}
        label={`Search in ${name}`}
        placeholder="Path, number, text or reason"
        value={text}
        onChange={onText}
      />
      {children}
      <span class="buttons">
        {isFiltering && (
          <button type="button" class="small" onClick={onReset}>
            No filter
          </button>
        )}
        <button type="button" class="small" onClick={onClear}>
          Clear
        </button>
        {cleared > 0 && (
          <button type="button" class="small" onClick={onShowAll}>
            Show {cleared} cleared
          </button>
        )}
      </span>
    </search>
  )
}

interface TextFilterProps {
  id: string
  label: string
  placeholder: string
  value: string
  onChange(value: string): void
}

/** A filter that is typed. */
export function TextFilter({ id, label, placeholder, value, onChange }: TextFilterProps) {
  return (
    <div class="filter-text">
      <label class="hidden" for={id}>
        {label}
      </label>
      <input
        id={id}
        type="search"
        placeholder={placeholder}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  id: string
  label: string
  value: Value
  options: readonly (readonly [Value, string])[]
  onChange(value: Value): void
}

/** A filter with a few values. */
export function Choice<Value extends string>({ id, label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <div>
      <label class="hidden" for={id}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => onChange(options[currentTarget.selectedIndex]?.[0] ?? value)}
      >
        {options.map(([option, title]) => (
          <option key={option} value={option}>
            {title}
          </option>
        ))}
      </select>
    </div>
  )
}
