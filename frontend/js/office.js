// Conveniences of the office: every page works without them.
import './board.js';
import './desk.js';

// <form data-confirm="Vuoi annullare l'iscrizione?">: ask before what is hard to undo.
for (const form of document.querySelectorAll('form[data-confirm]')) {
  form.addEventListener('submit', event => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
}

// <form data-auto-submit>: choosing a filter applies it. Text is applied with the button or with Enter.
for (const form of document.querySelectorAll('form[data-auto-submit]')) {
  form.addEventListener('change', event => {
    if (event.target.matches('select, [type=checkbox], [type=radio]')) form.requestSubmit();
  });
}
