"""Compiles every pipeline of the folder `pipelines` to YAML: `compile.py TARGET [NAME…]`."""

import importlib.util
import sys
from pathlib import Path

from kfp import compiler, components

SOURCES = Path(__file__).parent / 'pipelines'


def names() -> list[str]:
    """The names of all pipelines, which are the names of their files."""
    return sorted(path.stem for path in SOURCES.iterdir() if path.is_file())


def load(name: str):
    """The pipeline of a file: what a Python file calls `pipeline`, or what a YAML file is."""
    source = SOURCES / f'{name}.yaml'
    if source.exists():
        return components.load_component_from_file(str(source))
    # The modules import only kfp; under their plain names they could be taken for other packages.
    spec = importlib.util.spec_from_file_location(
        f'pipelines_{name}', SOURCES / f'{name}.py'
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pipeline


def compile_pipeline(name: str, target: Path) -> Path:
    """Compiles one pipeline into the folder `target`, and gives the file's path."""
    file = target / f'{name.replace("_", "-")}.yaml'
    compiler.Compiler().compile(load(name), str(file))
    return file


def main() -> None:
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:] or names():
        print(compile_pipeline(name, target))


if __name__ == '__main__':
    main()
