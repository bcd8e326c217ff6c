// First: whatever a module makes as it is loaded is to be in the right language.
import './language.ts';
import './home-country.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/list.css';
import './styles/search.css';
import './styles/filter-form.css';
import './styles/today.css';
import './styles/detail-pane.css';
import { showWindow } from './show-window.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

void showWindow(root);
