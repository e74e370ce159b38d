"""The negative."""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 4, "what ReLU forgets", "what-relu-does#what-the-signal-forgets"),
    answer="c",
    options={
        "a": (
            "They are $-f(x)$.",
            "So it would be for a *linear* network. ReLU passes factors through, but only positive "
            "ones.",
        ),
        "b": (
            "They are $f(x)$ again.",
            "So it would be with |z| in place of ReLU. For ReLU, z and −z are not alike.",
        ),
        "c": (
            "$f(x)$ does not tell.",
            "For −x, those units of the first layer answer that were silent for x, and the others "
            "fall silent: another part of the network speaks. For 2x it would be the same units, "
            "and the logits 2f(x).",
        ),
        "d": (
            "They are all 0.",
            "Only if every unit of some layer is silent. In the first layer, the units that x left "
            "silent are the ones that answer −x.",
        ),
    },
    hints=["For one unit: what are relu(wx) and relu(−wx) when wx is 3? And when it is −3?"],
)
def negative_image():
    """The negative

    A ReLU network *without biases* answers the image $x$ with the logits $f(x)$. What are its
    logits for the negative, $-x$?
    """
