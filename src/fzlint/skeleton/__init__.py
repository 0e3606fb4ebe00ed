"""The skeleton of a report: all parts that are asked of a body for a year, with hints of what belongs there."""
