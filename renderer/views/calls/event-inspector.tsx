import { Tabs } from 'radix-ui';
import { lazy, memo, Suspense } from 'react';
import type { CallDetail, EventRecord } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { describeEvent } from '../../format/call-status.ts';
import { formatClockWithSeconds } from '../../format/time.ts';
import { EventFields } from './event-fields.tsx';
import { OriginalRequests } from './original-requests.tsx';

const JsonTree = lazy(() => import('../../components/json-tree.tsx'));

const tabs = ['fields', 'parsed', 'original'] as const;

interface Props {
  event: EventRecord;
  unknownFields: CallDetail['unknownFields'];
}

/** One event: its fields, the event as it was understood, and what exactly came. */
export const EventInspector = memo(function EventInspector({ event, unknownFields }: Props) {
  const name = describeEvent(event);
  return (
    <section className="inspector" aria-labelledby="event-heading">
      <Tabs.Root defaultValue="fields">
        <header className="inspector-header">
          <h3 id="event-heading">
            {t('event.heading', { event: name, time: formatClockWithSeconds(event.receivedAt) })}
          </h3>
          <Tabs.List className="tabs" aria-label={t('event.tabs')}>
            {tabs.map((tab) => (
              <Tabs.Trigger key={tab} value={tab} className="tab">
                {t(`event.tab.${tab}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </header>
        <Tabs.Content value="fields" className="tab-panel">
          <EventFields fields={event.fields} unknownNames={new Set(unknownFields.map(({ name }) => name))} />
        </Tabs.Content>
        <Tabs.Content value="parsed" className="tab-panel">
          <div className="card code-card">
            <Suspense fallback={null}>
              <JsonTree value={event.fields} name={name} />
            </Suspense>
            <CopyButton text={JSON.stringify(event.fields, null, 2)} what={t('event.json')} className="corner-copy" />
          </div>
        </Tabs.Content>
        <Tabs.Content value="original" className="tab-panel">
          <OriginalRequests requests={event.requests} />
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
});
