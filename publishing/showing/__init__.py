"""When and how a result is shown: at the patient's pace, announced before it is there, in words."""
