import { enActions } from './actions.ts';
import { enAnswers } from './answers.ts';
import { enCall } from './call.ts';
import { enComposer } from './composer.ts';
import { enData } from './data.ts';
import { enDiagnostics } from './diagnostics.ts';
import { enLinks } from './links.ts';
import { enMain } from './main.ts';
import { enPopups } from './popups.ts';
import { enReasons } from './reasons.ts';
import { enRequests } from './requests.ts';
import { enSearch } from './search.ts';
import { enSending } from './sending.ts';
import { enTakeAway } from './take-away.ts';
import { enTray } from './tray.ts';
import { enTunnel } from './tunnel.ts';
import { enTurnedAway } from './turned-away.ts';
import { enWelcome } from './welcome.ts';
import { enWhence } from './whence.ts';
import { enWindow } from './window.ts';

/** Every text a person sees, in English, as ICU messages: one catalogue, a part for each place. */
export const en = {
  ...enActions,
  ...enAnswers,
  ...enCall,
  ...enComposer,
  ...enData,
  ...enDiagnostics,
  ...enLinks,
  ...enMain,
  ...enPopups,
  ...enReasons,
  ...enRequests,
  ...enSearch,
  ...enSending,
  ...enTakeAway,
  ...enTray,
  ...enTunnel,
  ...enTurnedAway,
  ...enWelcome,
  ...enWhence,
  ...enWindow,
} as const;

/** The name of a text; every language has each of them. */
export type MessageKey = keyof typeof en;
