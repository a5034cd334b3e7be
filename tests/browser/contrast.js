// Every visible text with too little contrast. Axe can't see through gradients, and in a chart it reads the colour
// that a text doesn't have: here a text of a chart is compared with the mark that lies under it.
() => {
  const LEAST = 4.5, LARGE = 3;
  const rgba = text => { const n = text.match(/[\d.]+/g).map(Number); return n.length > 3 ? n : [...n, 1]; };
  const over = ([r, g, b, a], under) => [r, g, b].map((v, i) => v * a + under[i] * (1 - a)).concat(1);
  const light = colour => {
    const [r, g, b] = colour.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  const white = [255, 255, 255, 1];
  const canvas = matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18, 1] : white;
  function ground(element) {
    if (!element) return canvas;
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, ground(element.parentElement));
  }
  // The place of a text among the marks of its chart, and the uppermost of those that cover its middle.
  function under(text, marks) {
    const box = text.getBoundingClientRect();
    const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
    let colour = ground(text.ownerSVGElement);
    for (const mark of marks) {
      if (!(mark.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      const style = getComputedStyle(mark);
      if (style.fill === 'none' || style.fill.startsWith('url')) continue;
      if (!mark.isPointInFill(middle.matrixTransform(mark.getScreenCTM().inverse()))) continue;
      const [r, g, b, a] = rgba(style.fill);
      colour = over([r, g, b, a * style.fillOpacity * style.opacity], colour);
    }
    return colour;
  }
  const poor = [];
  function look(element, colour, back, words) {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize), least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? LARGE : LEAST;
    const seen = ratio(over(colour, back), back);
    if (seen < least - .005) poor.push(`${words.trim().slice(0, 40)}: ${seen.toFixed(2)}:1, ${least} needed`
      + ` (${element.tagName.toLowerCase()}${element.className.baseVal ?? element.className ? '.' + (element.className.baseVal ?? element.className) : ''})`);
  }
  let texts = 0;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !element.checkVisibility({visibilityProperty: true}) || element.closest('svg, style, script')) continue;
    texts += 1;
    look(element, rgba(getComputedStyle(element).color), ground(element), walk.currentNode.data);
  }
  for (const chart of document.querySelectorAll('svg')) {
    const marks = [...chart.querySelectorAll('path, rect, circle, polygon, ellipse')].filter(e => !e.closest('defs, clipPath'));
    for (const text of chart.querySelectorAll('text')) {
      texts += 1;
      look(text, rgba(getComputedStyle(text).fill), under(text, marks), text.textContent);
    }
  }
  return {texts, poor};
}
