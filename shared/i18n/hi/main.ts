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
  'window.unreadable': 'विंडो लोड नहीं हो सकी',
  'window.unreadableDetail':
    'DialPop अब भी कॉल दर्ज करता है और पॉपअप दिखाता है। विंडो की एक फ़ाइल नहीं मिली या पढ़ी नहीं जा सकी; अधूरा अपडेट इसका कारण हो सकता है। कृपया DialPop फिर से इंस्टॉल करें। {reason}',
  'window.close': 'विंडो बंद करें',
  'popup.reason.noAnswer': 'सूचना सेवा ने {seconds, number} सेकंड में उत्तर नहीं दिया',
  'popup.reason.noService': 'कोई सूचना सेवा नहीं चल रही',
  'popup.reason.noBus': 'कोई सेशन बस नहीं है',
  'popup.reason.turnedOff': 'सिस्टम की सेटिंग में DialPop की सूचनाएँ बंद हैं',
  'popup.reason.platformUnavailable': 'Windows की सूचना सेवा उपलब्ध नहीं है',
  'popup.reason.none': 'सिस्टम ने कोई कारण नहीं बताया',
  'sample.notListening': 'DialPop अभी सुन नहीं रहा।',
  'sample.answered': 'उत्तर {status} मिला।',
  'start.title': 'DialPop शुरू नहीं हो सकता',
  'start.quit': 'बंद करें',
  'start.partFailed':
    'DialPop का एक हिस्सा लोड नहीं हो सका, इसलिए न कॉल दर्ज होती हैं, न पॉपअप दिखते हैं। अधूरा अपडेट इसका कारण हो सकता है: कृपया DialPop फिर से इंस्टॉल करें। {reason}',
  'start.problem.folder': 'DialPop अपना डेटा {folder} में नहीं रख सकता: {detail}',
  'start.problem.folderIsFile': 'DialPop अपना डेटा {folder} में नहीं रख सकता: इस पाथ का एक हिस्सा फ़ोल्डर नहीं, फ़ाइल है।',
  'start.problem.folderForbidden': 'DialPop अपना डेटा {folder} में नहीं रख सकता: आपको वहाँ लिखने की अनुमति नहीं है। {detail}',
  'start.problem.folderReadOnly': 'DialPop अपना डेटा {folder} में नहीं रख सकता: यह फ़ाइल सिस्टम केवल पढ़ा जा सकता है।',
  'start.problem.folderNameTooLong': 'DialPop अपना डेटा {folder} में नहीं रख सकता: यह नाम इस फ़ाइल सिस्टम के लिए बहुत लंबा है।',
  'start.problem.folderPathTooLong':
    'DialPop अपना डेटा {folder} में नहीं रख सकता: पाथ {length, number} बाइट का है, और SQLite {most, number} से लंबे फ़ोल्डर के नीचे कुछ नहीं खोलता।',
  'start.problem.folderNotLocked':
    'DialPop अपना डेटा {folder} में नहीं रख सकता: वहाँ लॉक नहीं बन सकता, इसलिए दो DialPop एक साथ उसमें लिख सकते थे।',
  'start.problem.folderInUse':
    'कंप्यूटर {host} पर DialPop {folder} का उपयोग कर रहा है। उसे वहाँ बंद करें, या --user-data से दूसरा फ़ोल्डर चुनें।',
  'start.problem.noDisplay': 'चलने के लिए कोई डिस्प्ले नहीं है: न DISPLAY सेट है, न WAYLAND_DISPLAY।',
  'start.problem.deadDisplay': 'चलने के लिए कोई डिस्प्ले नहीं है: DISPLAY {display} है, और वहाँ से कोई जवाब नहीं आता।',
} as const;
