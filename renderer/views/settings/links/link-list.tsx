import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { LinkTemplate } from '../../../../shared/call-links.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { PopupRules } from '../../../../shared/popup-rules.ts';
import { useAction } from '../../../actions/use-action.ts';
import { ReorderList } from '../../../components/reorder-list.tsx';
import { useLastCall } from '../../../hooks/use-last-call.ts';
import { useSettingsChange } from '../../../hooks/use-settings-change.ts';
import { describeCondition } from './condition-editor.tsx';
import { LinkEditor } from './link-editor.tsx';

const maximumLinks = 20;

interface Props {
  links: LinkTemplate[];
  linkSchemes: string[];
}

/** What was deleted, with all that named it, for as long as it can be taken back. */
interface Deleted {
  link: LinkTemplate;
  /** Its place in the list. */
  index: number;
  popups: PopupRules;
}

/** The links of calls: their order is the one in which calls offer them. */
export function LinkList({ links, linkSchemes }: Props) {
  const { failure, change } = useSettingsChange();
  const call = useLastCall();
  const [editedId, setEditedId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const beginAdding = () => {
    setEditedId(null);
    setDeleted(null);
    setAdding(true);
  };
  useAction('addCallLink', links.length < maximumLinks && !isAdding ? beginAdding : null);
  const undoButton = useRef<HTMLButtonElement>(null);
  // The row went away with its button; what can be done about it is what comes next.
  useEffect(() => {
    if (deleted !== null) undoButton.current?.focus();
  }, [deleted]);

  const save = (link: LinkTemplate) =>
    change(({ links: all }) => ({
      links: all.some(({ id }) => id === link.id)
        ? all.map((one) => (one.id === link.id ? link : one))
        : [...all, link],
    }));
  const remove = (link: LinkTemplate) =>
    change(({ links: all, popups }) => {
      const { id } = link;
      setDeleted({ link, index: all.findIndex((one) => one.id === id), popups });
      return { links: all.filter((one) => one.id !== id), popups: withoutLink(popups, id) };
    });
  const undo = async (before: Deleted) => {
    const isDone = await change(({ links: all, popups }) => ({
      links: all.toSpliced(before.index, 0, before.link),
      popups: withLink(popups, before.popups, before.link.id),
    }));
    if (!isDone) return;
    setDeleted(null);
    addButton.current?.focus();
  };
  const stopEditing = () => {
    setEditedId(null);
    setAdding(false);
    addButton.current?.focus();
  };
  return (
    <div className="link-list">
      <p className="setting-description">{t('links.description')}</p>
      {links.length === 0 ? null : (
        <ReorderList
          label={t('links.listName')}
          items={links}
          keyOf={({ id }) => id}
          nameOf={({ name }) => name}
          onReorder={(next) => change(() => ({ links: next }))}
        >
          {(link) =>
            link.id === editedId
              ? {
                  content: (
                    <LinkEditor
                      link={link}
                      call={call}
                      linkSchemes={linkSchemes}
                      onSave={async (next) => (await save(next)) && stopEditing()}
                      onCancel={stopEditing}
                    />
                  ),
                }
              : {
                  content: <LinkRow link={link} />,
                  actions: (
                    <RowActions
                      link={link}
                      onEdit={() => {
                        setAdding(false);
                        setEditedId(link.id);
                      }}
                      onDelete={() => remove(link)}
                    />
                  ),
                }
          }
        </ReorderList>
      )}
      {isAdding ? (
        <LinkEditor
          link={null}
          call={call}
          linkSchemes={linkSchemes}
          onSave={async (next) => (await save(next)) && stopEditing()}
          onCancel={stopEditing}
        />
      ) : null}
      {failure === null ? null : (
        <p className="field-error" role="alert">
          {failure}
        </p>
      )}
      <div className="button-row">
        {isAdding ? null : (
          <button
            ref={addButton}
            type="button"
            className="button"
            disabled={links.length >= maximumLinks}
            onClick={beginAdding}
          >
            <Plus aria-hidden />
            {t('links.add')}
          </button>
        )}
        {deleted === null ? null : (
          <p className="link-undo" role="status">
            <span>{t('links.deleted', { name: deleted.link.name })}</span>
            <button ref={undoButton} type="button" className="link-button" onClick={() => undo(deleted)}>
              {t('links.undo')}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

function LinkRow({ link }: { link: LinkTemplate }) {
  const condition = describeCondition(link.condition);
  return (
    <div className="link-row">
      <p className="link-name">
        <bdi>{link.name}</bdi>
        {condition === null ? null : <span className="link-condition">{condition}</span>}
      </p>
      <code className="link-template" title={link.template}>
        {link.template}
      </code>
    </div>
  );
}

interface RowActionsProps {
  link: LinkTemplate;
  onEdit: () => void;
  onDelete: () => void;
}

function RowActions({ link: { name }, onEdit, onDelete }: RowActionsProps) {
  const edit = t('links.edit', { name });
  const remove = t('links.delete', { name });
  return (
    <>
      <button type="button" className="icon-button" aria-label={edit} title={edit} onClick={onEdit}>
        <Pencil aria-hidden />
      </button>
      <button type="button" className="icon-button" aria-label={remove} title={remove} onClick={onDelete}>
        <Trash2 aria-hidden />
      </button>
    </>
  );
}

/** Popups do again what they did with a link; what has been chosen since stays. */
function withLink(rules: PopupRules, before: PopupRules, linkId: string): PopupRules {
  const without = withoutLink(before, linkId);
  const isAsLeft = (part: 'click' | 'buttons' | 'openLinkAtStart') =>
    JSON.stringify(rules[part]) === JSON.stringify(without[part]);
  return {
    ...rules,
    click: isAsLeft('click') ? before.click : rules.click,
    buttons: isAsLeft('buttons') ? before.buttons : rules.buttons,
    openLinkAtStart: isAsLeft('openLinkAtStart') ? before.openLinkAtStart : rules.openLinkAtStart,
  };
}

/** Popups do nothing with a link that is gone. */
function withoutLink(rules: PopupRules, linkId: string): PopupRules {
  const isGone = (action: PopupRules['click']) => action.kind === 'open_link' && action.linkId === linkId;
  return {
    ...rules,
    click: isGone(rules.click) ? { kind: 'open_window' } : rules.click,
    buttons: rules.buttons.filter((action) => !isGone(action)),
    openLinkAtStart: rules.openLinkAtStart === linkId ? null : rules.openLinkAtStart,
  };
}
