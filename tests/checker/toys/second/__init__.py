"""A chapter about nothing."""

from toys import bank

chapter = bank.chapter(__name__, "Second", intro="What do you do first?")
chapter.section("To begin with", ["quarter", "single"])
chapter.section("And then", ["three_and_a_letter"], text="This follows.")
