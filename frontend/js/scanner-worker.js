// Decodes frames away from the page. Messages in: {wasmUrl} once, then {frame: ImageData}.
// Messages out: {} when ready, then for each frame {text}, {} when there is no code, or {error}.
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const OPTIONS = { formats: ['QRCode'], maxNumberOfSymbols: 1, tryHarder: true, tryRotate: false, tryInvert: true };

self.onmessage = async ({ data }) => {
  try {
    self.postMessage(data.frame ? await read(data.frame) : await prepare(data.wasmUrl));
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};

async function prepare(wasmUrl) {
  const locateFile = (file, folder) => (file.endsWith('.wasm') ? wasmUrl : folder + file);
  await prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
  return {};
}

async function read(frame) {
  const [code] = await readBarcodes(frame, OPTIONS);
  return code?.text ? { text: code.text } : {};
}
