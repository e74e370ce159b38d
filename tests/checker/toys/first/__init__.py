"""A chapter about nothing."""

from toys import bank

chapter = bank.chapter(__name__, "First", intro="What do you do first?")
chapter.section("To begin with", ["double", "line"])
chapter.section("And then", ["total"], text="This follows.")
