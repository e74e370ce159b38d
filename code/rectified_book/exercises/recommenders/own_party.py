"""The honest baseline."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """Votes of two parties, an odd number of each, where everybody voted."""
    n, m = 2 * rng.randint(0, 3) + 1, 2 * rng.randint(0, 3) + 1
    party = rng.permutation(np.repeat([0, 1], [n, m]))
    return rng.choice([-1, 1], (n + m, rng.randint(1, 5))), party


@function(
    way=(2, 12, "an honest baseline", "applications/recommenders#look-first"),
    cases=[
        (np.array([[1], [-1]]), np.array([0, 1])),
        (np.array([[1, -1], [1, -1], [-1, -1], [-1, 1]]), np.array([0, 0, 0, 1])),
        (np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]), np.array([1, 0, 0, 0])),
        (np.array([[1, 1, -1], [-1, -1, 1], [1, 0, -1], [-1, -1, 1]]), np.array([0, 1, 0, 1])),
        (
            np.array([[1, -1], [1, 1], [-1, 1], [1, -1], [-1, -1], [-1, 1], [-1, 1], [-1, 1]]),
            np.array([0, 0, 0, 1, 1, 1, 1, 1]),
        ),
        (np.array([[0, 1], [1, 1], [-1, -1], [-1, 0]]), np.array([0, 0, 1, 1])),
    ],
    more=some,
    equivalent=["found[party == p] = np.sign(votes[party == p].mean(axis=0))"],  # same sign
    hints=[
        "`votes[party == 0].sum(axis=0)` is positive where more of party 0 said yea.",
        "The sign of that sum is the majority on each bill. Write it into the rows of the party, "
        "then do the same for party 1.",
    ],
    why="""
    Two lines, no training: on the Senate's votes it is right far more often than the biases, since
    it knows each senator's party, which biases cannot learn. A network that is not ahead of *this*
    has learned nothing that everybody did not know. (It looks at other people's votes on the same
    bill. So do all models of this chapter: they fill gaps, and do not look ahead.)
    """,
)
def own_party(votes, party):
    """The honest baseline

    `votes[i, j]` is 1 where person `i` said yea to bill `j`, −1 for nay, 0 where the vote is not
    known; `party[i]` is 0 or 1. Write `own_party(votes, party)`: a table of the same shape that
    predicts for each person and bill what the majority of the person's own party said, 1 or −1.
    There is a majority in each party on each bill, and a person's own vote counts as well.
    """
    found = np.zeros(votes.shape)
    for p in (0, 1):
        found[party == p] = np.sign(votes[party == p].sum(axis=0))
    return found  # ← a table of 1 and −1


def _loop(votes, party):
    found = np.empty(votes.shape)
    for i in range(len(votes)):
        for j in range(votes.shape[1]):
            total = sum(v for v, p in zip(votes[:, j], party, strict=True) if p == party[i])
            found[i, j] = 1 if total > 0 else -1
    return found


def _where(votes, party):
    zero, one = votes[party == 0].sum(axis=0), votes[party == 1].sum(axis=0)
    return np.where(party[:, None] == 0, np.sign(zero), np.sign(one))


def _mean(votes, party):
    sums = np.array([votes[party == p].mean(axis=0) for p in (0, 1)])
    return np.where(sums[party] > 0, 1, -1)


own_party.also_right(
    lambda votes, party: np.sign((party[:, None] == party) @ votes),
    lambda votes, party: np.sign((party[:, None] == party).astype(int) @ votes),
    lambda votes, party: np.sign([votes[party == p].sum(0) for p in party]),
    lambda votes, party: [np.sign(votes[party == p].sum(axis=0)).tolist() for p in party],
    lambda votes, party: np.array([np.sign(votes[party == p].sum(0)) for p in (0, 1)])[party],
    lambda votes, party: np.where(np.equal.outer(party, party) @ votes > 0, 1, -1),
    lambda votes, party: 2 * (np.equal.outer(party, party) @ votes > 0) - 1,
    lambda votes, party: np.sign(np.eye(2)[party] @ np.eye(2)[party].T @ votes),
    lambda votes, party: np.sign(np.einsum("ij,jk->ik", party[:, None] == party, votes)),
    lambda votes, party: np.where(
        party[:, None], np.sign(votes[party == 1].sum(0)), np.sign(votes[party == 0].sum(0))
    ),
    _loop,
    _where,
    _mean,
)
own_party.wrong(
    "majority of all",
    lambda votes, party: np.tile(np.sign(votes.sum(axis=0)), (len(votes), 1)),
    says="That is the majority of everybody: both parties get the same prediction.",
)
own_party.wrong(
    "other party",
    lambda votes, party: np.array([np.sign(votes[party != p].sum(axis=0)) for p in party]),
    says="You take the majority of the *other* party.",
)
own_party.wrong(
    "opposite",
    lambda votes, party: -np.sign((party[:, None] == party) @ votes),
    says="The signs are turned: 1 where the majority said yea.",
)
own_party.wrong(
    "own vote",
    lambda votes, party: np.sign(votes),
    lambda votes, party: votes,
    says="You give back the person's own vote, which is what is to be predicted.",
)
own_party.wrong(
    "sums",
    lambda votes, party: (party[:, None] == party) @ votes,
    says="That is by how many votes the yeas are ahead in the party. A prediction is 1 or −1.",
)
own_party.wrong(
    "shares",
    lambda votes, party: np.array([votes[party == p].mean(axis=0) for p in party]),
    says="That is the mean of the party's votes. A prediction is 1 or −1: its sign.",
)
own_party.wrong(
    "zeros and ones",
    lambda votes, party: ((party[:, None] == party) @ votes > 0).astype(int),
    lambda votes, party: (party[:, None] == party) @ votes > 0,
    says="You have 1 for yea and 0 for nay. Here a nay is −1.",
)
own_party.wrong(
    "habit of the person",
    lambda votes, party: np.repeat(
        np.where(votes.sum(axis=1) > 0, 1, -1)[:, None], votes.shape[1], axis=1
    ),
    says="You predict what the person says mostly: a bias. Sum over people, for each bill.",
)
own_party.wrong(
    "habit of the party",
    lambda votes, party: np.array(
        [np.full(votes.shape[1], 1 if votes[party == p].sum() > 0 else -1) for p in party]
    ),
    says="You predict what the party says mostly, on all bills alike. Each bill has its own "
    "majority: sum over `axis=0` only.",
)
own_party.wrong(
    "one row for each party",
    lambda votes, party: np.array([np.sign(votes[party == p].sum(axis=0)) for p in (0, 1)]),
    says="You have one row for each party. Give each person the row of the own party.",
)
own_party.wrong(
    "anybody",
    lambda votes, party: np.array([votes[party == p].max(axis=0) for p in party]),
    says="You predict yea as soon as one member of the party said it. The majority decides.",
)
own_party.also_wrong(
    lambda votes, party: np.ones(votes.shape),
    lambda votes, party: None,
    lambda votes, party: np.zeros(votes.shape),
    lambda votes, party: np.where(party[:, None] == 0, 1, -1) * np.ones(votes.shape),
    lambda votes, party: np.sign((party[:, None] == party) @ votes).T,
    lambda votes, party: np.sign((party[:, None] == party) @ votes - 2 * votes),
)
