// Opens pages in a browser without network and looks at each in light and dark, wide and narrow, and in print.
const { readFileSync } = require("node:fs");
const { basename, join, resolve } = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const keep = process.env.KEEP;
const faults = [];

// In the page: words and shapes of the charts against the paper, which axe does not look at.
function pale() {
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [red, green, blue] = numbers(colour)
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const contrast = (colour) => {
    const [low, high] = [light(colour), paper].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const seen = (colour) => colour.startsWith("rgb") && numbers(colour)[3] !== 0;
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = "var(--grid)";
  // The grid is there for who wants it.
  const grid = getComputedStyle(probe).color;
  probe.remove();
  const found = new Set();
  for (const element of document.querySelectorAll("svg text, svg tspan, svg rect, svg path, svg circle")) {
    const style = getComputedStyle(element);
    const isText = element.matches("text, tspan");
    for (const colour of isText ? [style.fill] : [style.fill, style.stroke]) {
      if (seen(colour) && colour !== grid && contrast(colour) < (isText ? 4.5 : 3)) {
        found.add(`${element.tagName} ${colour}: ${contrast(colour).toFixed(2)}`);
      }
    }
  }
  return [...found];
}

async function look(browser, file, colorScheme, width) {
  const where = `${basename(file)}, ${colorScheme}, ${width}`;
  const context = await browser.newContext({ colorScheme, offline: true, viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) faults.push(`${where}: запрос ${request.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`${where}: ${error.message}`));
  await page.goto(pathToFileURL(resolve(file)).href);
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => window.axe.run());
  if (passes.length < 10) faults.push(`${where}: axe почти ничего не проверил`);
  for (const { id, impact, help, nodes } of violations) {
    faults.push(`${where}: ${impact} ${id}: ${help}\n  ${nodes.map((node) => node.html.slice(0, 200)).join("\n  ")}`);
  }
  for (const fault of await page.evaluate(pale)) faults.push(`${where}: бледно: ${fault}`);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wider > 0) faults.push(`${where}: страница шире экрана на ${wider}`);
  if (keep) await page.screenshot({ path: join(keep, `${basename(file)}-${colorScheme}-${width}.png`), fullPage: true });
  if (keep && colorScheme === "dark" && width > 1000) await page.pdf({ path: join(keep, `${basename(file)}.pdf`), format: "A4" });
  await context.close();
}

(async () => {
  const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: process.env.BROWSER, args });
  try {
    for (const file of process.argv.slice(2)) {
      for (const scheme of ["light", "dark"]) {
        for (const width of [1280, 320]) await look(browser, file, scheme, width);
      }
    }
  } finally {
    await browser.close();
  }
  if (faults.length > 0) {
    console.error(faults.join("\n"));
    process.exit(1);
  }
})();
