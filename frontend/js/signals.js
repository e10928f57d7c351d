// A verdict that can be heard and felt, for who is looking at the person and not at the phone.

const VOLUME = 0.25;
const SIGNALS = {
  good: { notes: [[880, 0.1], [1320, 0.16]], wave: 'sine', tremble: [80] },
  warn: { notes: [[660, 0.12], [0, 0.06], [660, 0.12]], wave: 'triangle', tremble: [80, 60, 80] },
  bad: { notes: [[220, 0.22], [165, 0.36]], wave: 'square', tremble: [350] },
}; // notes are [hertz, seconds], 0 hertz is silence; tremble is in milliseconds

let audio = null;
let sounds = true;

/** Makes `button` switch the sound, and remembers the choice on this phone. */
export function setUpSound(button) {
  sounds = localStorage.getItem('sound') !== 'off';
  button.hidden = false;
  button.setAttribute('aria-pressed', sounds);
  button.addEventListener('click', () => {
    sounds = !sounds;
    localStorage.setItem('sound', sounds ? 'on' : 'off');
    button.setAttribute('aria-pressed', sounds);
    if (sounds) feel('good');
  });
  // Browsers let a page sound only after it has been touched.
  document.addEventListener('pointerdown', wake, { once: true });
  document.addEventListener('keydown', wake, { once: true });
}

/** Sounds and trembles for a `tone`: good, warn or bad; anything else is silent. */
export function feel(tone) {
  const signal = SIGNALS[tone];
  if (!signal) return;
  if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(signal.tremble);
  if (sounds && audio?.state === 'running') play(signal);
}

function wake() {
  const Audio = window.AudioContext ?? window.webkitAudioContext;
  if (!Audio) return;
  audio ??= new Audio();
  audio.resume();
}

function play({ notes, wave }) {
  let at = audio.currentTime;
  for (const [hertz, seconds] of notes) {
    if (hertz) {
      const [oscillator, gain] = [audio.createOscillator(), audio.createGain()];
      oscillator.type = wave;
      oscillator.frequency.value = hertz;
      gain.gain.setValueAtTime(VOLUME, at);
      gain.gain.exponentialRampToValueAtTime(0.001, at + seconds); // no click at the end
      oscillator.connect(gain).connect(audio.destination);
      oscillator.start(at);
      oscillator.stop(at + seconds);
    }
    at += seconds;
  }
}
