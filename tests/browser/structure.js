// What a screen reader makes of a page: headings, landmarks, names; and whether what is read first also stands first.
() => {
  const shown = element => element.checkVisibility({visibilityProperty: true});
  const text = element => (element.innerText ?? element.textContent).trim().replace(/\s+/g, ' ');
  const name = element => (element.getAttribute('aria-label')
    ?? element.getAttribute('aria-labelledby')?.split(' ').map(id => document.getElementById(id)?.textContent ?? `no #${id}`).join(' ')
    ?? '').trim();
  const all = selector => [...document.querySelectorAll(selector)];
  const headings = all('h1, h2, h3, h4, h5, h6').filter(shown);
  // Blocks of one column: what comes later begins no higher than what came before it.
  const blocks = all('main h1, main h2, main h3, main h4, main p, main li, main figure, main table, main summary')
    .filter(each => shown(each) && !each.closest('[popover], svg, figcaption, table *') && each.getClientRects().length);
  // A list in columns is read down each of them.
  const inColumns = list => { const style = getComputedStyle(list); return style.columnCount !== 'auto' || style.columnWidth !== 'auto'; };
  const disordered = blocks.filter((each, i) => i && each.getBoundingClientRect().top < blocks[i - 1].getBoundingClientRect().top - 2
    && getComputedStyle(each.parentElement).display !== 'flex' && !inColumns(each.parentElement));
  const links = {};
  // In a panel the text around a link tells what it leads to, and its caption is the panel's own.
  for (const link of all('main a[href], header a[href], footer a[href]').filter(each => shown(each) && !each.closest('svg'))) {
    (links[name(link) || text(link)] ??= new Set()).add(link.href);
  }
  const targets = ids => ids.filter(id => !document.getElementById(id));
  return {
    lang: document.documentElement.lang, title: document.title,
    h1: headings.filter(each => each.tagName === 'H1').map(text),
    firstHeading: headings[0]?.tagName,
    skipped: headings.filter((each, i) => i && +each.tagName[1] > +headings[i - 1].tagName[1] + 1).map(text),
    empty: headings.filter(each => !text(each)).length,
    headingsOutOfOrder: headings.filter((each, i) => i && each.getBoundingClientRect().top < headings[i - 1].getBoundingClientRect().top).map(text),
    disordered: disordered.map(text),
    landmarks: all('body > header, body > main, body > footer, nav').map(each => each.tagName.toLowerCase()),
    navs: all('nav').map(name),
    outside: [...document.body.children].filter(each => !each.matches('header, nav, main, footer, script, style, .skip, [popover]')).map(each => each.outerHTML.slice(0, 80)),
    ambiguous: Object.entries(links).filter(([, to]) => to.size > 1).map(([words, to]) => `${words}: ${[...to].slice(0, 3).join(' ')}`),
    vague: Object.keys(links).filter(words => !words || /^(here|click here|more|read more|link|this)$/i.test(words)),
    images: all('img, svg').filter(each => !each.closest('[aria-hidden=true]')).filter(each => each.tagName === 'IMG'
      ? !each.hasAttribute('alt') : !['img', 'group', 'graphics-document'].includes(each.getAttribute('role')) || name(each).length < 20 || name(each).includes('no #')).map(each => each.outerHTML.slice(0, 120)),
    tables: all('main table').filter(table => !(table.caption && text(table.caption)
      && [...table.tHead?.rows ?? []].flatMap(row => [...row.cells]).every(cell => cell.tagName === 'TH' && ['col', 'colgroup'].includes(cell.scope) && cell.textContent.trim())
      && table.tHead && [...table.tBodies].flatMap(body => [...body.rows]).every(row => row.cells[0].tagName === 'TH' && ['row', 'rowgroup'].includes(row.cells[0].scope)))).map(table => table.caption ? text(table.caption) : table.outerHTML.slice(0, 80)),
    emptyCells: all('main table td, main table th').filter(cell => !cell.textContent.trim()).map(cell => cell.closest('table').outerHTML.slice(0, 80)),
    captions: all('main table').map(table => table.caption ? text(table.caption) : '').filter((each, i, every) => every.indexOf(each) !== i),
    lists: all('ul, ol').filter(list => [...list.children].some(each => !['LI', 'SCRIPT', 'TEMPLATE'].includes(each.tagName)) || !list.children.length).map(list => list.outerHTML.slice(0, 80)),
    ids: all('[id]').map(each => each.id).filter((id, i, every) => every.indexOf(id) !== i),
    lost: [...targets(all('[aria-labelledby]').flatMap(each => each.getAttribute('aria-labelledby').split(' '))),
      ...targets(all('[aria-describedby]').flatMap(each => each.getAttribute('aria-describedby').split(' '))),
      ...targets(all('label[for]').map(each => each.htmlFor)), ...targets(all('[popovertarget]').map(each => each.getAttribute('popovertarget')))],
  };
}
