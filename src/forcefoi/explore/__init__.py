"""What a notebook needs to look around: a force, the tables, a claim, a figure to add, and widgets for each.

Nothing is worked out here. Every sentence, chart and caveat comes from the functions that make the force's page, and
a choice of classes only leaves some of them out.
"""
