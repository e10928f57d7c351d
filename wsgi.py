"""The application, for the web server and the command line."""

import sys

from app import create_app
from config import WrongSetting

try:
    app = create_app()
except WrongSetting as wrong:
    sys.exit(str(wrong))
