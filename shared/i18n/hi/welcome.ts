import type { enWelcome } from '../en/welcome.ts';

/** The first run. */
export const hiWelcome = {
  'welcome.progress': 'चरण',
  'welcome.step.agent': 'आप',
  'welcome.step.tunnel': 'टनल',
  'welcome.step.check': 'जाँच',
  'welcome.step.telecmi': 'TeleCMI',
  'welcome.stepNumber': 'चरण {number, number}:',
  'welcome.stepDone': '(पूरा)',
  'welcome.stepSkipped': '(छोड़ा गया)',
  'welcome.stepSkippedHint': 'छोड़ा गया। इसे बाद में भी किया जा सकता है।',
  'welcome.leave': 'सेटअप छोड़ें',
  'welcome.back': 'पीछे',
  'welcome.next': 'आगे',
  'welcome.done': 'DialPop शुरू करें',
  'welcome.agent.title': 'किसकी कॉल पॉपअप में दिखें?',
  'welcome.agent.lead':
    'आपका फ़ोन डायल करते ही DialPop दिखाता है कि किसे कॉल हो रही है और CRM उसके बारे में क्या कहता है। केवल अपनी कॉल देखने के लिए अपनी एजेंट आईडी दर्ज करें; सबकी देखने के लिए खाली छोड़ दें।',
  'welcome.tunnel.title': 'TeleCMI को इस मशीन तक पहुँचने दें',
  'welcome.tunnel.lead':
    'TeleCMI कॉल की सूचना इंटरनेट से भेजता है, और इसके लिए इस मशीन को एक सार्वजनिक पता चाहिए: एक टनल। इनमें से एक कमांड टर्मिनल में चलाएँ और चलती रहने दें।',
  'welcome.tunnel.looking': 'चलता हुआ ngrok अपने आप मिल जाता है।',
  'welcome.check.title': 'क्या पहुँच रहा है?',
  'welcome.check.lead':
    'DialPop सार्वजनिक पते पर एक बार का गुप्त संदेश भेजता है और यहाँ उसके आने की प्रतीक्षा करता है। इसके बिना पता चालू नहीं माना जाता।',
  'welcome.check.none': 'अभी कोई सार्वजनिक पता नहीं है।',
  'welcome.check.noneText':
    'इसके बिना केवल इसी मशीन के प्रोग्राम कॉल भेज सकते हैं। आप आगे बढ़ सकते हैं और इसे बाद में सेटिंग में जोड़ सकते हैं।',
  'welcome.check.toTunnel': 'पता दर्ज करें',
  'welcome.telecmi.title': 'TeleCMI को वेबहुक URL दें',
  'welcome.telecmi.lead':
    'TeleCMI के डैशबोर्ड में वेबहुक सेटिंग खोलें और यह URL आउटगोइंग कॉल के लाइव इवेंट (“Outgoing Started Event”) के लिए डालें। POST और GET दोनों चलते हैं।',
  'welcome.telecmi.local': 'इस URL तक केवल यही मशीन पहुँचती है। TeleCMI को सार्वजनिक पते वाला URL चाहिए: “टनल” पर वापस जाएँ।',
  'welcome.telecmi.secret': 'इसका अंतिम भाग गुप्त है: जिसे यह पता हो, वह आपको कॉल भेज सकता है।',
  'welcome.telecmi.testTitle': 'चलता हुआ देखें',
} as const satisfies Record<keyof typeof enWelcome, string>;
