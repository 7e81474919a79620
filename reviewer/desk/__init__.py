"""The service layer of the screens: every act of a person on the store and the pipeline, with their rights checked."""
