import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { LogoMark } from './LogoMark';

const useStyles = makeStyles({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    marginBottom: -14,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    marginLeft: 22,
    color: '#ffffff',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  },
  name: {
    fontSize: 17,
    fontWeight: 600,
    letterSpacing: 0.2,
  },
});

/** The mark, and the portal's name beside it while the sidebar is open. */
export function SidebarLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <Link to="/" underline="none" className={classes.link} aria-label="Home">
        <LogoMark size={28} />
        {isOpen && <span className={classes.name}>Kubeflow Portal</span>}
      </Link>
    </div>
  );
}
