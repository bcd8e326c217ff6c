import type { View } from '../../../../shared/ipc-contract.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { AppStatus } from '../../../../shared/status.ts';

export interface SectionProps {
  settings: Settings;
  status: AppStatus;
  onOpenCall: (id: number) => void;
  onGoTo: (view: View) => void;
}
