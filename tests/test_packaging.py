"""What is shipped: every package, their data, and a wheel that works outside any checkout."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from claims import __version__
from tests.conftest import ROOT

MAPPED = {"claims.migrations": "migrations", "claims.seed": "seed"}


@pytest.fixture(scope="session")
def setup_cfg():
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def folders():
    """Every package by name, its folder in the checkout."""
    found = {}
    for name, folder in {"claims": "claims", **MAPPED}.items():
        for init in (ROOT / folder).rglob("__init__.py"):
            below = init.parent.relative_to(ROOT / folder).parts
            found[".".join([name, *below])] = init.parent
    return found


def test_every_package_is_listed(setup_cfg):
    listed = setup_cfg["options"]["packages"].split()
    assert sorted(listed) == sorted(folders())
    assert listed == sorted(listed)


def test_every_folder_of_python_files_is_a_package():
    holding = {path.parent for path in (ROOT / "claims").rglob("*.py")}
    assert holding == {p for n, p in folders().items() if p.is_relative_to(ROOT / "claims")}


def test_every_mapped_package_is_mapped(setup_cfg):
    lines = setup_cfg["options"]["package_dir"].strip().splitlines()
    mapping = dict(line.split(" = ") for line in lines)
    outside = {
        name: str(folder.relative_to(ROOT))
        for name, folder in folders().items()
        if not folder.is_relative_to(ROOT / "claims")
    }
    assert mapping == {"claims": "claims", **outside}


def data_files():
    """Every file a package needs that is not Python, by package and name."""
    return {
        (name, path.name)
        for name, folder in folders().items()
        for path in folder.iterdir()
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }


def do(*words):
    """Run a build step; what it said is the failure's message."""
    done = subprocess.run(
        [str(word) for word in words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def copy_of_the_sources(target):
    """What a build needs, apart from the checkout so that nothing is left there."""
    for folder in ("claims", *MAPPED.values()):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, target / folder, ignore=ignored)
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "MANIFEST.in"):
        if (ROOT / name).exists():
            shutil.copyfile(ROOT / name, target / name)
    return target


def new_environment(home, *words):
    """A virtual environment that borrows our dependencies and has ``words`` installed by pip."""
    do(sys.executable, "-m", "venv", "--without-pip", home)
    site = next(home.glob("lib/python*/site-packages"))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = (sys.executable, "-m", "pip", "--quiet", "--python", home / "bin" / "python")
    do(*pip, "install", "--no-deps", "--no-build-isolation", "--force-reinstall", *words)
    return home / "bin"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    source = copy_of_the_sources(tmp_path_factory.mktemp("source"))
    built = tmp_path_factory.mktemp("dist")
    do(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", built, source)
    (found,) = built.iterdir()
    return found


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """The ``bin`` of an environment with the wheel and no checkout."""
    return new_environment(tmp_path_factory.mktemp("venv"), wheel)


def outside(*words, cwd, **env):
    """Run something where no checkout is near."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "CLAIMS", "COV"))}
    return subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**kept, "HOME": str(cwd), **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_wheel_is_named_and_versioned(wheel):
    assert wheel.name == f"claimsdb-{__version__}-py3-none-any.whl"


@pytest.mark.slow
def test_the_wheel_carries_every_package_and_its_data(installed):
    site = next(installed.parent.glob("lib/python*/site-packages"))
    modules = {(name, p.name) for name, folder in folders().items() for p in folder.glob("*.py")}
    missing = {
        (name, file)
        for name, file in modules | data_files()
        if not site.joinpath(*name.split("."), file).is_file()
    }
    assert not missing
    assert not list(site.glob("tests*"))


@pytest.mark.slow
def test_the_installed_program_migrates_and_seeds(installed, tmp_path):
    done = outside(installed / "claims", "--version", cwd=tmp_path)
    assert (done.stdout, done.stderr) == (f"claims {__version__}\n", "")
    done = outside(installed / "claims", "--db", "demo.db", "init", "--demo", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    done = outside(
        installed / "claims", "--db", "demo.db", "contrast", "convoy-attack", cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Dunford" in done.stdout


@pytest.mark.slow
def test_an_editable_install_knows_the_mapped_packages(tmp_path):
    """What ``make`` does: the folders stay where they are."""
    copy = tmp_path / "checkout"
    copy.mkdir()
    copy_of_the_sources(copy)
    bin_folder = new_environment(tmp_path / "venv", "--editable", copy)
    code = (
        "from importlib.resources import files;"
        "print(files('claims.migrations') / 'env.py', files('claims.seed'))"
    )
    done = outside(bin_folder / "python", "-c", code, cwd=tmp_path)
    assert done.stdout.split() == [str(copy / "migrations" / "env.py"), str(copy / "seed")]


def test_make_targets_and_ci_agree():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test", "lint", "clean"):
        assert f"\n{target}:" in makefile
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text()
    assert script.read_text().strip().endswith("make test")


def test_the_license_is_shipped(setup_cfg):
    metadata = setup_cfg["metadata"]
    assert metadata["license"] == "MIT"
    assert Path(ROOT / metadata["license_files"]).read_text().startswith("MIT License")
