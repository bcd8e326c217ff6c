import fc from 'fast-check';
import type { FuzzRequest } from '../fuzz-request.ts';
import { encodingOf, framing, toFuzzRequest } from './encodings.ts';
import { mutatedRequest } from './mutated-requests.ts';
import { rawRequest } from './raw-requests.ts';
import { expectedFields, validMessage } from './valid-messages.ts';

const validRequest: fc.Arbitrary<FuzzRequest> = validMessage.chain(({ fields, event }) =>
  fc
    .record({ framed: encodingOf(fields), framing })
    .map(({ framed, framing }) =>
      toFuzzRequest('valid', framed, framing, { ...event, fields: expectedFields(fields) }),
    ),
);

/** Anything the listener may be sent: a third sound, half of it changed, the rest whatever a connection carries. */
export const fuzzRequest: fc.Arbitrary<FuzzRequest> = fc.oneof(
  { weight: 6, arbitrary: validRequest },
  { weight: 9, arbitrary: mutatedRequest },
  { weight: 3, arbitrary: rawRequest },
);
