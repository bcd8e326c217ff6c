import { useCallback, useEffect, useState } from 'react';
import {
  type CallFacts,
  type CallIds,
  documentedFacts,
  newCallIds,
  toUser,
} from '../../shared/composer/call-events.ts';
import { type Draft, type SavedMessage, toDraft } from '../../shared/composer/draft.ts';
import { createPreset, type PresetName, withIds } from '../../shared/composer/presets.ts';
import type { ScenarioName } from '../../shared/composer/scenarios.ts';

/** What is being made, and what it was begun with. */
export type Start =
  | { kind: 'preset'; name: PresetName }
  | { kind: 'scenario'; name: ScenarioName }
  | { kind: 'saved'; id: string };

interface Composed {
  start: Start;
  draft: Draft;
  /** A new call after each send. */
  hasNewIds: boolean;
  /** Of the call that presets belong to. */
  ids: CallIds;
}

/** What was composed when the composer was closed the last time: it is gone on with. */
let kept: Composed | null = null;

const newIds = (): CallIds => newCallIds(Date.now(), () => crypto.randomUUID());

const factsOf = (ids: CallIds, agentId: string | undefined): CallFacts => ({
  ...documentedFacts(ids),
  ...(agentId === undefined ? {} : { user: toUser(agentId) }),
});

export type ComposerState = ReturnType<typeof useComposer>;

/**
 * The message that is composed, and what can be done with it.
 *
 * @param agentId the person's own first agent id, so that what they send is theirs
 */
export function useComposer(agentId: string | undefined) {
  const [composed, setComposed] = useState<Composed>(() => {
    if (kept !== null) return kept;
    const ids = newIds();
    const draft = toDraft(createPreset('agent_started', factsOf(ids, agentId)), 'json');
    return { start: { kind: 'preset', name: 'agent_started' }, draft, hasNewIds: true, ids };
  });
  useEffect(() => {
    kept = composed;
  }, [composed]);

  return {
    ...composed,
    setDraft: useCallback((draft: Draft) => setComposed((before) => ({ ...before, draft })), []),
    setHasNewIds: (hasNewIds: boolean) => setComposed((before) => ({ ...before, hasNewIds })),
    choosePreset: (name: PresetName) =>
      setComposed((before) => ({
        ...before,
        start: { kind: 'preset', name },
        draft: toDraft(createPreset(name, factsOf(before.ids, agentId)), before.draft.encoding),
      })),
    chooseScenario: (name: ScenarioName) => setComposed((before) => ({ ...before, start: { kind: 'scenario', name } })),
    chooseSaved: ({ id, draft, hasNewIds }: SavedMessage) =>
      setComposed((before) => ({
        ...before,
        start: { kind: 'saved', id },
        draft: hasNewIds ? withIds(draft, before.ids) : draft,
        hasNewIds,
      })),
    /** It is saved under this id now. */
    noteSaved: (id: string) => setComposed((before) => ({ ...before, start: { kind: 'saved', id } })),
    renewIds: () => setComposed((before) => renew(before)),
    /** It was sent: where each send is a new call, the next one is prepared. */
    noteSent: () => setComposed((before) => (before.hasNewIds ? renew(before) : before)),
  };
}

function renew(before: Composed): Composed {
  const ids = newIds();
  return { ...before, ids, draft: withIds(before.draft, ids) };
}
