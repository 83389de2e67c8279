"""A plain Streamlit page as its tutorial shows it: one filter, one Plotly Express chart."""

import pandas as pd
import plotly.express as px
import streamlit as st


@st.cache_data
def table() -> pd.DataFrame:
    rows = [
        (area, year, 40 + (7 * number + 3 * year) % 11 / 2)
        for number, area in enumerate("ABCDEFGH")
        for year in range(2010, 2024)
    ]
    return pd.DataFrame(rows, columns=["area", "year", "rate"])


st.title("Rate by year")
area = st.selectbox("Area", list("ABCDEFGH"))
frame = table()
st.plotly_chart(px.line(frame[frame.area == area], x="year", y="rate", title=f"Area {area}", markers=True))
