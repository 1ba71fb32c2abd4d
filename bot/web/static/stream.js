// The stream of bubbles: resumes after the last one, and backs off while it cannot.

const SILENCE = 40_000; // the house says something every 15 seconds
const QUIET = 1_500; // a blink of the line is nobody's business

export function listen(address, last, { shown, officer, ready, joined }) {
  let source, tries = 0, timer, watch, notice, caughtUp = false;

  const alive = () => {
    clearTimeout(watch);
    watch = setTimeout(lost, SILENCE);
  };

  function open() {
    close();
    source = new EventSource(address + (last ? `?after=${encodeURIComponent(last)}` : ""));
    source.onmessage = ({ data, lastEventId }) => {
      last = lastEventId;
      shown(JSON.parse(data), caughtUp);
      alive();
    };
    source.addEventListener("beat", alive);
    source.addEventListener("officer", ({ data }) => officer(data === "1"));
    source.addEventListener("ready", () => {
      tries = 0;
      caughtUp = true;
      clearTimeout(notice);
      notice = undefined;
      joined(true);
      alive();
      ready();
    });
    source.onerror = lost;
    alive();
  }

  function lost() {
    close();
    notice ??= setTimeout(() => joined(false), QUIET);
    const wait = Math.min(30_000, 500 * 2 ** tries++) * (0.75 + Math.random() / 2);
    timer = setTimeout(open, wait);
  }

  function close() {
    source?.close();
    clearTimeout(timer);
    clearTimeout(watch);
  }

  open();
  return { again: (anyway) => { tries = 0; if (anyway || source?.readyState !== EventSource.OPEN) open(); }, close };
}
