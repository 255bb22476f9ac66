import config from '../playwright.config';

/** Figures instead of tests: one at a time, so that none disturbs another. */
export default { ...config, testDir: '.', outputDir: '../test-results/measures', workers: 1 };
