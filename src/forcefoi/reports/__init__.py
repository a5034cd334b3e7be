"""Reports: run a notebook, render its page, keep an index, and know what is stale.

Nothing heavy is imported here, nor in `stale`, `plan`, `lock` and `build`: a run with nothing to do must not
wait for pandas. `run` and `render` are the one way from a notebook to a page.
"""
