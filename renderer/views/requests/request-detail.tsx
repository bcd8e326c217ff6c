import { memo, type RefObject, useMemo, useRef, useState } from 'react';
import type { RequestDetail } from '../../../shared/requests.ts';
import { useFocusHandedOn } from '../../hooks/use-focus-when-lost.ts';
import { ChosenAnswerNote } from './answers/chosen-answer-note.tsx';
import { AnswerGiven } from './detail/answer-given.tsx';
import type { PointedAt } from './detail/marked-lines.tsx';
import { type BodyTab, RequestBody } from './detail/request-body.tsx';
import { RequestFields } from './detail/request-fields.tsx';
import { RequestHeader } from './detail/request-header.tsx';
import { RequestHeaders } from './detail/request-headers.tsx';
import { RequestNotes } from './detail/request-notes.tsx';
import { RequestQueryText } from './detail/request-query-text.tsx';
import { RequestReasons } from './detail/request-reasons.tsx';
import { RequestTiming } from './detail/request-timing.tsx';
import { readShownMessage } from './detail/shown-message.ts';
import { RequestForwards } from './forwarding/request-forwards.tsx';
import { RequestWhence } from './whence/request-whence.tsx';

interface Props {
  request: RequestDetail;
  /** How the person last chose to see a body; null for what suits it. */
  bodyTab: BodyTab | null;
  onBodyTab: (tab: BodyTab) => void;
  /** Takes the focus when another request takes this one's place. */
  pane: RefObject<HTMLElement | null>;
  onOpenCall: (id: number) => void;
}

/**
 * Everything about one request: how it came, what it said, how it was answered. Made again only when that has changed:
 * other requests come in meanwhile.
 */
export const RequestDetailView = memo(function RequestDetailView({
  request,
  bodyTab,
  onBodyTab,
  pane,
  onOpenCall,
}: Props) {
  const article = useRef<HTMLElement>(null);
  useFocusHandedOn(article, pane);
  const shown = useMemo(() => readShownMessage(request), [request]);
  const [pointedAt, setPointedAt] = useState<PointedAt | null>(null);
  const pointAt = (id: string) => {
    if (shown.message.part === 'body') onBodyTab('text');
    setPointedAt({ id });
  };
  const chooseTab = (tab: BodyTab) => {
    // What was pointed at would take the focus again.
    setPointedAt(null);
    onBodyTab(tab);
  };
  return (
    <article className="detail request-detail" ref={article}>
      <RequestHeader request={request} onOpenCall={onOpenCall} />
      <RequestNotes request={request} />
      <ChosenAnswerNote request={request} />
      <RequestReasons request={request} marks={shown.marks} onPoint={pointAt} />
      <RequestTiming request={request} />
      <RequestWhence request={request} />
      <RequestForwards request={request} />
      <RequestQueryText request={request} shown={shown} pointedAt={pointedAt} />
      <div className="request-columns">
        <RequestBody request={request} shown={shown} tab={bodyTab} pointedAt={pointedAt} onTab={chooseTab} />
        <RequestFields request={request} shown={shown} />
      </div>
      <div className="request-columns">
        <RequestHeaders request={request} />
        <AnswerGiven request={request} />
      </div>
    </article>
  );
});
