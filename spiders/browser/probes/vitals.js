// What the page's own clock tells of its loading. Observers start before the page does, and take no notice of hadRecentInput:
// under mobile emulation Chromium sets it on every shift, and a measuring run makes no input.

const BLOCKING_ABOVE_MS = 50;
const SHIFT_GAP_MS = 1000;
const SHIFT_WINDOW_MS = 5000;

const paints = { first: null, largest: null };
const shifts = [];
const tasks = [];
const observers = [];

function watch(type, take) {
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(take));
  observer.observe({ type, buffered: true });
  observers.push(() => observer.takeRecords().forEach(take));
}

watch("paint", (entry) => {
  if (entry.name === "first-contentful-paint") paints.first = entry.startTime;
});

watch("largest-contentful-paint", (entry) => {
  paints.largest = { at: entry.startTime, element: entry.element };
});

watch("layout-shift", (entry) => {
  const largest = [...entry.sources].sort((one, other) => area(other.currentRect) - area(one.currentRect))[0];
  shifts.push({ at: entry.startTime, value: entry.value, node: largest ? largest.node : null });
});

watch("longtask", (entry) => {
  tasks.push({ start: entry.startTime, end: entry.startTime + entry.duration });
});

const area = (rect) => rect.width * rect.height;

const catchUp = () => observers.forEach((flush) => flush());

const navigation = () => performance.getEntriesByType("navigation")[0] || {};

const loadEnd = () => navigation().loadEventEnd || null;

// The server's own time, from request to first byte: DevTools' throttling comes after it, and in DevTools' timing after the headers.
function firstByte() {
  const { requestStart, responseStart } = navigation();
  return responseStart ? responseStart - requestStart : null;
}

// Whether the load event has passed, and for how many ms the main thread has been without a long task since.
function calm() {
  catchUp();
  const loaded = loadEnd();
  const busyUntil = Math.max(loaded || 0, paints.first || 0, ...tasks.map((task) => task.end));
  return { loaded: loaded !== null, painted: paints.first !== null, quiet_ms: performance.now() - busyUntil };
}

// The worst session window of layout shifts, as the web-vitals library defines it.
function cumulativeShift() {
  let worst = 0;
  let session = [];
  for (const shift of shifts) {
    const goesOn = session.length && shift.at - session.at(-1).at < SHIFT_GAP_MS && shift.at - session[0].at < SHIFT_WINDOW_MS;
    session = goesOn ? [...session, shift] : [shift];
    worst = Math.max(worst, session.reduce((sum, one) => sum + one.value, 0));
  }
  return worst;
}

// Each long task counts from first paint on, and from that part what lies above 50 ms (Lighthouse's rule).
function blockingTime(from) {
  const lengths = tasks.map((task) => task.end - Math.max(task.start, from) - BLOCKING_ABOVE_MS);
  return lengths.filter((length) => length > 0).reduce((sum, length) => sum + length, 0);
}

function vitals() {
  catchUp();
  const painted = paints.first !== null;
  const largestShift = [...shifts].sort((one, other) => other.value - one.value)[0];
  return {
    ttfb_ms: firstByte(),
    fcp_ms: paints.first,
    lcp_ms: paints.largest && paints.largest.at,
    lcp_element: paints.largest && describe(paints.largest.element),
    cls: painted ? cumulativeShift() : null,
    cls_element: largestShift ? describe(largestShift.node) : null,
    tbt_ms: painted ? blockingTime(paints.first) : null,
    load_ms: loadEnd(),
  };
}
