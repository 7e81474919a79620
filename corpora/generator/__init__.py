"""Makes invented police case files with an exact account of what stands in them. Never imported by `reviewer`."""
