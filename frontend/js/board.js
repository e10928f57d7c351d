// <div data-board>: a card that can be moved («Sposta») may also be dragged to another week or row. Letting it go opens
// the same form, filled; nothing moves before it is sent, and nothing needs dragging.

for (const board of document.querySelectorAll('[data-board]')) {
  for (const link of board.querySelectorAll('ol a[href^="tabellone/"]')) watch(board, link, link.closest('li'));
}

function watch(board, link, card) {
  card.draggable = true;
  card.addEventListener('dragstart', event => {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', link.href);
    card.classList.add('is-dragged');
    const over = moved => {
      const cell = cellAt(board, moved);
      mark(board, cell);
      if (cell.week) moved.preventDefault();
    };
    const drop = dropped => {
      dropped.preventDefault();
      const address = addressOf(link, cellAt(board, dropped), card.parentElement.parentElement);
      if (address) window.location.assign(address);
    };
    board.addEventListener('dragover', over);
    board.addEventListener('drop', drop);
    card.addEventListener('dragend', () => {
      board.removeEventListener('dragover', over);
      board.removeEventListener('drop', drop);
      card.classList.remove('is-dragged');
      mark(board, {});
    }, { once: true });
  });
}

// The week and the row under the pointer: cards may lie over either, so their boxes are asked, not the event.
function cellAt(board, { clientX, clientY }) {
  const within = (box, from, to, at) => box[from] <= at && at < box[to];
  return {
    week: [...board.querySelectorAll(':scope > div')]
      .find(week => within(week.getBoundingClientRect(), 'left', 'right', clientX)),
    row: [...board.querySelectorAll(':scope > p')]
      .find(row => within(row.getBoundingClientRect(), 'top', 'bottom', clientY)),
  };
}

function mark(board, { week, row }) {
  for (const marked of board.querySelectorAll('.is-target')) marked.classList.remove('is-target');
  week?.classList.add('is-target');
  row?.classList.add('is-target');
}

function addressOf(link, { week, row }, from) {
  const place = row?.dataset.place;
  if (!week || (week === from && !place)) return null;
  const address = new URL(link.href);
  address.searchParams.set('settimana', week.id.slice(1));
  if (place) address.searchParams.set('luogo', place);
  return address;
}
