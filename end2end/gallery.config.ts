import config from './playwright.config';

/** Pictures instead of tests. */
export default { ...config, testDir: 'pictures' };
