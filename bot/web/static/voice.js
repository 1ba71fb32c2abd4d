// A voice note recorded on the page, where the browser and the person allow it.

const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const LONGEST = 5 * 60_000;

export const able = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

// Begin to record; `end(keep)` gives the file, or nothing where it is not to be kept.
export async function record(tick) {
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(microphone, { mimeType: KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)), audioBitsPerSecond: 24_000 });
  const parts = [], began = Date.now();
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const over = new Promise((done) => { recorder.onstop = done; });
  const clock = setInterval(() => {
    tick(Math.floor((Date.now() - began) / 1000));
    if (Date.now() - began > LONGEST && recorder.state === "recording") recorder.pause();
  }, 250);
  recorder.start();
  tick(0);
  return async function end(keep) {
    clearInterval(clock);
    recorder.stop();
    await over;
    for (const track of microphone.getTracks()) track.stop();
    const type = recorder.mimeType.split(";")[0];
    return keep ? new File(parts, `suara.${type.slice(6)}`, { type }) : null;
  };
}
