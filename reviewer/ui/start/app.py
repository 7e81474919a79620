"""What Streamlit runs. It stands in a folder of its own because Streamlit puts that folder on the import path."""

from reviewer.ui.main import main

main()
