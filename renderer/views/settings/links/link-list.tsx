import type { LinkTemplate } from '../../../../shared/call-links.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { PopupRules } from '../../../../shared/popup-rules.ts';
import { useAction } from '../../../actions/use-action.ts';
import { FieldError } from '../../../components/field-error.tsx';
import { ReorderList } from '../../../components/reorder-list.tsx';
import { RowActions } from '../../../components/row-actions.tsx';
import { createKeptDrafts } from '../../../hooks/kept-drafts.ts';
import { putBack } from '../../../hooks/put-back.ts';
import { useLastCall } from '../../../hooks/use-last-call.ts';
import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import { useSettingsChange } from '../../../hooks/use-settings-change.ts';
import { type Edit, EditedListFooter, useEditedList } from '../edited-list.tsx';
import { describeCondition } from './condition-editor.tsx';
import { LinkEditor } from './link-editor.tsx';

const maximumLinks = 20;
const drafts = createKeptDrafts<Edit<LinkTemplate>>();
const createLink = (): LinkTemplate => ({
  id: crypto.randomUUID(),
  name: '',
  template: '',
  condition: { kind: 'always' },
});

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

const deletions = createKeptDrafts<Deleted>();

/** The links of calls: their order is the one in which calls offer them. */
export function LinkList({ links, linkSchemes }: Props) {
  const { failure, change } = useSettingsChange();
  const call = useLastCall();
  const list = useEditedList<LinkTemplate, Deleted>({
    items: links,
    maximum: maximumLinks,
    drafts,
    deletions,
    createItem: createLink,
  });
  useAction('addCallLink', list.add);

  const save = (link: LinkTemplate) =>
    change(({ links: all }) => ({
      links: all.some(({ id }) => id === link.id)
        ? all.map((one) => (one.id === link.id ? link : one))
        : [...all, link],
    }));
  const keep = async (link: LinkTemplate) => {
    if (await save(link)) list.stopEditing(link.id);
  };
  const remove = async (link: LinkTemplate) => {
    const { id } = link;
    let before: Omit<Deleted, 'link'> | null = null;
    const isDone = await change(({ links: all, popups }) => {
      before = { index: all.findIndex((one) => one.id === id), popups };
      return { links: all.filter((one) => one.id !== id), popups: withoutLink(popups, id) };
    });
    if (isDone && before !== null) list.noteDeleted({ link, ...(before as Omit<Deleted, 'link'>) });
  };
  const undo = useOneAtATime(async (before: Deleted) => {
    const isDone = await change(({ links: all, popups }) => ({
      links: putBack(all, before.index, before.link),
      popups: withLink(popups, before.popups, before.link.id),
    }));
    if (isDone) list.noteRestored();
  });
  const nameOfEditor = (id: string): string => {
    const saved = links.find((one) => one.id === id);
    return saved === undefined ? t('links.editor.name') : t('links.edit', { name: saved.name });
  };
  const editor = ({ draft, isNew }: Edit<LinkTemplate>) => (
    <LinkEditor
      key={draft.id}
      draft={draft}
      label={nameOfEditor(draft.id)}
      takesFocus={draft.id === list.openedId}
      call={call}
      linkSchemes={linkSchemes}
      onDraft={(next) => list.keepDraft({ draft: next, isNew })}
      onSave={keep}
      onCancel={() => list.stopEditing(draft.id)}
    />
  );
  return (
    <div className="link-list">
      <p className="setting-description">{t('links.description')}</p>
      {links.length === 0 ? null : (
        <ReorderList
          label={t('links.listName')}
          items={links}
          keyOf={({ id }) => id}
          nameOf={({ name }) => name}
          onReorder={(next) => void change(() => ({ links: next }))}
        >
          {(link) => {
            const edit = list.editOf(link.id);
            if (edit !== undefined) return { content: editor(edit) };
            return {
              content: <LinkRow link={link} />,
              actions: (
                <RowActions
                  edit={t('links.edit', { name: link.name })}
                  remove={t('links.delete', { name: link.name })}
                  onEdit={() => list.beginEditing(link)}
                  onDelete={() => void remove(link)}
                />
              ),
            };
          }}
        </ReorderList>
      )}
      {list.newEdits.map(editor)}
      <FieldError text={failure} />
      <EditedListFooter
        list={list}
        add={t('links.add')}
        undo={t('links.undo')}
        describeDeleted={({ link }) => t('links.deleted', { name: link.name })}
        onUndo={(deleted) => void undo(deleted)}
      />
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
