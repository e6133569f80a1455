const page = '?limit=&offset='

/** What each endpoint of the control API does, takes and answers. */
export const guideTexts: Readonly<Record<string, string>> = {
  'POST /__emulator/messages':
    'Somebody outside writes to a number of the account. Body {"from","to","body"?,"media_urls"?}; 201 {"id"}. Its webhook goes out soon after.',
  'GET /__emulator/messages': `All messages sent and received, newest first. ${page}; 200 {"messages":[…],"more"}.`,
  'GET /__emulator/conversations': `Who the account's numbers write with, the latest first. ${page}; 200 {"conversations":[{"ours","theirs","oursName","theirsName","optedOut","count","last"}],"more"}.`,
  'GET /__emulator/conversations/{ours}/{theirs}': `The messages of one conversation, newest first, those too that the API refused to send ("refused":{"status","reason"}). ${page}; 200 {"messages":[…],"more","optedOut"}.`,
  'GET /__emulator/search':
    'Finds a text in everything. ?q=&limit=; 200 {"conversations","messages","numbers","requests","deliveries","more"}.',
  'GET /__emulator/upcoming':
    'What happens when the clock is advanced, the first thing first. ?limit=; 200 {"upcoming":[{"at","kind","id","text"}],"count"}.',
  'GET /__emulator/clock': 'The emulator\'s time. 200 {"now"}.',
  'POST /__emulator/clock':
    'Advances the clock, {"advance": milliseconds}, or sets it, {"set": ISO time}; all that falls due happens. 200 {"now"}. Receipts come 600 ms after a message was sent.',
  'POST /__emulator/settled': 'Waits until every webhook that is due was attempted. 204.',
  'GET /__emulator/deliveries':
    'The webhooks with payload, attempts, the answers of the application, "nextAttempt" and "about". 200 {"deliveries":[…]}; with ?limit=&offset= in pages, newest first.',
  'POST /__emulator/deliveries/{id}/resend': 'Posts a webhook once more. 204.',
  'GET /__emulator/requests': `The latest 1,000 calls of the API with headers and bodies, newest first; "reason" says why one was refused, "message" which message it sent. ${page}; 200 {"requests":[…],"more"}.`,
  'GET /__emulator/requests/{id}': 'One of them.',
  'GET /__emulator/events':
    'Server-sent events of all that happens: open, message, refused, receipt, delivery, request, account-changed, clock, resync.',
  'GET /__emulator/numbers': `The account's numbers with the names of what they are tied to. ${page}; 200 {"numbers":[…],"more"}.`,
  'GET /__emulator/routes': `Its inbound voice routes. ${page}; 200 {"routes":[…],"more"}.`,
  'GET /__emulator/addresses': `Its emergency addresses. ${page}; 200 {"addresses":[…],"more"}.`,
  'GET /__emulator/cnams': `Its caller names. ${page}; 200 {"cnams":[…],"more"}.`,
  'GET /__emulator/port-orders': `Its port orders. ${page}; 200 {"portOrders":[…],"more"}.`,
  'GET /__emulator/cdr-exports': `Its exports of call records. ${page}; 200 {"cdrExports":[…],"more"}.`,
  'GET /__emulator/callbacks': `Its webhook addresses, and those of its numbers. ${page}; 200 {"account","callbacks":[…],"more"}.`,
  'PUT /__emulator/callbacks': 'One URL for all events of the account: {"url"}, null removes them. 204.',
  'PUT /__emulator/callbacks/{number}': 'The same for one of its numbers. 204.',
  'GET /__emulator/names': 'Names of phone numbers, by their digits. 200 {"names":{…}}.',
  'PUT /__emulator/names/{number}': 'Names a number: {"name"}, null takes the name away. 204.',
  'POST /__emulator/cnams/{id}/approve': 'Approves a pending caller name. 204.',
  'POST /__emulator/cnams/{id}/reject': 'Rejects one: {"reason"}. 204.',
  'POST /__emulator/port-orders/{id}/accept': 'The losing carrier accepts a port order. 204.',
  'POST /__emulator/port-orders/{id}/complete': 'Completes it: its numbers join the account. 204.',
  'POST /__emulator/port-orders/{id}/reject': 'Rejects it: {"reason"}. 204.',
  'POST /__emulator/port-orders/{id}/resubmit': 'Takes up a rejected one again. 204.',
  'POST /__emulator/port-orders/{id}/hard-cancel': 'Cancels it for good: {"reason"?}. 204.',
  'POST /__emulator/cdr-exports/{id}/complete': 'Completes an export of call records. 204.',
  'POST /__emulator/cdr-exports/{id}/fail': 'Has it fail. 204.',
  'GET /__emulator/faults': 'The faults that calls meet. 200 {"faults":[…]}.',
  'POST /__emulator/faults':
    'Adds one: {"fault":{"kind":"status","status":503},"method"?,"path"?,"times"?,"probability"?}; kinds: latency (milliseconds), late-effect, late-record, status, html, empty, truncated, stall, reset (when: before, during, after), next-link. 201 {"id"}.',
  'DELETE /__emulator/faults': 'Removes all of them. 204.',
  'DELETE /__emulator/faults/{id}': 'Removes one. 204.',
  'GET /__emulator/account': 'The balance in USD; null when there is no limit. 200 {"balance"}.',
  'PUT /__emulator/account': 'Sets it: {"balance"}. 204.',
  'GET /__emulator/rate-limits':
    'Whether no more than 5 SMS and 1 MMS a second are accepted. 200 {"enabled"}.',
  'PUT /__emulator/rate-limits': 'Sets it: {"enabled"}. 204.',
  'GET /__emulator/carrier':
    'How messages fail at the recipients\' carriers; null when they do not. 200 {"failure":{"outcome","messages"}}.',
  'PUT /__emulator/carrier':
    'Lets the messages fail that are sent from now on: {"outcome","messages"?}; outcomes: no-route, landline, spam, expired, no-receipt, late-receipt; messages: how many, all without it. 204.',
  'DELETE /__emulator/carrier': 'Messages are accepted again. 204.',
  'GET /__emulator/inbound-webhooks':
    'The form in which inbound SMS are posted, json-api or flat. 200 {"format"}.',
  'PUT /__emulator/inbound-webhooks': 'Sets it: {"format"}. 204.',
  'POST /__emulator/files': 'Keeps a file for an inbound MMS; the body is the file. 201 {"url"}.',
  'GET /__emulator/files/{id}/{name}': 'That file, without credentials.',
  'GET /__emulator/snapshot': 'Everything that the emulator knows, as JSON. 200.',
  'PUT /__emulator/snapshot': 'Puts everything back to what a snapshot says. 204.',
  'POST /__emulator/reset': 'Starts over. 204.',
  'GET /__emulator/openapi.json': 'An OpenAPI description of the API. 200.',
  'GET /__emulator/llms.txt': 'This text, without credentials.',
}
