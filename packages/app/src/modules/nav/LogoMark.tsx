/** The portal's own mark: a doorway with work flowing through it. The same drawing as `public/favicon.svg`. */
export function LogoMark(props: { size: number }) {
  return (
    <svg
      width={props.size}
      height={props.size}
      viewBox="0 0 32 32"
      fill="none"
      xmlns="http://www.w3.org/2000/svg"
      aria-hidden="true"
      focusable="false"
      style={{ flexShrink: 0 }}
    >
      <path
        d="M6 29V14a10 10 0 0 1 20 0v15"
        stroke="#8fb4ff"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path
        d="M2 22c5 0 6-6 11-6s5 6 9 6 4-3 8-3"
        stroke="#53e0c1"
        strokeWidth="3"
        strokeLinecap="round"
      />
    </svg>
  );
}
