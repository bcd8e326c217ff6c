import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { draftOf, findDraftProblems, type RequestDraft } from '../../../../shared/request-draft.ts';
import type { Header, RequestDetail } from '../../../../shared/requests.ts';
import type { DraftPreview, SentRequest } from '../../../../shared/sending.ts';
import { bridge } from '../../../bridge.ts';
import { describeFailure } from '../../../format/failure.ts';

/** A name and a value to edit; one that is off is kept and not sent. */
export interface PairRow {
  key: number;
  isOn: boolean;
  name: string;
  value: string;
}

/** A draft as it is edited. */
export interface DraftForm extends Omit<RequestDraft, 'headers'> {
  headers: PairRow[];
}

let lastKey = 0;

/** A row that no other is. */
export function createRow(name = '', value = ''): PairRow {
  lastKey += 1;
  return { key: lastKey, isOn: true, name, value };
}

const toForm = (draft: RequestDraft): DraftForm => ({
  ...draft,
  headers: draft.headers.map(([name, value]) => createRow(name, value)),
});

/** What is sent of it. */
const toDraft = ({ headers, ...form }: DraftForm): RequestDraft => ({
  ...form,
  headers: headers
    .filter(({ isOn, name, value }) => isOn && (name !== '' || value !== ''))
    .map(({ name, value }): Header => [name, value]),
});

export type SendState =
  | { status: 'idle' | 'sending' }
  | { status: 'answered'; sent: SentRequest }
  | { status: 'failed'; message: string };

export type DraftEditing = ReturnType<typeof useDraft>;

/** A stored request being edited: the form, what of it cannot be sent, and how the last sending ended. */
export function useDraft(request: RequestDetail) {
  const [form, setForm] = useState(() => toForm(draftOf(request)));
  const draft = toDraft(form);
  const text = JSON.stringify(draft);
  // As it was opened or last sent: nothing is lost with it.
  const [kept, setKept] = useState(text);
  const [state, setState] = useState<SendState>({ status: 'idle' });
  const [renewals, setRenewals] = useState(0);
  const problems = findDraftProblems(draft);

  const send = async () => {
    if (problems.length > 0 || state.status === 'sending') return;
    setState({ status: 'sending' });
    const result = await bridge()
      .sendDraft({ draft, sourceId: request.id })
      .catch((error: unknown) => ({ ok: false as const, message: describeFailure(error) }));
    if (result.ok) setKept(text);
    setState(result.ok ? { status: 'answered', sent: result.sent } : { status: 'failed', message: result.message });
  };
  /** Puts ids and a time of its own into the event; nothing where there is none. */
  const renew = async () => {
    const renewed = await bridge().renewDraft({ draft });
    if (renewed === null) return;
    setForm((before) => ({ ...before, query: renewed.query, bodyBase64: renewed.bodyBase64 }));
    setRenewals((count) => count + 1);
  };
  return {
    form,
    change: (change: Partial<DraftForm>) => setForm((before) => ({ ...before, ...change })),
    draft,
    problems,
    hasUnsent: text !== kept,
    state,
    send,
    renew,
    /** How often the query was changed by something else than its field. */
    renewals,
  };
}

/** After how long without a key the listener's code is asked. */
const previewDelayMs = 150;

/** What the listener would make of a draft; undefined until it was asked. */
export function usePreview(draft: RequestDraft): DraftPreview | undefined {
  const text = JSON.stringify(draft);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), previewDelayMs);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useQuery({
    queryKey: ['draft-preview', settled],
    // What was made into JSON here is read back here.
    queryFn: () => bridge().previewDraft({ draft: JSON.parse(settled) as RequestDraft }),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return data;
}
