import * as v from 'valibot'

/**
 * A schema whose decoded value is a `T`.
 *
 * @example const schema: Schema<Date> = timestamp()
 */
export type Schema<T> = v.BaseSchema<unknown, T, v.BaseIssue<unknown>>

type Run<T> = (
  value: unknown,
  config: v.Config<v.BaseIssue<unknown>>,
) => v.OutputDataset<T, v.BaseIssue<unknown>>

/**
 * A schema for valibot, made of what it does with a value. What valibot's own would bring along, such as messages in
 * many languages, is more code than all of this SDK's schemas together.
 */
export const schemaOf = <T>(run: Run<T>): Schema<T> =>
  Object.assign(v.unknown() as Schema<unknown>, {
    '~run': ({ value }: { value?: unknown }, config: v.Config<v.BaseIssue<unknown>>) => run(value, config),
  }) as Schema<T>

/** What a schema gives for a value that is not what it has to be. */
export const refused = (input: unknown, message: string): v.FailureDataset<v.BaseIssue<unknown>> => ({
  typed: false,
  value: input,
  issues: [issueOf(input, message)],
})

function issueOf(input: unknown, message: string): v.BaseIssue<unknown> {
  const received = typeof input === 'object' ? (input ? 'object' : 'null') : typeof input
  return { kind: 'schema', type: 'unknown', input, expected: null, received, message }
}

/**
 * A further condition on a value that has passed its schema, for `v.pipe`. All those that do not hold are told.
 *
 * @param test whether it holds
 * @param message what the value has to be, as that of {@link input}
 * @example v.pipe(textInput(), check((value) => value.length > 2, 'must have three characters at least'))
 */
export const check = <T>(
  test: (value: T) => boolean,
  message: string,
): v.BaseValidation<T, T, v.BaseIssue<unknown>> => ({
  kind: 'validation',
  type: 'check',
  reference: check,
  expects: null,
  async: false,
  '~run'(dataset) {
    if (dataset.typed && !test(dataset.value))
      dataset.issues = [...(dataset.issues ?? []), issueOf(dataset.value, message)] as [v.BaseIssue<unknown>]
    return dataset
  },
})
