/** Copying, exporting and importing requests. */
export const enTakeAway = {
  'takeAway.copy': 'Copy as…',
  'takeAway.copy.curl': 'cURL',
  'takeAway.copy.fetch': 'fetch',
  'takeAway.copy.python': 'Python requests',
  'takeAway.copy.raw_http': 'Raw HTTP',
  'takeAway.copied':
    '{format, select, curl {The cURL command} fetch {The call of fetch} python {The Python script} other {The raw HTTP}} is on the clipboard. {hasToken, select, yes {It holds your token.} other {{placeholder} stands for your token.}}',
  'takeAway.withToken': 'With the token',
  'takeAway.withTokenHint':
    'Whoever has the token can send to your DialPop. Without it, {placeholder} stands in its place.',
  'takeAway.export.some':
    '{count, plural, one {The selected request is exported.} other {The # selected requests are exported.}}',
  'takeAway.export.found': 'The requests that your search and filters find are exported, oldest first.',
  'takeAway.export.all': 'All requests are exported, oldest first.',
  'takeAway.export.which': 'Which requests',
  'takeAway.export.choice.some': '{count, plural, one {The selected request} other {The # selected requests}}',
  'takeAway.export.choice.found': 'What search and filters find',
  'takeAway.export.choice.all': 'All requests',
  'takeAway.format.har': 'HAR 1.2',
  'takeAway.format.jsonl': 'JSON Lines',
  'takeAway.format.harHint': 'For browsers’ developer tools and other inspectors.',
  'takeAway.format.jsonlHint': 'For programs: everything known of each request, on one line.',
  'takeAway.fileName': 'DialPop requests {day}.{extension}',
  'takeAway.fileType': 'HAR and JSON Lines',
  'takeAway.imported':
    '{count, plural, =0 {No requests imported} one {# request imported} other {# requests imported}}',
  'takeAway.importedFrom': 'From {file}. They are marked as imported, and no calls were made of them.',
  'takeAway.skipped.body_too_large':
    '{count, plural, one {# request was left out: its body is larger than 64 KB.} other {# requests were left out: their bodies are larger than 64 KB.}}',
  'takeAway.skipped.no_request':
    '{count, plural, one {# entry was left out: it is no HTTP request.} other {# entries were left out: they are no HTTP requests.}}',
  'takeAway.removeImported': 'Remove them again',
  'takeAway.removed': '{count, plural, one {# imported request removed} other {# imported requests removed}}',
  'takeAway.showImported': 'Show them',
  'takeAway.close': 'Close',
  'takeAway.failure.title': 'Nothing was imported',
  'takeAway.failure.gone': 'The request is not there any more.',
  'takeAway.failure.bodyWithGet': 'fetch sends no body with GET or HEAD. Copy it as cURL instead.',
  'takeAway.failure.binary':
    'This request holds bytes that are no text and would not survive the clipboard. Copy it as cURL instead.',
  'takeAway.failure.fileTooLarge': 'The file is larger than 64 MB.',
  'takeAway.failure.noRequestFile': 'This is neither a HAR nor a JSON Lines file of requests: {file}',
  'takeAway.failure.tooMany': 'The file holds more than 10,000 requests.',
  'takeAway.failure.unsound': 'What stands at {place} in the file is not valid.',
  'takeAway.failure.notStored': 'The requests could not be stored: {detail}',
} as const;
