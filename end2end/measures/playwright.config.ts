import config from '../playwright.config';

/** Figures instead of tests: one at a time, so that none disturbs another. */
export default { ...config, testDir: '.', workers: 1 };
