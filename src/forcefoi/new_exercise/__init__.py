"""Start another exercise: an empty project of the same layout, for another question."""

from forcefoi.new_exercise.make import make_exercise_folder

__all__ = ["make_exercise_folder"]
