// How fast this machine runs scripts, on the scale of Lighthouse's BenchmarkIndex: the mean of two rates, a tenth of each,
// namely strings of 10,000 letters built a second, and arrays of 100,000 numbers copied a second. A desktop reaches 1,000 and more.

const BENCHMARK_MS = 400;

function timesASecond(work) {
  const start = performance.now();
  let times = 0;
  let took = 0;
  for (; took < BENCHMARK_MS; took = performance.now() - start) {
    for (let turn = 0; turn < 10; turn += 1) work();
    times += 10;
  }
  return (1000 * times) / took;
}

function cpuIndex() {
  const numbers = Array.from({ length: 100000 }, (_, index) => index);
  const copies = new Array(numbers.length).fill(0);
  const letters = timesASecond(() => {
    let text = "";
    for (let letter = 0; letter < 10000; letter += 1) text += "a";
    return text;
  });
  const arrays = timesASecond(() => {
    for (let index = 0; index < numbers.length; index += 1) copies[index] = numbers[index];
  });
  return Math.round((letters + arrays) / 20);
}
