import { useQuery } from '@tanstack/react-query';
import { ShieldBan } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useId } from 'react';
import { forLocale } from '../../../../shared/i18n/locale.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { TurnedAwayCounts, TurnedAwayReason } from '../../../../shared/turned-away.ts';
import { turnedAwayQuery } from '../../../live/queries.ts';
import '../../../styles/turned-away.css';

const shortNumber = forLocale((tag) => new Intl.NumberFormat(tag, { notation: 'compact' }));
const number = forLocale((tag) => new Intl.NumberFormat(tag));

/** How many requests were turned away since the start, with the reasons on a click; nothing where there were none. */
export function TurnedAwayCount() {
  const id = useId();
  const { data } = useQuery(turnedAwayQuery);
  const reasons = data === undefined ? [] : reasonsOf(data);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  const name = t('turnedAway.name', { count: total });
  return (
    // Not modal: a modal popover locks scrolling with a style element, which the CSP forbids.
    <Popover.Root modal={false}>
      <Popover.Trigger asChild>
        <button type="button" className="button button-quiet turned-away" aria-label={name} title={name}>
          <ShieldBan aria-hidden />
          {shortNumber().format(total)}
        </button>
      </Popover.Trigger>
      <Popover.Content
        className="turned-away-popover"
        align="end"
        sideOffset={6}
        collisionPadding={8}
        aria-labelledby={id}
      >
        <h2 id={id}>{t('turnedAway.heading')}</h2>
        <dl>
          {reasons.map(([reason, count]) => (
            <div key={reason}>
              <dt>{t(`turnedAway.${reason}`)}</dt>
              <dd>{number().format(count)}</dd>
            </div>
          ))}
        </dl>
        <p>{t('turnedAway.hint')}</p>
      </Popover.Content>
    </Popover.Root>
  );
}

/** Those there were, the most frequent first. */
const reasonsOf = (counts: TurnedAwayCounts): [TurnedAwayReason, number][] =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one)
    // Object.entries widens the names; they are the counts' own.
    .map(([reason, count]) => [reason as TurnedAwayReason, count]);
