/**
 * Most characters that are copied at once. Above the largest there is to copy: a body of 64 KiB whose entries are all
 * some 60 levels deep, and so indented by 120 characters each.
 */
export const longestCopy = 8 * 1024 * 1024;
