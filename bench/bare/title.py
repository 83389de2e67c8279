"""The smallest Streamlit page: a title."""

import streamlit as st

st.title("Title")
