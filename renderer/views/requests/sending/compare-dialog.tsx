import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import { everyRequest } from '../../../../shared/request-query.ts';
import type { RequestDetail, RequestSummary } from '../../../../shared/requests.ts';
import { bridge } from '../../../bridge.ts';
import type { HostedDialog } from '../../../components/dialog-host.tsx';
import { ModalDialog } from '../../../components/modal-dialog.tsx';
import { Select } from '../../../components/select.tsx';
import { describeRequest } from '../../../format/describe-request.ts';
import { formatDayAndClock } from '../../../format/time.ts';
import { requestQuery } from '../../../live/queries.ts';
import { CompareTable } from './compare-table.tsx';
import { pickCounterpart } from './pick-counterpart.ts';
import '../../../styles/compare.css';

/** The newest ones, to choose from. */
const mostOffered = 200;
const longestMethod = 10;

interface Props extends HostedDialog {
  request: RequestDetail;
  /** The other of two that are selected; null where one is. */
  otherId: number | null;
}

/** A request beside another one, value by value. */
export default function CompareDialog({ isOpen, ...props }: Props) {
  return (
    <ModalDialog isOpen={isOpen} name={t('compare.title')} className="sending-dialog" onClose={props.onClose}>
      <Comparison {...props} />
    </ModalDialog>
  );
}

function Comparison({ request, otherId, onClose }: Omit<Props, 'isOpen'>) {
  const [chosenId, setChosenId] = useState(otherId);
  const [showsAll, setShowsAll] = useState(false);
  const { data: page } = useQuery({
    queryKey: ['compare-with', request.id],
    queryFn: () => bridge().listRequests({ query: everyRequest, before: null, limit: mostOffered }),
    gcTime: 0,
  });
  const others = page?.items.filter(({ id }) => id !== request.id) ?? [];
  const preferredId = pickCounterpart(request, others);
  const { data: preferred } = useRequest(preferredId);
  // What it was made from may be gone.
  const nextBest =
    preferred === null ? pickCounterpart({ ...request, sourceId: null, firstRequestId: null }, others) : preferredId;
  const otherToShow = chosenId ?? nextBest;
  const { data: other } = useRequest(otherToShow);
  const offered =
    other === undefined || other === null || others.some(({ id }) => id === other.id) ? others : [other, ...others];
  return (
    <>
      <header className="sending-header">
        <h2>{t('compare.title')}</h2>
        <label className="sending-check">
          <input type="checkbox" checked={!showsAll} onChange={(event) => setShowsAll(!event.target.checked)} />
          {t('compare.onlyDifferences')}
        </label>
      </header>
      <div className="compare-sides">
        <div>
          <span className="sending-label">{t('compare.left')}</span>
          <strong>{nameOf(request)}</strong>
        </div>
        <div>
          <label className="sending-label" htmlFor="compare-other">
            {t('compare.right')}
          </label>
          {otherToShow === null ? (
            <p>{page === undefined ? '' : t('compare.none')}</p>
          ) : (
            <Select
              id="compare-other"
              value={String(otherToShow)}
              options={offered.map((option) => ({ value: String(option.id), text: nameOf(option) }))}
              onChange={(value) => setChosenId(Number(value))}
            />
          )}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="sending-scroller" tabIndex={0} aria-label={t('compare.values')}>
        {other === undefined ? null : other === null ? (
          <p>{t('compare.gone')}</p>
        ) : (
          <CompareTable left={request} right={other} showsAll={showsAll} />
        )}
      </section>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('dialog.close')}
        </button>
      </div>
    </>
  );
}

const useRequest = (id: number | null) => useQuery({ ...requestQuery.of(id ?? 0), enabled: id !== null });

/** `12:04:11 · POST · Call started · +44 20 0000 0001 · Duplicate` */
function nameOf(request: RequestSummary): string {
  const { receivedAt, method, outcome } = request;
  return [
    formatDayAndClock(receivedAt),
    toPlainText(method, longestMethod),
    describeRequest(request),
    t(`request.outcome.${outcome}`),
  ].join(' · ');
}
