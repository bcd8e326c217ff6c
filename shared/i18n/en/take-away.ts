/** Copying, exporting and importing requests. */
export const enTakeAway = {
  'takeAway.copy': 'Copy as…',
  'takeAway.copy.curl': 'cURL command',
  'takeAway.copy.fetch': 'fetch for JavaScript',
  'takeAway.copy.python': 'Python script',
  'takeAway.copy.raw_http': 'Raw HTTP',
  'takeAway.copied.curl': 'The cURL command is on the clipboard.',
  'takeAway.copied.fetch': 'The fetch for JavaScript is on the clipboard.',
  'takeAway.copied.python': 'The Python script is on the clipboard.',
  'takeAway.copied.raw_http': 'The raw HTTP is on the clipboard.',
  'takeAway.copiedWithToken': 'It holds your token.',
  'takeAway.copiedWithout': '{placeholder} stands for your token.',
  'takeAway.importedNone': 'From {file}.',
  'takeAway.withToken': 'With the token',
  'takeAway.withTokenHint':
    'Whoever has the token can send to your DialPop. Without it, {placeholder} stands in its place.',
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
  'takeAway.importedFrom':
    '{count, plural, one {From {file}. It is marked as imported, and no call was made of it.} other {From {file}. They are marked as imported, and no calls were made of them.}}',
  'takeAway.skipped.no_json':
    '{count, plural, one {# line was left out: it is not a JSON object.} other {# lines were left out: they are not JSON objects.}}',
  'takeAway.skipped.no_request':
    '{count, plural, one {# entry was left out: it is not an HTTP request.} other {# entries were left out: they are not HTTP requests.}}',
  'takeAway.skipped.no_method':
    '{count, plural, one {# request was left out: it has no HTTP method.} other {# requests were left out: they have no HTTP method.}}',
  'takeAway.skipped.no_address':
    '{count, plural, one {# request was left out: its address is missing or too long.} other {# requests were left out: their addresses are missing or too long.}}',
  'takeAway.skipped.body_unreadable':
    '{count, plural, one {# request was left out: its body is not valid base64.} other {# requests were left out: their bodies are not valid base64.}}',
  'takeAway.skipped.body_too_large':
    '{count, plural, one {# request was left out: its body is larger than 64 KB.} other {# requests were left out: their bodies are larger than 64 KB.}}',
  'takeAway.skippedAt.har': 'At {places}.',
  'takeAway.skippedAt.jsonl': '{count, plural, one {Line {places}.} other {Lines {places}.}}',
  'takeAway.partial':
    '{count, plural, one {In # request} other {In # requests}} a header, the time, or all or part of the body could not be read.',
  'takeAway.removeImported': '{count, plural, one {Remove it again} other {Remove them again}}',
  'takeAway.removed': '{count, plural, one {# imported request removed} other {# imported requests removed}}',
  'takeAway.failure.notRemoved': 'The imported requests could not be removed: {reason}',
  'takeAway.showImported': '{count, plural, one {Show it} other {Show them}}',
  'takeAway.failure.title': 'Nothing was imported',
  'takeAway.failure.gone': 'The request is not there any more.',
  'takeAway.failure.bodyWithGet': 'fetch sends no body with GET or HEAD. Copy it as cURL instead.',
  'takeAway.failure.binary':
    'This request holds bytes that are no text and would not survive the clipboard. Copy it as cURL instead.',
  'takeAway.failure.fileTooLarge': 'The file is larger than 64 MB.',
  'takeAway.failure.noRequestFile': 'This is neither a HAR nor a JSON Lines file of requests: {file}',
  'takeAway.failure.tooMany': 'The file holds more than 10,000 requests.',
  'takeAway.failure.notAFile': 'This is not a file: {file}',
  'takeAway.failure.notStored': 'The requests could not be stored: {detail}',
  'takeAway.failure.restoring': 'A backup is being restored. Import the file once that is done.',
  'takeAway.failure.halfStored':
    '{count, plural, one {Only # request could be stored, and it could not be removed again: {detail}} other {Only # requests could be stored, and they could not be removed again: {detail}}}',
  'takeAway.failure.halfTitle': 'The import is incomplete',
  'takeAway.failure.notCopied': 'It could not be copied: {detail}',
} as const;
