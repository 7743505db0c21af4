import pytest
import swapcheck
from my_swaps import crashing, hanging, right, wrong


def test_right():
    verification = swapcheck.verify(right)
    assert verification.verdicts["gradient"].verdict == "verified"


def test_wrong():
    swapcheck.verify(wrong, properties=["values"])


def test_crashing():
    swapcheck.verify(crashing, properties=["values"])


def test_hanging():
    swapcheck.verify(hanging, cases=3, properties=["values"], case_timeout=0.3)


def test_that_a_wrong_one_fails():
    with pytest.raises(AssertionError, match="result 2 at"):
        swapcheck.verify(wrong, properties=["values"])
