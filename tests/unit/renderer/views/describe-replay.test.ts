import { describe, expect, test } from 'vitest';
import { describeReplay } from '../../../../renderer/views/requests/sending/describe-replay.ts';
import { pickCounterpart } from '../../../../renderer/views/requests/sending/pick-counterpart.ts';
import type { SentOutcome, SentRequest } from '../../../../shared/sending.ts';
import { requestDetail } from '../../../support/request-detail.ts';

const sent = (outcome: SentOutcome, requestId: number | null = 7): SentRequest => ({
  requestId,
  outcome,
  answer: { status: 200, headers: {}, body: '' },
  tookMs: 0.2,
});

describe('what is told of a replay', () => {
  test('a redelivery pops nothing, and is offered as a new call', () => {
    expect(describeReplay({ sent: [sent('duplicate')], skipped: [], stopped: null })).toEqual({
      text: 'A duplicate, so nothing popped: answered 200 in 1 ms.',
      tone: 'plain',
      showId: 7,
      offersNewCall: true,
    });
  });

  test('several are counted, and each reason for one that was not sent is told once', () => {
    const report = {
      sent: [sent('accepted', 7), sent('duplicate', 8), sent('turned_away', null)],
      skipped: ['gone', 'body_not_kept', 'gone'] as const,
      stopped: { isCancelled: true, message: 'It was cancelled.' },
    };
    expect(describeReplay({ ...report, skipped: [...report.skipped] })).toEqual({
      text: [
        '3 requests sent again: 1 accepted, 1 duplicate, 1 refused.',
        '2 requests were not sent: they are not in the history any more.',
        '1 request was not sent: its body was not kept when it was refused. Edit and resend it with another.',
        'The replay has ended early. It was cancelled.',
      ].join(' '),
      tone: 'plain',
      showId: 8,
      offersNewCall: false,
    });
  });

  test('where nothing was sent it is a problem', () => {
    const told = describeReplay({ sent: [], skipped: ['no_path'], stopped: null });
    expect(told).toMatchObject({ tone: 'problem', showId: null });
  });
});

test('a request is compared with what it was made from, else with the one before it of its call', () => {
  const others = [9, 6, 4, 2].map((id) => requestDetail({ id, callId: id % 4 === 0 ? 1 : null }));
  expect(pickCounterpart(requestDetail({ id: 7, callId: 1, sourceId: 3 }), others)).toBe(3);
  expect(pickCounterpart(requestDetail({ id: 7, callId: 1, firstRequestId: 2 }), others)).toBe(2);
  expect(pickCounterpart(requestDetail({ id: 7, callId: 1 }), others)).toBe(4);
  expect(pickCounterpart(requestDetail({ id: 7 }), others)).toBe(6);
  expect(pickCounterpart(requestDetail({ id: 1 }), others)).toBe(9);
  expect(pickCounterpart(requestDetail({ id: 1 }), [])).toBeNull();
});
