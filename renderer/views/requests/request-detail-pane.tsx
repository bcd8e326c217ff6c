import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { isKey } from '../../actions/keys.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { requestQuery } from '../../live/queries.ts';
import type { BodyTab } from './detail/request-body.tsx';
import { RequestDetailView } from './request-detail.tsx';

interface Props {
  requestId: number | null;
  pane: RefObject<HTMLElement | null>;
  onBack: () => void;
  onOpenCall: (id: number) => void;
}

/** The request on show, or how to have one on show. */
export function RequestDetailPane({ requestId, pane, onBack, onOpenCall }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isKey(event, 'Escape') || event.defaultPrevented) return;
    event.preventDefault();
    onBack();
  };
  return (
    <section
      className="detail-pane"
      aria-label={t('requests.detailName')}
      ref={pane}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {requestId === null ? (
        <p className="detail-hint">{t('requests.selectHint')}</p>
      ) : (
        <>
          <button type="button" className="button button-quiet back-button" onClick={onBack}>
            <ArrowLeft aria-hidden />
            {t('requests.back')}
          </button>
          <ShownRequest requestId={requestId} pane={pane} onOpenCall={onOpenCall} />
        </>
      )}
    </section>
  );
}

type ShownProps = Pick<Props, 'pane' | 'onOpenCall'> & { requestId: number };

function ShownRequest({ requestId, pane, onOpenCall }: ShownProps) {
  // Keeping the request before avoids a flash of nothing between two.
  const {
    data: request,
    error,
    refetch,
  } = useQuery({
    ...requestQuery.of(requestId),
    placeholderData: keepPreviousData,
  });
  // Who looks at bytes looks at the bytes of the next one too.
  const [bodyTab, setBodyTab] = useState<BodyTab | null>(null);
  if (error !== null) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (request === undefined) return null;
  if (request === null) return <p className="detail-hint">{t('request.gone')}</p>;
  return (
    <RequestDetailView
      key={request.id}
      request={request}
      bodyTab={bodyTab}
      onBodyTab={setBodyTab}
      pane={pane}
      onOpenCall={onOpenCall}
    />
  );
}
