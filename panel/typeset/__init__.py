"""The house style on paper: tagged PDF pages drawn with ReportLab."""
