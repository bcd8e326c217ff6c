/** Popup rules: their settings, and what the status line says of notifications. */
export const hiPopups = {
  'popups.failure.noId': 'सूचना सेवा ने बिना आईडी के उत्तर दिया',

  'popups.button.openLink': '{name} में खोलें',
  'popups.burst.title': '{count, plural, one {# कॉल शुरू हुई} other {# कॉल शुरू हुईं}}',
  'popups.burst.more': '{count, plural, one {और # अन्य} other {और # अन्य}}',

  'statusLine.quietUntil': 'शांत समय, {until} तक पॉपअप नहीं',
  'statusLine.quietAlways': 'शांत समय, कोई पॉपअप नहीं',
  'systemPopups.do_not_disturb': '“परेशान न करें” चालू है, इसलिए पॉपअप रुके हुए हैं।',
  'systemPopups.off': 'सिस्टम में पॉपअप बंद हैं।',
  'systemPopups.mend.dunst': 'उन्हें दिखाने के लिए: dunstctl set-paused false',
  'systemPopups.mend.linux': 'इसे अपने डेस्कटॉप की सूचना सेटिंग में बंद करें।',
  'systemPopups.mend.windows': 'इन्हें सेटिंग › सिस्टम › सूचनाएँ › DialPop में चालू करें।',
  'systemPopups.mend.macos': 'इन्हें सिस्टम सेटिंग › सूचनाएँ › DialPop में चालू करें।',

  'reorder.up': '{name} को ऊपर ले जाएँ',
  'reorder.down': '{name} को नीचे ले जाएँ',
  'reorder.moved': '{name} अब {count, number} में से {position, number} पर है',

  'popups.leg.label': 'पॉपअप कब',
  'popups.leg.description':
    'केवल click2call में पहले एजेंट और फिर ग्राहक का फ़ोन बजता है। डायल की गई कॉल एक ही बार शुरू होती है, पॉपअप तभी आता है।',
  'popups.leg.first': 'कॉल शुरू होने पर, पहले किसी का भी फ़ोन बजे',
  'popups.leg.agent': 'एजेंट का फ़ोन बजने पर',
  'popups.leg.customer': 'ग्राहक का फ़ोन बजने पर',

  'popups.quietHours.label': 'शांत समय',
  'popups.quietHours.description':
    'स्थानीय घड़ी के इस समय में पॉपअप नहीं आते। कॉल फिर भी दर्ज होती हैं। दिन वे हैं जिनमें यह समय शुरू होता है।',
  'popups.quietHours.add': 'शांत समय जोड़ें',
  'popups.quietHours.row': 'शांत समय {number, number}',
  'popups.quietHours.from': 'से',
  'popups.quietHours.to': 'तक',
  'popups.quietHours.remove': 'शांत समय {number, number} हटाएँ',
  'popups.quietHours.wholeDay': 'पूरा दिन',
  'popups.quietHours.nextDay': 'अगले दिन',
  'popups.quietHours.lastDay': 'कम से कम एक दिन',

  'popups.sound.label': 'ध्वनि',
  'popups.sound.description': 'पॉपअप सिस्टम की अपनी सूचना ध्वनि बजाते हैं।',

  'popups.fields.label': 'कस्टम फ़ील्ड',
  'popups.fields.description': 'नंबर और एजेंट के नीचे पॉपअप क्या बताता है।',
  'popups.fields.all': 'पहले चार जिनमें कुछ लिखा हो',
  'popups.fields.chosen': 'ये, इसी क्रम में',
  'popups.fields.none': 'कोई नहीं: पॉपअप केवल नंबर और एजेंट बताते हैं।',
  'popups.fields.listName': 'पॉपअप के कस्टम फ़ील्ड',
  'popups.fields.remove': '{name} हटाएँ',
  'popups.fields.name': 'कस्टम फ़ील्ड का नाम',
  'popups.fields.placeholder': 'ticket',
  'popups.fields.add': 'जोड़ें',

  'popups.actions.openWindow': 'कॉल को DialPop में खोलें',
  'popups.actions.copyNumber': 'नंबर कॉपी करें',
  'popups.click.label': 'पॉपअप पर क्लिक',
  'popups.click.description': 'जहाँ लिंक कॉल पर लागू न हो, वहाँ DialPop खुलता है।',
  'popups.buttons.label': 'पॉपअप के बटन',
  'popups.buttons.description': 'तीन तक, जहाँ सिस्टम उन्हें दिखाता है। लिंक उन्हीं कॉल पर बटन बनता है जिन पर वह लागू हो।',
  'popups.buttons.one': 'बटन {number, number}',
  'popups.buttons.none': 'कोई बटन नहीं',
  'popups.openAtStart.label': 'कॉल शुरू होने पर',
  'popups.openAtStart.description':
    'जिस कॉल का पॉपअप आए, उसका लिंक एक बार अपने आप खुलता है: दो सेकंड में अधिकतम एक और एक मिनट में अधिकतम पाँच।',
  'popups.openAtStart.everyAgent':
    'जिस कॉल का पॉपअप आए, उसका लिंक एक बार अपने आप खुलता है: दो सेकंड में अधिकतम एक और एक मिनट में अधिकतम पाँच। ऊपर एजेंट आईडी न होने पर हर एजेंट की कॉल इसे खोलती है।',
  'popups.openAtStart.none': 'अपने आप कुछ न खोलें',

  'popups.preview.label': 'पूर्वावलोकन',
  'popups.preview.description': 'इन नियमों से पिछली कॉल का पॉपअप।',
  'popups.preview.noCall': 'कॉल आने पर उसका पॉपअप यहाँ दिखेगा।',
} as const;
