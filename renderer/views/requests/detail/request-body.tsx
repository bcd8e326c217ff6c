import { Tabs } from 'radix-ui';
import { lazy, memo, Suspense } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import type { JsonValue } from '../../../../shared/json.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { CopyButton } from '../../../components/copy-button.tsx';
import { RepeatedNames } from '../../../components/repeated-names.tsx';
import { hexDigits, hexDump } from '../../../format/body-bytes.ts';
import type { TextMark } from '../../../format/text-lines.ts';
import { MarkedLines, type PointedAt } from './marked-lines.tsx';
import type { ShownMessage } from './shown-message.ts';

const JsonTree = lazy(() => import('../../../components/json-tree.tsx'));

const bodyTabs = ['text', 'tree', 'hex'] as const;
export type BodyTab = (typeof bodyTabs)[number];

/** The same each time: lines with other marks are made anew. */
const noMarks: readonly TextMark[] = [];

interface Props {
  request: RequestDetail;
  shown: ShownMessage;
  /** What the person chose last. */
  tab: BodyTab | null;
  pointedAt: PointedAt | null;
  onTab: (tab: BodyTab) => void;
}

/** The body as it came: as text, as a tree, and its exact bytes. */
export function RequestBody({ request, shown, tab, pointedAt, onTab }: Props) {
  if (request.bodyBytes === 0) return null;
  const tree = shown.message.part === 'body' ? shown.value : null;
  const offered = bodyTabs.filter((one) => one !== 'tree' || tree !== null);
  const suited: BodyTab = shown.isUtf8 ? 'text' : 'hex';
  const chosen = tab !== null && offered.includes(tab) ? tab : suited;
  return (
    <section className="request-body" aria-labelledby="body-heading">
      <Tabs.Root value={chosen} onValueChange={(value) => onTab(offered.find((one) => one === value) ?? suited)}>
        <header className="inspector-header">
          <h3 id="body-heading">{t('request.body')}</h3>
          <div className="body-tools">
            <CopyBody shown={shown} tab={chosen} tree={tree} />
            <Tabs.List className="tabs" aria-label={t('request.body.tabs')}>
              {offered.map((one) => (
                <Tabs.Trigger key={one} value={one} className="tab">
                  {t(`request.body.${one}`)}
                </Tabs.Trigger>
              ))}
            </Tabs.List>
          </div>
        </header>
        <RepeatedNames body={shown.body} />
        {shown.isUtf8 || chosen === 'hex' ? null : <p className="card card-note">{t('request.body.notUtf8')}</p>}
        <Tabs.Content value="text" className="tab-panel card code-card raw-text">
          <MarkedLines
            text={shown.body}
            marks={shown.message.part === 'body' ? shown.marks : noMarks}
            pointedAt={pointedAt}
          />
        </Tabs.Content>
        <Tabs.Content value="tree" className="tab-panel card code-card">
          <Suspense fallback={null}>
            <JsonTree value={tree} name={t('request.body')} />
          </Suspense>
        </Tabs.Content>
        <Tabs.Content value="hex" className="tab-panel card code-card raw-text">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keys that scroll */}
          <pre className="hex-dump" tabIndex={0} dir="ltr">
            <HexDump bytes={shown.bytes} />
          </pre>
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
}

/** Made only when it is looked at, and once. */
const HexDump = memo(({ bytes }: { bytes: Uint8Array }) => hexDump(bytes));

/** The copy is exact: text only where it is that of the bytes, else the bytes as digits. */
function CopyBody({ shown, tab, tree }: { shown: ShownMessage; tab: BodyTab; tree: JsonValue | null }) {
  if (tab === 'tree') return <CopyButton text={JSON.stringify(tree, null, 2)} what={t('event.json')} />;
  return tab === 'text' && shown.isUtf8 ? (
    <CopyButton text={shown.body} what={t('request.body')} />
  ) : (
    <CopyButton text={hexDigits(shown.bytes)} what={t('request.body.bytes')} />
  );
}
