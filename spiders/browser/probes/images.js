// The images that came to nothing, after the page was scrolled through so that lazy ones have had their chance.

const STEP_MS = 50;
const MOST_STEPS = 25;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function scrollThrough() {
  const height = document.documentElement.scrollHeight;
  const steps = Math.min(MOST_STEPS, Math.ceil(height / innerHeight));
  for (let number = 1; number < steps; number += 1) {
    scrollTo({ top: (height * number) / steps, behavior: "instant" });
    await pause(STEP_MS);
  }
}

const isPicture = (image) => Boolean(image.currentSrc) && image.getClientRects().length > 0 && image.width !== 1 && image.height !== 1;

async function cameToNothing(image) {
  if (!image.complete || image.naturalWidth > 0) return false;
  const verdict = await Promise.race([image.decode().then(() => "good", () => "bad"), pause(500)]);
  return verdict === "bad";
}

async function brokenImages(patience_ms) {
  const until = performance.now() + patience_ms;
  await scrollThrough();
  const pictures = () => [...document.images].filter(isPicture);
  while (performance.now() < until && pictures().some((image) => !image.complete)) await pause(STEP_MS);
  const verdicts = await Promise.all(pictures().map(async (image) => ((await cameToNothing(image)) ? image.currentSrc : null)));
  scrollTo({ top: 0, behavior: "instant" });
  return [...new Set(verdicts.filter((address) => address && /^https?:/.test(address)))];
}
