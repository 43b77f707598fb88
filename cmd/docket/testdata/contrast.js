// The texts of a page whose contrast with what is behind them is under 4.5 to 1 (WCAG 2.2, 1.4.3).
(() => {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const brightness = (colour) => {
    const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (channels(colour).length === 3 || channels(colour)[3] === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = new Set();
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let word = words.nextNode(); word; word = words.nextNode()) {
    const element = word.parentElement;
    if (!word.data.trim() || ["SCRIPT", "NOSCRIPT", "STYLE"].includes(element.tagName) || element.closest(".vh")) continue;
    const [ink, paper] = [brightness(getComputedStyle(element).color), brightness(behind(element))].sort((a, b) => b - a);
    if ((ink + 0.05) / (paper + 0.05) < 4.5) faint.add(element.tagName + "." + element.className + " " + word.data.trim().slice(0, 30));
  }
  return [...faint];
})();
