// The desk finds a lab with the keyboard: typing leaves the ones that match, Enter ticks the only one and goes on, the
// down arrow enters the list, Space ticks. The ticks are what is sent: without scripts the list is a list.
const MARKS = /[\u0300-\u036f]/g;

function folded(text) {
  return text.normalize('NFKD').replace(MARKS, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

for (const finder of document.querySelectorAll('[data-finder]')) {
  const words = finder.querySelector('[data-finder-words]');
  const said = finder.querySelector('[data-finder-said]');
  const options = [...finder.querySelectorAll('[data-words]')];
  const box = option => option.querySelector('input');
  const shown = () => options.filter(option => !option.hidden);
  const say = (kind, gap) => { said.textContent = kind ? said.dataset[kind].replace('{}', gap) : ''; };

  function filter() {
    const sought = folded(words.value);
    for (const option of options) {
      option.hidden = !sought.every(word => option.dataset.words.includes(word)) && !box(option).checked;
    }
    for (const week of finder.querySelectorAll('[role=group]')) {
      week.hidden = !week.querySelector('[data-words]:not([hidden])');
    }
    const count = matching().length;
    say(!sought.length ? '' : count === 0 ? 'none' : count === 1 ? 'one' : 'many', count);
    oneStop();
  }

  // What the words name: of the labs whose code they are, or of all those in which they occur.
  function matching() {
    const sought = folded(words.value);
    const coded = options.filter(option => folded(option.dataset.code).join(' ') === sought.join(' '));
    return coded.length ? coded : options.filter(option => sought.every(word => option.dataset.words.includes(word)));
  }

  // The list is one stop for the Tab key; arrows move inside it.
  function oneStop(to = shown().find(option => box(option).checked) || shown()[0]) {
    for (const option of options) box(option).tabIndex = option === to ? 0 : -1;
  }

  function take(taken) {
    for (const option of taken) box(option).checked = true;
    words.value = '';
    filter();
    say('chosen', taken.map(option => option.querySelector('strong').textContent).join(', '));
    document.getElementById(finder.dataset.finderNext).focus();
  }

  function enter(option) {
    oneStop(option);
    box(option).focus();
    option.scrollIntoView({ block: 'nearest' });
  }

  words.addEventListener('input', filter);
  words.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' && shown().length) {
      event.preventDefault();
      enter(matching()[0] || shown()[0]);
    } else if (event.key === 'Enter' && words.value.includes(',')) {
      event.preventDefault();
      const codes = words.value.split(',').map(part => folded(part).join(' ')).filter(Boolean);
      const taken = options.filter(option => codes.includes(folded(option.dataset.code).join(' ')));
      if (taken.length === codes.length) take(taken); else say('none');
    } else if (event.key === 'Enter' && folded(words.value).length) {
      event.preventDefault();
      const found = matching();
      if (found.length === 1) take(found); else if (found.length) enter(found[0]);
    }
  });
  finder.addEventListener('keydown', event => {
    const here = options.indexOf(event.target.closest('[data-words]'));
    if (here < 0) return;
    const open = shown(), at = open.indexOf(options[here]);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      if (next < 0) words.focus(); else if (next < open.length) enter(open[next]);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take([options[here]]);
    } else if (event.key === 'Escape') {
      words.focus();
    }
  });
  filter();
}
