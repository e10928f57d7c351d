// The door. Every form of the page works without this script; here the same forms are sent without leaving the page, so
// that the camera stays open, and each scan carries an id born on this phone: sent twice, it is the same scan.
import { cameras, startScanner } from './scanner.js';
import { feel, setUpSound } from './signals.js';

const SAME_CODE_PAUSE = 4000; // milliseconds during which the same ticket is not read again
const PATIENCE = 8000; // milliseconds that an answer may take before we say that there is no network
const AT_ONCE = 400; // milliseconds within which an answer needs no «one moment»

const $ = selector => document.querySelector(selector);
const verdict = $('#esito');
const codeField = $('[data-code]');

let unsent = null; // the scan whose answer has not come: {url, fields, bornAt}
let waiting = false;

if (verdict) {
  document.addEventListener('submit', submit);
  document.addEventListener('click', event => event.target.closest('[data-retry]') && unsent && send(unsent));
  setUpSound($('[data-sound]'));
  setUpCamera();
  if (matchMedia('(pointer: fine)').matches) codeField.focus({ preventScroll: true }); // a USB reader types into it
}

// ---- scans

function submit(event) {
  const form = event.target;
  if (form.matches('[data-scan]')) {
    event.preventDefault();
    if (!waiting) sendForm(form);
  } else if (form.matches('[data-search]')) {
    event.preventDefault();
    search(form);
  }
}

function sendForm(form, extra = {}) {
  const fields = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries({ scan_id: newId(), ...extra })) fields.set(name, value);
  return send({ url: form.action, fields, bornAt: Date.now() });
}

async function send(scan) {
  unsent = scan;
  waiting = true;
  scan.fields.set('age', Date.now() - scan.bornAt); // milliseconds: this phone's clock may be wrong, its pace is not
  const patience = setTimeout(() => show(copyOf('[data-checking]')), AT_ONCE);
  const hurry = new AbortController();
  const timer = setTimeout(() => hurry.abort(), PATIENCE);
  try {
    const answer = await fetch(scan.url, {
      method: 'POST', body: scan.fields, headers: { Accept: 'application/json' }, signal: hurry.signal,
    });
    const said = await answer.json();
    clearTimeout(patience);
    unsent = null;
    answer.ok ? showAnswer(said) : showRefusal(said.error);
  } catch {
    clearTimeout(patience);
    show(copyOf('[data-no-network]'));
  } finally {
    clearTimeout(timer);
    waiting = false;
  }
}

function showAnswer({ html, counter }) {
  const piece = document.createElement('template');
  piece.innerHTML = html; // written by our own templates, names escaped
  show(piece.content);
  $('#contatore').textContent = counter.trim();
  const hadFocus = document.activeElement === codeField;
  codeField.value = '';
  $('#persone').replaceChildren();
  if (hadFocus || matchMedia('(pointer: fine)').matches) codeField.focus({ preventScroll: true });
}

function showRefusal(message) {
  const piece = copyOf('[data-refused]');
  if (message) piece.querySelector('[data-message]').textContent = message;
  show(piece);
}

function show(piece) {
  const tone = piece.querySelector('[data-tone]').dataset.tone;
  verdict.replaceChildren(piece);
  feel(tone);
  if (tone !== 'none') verdict.scrollIntoView({ block: 'nearest' });
}

function copyOf(template) {
  return $(template).content.cloneNode(true);
}

// ---- names

async function search(form) {
  const url = new URL(form.action);
  url.search = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout?.(PATIENCE) });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const found = page.querySelector('#persone');
    if (!found) return location.assign(url);
    $('#persone').replaceChildren(...found.childNodes);
  } catch {
    show(copyOf('[data-no-network]'));
  }
}

// ---- the camera

function setUpCamera() {
  const scanner = $('[data-scanner]');
  const [opener, closer] = [$('[data-open-camera]'), $('[data-close-camera]')];
  const choice = $('#fotocamera');
  let close = null;
  let wakeLock = null;
  let last = { text: '', at: 0 };

  if (!navigator.mediaDevices?.getUserMedia) return;
  opener.hidden = false;
  opener.addEventListener('click', () => open());
  closer.addEventListener('click', () => { remember(''); shut(); });
  choice.addEventListener('change', () => { shut(); open(choice.value); });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && close) keepAwake();
  });
  addEventListener('pagehide', shut);
  if (sessionStorage.getItem('camera')) open(sessionStorage.getItem('camera')); // back from adding a person

  async function open(cameraId = '') {
    if (cameraId === 'back') cameraId = '';
    opener.disabled = true;
    try {
      close = await startScanner({
        video: scanner.querySelector('video'),
        workerUrl: scanner.dataset.worker,
        wasmUrl: scanner.dataset.wasm,
        cameraId,
        onText: read,
      });
      scanner.hidden = closer.hidden = false;
      opener.hidden = $('[data-camera-refused]').hidden = true;
      remember(cameraId || 'back');
      keepAwake();
      await offerCameras();
    } catch {
      remember('');
      $('[data-camera-refused]').hidden = false;
    } finally {
      opener.disabled = false;
    }
  }

  function shut() {
    close?.();
    close = null;
    wakeLock?.release().catch(() => {});
    wakeLock = null;
    scanner.hidden = closer.hidden = true;
    opener.hidden = false;
  }

  async function offerCameras() {
    const found = await cameras();
    const current = scanner.querySelector('video').srcObject?.getVideoTracks()[0]?.getSettings().deviceId;
    choice.replaceChildren(...found.map(({ deviceId, label }, i) => {
      return new Option(label || `${i + 1}`, deviceId, false, deviceId === current);
    }));
    choice.closest('[data-camera-choice]').hidden = found.length < 2;
  }

  async function keepAwake() {
    try {
      wakeLock = await navigator.wakeLock?.request('screen');
    } catch {
      wakeLock = null; // the phone saves its battery: the door works all the same
    }
  }

  function read(text) {
    const again = text === last.text && Date.now() - last.at < SAME_CODE_PAUSE;
    if (again || waiting) {
      if (again) last.at = Date.now(); // as long as it stays in sight
      return;
    }
    last = { text, at: Date.now() };
    sendForm($('[data-code-form]'), { read: text, means: 'camera' });
  }

  function remember(what) {
    what ? sessionStorage.setItem('camera', what) : sessionStorage.removeItem('camera');
  }
}

// ---- ids

/** A random UUID, also where the browser has no randomUUID. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
