/** Popups and dialogs of the main process. */
export const hiMain = {
  'popup.agent': 'एजेंट {agent}',
  'popup.customField': '{name}: {value}',
  'popup.numberWithCountry': '{number} · {country}',
  'popup.unknownNumber': 'आउटगोइंग कॉल',
  'popup.open': 'खोलें',
  'window.failedAgain': 'विंडो में फिर से गड़बड़ी हुई',
  'window.failedAgainDetail':
    'DialPop अब भी कॉल दर्ज करता है और पॉपअप दिखाता है। विंडो फिर से लोड करें, या DialPop बंद करके दोबारा शुरू करें।',
  'popup.reason.noAnswer': 'सूचना सेवा ने {seconds, number} सेकंड में उत्तर नहीं दिया',
  'popup.reason.noService': 'कोई सूचना सेवा नहीं चल रही',
  'popup.reason.noBus': 'कोई सेशन बस नहीं है',
  'popup.reason.turnedOff': 'सिस्टम की सेटिंग में DialPop की सूचनाएँ बंद हैं',
  'popup.reason.platformUnavailable': 'Windows की सूचना सेवा उपलब्ध नहीं है',
  'popup.reason.none': 'सिस्टम ने कोई कारण नहीं बताया',
  'sample.notListening': 'DialPop अभी सुन नहीं रहा।',
  'sample.answered': 'उत्तर {status} मिला।',
} as const;
