import type { CopyFormat } from '../../../shared/ipc/take-away.ts';
import type { ExactRequest } from '../exact-request.ts';
import { toCurl } from './curl.ts';
import { toFetch } from './fetch.ts';
import { toPython } from './python.ts';
import { toRawHttp } from './raw-http.ts';

/** The request in the words of a program that sends it; null where that cannot carry its body. */
export function copyAs(format: CopyFormat, request: ExactRequest): string | null {
  switch (format) {
    case 'curl':
      return toCurl(request);
    case 'fetch':
      return toFetch(request);
    case 'python':
      return toPython(request);
    case 'raw_http':
      return toRawHttp(request);
  }
}
