import * as v from 'valibot'
import { isWebUrl } from '../values/web-url.ts'

// Every schema has its own message, which continues a sentence that begins with the name of the member.

function typeProblem(message: string) {
  return ({ input }: v.BaseIssue<unknown>): string => (input === undefined ? 'is required' : message)
}

export const text = v.string(typeProblem('must be a string'))

export const flag = v.boolean(typeProblem('must be true or false'))

export const number = v.number(typeProblem('must be a number'))

/** Ends a message with the value, which is JSON. */
function and(message: string) {
  return ({ input }: v.BaseIssue<unknown>): string => `${message}, and is ${JSON.stringify(input)}`
}

export function integer(low: number, high = Number.MAX_SAFE_INTEGER) {
  const isInRange = (value: number): boolean => Number.isInteger(value) && value >= low && value <= high
  return v.pipe(number, v.check(isInRange, and(`must be an integer from ${low} to ${high}`)))
}

export function numberBetween(low: number, high: number) {
  const isInRange = (value: number): boolean => value >= low && value <= high
  return v.pipe(number, v.check(isInRange, and(`must be a number from ${low} to ${high}`)))
}

export const nonNegativeInteger = integer(0)

/** One of a few words. */
export function word<const Words extends readonly string[]>(words: Words) {
  return v.pipe(text, v.picklist(words, and(`must be one of ${words.join(', ')}`)))
}

/** One of a few numbers. */
export function oneOf<const Numbers extends readonly number[]>(numbers: Numbers) {
  return v.picklist(numbers, and(`must be one of ${numbers.join(', ')}`))
}

/** What is wrong with the member `kind` of a variant. */
export function kindProblem(kinds: readonly string[]) {
  return (issue: v.BaseIssue<unknown>): string => {
    if (issue.expected === 'Object') return 'must be an object'
    return issue.input === undefined ? 'is required' : and(`must be one of ${kinds.join(', ')}`)(issue)
  }
}

export function matching(pattern: RegExp, message: string) {
  return v.pipe(text, v.regex(pattern, and(message)))
}

/** A string of which `problemOf` says what is wrong with it, or undefined. */
export function textWithout(problemOf: (value: string) => string | undefined) {
  return v.pipe(
    text,
    v.rawCheck(({ dataset, addIssue }) => {
      const problem = dataset.typed ? problemOf(dataset.value) : undefined
      if (problem !== undefined) addIssue({ message: and(problem) })
    }),
  )
}

/** An absolute http or https URL. */
export const webUrl = v.pipe(text, v.check(isWebUrl, 'must be an absolute http or https URL'))

export function list<const Item extends v.GenericSchema>(item: Item) {
  return v.array(item, typeProblem('must be an array'))
}

/** What is wrong with an object, or with one of its members. */
function objectProblem({ expected }: v.BaseIssue<unknown>): string {
  if (expected === 'Object') return 'must be an object'
  return expected === 'never' ? 'is not known' : 'is required'
}

/** An object with these members and no others. */
export function strictObject<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.strictObject(entries, objectProblem)
}
