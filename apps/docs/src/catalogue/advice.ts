/** What to do about each error; the sources say what it is. */
export const advice: Readonly<Record<string, string>> = {
  FlowrouteError: `Catch it as the last of all classes. Decide by \`outcome\`: after \`'not-sent'\` and \`'rejected'\` nothing
has happened, and the call may be made again. After \`'unknown'\` find out first: see
[Handle every failure](../guides/failures.md).`,
  ConfigurationError: `Correct the program or its environment: the message names the option and the variable. Do not retry;
nothing was sent.`,
  InvalidInputError: `Show \`issues\` to whoever entered the values: each names its field. Do not retry with the same values;
nothing was sent.`,
  ConnectionError: `With \`outcome: 'not-sent'\` no connection was made: check the network, the proxy and \`baseUrl\`, and try
again later. With \`'unknown'\` the request may have arrived. What is safe to repeat was repeated already; for a purchase,
a send or a create find out first: see [Handle every failure](../guides/failures.md).`,
  TimeoutError: `\`limit\` says which time has passed: \`timeout\` bounds one attempt, \`deadline\` the whole call with its
waits. The outcome is unknown: a read may be repeated; for a purchase, a send or a create find out first.`,
  AbortedError: `Your own \`signal\` ended the call; its reason is the \`cause\`. A write that was under way may have arrived:
\`outcome\` says what is known.`,
  ResponseFormatError: `Look at \`snippet\`: often it is the page of a proxy or of a login. After a write the outcome is
unknown, because the status was a success.`,
  ApiError: `Read \`errors\`: they are Flowroute's own reasons, and each may have an \`id\` to quote to its support.`,
  BadRequestError: `Correct the request: \`errors\` and \`fields\` say what is wrong. For an emergency address it means that
the place was not found.`,
  AuthenticationError: `Check both keys in the portal (Preferences, API Control). The access key is not the account's number,
and the secret key changes when it is reset.`,
  PermissionDeniedError: `The keys are right, but the account may not do this: the number belongs to someone else, a route
still has numbers, or the account lacks the feature.`,
  NotFoundError: `The account has no such number, record or order; \`path\` says which was asked for. After a purchase it
means that somebody else was faster: search again.`,
  ConflictError: `Read the resource again, and decide by its present state.`,
  UnprocessableEntityError: `Correct the value: \`fields\` has Flowroute's messages by field, in the names of this SDK.`,
  RateLimitError: `Slow down: 5 SMS and 1 MMS a second are allowed for each access key. It was retried already;
\`retryAfter\` says how long Flowroute asks to wait. [The outbox](../guides/reminders.md) keeps to the pace by itself.`,
  ServerError: `Reads were retried already. After a write the outcome is unknown: Flowroute may have done it all the same.
Find out before trying again.`,
  RecipientOptedOutError: `Do not send to this recipient from this number until they answer UNSTOP. Note it in your own
list: [Text and reply](../guides/text-and-reply.md#opt-outs).`,
  DuplicateAddressError: `The account has this address already: find it with \`e911.list\`, and assign that one. An emergency
address is never created twice.`,
  DeliveryError: `Look up \`statusCode\` among the [receipt codes](receipts.md): it says whether sending again can help.`,
  DeliveryTimeoutError: `The message may still be delivered: do not send it again. Not every carrier reports a delivery;
wait for \`'accepted'\`, or let webhooks tell you.`,
  MediaError: `With status 403 or 404 the signed URL has expired: get a fresh one with \`messages.getMedia\`. Otherwise raise
\`maxBytes\`, or leave the file alone.`,
  CdrExportError: `With \`exportStatus\` \`'processing'\` read it later by its id, without creating another:
\`cdrs.records({ exportId })\`. With \`'failed'\` create it again.`,
  StorageError: `Files are kept by a storage that is not Flowroute's API; \`code\` and \`reason\` are its own. Signed URLs
expire: make the call again for a new one.`,
  WatchTimeoutError: `The order itself goes on. Watch it again, or let \`statusUrl\` tell you.`,
}
