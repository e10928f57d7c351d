// The door: a page with <div data-scanner data-worker="…" data-wasm="…"><video></video></div>, a form with the field
// of the typed code ([data-code]) and a button that opens the camera ([data-open-camera]).
// A code read by the camera is put in the field and the form is sent, as if it had been typed.
import { startScanner } from './scanner.js';

const SAME_CODE_PAUSE = 4000; // milliseconds during which the same ticket is not read again

const scanner = document.querySelector('[data-scanner]');
const button = document.querySelector('[data-open-camera]');
if (scanner && button) button.addEventListener('click', openCamera);

let last = { text: '', at: 0 };

async function openCamera() {
  try {
    await startScanner({
      video: scanner.querySelector('video'),
      workerUrl: scanner.dataset.worker,
      wasmUrl: scanner.dataset.wasm,
      onText: admit,
    });
    scanner.hidden = false;
    button.hidden = true;
  } catch {
    document.querySelector('[data-camera-refused]')?.removeAttribute('hidden');
  }
}

function admit(text) {
  if (text === last.text && Date.now() - last.at < SAME_CODE_PAUSE) return;
  last = { text, at: Date.now() };
  const field = document.querySelector('[data-code]');
  field.value = text;
  field.form.requestSubmit();
}
