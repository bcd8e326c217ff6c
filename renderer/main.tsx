import { takeLanguage } from './language.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/list.css';
import './styles/search.css';
import './styles/filter-form.css';
import './styles/today.css';
import './styles/detail-pane.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

takeLanguage();
// Loaded only now, so that whatever a module makes as it is loaded is in the right language.
void import('./show-window.tsx').then(({ showWindow }) => showWindow(root));
