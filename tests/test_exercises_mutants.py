"""The promise that a solution with one small thing changed is no right answer any more."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator

from every_exercise import EXERCISES, of_each

SWAPS = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div, ast.Add],
    ast.Div: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.MatMult: [ast.Mult],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.LtE: [ast.Lt],
    ast.Lt: [ast.LtE, ast.Gt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
}
FUNCTIONS = {
    "maximum": "minimum",
    "minimum": "maximum",
    "sum": "mean",
    "mean": "sum",
    "max": "min",
    "min": "max",
    "all": "any",
    "exp": "expm1",
    "prod": "sum",
    "cumprod": "cumsum",
    "norm": "sum",
    "sqrt": "square",
}


def mutants(function) -> Iterator[tuple[str, str]]:
    """Sources of the function with one small thing changed, and the line that was changed."""
    source = textwrap.dedent(inspect.getsource(function))
    size = sum(1 for _ in ast.walk(ast.parse(source)))
    for position in range(size):
        for choice in range(2):
            tree = ast.parse(source)
            tree.body[0].decorator_list = []
            node = list(ast.walk(ast.parse(source)))[position]
            original = list(ast.walk(tree))
            target = next(
                (
                    other
                    for other in original
                    if type(other) is type(node)
                    and getattr(other, "lineno", 0) == getattr(node, "lineno", 0)
                    and getattr(other, "col_offset", 0) == getattr(node, "col_offset", 0)
                    and getattr(other, "end_col_offset", 0) == getattr(node, "end_col_offset", 0)
                ),
                None,
            )
            if target is None or not hasattr(target, "lineno") or not mutate(target, choice):
                continue
            if isinstance(tree.body[0].body[0], ast.Expr) and ast.get_docstring(tree.body[0]):
                del tree.body[0].body[0]
            lines = ast.unparse(tree).splitlines()
            before = ast.parse(source)
            before.body[0].decorator_list = []
            if ast.get_docstring(before.body[0]):
                del before.body[0].body[0]
            old = ast.unparse(before).splitlines()
            changed = [new.strip() for new in lines if new not in old]
            if changed:
                yield ast.unparse(tree), changed[0]


def mutate(node: ast.AST, choice: int) -> bool:
    """Change the node in one way; say whether there was one."""
    if isinstance(node, ast.BinOp):
        swaps = SWAPS.get(type(node.op), [])
        if choice < len(swaps):
            node.op = swaps[choice]()
            return True
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        swaps = SWAPS.get(type(node.ops[0]), [])
        if choice < len(swaps):
            node.ops = [swaps[choice]()]
            return True
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        node.value = node.value + 1 if choice == 0 else node.value - 1
        return True
    if isinstance(node, ast.Attribute) and choice == 0 and node.attr in FUNCTIONS:
        node.attr = FUNCTIONS[node.attr]
        return True
    if isinstance(node, ast.UnaryOp) and choice == 0 and isinstance(node.op, ast.USub):
        node.op = ast.UAdd()
        return True
    return False


@of_each([e for e in EXERCISES if e.kind == "function"], lambda e: f"{e.id}-{e.name}")
def test_a_mutant_of_the_solution_is_rejected(case):
    scope = dict(vars(inspect.getmodule(case.reference)))
    accepted = []
    for source, line in mutants(case.reference):
        exec(source, scope)
        if case.grade(scope[case.reference.__name__]).correct and line not in case.equivalent:
            accepted.append(line)
    assert accepted == [], "either the inputs are too weak, or list the line as `equivalent`"
