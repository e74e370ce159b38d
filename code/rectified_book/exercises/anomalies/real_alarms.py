"""Of a hundred alarms."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import value


@value(
    way=(2, 6, "what an alarm is worth", "applications/anomalies#an-easy-score"),
    hints=[
        "Take 100,000 payments. How many are frauds, and for how many of these does it ring?",
        "For how many of the honest ones does it ring? Then: the real alarms, divided by all "
        "alarms.",
    ],
    why="""
    Of 100,000 payments 100 are frauds, and it rings for 90 of them; it also rings for 1,998 of the
    99,900 honest ones. So 90 of 2,088 alarms are real: one in 23. The detector has not become bad,
    frauds are rare. A share of *pairs*, as the area, does not show that: in each pair is one of
    both kinds.
    """,
)
def real_alarms():
    """Of a hundred alarms

    One payment in 1000 is a fraud. An alarm rings for 90 % of the frauds and for 2 % of the honest
    payments. Which share of the alarms is real, between 0 and 1? Give the number in full or as a
    fraction such as `2 / 3`.
    """
    return 0.0009 / (0.0009 + 0.01998)  # ← a share


real_alarms.also_right(
    90 / 2088,
    5 / 116,
    Fraction(5, 116),
    0.001 * 0.9 / (0.001 * 0.9 + 0.999 * 0.02),
    [90 / 2088],
    np.float64(90 / 2088),
    np.array([90 / 2088]),
    lambda: 90 / (90 + 1998),
    "5/116",
    1 - 1998 / 2088,
    1 / (1 + 1998 / 90),
)
real_alarms.wrong(
    "share of the frauds",
    0.9,
    says="That is the share of the *frauds* for which it rings. Of the alarms most come from "
    "honest payments.",
)
real_alarms.wrong(
    "without the rate",
    0.9 / 0.92,
    45 / 46,
    says="So it would be if frauds and honest payments were equally many. One in 1000 is a fraud.",
)
real_alarms.wrong(
    "one minus false alarms",
    0.98,
    says="That is the share of honest payments for which it stays silent.",
)
real_alarms.wrong(
    "false ones",
    1998 / 2088,
    says="That is the share of *false* alarms. Take the others.",
)
real_alarms.wrong(
    "real over false",
    90 / 1998,
    says="You divide the real alarms by the false ones. Divide by all alarms, the real ones "
    "included.",
)
real_alarms.wrong(
    "all honest",
    90 / 2090,
    says="You take 2 % of all payments as false alarms. Only the honest ones can give false ones.",
)
real_alarms.wrong(
    "one in a thousand",
    0.001,
    says="That is the share of frauds among the payments, before any alarm. The alarm does tell "
    "something.",
)
real_alarms.wrong(
    "frauds over alarms",
    100 / 2088,
    says="You divide all frauds by the alarms. It rings for 90 % of the frauds only.",
)
real_alarms.wrong(
    "real over payments",
    0.0009,
    says="That is the share of real alarms among all *payments*. Among the alarms it is larger.",
)
real_alarms.wrong(
    "alarms over payments",
    0.02088,
    says="That is how often it rings at all. Which share of that is real?",
)
real_alarms.wrong(
    "percent",
    9000 / 2088,
    says="That is in percent. A share lies between 0 and 1.",
)
real_alarms.wrong(
    "rounded",
    0.04,
    0.043,
    0.0431,
    says="That is rounded. Give the number in full, or as a fraction.",
)
real_alarms.also_wrong(0, 1, 0.5, 0.05, -90 / 2088, None, "few", (90, 2088), float("nan"), 23.2)
