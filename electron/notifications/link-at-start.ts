import type { CallSummary } from '../../shared/calls.ts';
import type { PopupActions, PopupLinks } from './popup-actions.ts';

/** Links that may open by themselves within a stretch of time. Nobody dials faster; a machine that does gets no tabs for it. */
const limits = [
  { links: 1, withinMs: 2000 },
  { links: 5, withinMs: 60_000 },
];
const longestMs = Math.max(...limits.map(({ withinMs }) => withinMs));

/** How many calls are remembered so that a link opens once for each. */
const maximumRememberedCalls = 500;

export interface LinkAtStartDependencies {
  links: Pick<PopupLinks, 'listCallLinks'>;
  openLink: PopupActions['openLink'];
  /** Milliseconds of a clock that is never set back. */
  now: () => number;
}

/**
 * Opens a link by itself when a call starts: once for a call, and not more often than the limits
 * above. Who calls decides first that the call pops.
 */
export function createLinkAtStart({ links, openLink, now }: LinkAtStartDependencies) {
  const openedCalls = new Set<number>();
  let openedAt: number[] = [];

  const isAllowed = (): boolean => {
    openedAt = openedAt.filter((at) => now() - at < longestMs);
    return limits.every((limit) => openedAt.filter((at) => now() - at < limit.withinMs).length < limit.links);
  };

  return {
    /** @param linkId null where no link opens by itself */
    async open(call: Pick<CallSummary, 'id' | 'number'>, linkId: string | null): Promise<void> {
      if (linkId === null || openedCalls.has(call.id) || !isAllowed()) return;
      // Counted before anything is awaited, or calls that come together would all see the same count.
      openedCalls.add(call.id);
      const at = now();
      openedAt.push(at);
      for (const id of openedCalls) {
        if (openedCalls.size <= maximumRememberedCalls) break;
        openedCalls.delete(id);
      }
      const link = (await links.listCallLinks(call.id)).find(({ id }) => id === linkId);
      if (link !== undefined) return openLink(call, link);
      // It is not meant for this call, or no longer in the settings: other calls' links do not wait for it.
      const index = openedAt.indexOf(at);
      if (index !== -1) openedAt.splice(index, 1);
    },
    /** Calls are numbered anew: none that comes has had its link. */
    forgetCalls: (): void => openedCalls.clear(),
  };
}
