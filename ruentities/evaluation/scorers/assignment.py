"""The one-to-one assignment of rows to columns that has the greatest total weight."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def best_assignment(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pair rows with columns one to one so that the total weight is the greatest possible.

    The Hungarian method (Kuhn 1955) in its shortest-augmenting-path form (Jonker and Volgenant
    1987): exact, O(n²m) for n rows and m columns, n the smaller of the two.

    Args:
        weights: A rectangular matrix, ``weights[row][column]``. Any finite numbers.

    Returns:
        ``min(n, m)`` pairs (row, column), sorted. Everything on the smaller side is paired, at
        weight 0 too: whoever calls drops the pairs that mean nothing.

    >>> best_assignment([[1.0, 5.0], [4.0, 7.0], [0.0, 0.0]])
    [(0, 1), (1, 0)]
    """
    if not weights or not weights[0]:
        return []
    n, m = len(weights), len(weights[0])
    if n > m:
        turned = best_assignment(list(zip(*weights, strict=True)))
        return sorted((row, column) for column, row in turned)

    row_price = [0.0] * n
    column_price = [0.0] * (m + 1)
    row_of = [-1] * (m + 1)  # each search starts at the extra column, index m
    for new_row in range(n):
        row_of[m] = new_row
        cost = [inf] * m
        came_from = [m] * m
        done = [False] * m
        column = m
        while row_of[column] >= 0:
            if column < m:
                done[column] = True
            row = row_of[column]
            step, nearest = inf, -1
            for j in range(m):
                if done[j]:
                    continue
                reduced = -weights[row][j] - row_price[row] - column_price[j]
                if reduced < cost[j]:
                    cost[j], came_from[j] = reduced, column
                if cost[j] < step:
                    step, nearest = cost[j], j
            row_price[new_row] += step
            column_price[m] -= step
            for j in range(m):
                if done[j]:
                    row_price[row_of[j]] += step
                    column_price[j] -= step
                else:
                    cost[j] -= step
            column = nearest
        while column != m:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return sorted((row, column) for column, row in enumerate(row_of[:m]) if row >= 0)
