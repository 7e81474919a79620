"""Entry of the interface for ``streamlit run app.py``; ``reviewer app`` starts the same."""

from reviewer.ui.main import main

main()
