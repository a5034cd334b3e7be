// Everything that Tab should reach, in the order of the document, and what it does reach.
() => {
  const MAY = 'a[href], button, summary, input, select, textarea, iframe, [tabindex]';
  const shown = element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length > 0;
  const first = element => element.type !== 'radio' || element.checked
    || !document.querySelector(`input[name="${element.name}"]:checked`) && document.querySelector(`input[name="${element.name}"]`) === element;
  const expected = [...document.querySelectorAll(MAY)].filter(each => each.tabIndex >= 0 && !each.disabled && shown(each) && first(each));
  const told = element => `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 40)}”`;
  const seen = window.focused = [];
  document.addEventListener('focusin', event => {
    const style = getComputedStyle(event.target);
    const drawn = style.outlineStyle === 'auto' || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    seen.push({place: expected.indexOf(event.target), told: told(event.target), drawn});
  });
  return expected.map(told);
}
