// Reads QR codes from the camera: frames go to a worker, texts come back.

const FRAME_WIDTH = 960; // pixels: enough for a ticket at arm's length, quick on an old phone
const PAUSE = 80; // milliseconds between an answer and the next frame

/**
 * Opens the camera in `video` and calls `onText(text)` for each code read, as often as it is in sight.
 * `workerUrl` and `wasmUrl` come from the page's data attributes; without `cameraId` it is the one at the phone's back.
 * Resolves to a function that closes camera and worker; rejects if the camera cannot be opened.
 */
export async function startScanner({ video, workerUrl, wasmUrl, cameraId, onText, onError }) {
  const which = cameraId ? { deviceId: { exact: cameraId } } : { facingMode: 'environment' };
  const stream = await navigator.mediaDevices.getUserMedia({ video: { ...which, width: { ideal: 1280 } }, audio: false });
  video.srcObject = stream;
  video.playsInline = true;
  video.muted = true;
  await video.play();

  const worker = new Worker(workerUrl, { type: 'module' });
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let closed = false;

  const sendFrame = () => {
    if (closed) return;
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || !video.videoWidth) {
      setTimeout(sendFrame, PAUSE);
      return;
    }
    const scale = Math.min(1, FRAME_WIDTH / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const frame = context.getImageData(0, 0, canvas.width, canvas.height);
    worker.postMessage({ frame }, [frame.data.buffer]);
  };

  worker.onmessage = ({ data }) => {
    if (closed) return;
    if (data.error) onError?.(data.error);
    if (data.text) onText(data.text);
    setTimeout(sendFrame, PAUSE);
  };
  worker.onerror = event => onError?.(event.message);
  worker.postMessage({ wasmUrl });

  return () => {
    closed = true;
    worker.terminate();
    stream.getTracks().forEach(track => track.stop());
    video.srcObject = null;
  };
}

/** The cameras of this device, once one of them has been allowed: [{deviceId, label}]. */
export async function cameras() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(device => device.kind === 'videoinput' && device.deviceId);
}
