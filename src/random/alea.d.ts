/** The one generator of seedrandom that we import, apart from the rest, which gathers entropy as it loads. */
declare module 'seedrandom/lib/alea.js' {
  interface Alea {
    int32(): number;
  }
  export default function alea(seed: string): Alea;
}
