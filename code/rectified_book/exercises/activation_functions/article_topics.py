"""Topics of an article."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 3, "how a network should end", "the-last-layer#end-by-question"),
    answer="d",
    options={
        "a": (
            "Softmax; the topic with the largest share is reported.",
            "Then every article gets exactly one topic, although it may have three, or none.",
        ),
        "b": (
            "Softmax; every topic with a share above ½ is reported.",
            "At most one share can be above ½, since they sum to 1: never two topics.",
        ),
        "c": (
            "ReLU; every topic with an output above 0 is reported.",
            "That would report topics, but an output between 0 and ∞ says nothing about how sure "
            "the network is.",
        ),
        "d": (
            "A sigmoid for each topic, cut at ½.",
            "Each topic is a question of its own, yes or no, and its answer does not take anything "
            "away from the others.",
        ),
        "e": (
            "A single sigmoid; its output is cut into twenty pieces.",
            "One number for twenty questions: it can name one topic at a time, and it puts them in "
            "an order that they do not have.",
        ),
    },
    hints=["May two of the answers be yes at the same time? May all be no?"],
)
def article_topics():
    """Topics of an article

    A network names the topics of newspaper articles. There are twenty; an article may have several
    of them, or none. It should also say how sure it is of each. How should it end?
    """
