/** Retention, export, backup and restore. */
export const enData = {
  'data.busy': 'Another export, backup or restore is under way. Wait for it to end, or cancel it.',
  'data.failure.full': 'The disk is full, so the file was not made. Free some space, or choose another place.',
  'data.failure.forbidden': 'DialPop is not allowed to write or read there: {file}. Choose another place.',
  'data.failure.gone': 'The file or its folder is not there any more: {file}',
  'data.failure.ownFile': 'This is the file in which DialPop keeps the history. Choose another name.',
  'data.failure.notABackup': 'This is no DialPop backup: {file}',
  'data.failure.damaged': 'This backup is damaged and was not restored: {file}',
  'data.failure.newer': 'This backup was made by a newer DialPop. Update DialPop, then restore it: {file}',
  'data.failure.other': 'It did not work: {detail}',

  'data.dialog.export': 'Export calls',
  'data.dialog.backup': 'Back up history and settings',
  'data.dialog.restore': 'Restore a backup',
  'data.fileName.export': 'DialPop calls {day}.{extension}',
  'data.fileName.backup': 'DialPop backup {day}.{extension}',
  'data.fileType.backup': 'DialPop backup',
  'data.fileType.all': 'All files',
  'data.format.csv': 'CSV',
  'data.format.jsonl': 'JSON Lines',
} as const;
