/** Popups and dialogs of the main process. */
export const hiMain = {
  'popup.agent': 'एजेंट {agent}',
  'popup.customField': '{name}: {value}',
  'popup.numberWithCountry': '{number} · {country}',
  'popup.unknownNumber': 'आउटगोइंग कॉल',
  'popup.open': 'खोलें',
  'start.failed': 'DialPop शुरू नहीं हो सका',
  'start.historyNewer': 'इतिहास को DialPop के नए संस्करण ने बनाया है ({detail})। कृपया DialPop अपडेट करें। फ़ाइल यह है: {file}',
  'start.historyFailed': 'इतिहास नहीं खोला जा सका: {detail}. फ़ाइल यह है: {file}',
} as const;
