import { defaultAudience } from '../auth';
import type { ReviewResource } from './ReviewResource';

const group = 'authentication.k8s.io';

/** "Who is this?" */
export const authenticationReviews: ReviewResource[] = [
  {
    group,
    version: 'v1',
    kind: 'TokenReview',
    plural: 'tokenreviews',
    namespaced: false,
    answer(spec, { authenticator }) {
      const asked = Array.isArray(spec.audiences)
        ? spec.audiences.map(String)
        : [];
      const audiences = asked.length > 0 ? asked : [defaultAudience];
      const user = authenticator.authenticate(
        String(spec.token ?? ''),
        audiences,
      );
      if (!user) return { user: {}, error: 'invalid bearer token' };
      return { authenticated: true, user: { ...user }, audiences };
    },
  },
  {
    group,
    version: 'v1',
    kind: 'SelfSubjectReview',
    plural: 'selfsubjectreviews',
    namespaced: false,
    answer: (_, { user }) => ({ userInfo: { ...user } }),
  },
];
