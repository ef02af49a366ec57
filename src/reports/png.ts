import { createRequire } from 'node:module';

/** Twice the size of the SVG, for screens with fine pixels. */
const ZOOM = 2;

/** A PNG of an SVG document in DejaVu Sans, whatever fonts the machine has; drawn in another thread. */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const { resolve } = createRequire(import.meta.url);
  const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => resolve(`dejavu-fonts-ttf/ttf/${file}`));
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'DejaVu Sans' };
  const image = await renderAsync(svg, { font, fitTo: { mode: 'zoom', value: ZOOM } });
  return image.asPng();
}
