"""FOI replies as they arrive: files in, figures out, or a reason.

`opening.read` makes any file into a `Document` of `Grid`s; `reading` says what a person confirmed the grids to
mean; `take` makes counts of the two; `reconcile` holds the counts against each other.
"""
