/** Copying, exporting and importing requests. */
export const hiTakeAway = {
  'takeAway.copy': 'इस रूप में कॉपी करें…',
  'takeAway.copy.curl': 'cURL कमांड',
  'takeAway.copy.fetch': 'JavaScript के लिए fetch',
  'takeAway.copy.python': 'Python स्क्रिप्ट',
  'takeAway.copy.raw_http': 'मूल HTTP',
  'takeAway.copied.curl': 'cURL कमांड क्लिपबोर्ड पर है।',
  'takeAway.copied.fetch': 'JavaScript के लिए fetch क्लिपबोर्ड पर है।',
  'takeAway.copied.python': 'Python स्क्रिप्ट क्लिपबोर्ड पर है।',
  'takeAway.copied.raw_http': 'मूल HTTP क्लिपबोर्ड पर है।',
  'takeAway.copiedWithToken': 'इसमें आपका टोकन है।',
  'takeAway.copiedWithout': '{placeholder} आपके टोकन की जगह है।',
  'takeAway.importedNone': '{file} से।',
  'takeAway.withToken': 'टोकन के साथ',
  'takeAway.withTokenHint': 'जिसके पास टोकन हो, वह आपके DialPop को भेज सकता है। इसके बिना टोकन की जगह {placeholder} रहता है।',
  'takeAway.export.all': 'सभी अनुरोध एक्सपोर्ट होंगे, सबसे पुराने पहले।',
  'takeAway.export.which': 'कौन-से अनुरोध',
  'takeAway.export.choice.some': '{count, plural, one {चुना हुआ अनुरोध} other {चुने हुए # अनुरोध}}',
  'takeAway.export.choice.found': 'खोज और फ़िल्टर से मिले',
  'takeAway.export.choice.all': 'सभी अनुरोध',
  'takeAway.format.har': 'HAR 1.2',
  'takeAway.format.jsonl': 'JSON Lines',
  'takeAway.format.harHint': 'ब्राउज़र के डेवलपर टूल और दूसरे इंस्पेक्टरों के लिए।',
  'takeAway.format.jsonlHint': 'प्रोग्रामों के लिए: हर अनुरोध की सारी जानकारी, एक पंक्ति में।',
  'takeAway.fileName': 'DialPop अनुरोध {day}.{extension}',
  'takeAway.fileType': 'HAR और JSON Lines',
  'takeAway.imported': '{count, plural, =0 {कोई अनुरोध आयात नहीं हुआ} one {# अनुरोध आयात हुआ} other {# अनुरोध आयात हुए}}',
  'takeAway.importedFrom':
    '{count, plural, one {{file} से। इस पर “आयात किया गया” का निशान है, और इससे कोई कॉल नहीं बनी।} other {{file} से। इन पर “आयात किया गया” का निशान है, और इनसे कोई कॉल नहीं बनी।}}',
  'takeAway.skipped.no_json':
    '{count, plural, one {# पंक्ति छोड़ी गई: वह JSON ऑब्जेक्ट नहीं है।} other {# पंक्तियाँ छोड़ी गईं: वे JSON ऑब्जेक्ट नहीं हैं।}}',
  'takeAway.skipped.no_request':
    '{count, plural, one {# प्रविष्टि छोड़ी गई: वह HTTP अनुरोध नहीं है।} other {# प्रविष्टियाँ छोड़ी गईं: वे HTTP अनुरोध नहीं हैं।}}',
  'takeAway.skipped.no_method':
    '{count, plural, one {# अनुरोध छोड़ा गया: उसमें कोई HTTP मेथड नहीं है।} other {# अनुरोध छोड़े गए: उनमें कोई HTTP मेथड नहीं है।}}',
  'takeAway.skipped.no_address':
    '{count, plural, one {# अनुरोध छोड़ा गया: उसका पता नहीं है या बहुत लंबा है।} other {# अनुरोध छोड़े गए: उनके पते नहीं हैं या बहुत लंबे हैं।}}',
  'takeAway.skipped.body_unreadable':
    '{count, plural, one {# अनुरोध छोड़ा गया: उसकी बॉडी मान्य base64 नहीं है।} other {# अनुरोध छोड़े गए: उनकी बॉडी मान्य base64 नहीं हैं।}}',
  'takeAway.skipped.body_too_large':
    '{count, plural, one {# अनुरोध छोड़ा गया: उसकी बॉडी 64 KB से बड़ी है।} other {# अनुरोध छोड़े गए: उनकी बॉडी 64 KB से बड़ी हैं।}}',
  'takeAway.skippedAt.har': 'जगह: {places}।',
  'takeAway.skippedAt.jsonl': '{count, plural, one {पंक्ति {places}।} other {पंक्तियाँ {places}।}}',
  'takeAway.partial':
    '{count, plural, one {# अनुरोध} other {# अनुरोधों}} में कोई हेडर, समय, पूरी बॉडी या उसका कोई हिस्सा पढ़ा नहीं जा सका।',
  'takeAway.removeImported': '{count, plural, one {इसे फिर हटाएँ} other {इन्हें फिर हटाएँ}}',
  'takeAway.removed': '{count, plural, one {आयात किया गया # अनुरोध हटाया गया} other {आयात किए गए # अनुरोध हटाए गए}}',
  'takeAway.failure.notRemoved': 'आयात किए गए अनुरोध हटाए नहीं जा सके: {reason}',
  'takeAway.showImported': '{count, plural, one {इसे दिखाएँ} other {इन्हें दिखाएँ}}',
  'takeAway.failure.title': 'कुछ भी आयात नहीं हुआ',
  'takeAway.failure.gone': 'यह अनुरोध अब नहीं है।',
  'takeAway.failure.bodyWithGet': 'fetch GET या HEAD के साथ बॉडी नहीं भेजता। इसे cURL के रूप में कॉपी करें।',
  'takeAway.failure.binary': 'इस अनुरोध में ऐसे बाइट हैं जो टेक्स्ट नहीं हैं और क्लिपबोर्ड पर वैसे नहीं रहेंगे। इसे cURL के रूप में कॉपी करें।',
  'takeAway.failure.fileTooLarge': 'फ़ाइल 64 MB से बड़ी है।',
  'takeAway.failure.noRequestFile': 'यह न HAR है, न अनुरोधों की JSON Lines फ़ाइल: {file}',
  'takeAway.failure.tooMany': 'फ़ाइल में 10,000 से ज़्यादा अनुरोध हैं।',
  'takeAway.failure.notAFile': 'यह कोई फ़ाइल नहीं है: {file}',
  'takeAway.failure.notStored': 'अनुरोध सहेजे नहीं जा सके: {detail}',
  'takeAway.failure.halfStored':
    '{count, plural, one {केवल # अनुरोध सहेजा जा सका, और उसे वापस हटाया नहीं जा सका: {detail}} other {केवल # अनुरोध सहेजे जा सके, और उन्हें वापस हटाया नहीं जा सका: {detail}}}',
  'takeAway.failure.halfTitle': 'आयात अधूरा है',
  'takeAway.failure.notCopied': 'कॉपी नहीं किया जा सका: {detail}',
} as const;
