"""Writes `pipelines/<pipeline>/<version>.yaml` from the pipelines in `scripts/pipelines`.

Usage: python scripts/compilePipelines.py, with the `kfp` package (2.17) installed.
"""

import importlib.util
from pathlib import Path

from kfp import compiler

HERE = Path(__file__).parent
SOURCES = HERE / 'pipelines'
TARGET = HERE.parent / 'pipelines'


def main() -> None:
    for source in sorted(SOURCES.glob('*.py')):
        spec = importlib.util.spec_from_file_location(source.stem, source)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        folder = TARGET / source.stem.replace('_', '-')
        folder.mkdir(parents=True, exist_ok=True)
        for version, pipeline in module.versions.items():
            file = folder / f'{version}.yaml'
            compiler.Compiler().compile(pipeline, str(file))
            print(file.relative_to(TARGET.parent))


if __name__ == '__main__':
    main()
