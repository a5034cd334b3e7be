// What is cut off, lies over other text, or sticks out at the side.
() => {
  const told = element => {
    const named = element.id ? `#${element.id}` : [...element.classList].map(name => `.${name}`).join('');
    return `${element.tagName.toLowerCase()}${named} “${(element.innerText ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 50)}”`;
  };
  const wide = document.documentElement.clientWidth;
  const seen = element => element.checkVisibility({visibilityProperty: true});
  const scrolls = element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const within = (element, test) => { for (let each = element; each && each !== document.documentElement; each = each.parentElement) if (test(each)) return each; };
  const apart = element => within(element, each => ['absolute', 'fixed'].includes(getComputedStyle(each).position));
  const cut = [], outside = [], texts = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (!seen(element) || element.closest('svg')) continue;
    const style = getComputedStyle(element);
    const hides = axis => ['hidden', 'clip'].includes(style[`overflow${axis}`]);
    if (hides('X') && element.scrollWidth > element.clientWidth + 1 || hides('Y') && element.scrollHeight > element.clientHeight + 1
        || style.textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth + 1) cut.push(told(element));
  }
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, element = node.parentElement;
    if (!node.data.trim() || !seen(element) || element.closest('style, script, svg, option') || apart(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      texts.push({box, element});
      if ((box.right > wide + 1 || box.left < -1) && !within(element, scrolls)) outside.push(told(element));
    }
  }
  // Lines of text that lie over each other by more than the space that letters leave.
  const overlapping = [];
  texts.sort((a, b) => a.box.top - b.box.top);
  texts.forEach(({box, element}, i) => {
    for (let j = i + 1; j < texts.length && texts[j].box.top < box.bottom; j += 1) {
      const other = texts[j];
      const high = Math.min(box.bottom, other.box.bottom) - other.box.top;
      const side = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      if (side > 2 && high > .35 * Math.min(box.height, other.box.height)
          && within(element, scrolls) === within(other.element, scrolls)) overlapping.push(`${told(element)} and ${told(other.element)}`);
    }
  });
  return {width: document.scrollingElement.scrollWidth, texts: texts.length, cut, outside, overlapping};
}
