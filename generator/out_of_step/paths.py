"""The paths through a line: how likely the best one to and from each node is, and what comes near it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from generator.likelihood import Language
from generator.model import LOST
from generator.out_of_step.steps import IN, Step, steps_from

HOPELESS = 25.0  # so far behind the best reading out of step, another one never comes up again
Node = tuple[int, str, str]  # mode, last true character, open chunk


@dataclass(slots=True)
class Graph:
    """All nodes and moves of a line, with what the best way to each node and from it onwards costs."""

    moves: list[list[tuple[Node, Step, float, Node]]]
    ahead: list[dict[Node, float]]
    behind: list[dict[Node, float]]


def explored(line: str, language: Language, ends: str) -> Graph:
    size = len(line) + 2
    graph = Graph([[] for _ in range(size)], [{} for _ in range(size)], [{} for _ in range(size)])
    graph.behind[0][IN, "。", "。"] = 0.0
    for at in range(len(line) + 1):
        _walk_on(line, at, graph, language, ends)
    graph.ahead[-1] = dict.fromkeys(graph.behind[-1], 0.0)
    for at in range(len(line), -1, -1):
        ahead = graph.ahead[at]
        for node, step, cost, to in reversed(graph.moves[at]):  # a step within one place comes after those it leads to
            onwards = cost + graph.ahead[step.end].get(to, -math.inf)
            if onwards > ahead.get(node, -math.inf):
                ahead[node] = onwards
    return graph


def _walk_on(line: str, at: int, graph: Graph, language: Language, ends: str) -> None:
    """All moves from one place, those from out of step first: some of them lead back into step without going on."""
    behind = graph.behind[at]
    for out in (True, False):
        steps: dict[tuple[int, str], list[Step]] = {}
        nodes = [node for node in behind if (node[0] != IN) == out]
        hopeless = max((behind[node] for node in nodes), default=0.0) - HOPELESS if out else -math.inf
        for node in (node for node in nodes if behind[node] >= hopeless):
            mode, last, chunk = node
            if (mode, last) not in steps:
                steps[mode, last] = list(steps_from(line, at, mode, last, language, ends))
            for step in steps[mode, last]:
                for longer, cost in _spelt(chunk, step, line, language):
                    to = (step.mode, step.text[-1:] or last, longer)
                    graph.moves[at].append((node, step, cost + step.cost, to))
                    reached = behind[node] + cost + step.cost
                    if reached > graph.behind[step.end].get(to, -math.inf):
                        graph.behind[step.end][to] = reached


def _spelt(chunk: str, step: Step, line: str, language: Language) -> list[tuple[str, float]]:
    """The chunks that are open after a step, each with what was closed on the way."""
    standing = step.before == step.mode == IN or step.text == line[step.start : step.end]
    found = [(chunk, 0.0)]
    for char in step.text:
        found = [
            (longer, so_far + cost) for open_, so_far in found for longer, cost in language.step(open_, char, standing)
        ]
    if step.start == len(line):
        return [("", so_far + language.closing(open_)) for open_, so_far in found]
    return found


def best_path(graph: Graph) -> Iterator[Step]:
    at, node = 0, (IN, "。", "。")
    while at < len(graph.moves) - 1:
        moves = (move for move in graph.moves[at] if move[0] == node)
        _, step, _, node = max(moves, key=lambda move: move[2] + graph.ahead[move[1].end].get(move[3], -math.inf))
        at = step.end
        yield step


def parts(path: list[Step]) -> Iterator[list[Step]]:
    """The stretches of a path that are out of step."""
    part: list[Step] = []
    for step in path:
        if step.before != IN or step.mode != IN:
            part.append(step)
        if step.mode == IN and part:
            yield part
            part = []


class Rivals:
    """For every place the steps that cross it, each with the likelihood of the best path that takes it."""

    def __init__(self, graph: Graph) -> None:
        through: dict[Step, float] = {}
        for at, moves in enumerate(graph.moves):
            for node, step, cost, to in moves:
                total = graph.behind[at][node] + cost + graph.ahead[step.end].get(to, -math.inf)
                if total > through.get(step, -math.inf):
                    through[step] = total
        self.through = through
        self.crossing: list[list[Step]] = [[] for _ in graph.moves]
        for step in through:
            for at in range(step.start, max(step.end, step.start + 1)):
                self.crossing[at].append(step)

    def lead(self, step: Step) -> float:
        """How far the best path is ahead of all that go another way where `step` goes."""
        places = range(step.start, max(step.end, step.start + 1))
        others = (self.through[other] for at in places for other in self.crossing[at] if other.shape != step.shape)
        return self.through[step] - max(others, default=-math.inf)

    def lead_of_guess(self, step: Step) -> float:
        """How far it is ahead of those that only guess another character there."""
        same = (other for other in self.crossing[step.start] if other.shape == step.shape and LOST not in other.text)
        others = (self.through[other] for other in same if other.text != step.text)
        return self.through[step] - max(others, default=-math.inf)
