"""A bank of exercises to try the checker on."""

from checker import Bank

bank = Bank(
    __name__,
    ["first", "second"],
    variable="TOY_PROGRESS",
    former={"1.1": "first.double", "1.2": "first.line", "2.1": "first.total"},
)
